"""Sends text messages and makes calls through Twilio."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from notification_service.channels.channel import Try
from notification_service.channels.outgoing_http import OutgoingHttp, host_of
from notification_service.channels.twilio.payload import PROVIDER_ID, checked_number, sms_text, spoken
from notification_service.domain.fairness import Room
from notification_service.domain.notification import ChannelKind, Message
from notification_service.domain.outcome import Delivered, Failed, Outcome, Reason, Sent

OFF = "no Twilio account is set. Set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM."


@dataclass(frozen=True, slots=True)
class TwilioAccount:
    """number: whom messages and calls come from. api_url: where Twilio is.

    callbacks_url: where it tells what became of them; None: it cannot reach us, so that what it takes counts as
    delivered.
    """

    api_url: str
    sid: str
    auth_token: str
    number: str
    callbacks_url: str | None


class TwilioChannel:
    # Twilio queues what one number sends too fast, one text a second; a person's telephone takes one call at a time.
    room = Room(per_destination=8, per_recipient=2)

    def __init__(
        self, kind: Literal[ChannelKind.SMS, ChannelKind.VOICE], http: OutgoingHttp, account: TwilioAccount | None
    ) -> None:
        self.kind: ChannelKind = kind
        self._http, self._account = http, account
        self.off_because = None if account else OFF

    def checked_recipient(self, recipient: str) -> str:
        return checked_number(recipient)

    def destination(self, recipient: str) -> str:
        # Each has room of its own: many texts hold up no call.
        return f"{self.kind}:{host_of(self._account.api_url)}" if self._account else str(self.kind)

    async def send(self, message: Message, this_try: Try) -> Outcome:
        if self._account is None:
            return Failed(Reason.CHANNEL_OFF, f"The channel {self.kind} is off: {self.off_because}")
        to = checked_number(message.recipient)
        if self.kind is ChannelKind.SMS:
            return await self._post(self._account, "Messages", {"To": to, "Body": sms_text(message)}, message, this_try)
        answer_url = message.answer_url and voice_answer_url(message.answer_url)
        form = {"To": to, "Twiml": spoken(message, answer_url), "Timeout": "40"}
        return await self._post(self._account, "Calls", form, message, this_try)

    async def _post(
        self, account: TwilioAccount, what: str, form: Mapping[str, str], message: Message, this_try: Try
    ) -> Outcome:
        login = base64.b64encode(f"{account.sid}:{account.auth_token}".encode()).decode()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Authorization": f"Basic {login}",
            "I-Twilio-Idempotency-Token": str(message.id),
        }
        url = f"{account.api_url.rstrip('/')}/2010-04-01/Accounts/{account.sid}/{what}.json"
        if account.callbacks_url:
            form = {**form, "StatusCallback": f"{account.callbacks_url}/{self.kind}-status/{message.id}"}
        content = urlencode({"From": account.number, **form}).encode()
        outcome = await self._http.post(url, content, headers, this_try)
        if not isinstance(outcome, Failed):
            found = PROVIDER_ID.search(outcome.answer or "")
            kind = Sent if account.callbacks_url else Delivered
            return kind(outcome.status_code, found.group(1) if found else None, outcome.answer)
        if outcome.status_code == 401:
            text = "Twilio refused our login. Check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN."
            return replace(outcome, reason=Reason.LOGIN_REFUSED, error=text)
        return outcome


def voice_answer_url(answer_url: str) -> str:
    """Where Twilio tells which key was pressed: the same signed link, at the callback's address."""
    root, _, token = answer_url.rpartition("/a/")
    return f"{root}/callbacks/voice/{token}"
