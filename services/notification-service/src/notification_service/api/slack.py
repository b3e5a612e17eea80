"""Buttons pressed in Slack. Slack signs each request, with the time."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response
from platform_kit.problems import Problem, problems
from platform_kit.routes import guarded_router, open_to_all
from starlette.background import BackgroundTask

from notification_service.channels.channel import Try
from notification_service.channels.outgoing_http import OutgoingHttp
from notification_service.channels.slack.interaction import NotAPress, Press, is_signed, press_of
from notification_service.channels.slack.responding import respond
from notification_service.settings import Settings
from notification_service.use_cases import presses

router = guarded_router(tags=["answers"])


async def pressed_in_slack(request: Request) -> Press:
    """The button of a request that Slack signed. Raises 403, 422."""
    settings: Settings = request.app.state.settings
    body, headers = await request.body(), request.headers
    secret, now = settings.slack_signing_secret, request.app.state.clock.now()
    timestamp, signature = headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")
    if secret is None or not is_signed(secret, timestamp, body, signature, now=now):
        raise Problem(403, "This call must be signed by Slack, with SLACK_SIGNING_SECRET, in the last five minutes.")
    try:
        return press_of(body)
    except NotAPress:
        raise Problem(422, "This tells of no button of ours.") from None


@router.post(
    "/callbacks/slack",
    **open_to_all("Slack signs it", counted_by_address=True),
    operation_id="answer_by_slack",
    response_class=Response,
    responses=problems(403, 422),
)
def answer_by_slack(request: Request, pressed: Annotated[Press, Depends(pressed_in_slack)]) -> Response:
    """A button was pressed: acknowledge, resolve or escalate as the person whose Slack account it is.

    What became of it is shown to that person alone; the message shows who has the incident now.
    """
    state = request.app.state
    told = presses.press(state.sessions, state.incidents, state.links, pressed)
    now, settings = state.clock.now(), state.settings

    async def show() -> None:
        http = OutgoingHttp(settings.outbound_allow)
        this_try = Try(now, settings.notify_timeout_seconds, lambda: True)
        try:
            if told.message is not None:
                replaced = {"replace_original": True, **told.message}
                await respond(http, pressed.response_url, replaced, this_try)
            ephemeral = {"response_type": "ephemeral", "replace_original": False, "text": told.to_presser}
            await respond(http, pressed.response_url, ephemeral, this_try)
        finally:
            await http.aclose()

    return Response(status_code=200, background=BackgroundTask(show))
