"""Answer links. Looking changes nothing, so that a mail scanner may look; the button does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from platform_kit.routes import guarded_router, open_to_all

from notification_service.api import answer_page
from notification_service.domain.answer_link import LinkExpired, LinkForged, Links
from notification_service.domain.answers import Answered
from notification_service.use_cases import answers
from notification_service.use_cases.answers import Asked

router = guarded_router(tags=["answers"])

STATUS = {
    Answered.DONE: 200,
    Answered.THEIRS_ALREADY: 200,
    Answered.NOT_POSSIBLE: 409,
    Answered.NOT_ALLOWED: 403,
    Answered.NOT_NOW: 503,
}
PAGES: dict[int | str, dict[str, Any]] = {
    404: {"description": "The link is not one of ours.", "content": {"text/html": {}}},
    410: {"description": "The link is a day old.", "content": {"text/html": {}}},
}
OUTCOMES: dict[int | str, dict[str, Any]] = {
    403: {"description": "The person may not answer any more.", "content": {"text/html": {}}},
    409: {"description": "Somebody else has it, or it is resolved.", "content": {"text/html": {}}},
    503: {"description": "It cannot be done now; nothing has changed.", "content": {"text/html": {}}},
}


def page_of(request: Request, token: str, show: Callable[[Asked, Links], tuple[int, str]]) -> HTMLResponse:
    """What is shown for a link: `show` gets what is behind it."""
    links: Links = request.app.state.links
    try:
        asked = answers.page_behind(request.app.state.sessions, links, token, now=request.app.state.clock.now())
    except LinkForged:
        text = answer_page.refusal("This link leads nowhere.", "Open it as it stands in the message, in one piece.")
        return HTMLResponse(text, 404, answer_page.HEADERS)
    except LinkExpired:
        text = answer_page.refusal("This link has expired.", "Sign in to see what became of the incident.")
        return HTMLResponse(text, 410, answer_page.HEADERS)
    status, text = show(asked, links)
    return HTMLResponse(text, status, answer_page.HEADERS)


@router.get(
    "/a/{token}",
    **open_to_all("the link is signed, and was sent to one person", counted_by_address=True),
    operation_id="show_answer_page",
    response_class=HTMLResponse,
    responses=PAGES,
)
def show_answer_page(token: str, request: Request) -> HTMLResponse:
    """A page with a button. Looking at it changes nothing."""
    return page_of(request, token, lambda asked, links: (200, answer_page.question(asked, links)))


@router.post(
    "/a/{token}",
    **open_to_all("the link is signed, and was sent to one person", counted_by_address=True),
    operation_id="answer_page",
    response_class=HTMLResponse,
    responses=PAGES | OUTCOMES,
)
def answer(token: str, request: Request) -> HTMLResponse:
    """Acknowledge the incident, or each that a bundle carries, as the person who was paged."""

    def acknowledged(asked: Asked, links: Links) -> tuple[int, str]:
        given = answers.acknowledge_all(asked, request.app.state.incidents)
        return STATUS[answers.outcome_of(given)], answer_page.result(asked, given, links)

    return page_of(request, token, acknowledged)
