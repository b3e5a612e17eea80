"""The final schedule: layers over each other, overrides over all, and the gaps that are left.

Two kinds of plan. The weekly one has no anchor: people take UTC weeks by ISO week number. The layered one has rotations
by the wall clock, each within its restrictions; the later in the list lies over the earlier.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from oncall_service.domain import rotation as rotations
from oncall_service.domain.overrides import Override, OverrideKind, Role
from oncall_service.domain.restrictions import Restriction, windows
from oncall_service.domain.rotation import Rotation
from oncall_service.domain.spans import Span, common, merged, touching, without

WEEK = timedelta(weeks=1)
WEEKLY_LAYER = "weekly rotation"
# How far to look for the next change: most answers need a day, a rotation of a thousand months needs the last.
HORIZONS = tuple(timedelta(days=days) for days in (1, 8, 35, 400, 1200))


class Source(StrEnum):
    LAYER = "layer"
    OVERRIDE = "override"


@dataclass(frozen=True, slots=True)
class WeeklyPlan:
    """Members in turn: `ISO week number % number of members`, in UTC weeks (Monday 00:00Z)."""

    primaries: tuple[UUID, ...]
    secondaries: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    name: str
    rotation: Rotation
    restrictions: tuple[Restriction, ...] = ()
    role: Role = Role.PRIMARY


@dataclass(frozen=True, slots=True)
class LayeredPlan:
    """The later layer lies over the earlier ones of its role."""

    layers: tuple[Layer, ...]


Plan = WeeklyPlan | LayeredPlan


@dataclass(frozen=True, slots=True)
class Turn:
    """One person on call from then to then. layer: the name of the layer; None for an override."""

    user: UUID
    span: Span
    source: Source
    layer: str | None


@dataclass(frozen=True, slots=True)
class FinalSchedule:
    """Who is on call in a range, for one role.

    items: in order, apart from each other. additions: people who are on call as well. gaps: nobody is, in order.
    """

    items: tuple[Turn, ...]
    additions: tuple[Turn, ...]
    gaps: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class OnCall:
    """Who is on call at an instant, for one role. until: the first instant at which that changes, None for never."""

    turn: Turn | None
    additions: tuple[Turn, ...]
    until: datetime | None


def final_schedule(
    plan: Plan,
    overrides: Sequence[Override],
    within: Span,
    role: Role = Role.PRIMARY,
    unavailable: frozenset[UUID] = frozenset(),
) -> FinalSchedule:
    """Everything in `within`, cut to it.

    unavailable: people who cannot be called; their turns fall to the layer below, or are gaps.
    """
    of_role = [o for o in overrides if o.role is role and o.user not in unavailable and common(o.span, within)]
    removed = {
        user: merged(o.span for o in group)
        for user, group in groupby(
            sorted((o for o in of_role if o.kind is OverrideKind.REMOVE), key=lambda o: o.user), key=lambda o: o.user
        )
    }
    items: list[Turn] = []
    for turns in _layers_of(plan, role, within):
        there = (turn for turn in turns if turn.user not in unavailable)
        items = _laid_over(items, _with_removals(there, removed))
    items = _laid_over(items, _turns_of(of_role, OverrideKind.REPLACE, within))
    gaps = tuple(without(within, merged(turn.span for turn in items)))
    return FinalSchedule(tuple(items), tuple(_turns_of(of_role, OverrideKind.ADD, within)), gaps)


def on_call_at(
    plan: Plan,
    overrides: Sequence[Override],
    at: datetime,
    role: Role = Role.PRIMARY,
    unavailable: frozenset[UUID] = frozenset(),
) -> OnCall:
    """Who is on call at `at`, and until when the answer holds."""
    found = OnCall(None, (), None)
    for horizon in HORIZONS:
        final = final_schedule(plan, overrides, Span(at, at + horizon), role, unavailable)
        turn = next((item for item in final.items if item.span.holds(at)), None)
        added = tuple(item for item in final.additions if item.span.holds(at))
        changes = {
            edge for item in (*final.items, *final.additions) for edge in (item.span.starts_at, item.span.ends_at)
        }
        until = min((edge for edge in changes if at < edge < at + horizon), default=None)
        found = OnCall(turn, added, until)
        if until is not None:
            break
    return found


# -- layers ----------------------------------------------------------------------------------------------------------


def _layers_of(plan: Plan, role: Role, within: Span) -> Iterator[Iterable[Turn]]:
    """The turns of each layer inside `within`, the lowest layer first."""
    if isinstance(plan, WeeklyPlan):
        yield _weekly_turns(plan.primaries if role is Role.PRIMARY else plan.secondaries, within)
        return
    for layer in plan.layers:
        if layer.role is role:
            yield turns_of_layer(layer, within)


def _weekly_turns(members: tuple[UUID, ...], within: Span) -> Iterator[Turn]:
    if not members:
        return
    starts_at = _monday_of(within.starts_at)
    while starts_at < within.ends_at:
        user = members[starts_at.isocalendar().week % len(members)]
        if span := common(Span(starts_at, starts_at + WEEK), within):
            yield Turn(user, span, Source.LAYER, WEEKLY_LAYER)
        starts_at += WEEK


def _monday_of(at: datetime) -> datetime:
    at = at.astimezone(UTC)
    return at.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=at.weekday())


def turns_of_layer(layer: Layer, within: Span) -> Iterator[Turn]:
    """The turns of one layer by itself, cut to its restrictions and to `within`."""
    allowed = windows(layer.restrictions, layer.rotation.zone, within)
    for shift in rotations.shifts(layer.rotation, within):
        for window in touching(allowed, shift.span):
            if shift.user and (span := common(shift.span, window)):
                yield Turn(shift.user, span, Source.LAYER, layer.name)


# -- one over the other ----------------------------------------------------------------------------------------------


def _with_removals(turns: Iterable[Turn], removed: dict[UUID, list[Span]]) -> list[Turn]:
    return [replace(turn, span=left) for turn in turns for left in without(turn.span, removed.get(turn.user, ()))]


def _turns_of(overrides: Sequence[Override], kind: OverrideKind, within: Span) -> list[Turn]:
    turns = [
        Turn(override.user, span, Source.OVERRIDE, None)
        for override in overrides
        if override.kind is kind and (span := common(override.span, within))
    ]
    return sorted(turns, key=lambda turn: (turn.span, turn.user))


def _laid_over(below: Sequence[Turn], above: Sequence[Turn]) -> list[Turn]:
    """Both, where what is above hides what is below. Each is in order and without overlap, and so is the result."""
    taken = merged(turn.span for turn in above)
    left = [replace(turn, span=span) for turn in below for span in without(turn.span, taken)]
    return sorted((*left, *above), key=lambda turn: turn.span)
