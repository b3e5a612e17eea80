"""Where and when a person is reached: their own steps for a page, and the hours when only the critical wakes them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from notification_service.domain.notification import ChannelKind

PIERCES_QUIET_HOURS = frozenset({"critical"})


class Urgency(StrEnum):
    """Which of a person's rules a page follows."""

    HIGH = "high"
    LOW = "low"


def urgency_of(severity: str) -> Urgency:
    return Urgency.HIGH if severity in ("critical", "high") else Urgency.LOW


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere that a channel reaches: a chat room, a mailbox, another system."""

    channel: ChannelKind
    recipient: str


@dataclass(frozen=True, slots=True)
class Step:
    """wait: after the page, not after the step before. method: the contact method, verified, at `place`."""

    wait: timedelta
    method: UUID
    place: Place


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Each day from `starts_at` to `ends_at` by the wall clock of `timezone` (IANA), or over midnight.

    They are over midnight where the end is the earlier one.
    """

    timezone: str
    starts_at: time
    ends_at: time


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person has set for one urgency. No steps: nothing set."""

    steps: tuple[Step, ...] = ()
    quiet_hours: QuietHours | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """One message of a page. number: from 1, of those to the same place."""

    place: Place
    at: datetime
    number: int


def end_of_quiet(quiet: QuietHours, at: datetime) -> datetime:
    """`at` itself outside quiet hours, else the instant they end, in the zone of `at`.

    Half-open: at their start they hold, at their end they do not. An end that the change to summer time skips is as
    much later as the clock jumps.
    """
    local = at.astimezone(ZoneInfo(quiet.timezone))
    clock = local.time()
    is_over_midnight = quiet.starts_at > quiet.ends_at
    after_start, before_end = clock >= quiet.starts_at, clock < quiet.ends_at
    if not (after_start or before_end if is_over_midnight else after_start and before_end):
        return at
    day = local.date() if before_end else local.date() + timedelta(days=1)
    end = datetime.combine(day, quiet.ends_at, local.tzinfo).astimezone(at.tzinfo)
    return max(end, at)


def planned_page(
    preferences: Preferences, severity: str, *, otherwise: Place, on: Collection[ChannelKind], now: datetime
) -> Sequence[Planned]:
    """When and where a person is paged, soonest first; never nothing.

    on: channels that can be used. otherwise: where a person is paged at once who set nothing, or nothing usable.
    In quiet hours everything but the critical waits for their end, and the steps that fall together go out together.
    """
    steps = [(step.wait, step.place) for step in preferences.steps if step.place.channel in on]
    planned: list[Planned] = []
    for wait, place in sorted(steps or [(timedelta(), otherwise)], key=lambda step: step[0]):
        at = held_back(preferences.quiet_hours, severity, now + wait)
        if not any(p.place == place and p.at == at for p in planned):
            planned.append(Planned(place, at, 1 + sum(p.place == place for p in planned)))
    return planned


def held_back(quiet: QuietHours | None, severity: str, at: datetime) -> datetime:
    """When a message that is due at `at` may go out."""
    if quiet is None or severity in PIERCES_QUIET_HOURS:
        return at
    return end_of_quiet(quiet, at)
