"""Writes messages into this service's own log."""

from __future__ import annotations

import logging

from notification_service.channels.channel import LeaseLost, Try
from notification_service.channels.log.payload import sentence
from notification_service.domain.errors import BadRecipient
from notification_service.domain.fairness import Room
from notification_service.domain.notification import ChannelKind, Message
from notification_service.domain.outcome import Delivered, Outcome

# A message in the log is what was asked for, not a remark about the program: LOG_LEVEL does not silence it.
pages = logging.getLogger("pages")
pages.setLevel(logging.INFO)

MOST_CHARACTERS = 200


class LogChannel:
    kind = ChannelKind.LOG
    room = Room(per_destination=50, per_recipient=20)
    off_because: str | None = None

    def checked_recipient(self, recipient: str) -> str:
        name = recipient.strip()
        if not name or len(name) > MOST_CHARACTERS:
            raise BadRecipient(f"Give a name of 1 to {MOST_CHARACTERS} characters.")
        return name

    def destination(self, recipient: str) -> str:
        return "log"

    async def send(self, message: Message, this_try: Try) -> Outcome:
        if not this_try.still_ours():
            raise LeaseLost
        pages.info(
            sentence(message),
            extra={
                "notification_id": str(message.id),
                "incident_id": message.incident_id and str(message.incident_id),
                "recipient": message.recipient,
                "kind": message.kind,
                "text": message.text,
            },
        )
        return Delivered()
