"""What a notification is, and the states it goes through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

MOST_TOPIC_CHARACTERS = 200
# The member of a notification's data that is sent in place of its message: a code, which no list may show.
PRIVATE_TEXT = "private_text"
# The member that holds what an incident is called in text messages.
REPLY_NUMBER = "reply_number"


class ChannelKind(StrEnum):
    LOG = "log"
    EMAIL = "email"
    WEBHOOK = "webhook"
    NTFY = "ntfy"
    SLACK = "slack"
    TEAMS = "teams"
    MATTERMOST = "mattermost"
    DISCORD = "discord"
    TELEGRAM = "telegram"
    SMS = "sms"
    VOICE = "voice"
    WEBPUSH = "webpush"


class Kind(StrEnum):
    """page: a person must act. update: something they were paged for has changed. direct: a caller asked for it."""

    PAGE = "page"
    UPDATE = "update"
    DIRECT = "direct"


class Status(StrEnum):
    """pending: waits for its first try. sending: a worker has it. failed: the last try failed, another comes.
    sent: the provider took it and has not confirmed yet. delivered: the receiver has it. dead: given up.
    cancelled: not needed any more. bundled: another notification, the bundle, carries it; sent when that is.
    """

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    DEAD = "dead"
    CANCELLED = "cancelled"
    BUNDLED = "bundled"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a provider tells of a notification that it had taken: delivered, or dead. error: why it is dead."""

    status: Status
    error: str | None


WAITING = frozenset({Status.PENDING, Status.SENDING, Status.FAILED})
CAN_BE_RETRIED = frozenset({Status.FAILED, Status.DEAD})


@dataclass(frozen=True, slots=True)
class Incident:
    """The incident a notification is about, as it was when the notification was made."""

    id: UUID
    title: str
    service: str
    severity: str
    status: str
    team: str | None
    alert_count: int
    created_at: datetime

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Incident | None:
        """The incident kept in a notification's `data`, None where it has none. Raises on data that is not ours."""
        kept = data.get("incident")
        if kept is None:
            return None
        return cls(
            id=UUID(kept["id"]),
            title=kept["title"],
            service=kept["service"],
            severity=kept["severity"],
            status=kept["status"],
            team=kept["team"],
            alert_count=int(kept["alert_count"]),
            created_at=datetime.fromisoformat(kept["created_at"]),
        )


@dataclass(frozen=True, slots=True)
class Message:
    """What a channel is asked to carry. `id` is the idempotency key towards the receiver, the same in every try.

    text: the message. incident_url: where people see the incident, where there is one. answer_url: where the person who
    is paged says that they have it, without signing in; in pages to a person only.
    user_id: the person, where it is one. reply_number: what they name the incident by in a text message.
    most_severe: the severity of the worst that a bundle carries.
    """

    id: UUID
    kind: Kind
    recipient: str
    subject: str | None
    text: str
    step: int | None
    cycle: int | None
    created_at: datetime
    incident_id: UUID | None
    incident: Incident | None
    incident_url: str | None
    answer_url: str | None = None
    user_id: UUID | None = None
    reply_number: int | None = None
    most_severe: str | None = None

    @property
    def severity(self) -> str | None:
        """Of the incident, or of the worst that a bundle carries."""
        return self.incident.severity if self.incident else self.most_severe

    @property
    def headline(self) -> str:
        """One line that says what it is about: the subject, else the first line of the text."""
        lines = (self.subject or self.text).strip().splitlines()
        return lines[0].strip() if lines else "(no text)"


def notification_id(page_id: UUID, channel: str, recipient: str, number: int = 1) -> UUID:
    """The id of the notification that carries a page to one recipient over one channel: always the same one.

    number: of those of the page that go there.
    """
    return uuid5(page_id, f"{channel}\n{recipient}" if number == 1 else f"{channel}\n{recipient}\n{number}")


def topic_of(service: str | None) -> str:
    """What a notification is about, so that one loud service does not hold up the others' first pages."""
    return (service or "")[:MOST_TOPIC_CHARACTERS]
