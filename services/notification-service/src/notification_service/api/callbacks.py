"""Calls back from providers. Each carries the provider's own signature."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from fastapi.responses import Response
from platform_kit.problems import Problem, problems
from platform_kit.routes import guarded_router, open_to_all

from notification_service.channels.twilio.payload import is_signed, say
from notification_service.domain.answer_link import LinkExpired, LinkForged
from notification_service.settings import Settings
from notification_service.use_cases import answers
from notification_service.use_cases.answers import Answered

router = guarded_router(tags=["answers"])

SAID = {
    Answered.TAKEN: "You have it. Nobody else is paged.",
    Answered.THEIRS_ALREADY: "You have it already.",
    Answered.TAKEN_BY_ANOTHER: "Somebody else has it, or it is resolved.",
    Answered.NOT_ALLOWED: "This cannot be answered.",
    Answered.NOT_NOW: "That did not work just now. Paging goes on.",
}
TWIML: dict[int | str, dict[str, Any]] = {200: {"description": "TwiML.", "content": {"application/xml": {}}}}


async def twilio_form(request: Request) -> dict[str, str]:
    """The form of a request that Twilio signed. Raises 403."""
    settings: Settings = request.app.state.settings
    form = dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))
    url = f"{str(settings.public_url).rstrip('/')}{request.url.path}"
    token = settings.twilio_auth_token
    if token is None or not is_signed(token, url, form, request.headers.get("x-twilio-signature", "")):
        raise Problem(403, "This call must be signed by Twilio, for the address that PUBLIC_URL says.")
    return form


@router.post(
    "/callbacks/voice/{token}",
    **open_to_all("Twilio signs it, and the link in it is signed too", counted_by_address=True),
    operation_id="answer_by_voice",
    response_class=Response,
    responses=TWIML | problems(403),
)
def answer_by_voice(token: str, request: Request, form: Annotated[dict[str, str], Depends(twilio_form)]) -> Response:
    """A key was pressed during a call: 1 acknowledges as the person who was called."""
    state = request.app.state
    if form.get("Digits") != "1":
        return Response(say("Nothing was acknowledged. Paging goes on."), media_type="application/xml")
    try:
        asked = answers.page_behind(state.sessions, state.links, token, now=state.clock.now())
    except (LinkForged, LinkExpired):
        return Response(say("This page is too old to be answered here."), media_type="application/xml")
    outcome = answers.outcome_of(answers.acknowledge_all(asked, state.incidents))
    return Response(say(SAID[outcome]), media_type="application/xml")
