"""Calls back from providers. Each carries the provider's own signature."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import Response
from platform_kit.problems import Problem, problems
from platform_kit.routes import guarded_router, open_to_all

from notification_service.channels.twilio.payload import confirmation_of, is_signed, say, text_back
from notification_service.domain.answer_link import LinkExpired, LinkForged
from notification_service.domain.answers import Action, sentence
from notification_service.settings import Settings
from notification_service.use_cases import answers, confirmations, replies

router = guarded_router(tags=["answers"])

TWIML: dict[int | str, dict[str, Any]] = {200: {"description": "TwiML.", "content": {"application/xml": {}}}}


XML = "application/xml"


async def twilio_form(request: Request) -> dict[str, str]:
    """The form of a request that Twilio signed. Raises 403."""
    settings: Settings = request.app.state.settings
    form = dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))
    url = f"{str(settings.public_url).rstrip('/')}{request.url.path}"
    token = settings.twilio_auth_token
    if token is None or not is_signed(token, url, form, request.headers.get("x-twilio-signature", "")):
        raise Problem(403, "This call must be signed by Twilio, for the address that PUBLIC_URL says.")
    return form


TwilioForm = Annotated[dict[str, str], Depends(twilio_form)]


@router.post(
    "/callbacks/voice/{token}",
    **open_to_all("Twilio signs it, and the link in it is signed too", counted_by_address=True),
    operation_id="answer_by_voice",
    response_class=Response,
    responses=TWIML | problems(403),
)
def answer_by_voice(token: str, request: Request, form: TwilioForm) -> Response:
    """A key was pressed during a call: 1 acknowledges as the person who was called."""
    state = request.app.state
    if form.get("Digits") != "1":
        return Response(say("Nothing was acknowledged. Paging goes on."), media_type=XML)
    try:
        asked = answers.page_behind(state.sessions, state.links, token, now=state.clock.now())
    except (LinkForged, LinkExpired):
        return Response(say("This page is too old to be answered here."), media_type=XML)
    outcome = answers.first_of(answers.acknowledge_all(asked, state.incidents))
    return Response(say(sentence(Action.ACKNOWLEDGE, outcome)), media_type=XML)


@router.post(
    "/callbacks/sms",
    **open_to_all("Twilio signs it", counted_by_address=True),
    operation_id="answer_by_text_message",
    response_class=Response,
    responses=TWIML | problems(403),
)
def answer_by_text_message(request: Request, form: TwilioForm) -> Response:
    """A text message to our number: `ack` or `resolve` with an incident's number, from a verified telephone."""
    state = request.app.state
    told = replies.reply(state.sessions, state.incidents, form.get("From", ""), form.get("Body", ""))
    return Response(text_back(told), media_type=XML)


@router.post(
    "/callbacks/{channel}-status/{notification_id}",
    **open_to_all("Twilio signs it", counted_by_address=True),
    operation_id="take_delivery_status",
    status_code=204,
    responses=problems(403, 503),
)
def take_delivery_status(
    channel: Literal["sms", "voice"], notification_id: UUID, request: Request, form: TwilioForm
) -> None:
    """What became of a text message or a call. Where nobody got it, the person's next channel is tried at once."""
    state = request.app.state
    confirmation = confirmation_of(form)
    if confirmation is None:
        return
    if not confirmations.confirm(state.sessions, notification_id, confirmation, now=state.clock.now()):
        raise Problem(503, "This is still being sent. Tell it again in a moment.", headers={"Retry-After": "2"})
