"""How much one person is sent at one address: so many messages one by one, and what is more goes together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from notification_service.domain.notification import ChannelKind, Kind

# The log wakes nobody, and a webhook is a machine, which counts on a message for each incident.
UNTHROTTLED = frozenset({ChannelKind.LOG, ChannelKind.WEBHOOK})
THROTTLED_KINDS = frozenset({Kind.PAGE, Kind.UPDATE})

# A bundle waits for what comes with its first one, this part of the time between bundles, and at most so long.
COLLECTING_PART = 6
LONGEST_COLLECTING = timedelta(seconds=10)


class Address(NamedTuple):
    """What is throttled together: one kind of message to one person at one place. Updates use up no page's room."""

    user_id: UUID
    channel: str
    recipient: str
    kind: str


@dataclass(frozen=True, slots=True)
class Throttle:
    """At most `most` messages within any `window`, and then bundles. Both above zero."""

    most: int
    window: timedelta


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notification that is due and was never tried: whatever was tried may have arrived, and goes under its own id
    again."""

    id: UUID
    is_critical: bool


@dataclass(frozen=True, slots=True)
class Division:
    """Which go alone, and which go together in a bundle."""

    alone: tuple[UUID, ...]
    together: tuple[UUID, ...]


def divided(throttle: Throttle, used: int, waiting: Iterable[Waiting]) -> Division:
    """Divide what waits for one address, oldest first. used: messages sent there within the window, or being sent now.

    What room is left goes to the critical first. Nothing is left out, and nothing is in both.
    """
    ranked: Sequence[Waiting] = sorted(waiting, key=lambda one: not one.is_critical)
    room = max(throttle.most - used, 0)
    ids = tuple(one.id for one in ranked)
    return Division(alone=ids[:room], together=ids[room:])


def bundle_due_at(now: datetime, last_due_at: datetime | None, between: timedelta) -> datetime:
    """When a bundle that begins now is sent. last_due_at: of the one before; two are at least `between` apart."""
    collected_at = now + min(LONGEST_COLLECTING, between / COLLECTING_PART)
    return collected_at if last_due_at is None else max(collected_at, last_due_at + between)
