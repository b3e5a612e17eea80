"""Who is told of events outside, how often it is tried, and when a receiver is given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit
from uuid import UUID

MOST_URL_CHARACTERS = 1024
# As Standard Webhooks proposes: quick at first, then for more than a day.
WAITS = tuple(timedelta(seconds=s) for s in (5, 30, 300, 1800, 7200, 18000, 36000, 36000))
FAILS_AT_MOST = timedelta(days=3)
LONGEST_ASKED_FOR = timedelta(hours=1)
GONE = 410


class Event(StrEnum):
    """What a subscription can name; on the wire with `incident.` before it."""

    CREATED = "created"
    ACKNOWLEDGED = "acknowledged"
    ESCALATED = "escalated"
    RESOLVED = "resolved"
    NOTE = "note"


class DeliveryStatus(StrEnum):
    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Subscription:
    """team_id, team: None for every team; team None with an id: that team is gone, and nothing is told any more.

    failing_since: no attempt has succeeded since; None: the last one did, or there was none.
    """

    id: UUID
    name: str
    url: str
    team_id: UUID | None
    team: str | None
    events: tuple[Event, ...]
    is_enabled: bool
    disabled_because: str | None
    failing_since: datetime | None
    created_by: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """How one attempt went. status_code: None where nobody answered. retry_after: what the receiver asks for."""

    started_at: datetime
    took: timedelta
    status_code: int | None = None
    error: str | None = None
    retry_after: timedelta | None = None

    @property
    def is_delivered(self) -> bool:
        return self.status_code is not None and 200 <= self.status_code < 300


def next_try(answered: Answered, *, attempts: int, now: datetime) -> datetime | None:
    """When to try again after this many attempts, the one answered included; None: never."""
    if attempts > len(WAITS) or answered.status_code == GONE:
        return None
    asked = min(answered.retry_after or timedelta(), LONGEST_ASKED_FOR)
    return now + max(WAITS[attempts - 1], asked)


def why_disabled(answered: Answered, failing_since: datetime, now: datetime) -> str | None:
    """Why nothing is sent there any more; None: it goes on."""
    if answered.status_code == GONE:
        return "The receiver answered 410: it wants no more."
    if now - failing_since >= FAILS_AT_MOST:
        return f"Every attempt has failed for {FAILS_AT_MOST.days} days; the last one: {answered.error}"
    return None


def url_fault(url: str) -> str | None:
    """What is wrong with an address to send to; None: nothing."""
    try:
        parts, port = urlsplit(url), urlsplit(url).port
    except ValueError:
        return "is not a URL. Give one like https://example.org/hook."
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        return "is not an http or https URL. Give one like https://example.org/hook."
    if parts.username is not None or parts.password is not None:
        return "must not hold a user or password"
    if len(url) > MOST_URL_CHARACTERS or not url.isascii() or any(character <= " " for character in url):
        return f"must have at most {MOST_URL_CHARACTERS} ASCII characters and no spaces"
    return None
