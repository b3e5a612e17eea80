"""Who is on call when people take shifts in turn, by the wall clock of one zone.

A hand-off at 09:00 stays at 09:00 when the clocks change; the shift's real length changes instead.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from oncall_service.domain.spans import Span
from oncall_service.domain.wall_clock import instant, local_time


class Unit(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who takes shifts.

    joins_on: takes the first hand-off on this day or later, None for always. leaves_on: gone from the first minute of
    this day in the rotation's zone, also in the middle of a shift; None for never.
    """

    user: UUID
    joins_on: date | None = None
    leaves_on: date | None = None

    def is_in(self, day: date) -> bool:
        return (self.joins_on is None or self.joins_on <= day) and (self.leaves_on is None or day < self.leaves_on)


@dataclass(frozen=True, slots=True)
class Rotation:
    """People taking shifts in a fixed order.

    members: first on call first; at least one. unit, every: the length of a shift by the wall clock, such as 2 weeks;
    every is at least 1. start_date, handoff_time: the first hand-off. A month's hand-off keeps the day of start_date,
    or takes the last of a month that has no such day. end_date: the last shift ends at the hand-off time of this day.
    """

    members: tuple[Member, ...]
    unit: Unit
    every: int
    handoff_time: time
    start_date: date
    zone: ZoneInfo
    end_date: date | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """One person's turn, in UTC. `user` is None when nobody was in the rotation then."""

    user: UUID | None
    span: Span


def handoff(rotation: Rotation, number: int) -> datetime:
    """The instant of the hand-off that begins shift `number`, from 0. Two may be the same instant at a gap."""
    return instant(_local_handoff(rotation, number), rotation.zone)


def shift_at(rotation: Rotation, at: datetime) -> Shift | None:
    """The shift that covers `at`; None before the first hand-off and from the end on.

    Shifts touch, never overlap and are never empty: a hand-off instant belongs to the person taking over.
    """
    for shift in shifts(rotation, Span(at, at + timedelta(microseconds=1))):
        return shift
    return None


def shifts(rotation: Rotation, within: Span) -> Iterator[Shift]:
    """Every shift that touches `within`, in order and uncut."""
    ends_at = _end(rotation)
    number = max(_number_at(rotation, within.starts_at), 0)
    while (starts_at := handoff(rotation, number)) < within.ends_at and (ends_at is None or starts_at < ends_at):
        until = handoff(rotation, number + 1)
        if ends_at is not None:
            until = min(until, ends_at)
        if starts_at < until:  # a shift whose whole time the clocks skipped is nobody's
            for shift in _turns(rotation, number, Span(starts_at, until)):
                if shift.span.ends_at > within.starts_at and shift.span.starts_at < within.ends_at:
                    yield shift
        number += 1


def _turns(rotation: Rotation, number: int, span: Span) -> Iterator[Shift]:
    """Shift `number`, which is cut where its owner leaves: the next one in order takes over early."""
    members = rotation.members
    place, starts_at = _place_of(rotation, number), span.starts_at
    while place is not None and (leaves_on := members[place].leaves_on):
        left_at = instant(datetime.combine(leaves_on, time()), rotation.zone)
        if left_at >= span.ends_at:
            break
        if left_at > starts_at:
            yield Shift(members[place].user, Span(starts_at, left_at))
            starts_at = left_at
        place = _next_place(members, place, leaves_on)
    yield Shift(None if place is None else members[place].user, Span(starts_at, span.ends_at))


def _local_handoff(rotation: Rotation, number: int) -> datetime:
    first, steps = datetime.combine(rotation.start_date, rotation.handoff_time), number * rotation.every
    match rotation.unit:
        case Unit.HOUR:
            return first + timedelta(hours=steps)
        case Unit.DAY:
            return first + timedelta(days=steps)
        case Unit.WEEK:
            return first + timedelta(weeks=steps)
        case Unit.MONTH:
            years, month = divmod(first.month - 1 + steps, 12)
            year, month = first.year + years, month + 1
            return first.replace(year=year, month=month, day=min(first.day, monthrange(year, month)[1]))


def _number_at(rotation: Rotation, at: datetime) -> int:
    """The last hand-off that is not after `at`; negative before the first."""
    number = _estimate(rotation, local_time(at, rotation.zone))
    while handoff(rotation, number) > at:
        number -= 1
    while handoff(rotation, number + 1) <= at:
        number += 1
    return number


def _estimate(rotation: Rotation, local: datetime) -> int:
    """The shift by the face of the clock; a change of the clocks or a short month can put it a little off."""
    first = datetime.combine(rotation.start_date, rotation.handoff_time)
    if rotation.unit is Unit.MONTH:
        return ((local.year - first.year) * 12 + local.month - first.month) // rotation.every
    hours = {Unit.HOUR: 1, Unit.DAY: 24, Unit.WEEK: 168}[rotation.unit] * rotation.every
    return (local - first) // timedelta(hours=hours)


def _end(rotation: Rotation) -> datetime | None:
    if rotation.end_date is None:
        return None
    return instant(datetime.combine(rotation.end_date, rotation.handoff_time), rotation.zone)


# -- whose turn it is ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Era:
    """From hand-off `first` on, until the next era, these places in the list take turns, beginning with `offset`."""

    first: int
    places: tuple[int, ...]
    offset: int

    def place_of(self, number: int) -> int | None:
        return self.places[(self.offset + number - self.first) % len(self.places)] if self.places else None


def _place_of(rotation: Rotation, number: int) -> int | None:
    eras = _eras(rotation)
    return eras[bisect_right(eras, number, key=lambda era: era.first) - 1].place_of(number)


@lru_cache(maxsize=1024)
def _eras(rotation: Rotation) -> tuple[_Era, ...]:
    """The rotation cut where somebody joins or leaves. The turn goes on with the next in order after the last shift.

    So a change of people never changes who was on call before it.
    """
    members = rotation.members
    days = {day for member in members for day in (member.joins_on, member.leaves_on) if day}
    firsts = sorted({0} | {_first_handoff_on(rotation, day) for day in days})
    eras: list[_Era] = []
    for first in firsts:
        day = _local_handoff(rotation, first).date()
        places = tuple(place for place, member in enumerate(members) if member.is_in(day))
        last = _last_place(eras, first)
        offset = next((i for i, place in enumerate(places) if last is not None and place > last), 0)
        eras.append(_Era(first, places, offset))
    return tuple(eras)


def _last_place(eras: list[_Era], before: int) -> int | None:
    """The place that took the last shift before this hand-off."""
    for era in reversed(eras):
        if era.places:
            return era.place_of(before - 1)
        before = era.first
    return None


def _first_handoff_on(rotation: Rotation, day: date) -> int:
    """The first hand-off whose local date is `day` or later, from 0."""
    number = max(_estimate(rotation, datetime.combine(day, time())), 0)
    while number > 0 and _local_handoff(rotation, number - 1).date() >= day:
        number -= 1
    while _local_handoff(rotation, number).date() < day:
        number += 1
    return number


def _next_place(members: tuple[Member, ...], after: int, day: date) -> int | None:
    """The next in order who is there on `day`."""
    count = len(members)
    return next((p % count for p in range(after + 1, after + count) if members[p % count].is_in(day)), None)
