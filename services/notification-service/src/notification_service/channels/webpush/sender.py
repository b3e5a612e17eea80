"""Pushes to browsers, through the push service of each browser's maker."""

from __future__ import annotations

import asyncio
from typing import Protocol
from uuid import UUID

from notification_service.channels.channel import Try
from notification_service.channels.outgoing_http import OutgoingHttp, checked_url, host_of
from notification_service.channels.webpush.encryption import Keys, encrypted
from notification_service.channels.webpush.payload import body, topic, urgency
from notification_service.channels.webpush.vapid import Vapid
from notification_service.domain.errors import BadRecipient
from notification_service.domain.fairness import Room
from notification_service.domain.notification import ChannelKind, Message
from notification_service.domain.outcome import Failed, Outcome, Reason

# How long a push service keeps a message for a browser that is not there: a page of an hour ago has escalated since.
KEPT_FOR_S = 3600
GONE = frozenset({404, 410})


class Subscriptions(Protocol):
    """Browsers that people want to be told by. Called from threads."""

    def keys_of(self, endpoint: str, user_id: UUID | None) -> Keys | None:
        """None: this person is not subscribed there any more. user_id None: whoever is."""
        ...

    def forget(self, endpoint: str) -> None:
        """The browser has ended its subscription, or is gone: nothing reaches it any more."""
        ...


class WebPushChannel:
    kind = ChannelKind.WEBPUSH
    room = Room(per_destination=32, per_recipient=4)
    off_because: str | None = None

    def __init__(self, http: OutgoingHttp, vapid: Vapid, subscriptions: Subscriptions) -> None:
        self._http, self._vapid, self._subscriptions = http, vapid, subscriptions

    def checked_recipient(self, recipient: str) -> str:
        return checked_url(recipient)

    def destination(self, recipient: str) -> str:
        return host_of(recipient)

    async def send(self, message: Message, this_try: Try) -> Outcome:
        endpoint = checked_url(message.recipient)
        keys = await asyncio.to_thread(self._subscriptions.keys_of, endpoint, message.user_id)
        if keys is None:
            raise BadRecipient("No browser is subscribed there any more. Subscribe again in that browser.")
        headers = {
            "Authorization": self._vapid.authorization(endpoint, now=this_try.now),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(KEPT_FOR_S),
            "Topic": topic(message),
            "Urgency": urgency(message),
        }
        outcome = await self._http.post(endpoint, encrypted(body(message), keys), headers, this_try)
        if isinstance(outcome, Failed) and outcome.status_code in GONE:
            await asyncio.to_thread(self._subscriptions.forget, endpoint)
            text = "The browser has ended its subscription. Subscribe again there."
            return Failed(Reason.BAD_RECIPIENT, text, outcome.status_code, answer=outcome.answer)
        return outcome
