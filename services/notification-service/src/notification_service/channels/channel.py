"""What every channel offers to the rest of the service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from notification_service.domain.fairness import Room
from notification_service.domain.notification import ChannelKind, Message
from notification_service.domain.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Try:
    """One try to deliver.

    now: the instant it starts. deadline_s: seconds for all of it. still_ours: true while the claim on the message
    holds; asked again just before something leaves.
    """

    now: datetime
    deadline_s: float
    still_ours: Callable[[], bool]


class LeaseLost(Exception):
    """The message is no longer ours to send: nothing has left."""


class Channel(Protocol):
    """One way to reach somebody. It knows nothing of retries, escalation or the database."""

    kind: ChannelKind
    room: Room
    off_because: str | None
    """What is missing, as a sentence that says what to set. None: the channel is on."""

    def checked_recipient(self, recipient: str) -> str:
        """The recipient as it is kept. Raises BadRecipient with a sentence for whoever typed it."""
        ...

    def destination(self, recipient: str) -> str:
        """The host that is talked to for this recipient: messages to one host share its room."""
        ...

    async def send(self, message: Message, this_try: Try) -> Outcome:
        """Try once, within its deadline. Raises LeaseLost when the claim ended before anything left, BadRecipient."""
        ...


Channels = Mapping[ChannelKind, Channel]
