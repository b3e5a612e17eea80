"""What is wrong with a schedule before anybody is missed: gaps, people who cannot be called, layers without anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from oncall_service.domain.final_schedule import LayeredPlan, Plan, Turn, final_schedule, turns_of_layer
from oncall_service.domain.overrides import Override, Role
from oncall_service.domain.spans import Span


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the primaries, in a range.

    gaps: nobody is on call. missing: for each person who cannot be called, the first turn they would have.
    idle_layers: names of layers in which nobody has a turn.
    """

    gaps: tuple[Span, ...]
    missing: tuple[Turn, ...]
    idle_layers: tuple[str, ...]

    @property
    def gap_time(self) -> timedelta:
        return sum((gap.ends_at - gap.starts_at for gap in self.gaps), timedelta())


def coverage(plan: Plan, overrides: Sequence[Override], within: Span, unavailable: frozenset[UUID]) -> Coverage:
    gaps = final_schedule(plan, overrides, within, unavailable=unavailable).gaps
    as_written = final_schedule(plan, overrides, within)
    missing: dict[UUID, Turn] = {}
    for turn in (*as_written.items, *as_written.additions):
        if turn.user in unavailable:
            missing.setdefault(turn.user, turn)
    return Coverage(gaps, tuple(missing.values()), tuple(_idle_layers(plan, within, unavailable)))


def first_turns(
    plan: Plan, overrides: Sequence[Override], within: Span, unavailable: frozenset[UUID]
) -> Mapping[UUID, Turn]:
    """For everybody who will be on call, as primary or secondary or besides them, the first turn they have."""
    found: dict[UUID, Turn] = {}
    for role in Role:
        final = final_schedule(plan, overrides, within, role, unavailable)
        for turn in (*final.items, *final.additions):
            if turn.user not in found or turn.span < found[turn.user].span:
                found[turn.user] = turn
    return found


def _idle_layers(plan: Plan, within: Span, unavailable: frozenset[UUID]) -> list[str]:
    if not isinstance(plan, LayeredPlan):
        return []
    return [
        layer.name for layer in plan.layers if all(turn.user in unavailable for turn in turns_of_layer(layer, within))
    ]
