"""Posts signed webhooks."""

from __future__ import annotations

from datetime import UTC

from standardwebhooks.webhooks import Webhook

from notification_service.channels.channel import Try
from notification_service.channels.outgoing_http import OutgoingHttp, checked_url, host_of
from notification_service.channels.webhook.payload import body
from notification_service.domain.fairness import Room
from notification_service.domain.notification import ChannelKind, Message
from notification_service.domain.outcome import Outcome


class WebhookChannel:
    kind = ChannelKind.WEBHOOK
    room = Room(per_destination=32, per_recipient=16)
    off_because: str | None = None

    def __init__(self, http: OutgoingHttp, signing_secret: str) -> None:
        self._http, self._signer = http, Webhook(signing_secret)

    def checked_recipient(self, recipient: str) -> str:
        return checked_url(recipient)

    def destination(self, recipient: str) -> str:
        return host_of(recipient)

    async def send(self, message: Message, this_try: Try) -> Outcome:
        url, content, id = checked_url(message.recipient), body(message), str(message.id)
        headers = {
            "Content-Type": "application/json",
            "webhook-id": id,
            "webhook-timestamp": str(int(this_try.now.timestamp())),
            "webhook-signature": self._signer.sign(id, this_try.now.astimezone(UTC), content.decode()),
        }
        return await self._http.post(url, content, headers, this_try)
