"""Shifts of a person, the load on people, and coverage, on the wire."""

from __future__ import annotations

import datetime
from uuid import UUID

from pydantic import Field

from oncall_service.api.wire.common import Answer, PersonOut, Utc
from oncall_service.api.wire.schedules import HoursOut
from oncall_service.domain.fairness import Load
from oncall_service.domain.final_schedule import Source
from oncall_service.domain.overrides import Role
from oncall_service.domain.people import Person
from oncall_service.domain.spans import Span
from oncall_service.use_cases.on_call import Covered, Shift

HOUR_S = 3600


class ShiftOut(Answer):
    start: Utc
    end: Utc
    team: str = Field(examples=["payments"])
    schedule_id: UUID
    role: Role
    source: Source
    layer: str | None = Field(examples=["Weekly"])
    is_extra: bool = Field(description="Besides whoever is on call, by an override that adds.")

    @classmethod
    def of(cls, shift: Shift) -> ShiftOut:
        return cls(
            start=shift.turn.span.starts_at,
            end=shift.turn.span.ends_at,
            team=shift.schedule.team,
            schedule_id=shift.schedule.id,
            role=shift.role,
            source=shift.turn.source,
            layer=shift.turn.layer,
            is_extra=shift.is_extra,
        )


class ShiftsOut(Answer):
    user: PersonOut
    start: Utc
    end: Utc
    items: list[ShiftOut]


class LoadOut(Answer):
    """Real hours: the night of a change of the clocks counts an hour less or more."""

    user: PersonOut
    shifts: int = Field(description="Stretches without a break.", examples=[4])
    hours: float = Field(examples=[671])
    night_hours: float = Field(description="Of them, from 22:00 to 07:00.", examples=[251])
    weekend_hours: float = Field(description="Of them, Saturdays and Sundays.", examples=[192])

    @classmethod
    def of(cls, load: Load, people: dict[UUID, Person]) -> LoadOut:
        return cls(
            user=PersonOut.model_validate(people[load.user]),
            shifts=load.shifts,
            hours=load.held.total_seconds() / HOUR_S,
            night_hours=load.night.total_seconds() / HOUR_S,
            weekend_hours=load.weekend.total_seconds() / HOUR_S,
        )


class FairnessOut(Answer):
    team: str
    timezone: str = Field(description="Whose nights and weekends are counted.", examples=["America/Chicago"])
    start: Utc
    end: Utc
    items: list[LoadOut] = Field(description="The heaviest load first.")


class MissingOut(Answer):
    """Somebody who has a turn and cannot be called, because the account is disabled."""

    user: PersonOut
    start: Utc
    end: Utc


class UnreachableOut(Answer):
    """Somebody who will be on call, and whom no page reaches: no verified contact method, or no rule that uses one."""

    user: PersonOut
    start: Utc
    end: Utc


class CoverageOut(Answer):
    team: str
    schedule_id: UUID
    start: Utc
    end: Utc
    is_covered: bool = Field(description="Somebody is on call at every instant.")
    gap_seconds: float
    gaps: list[HoursOut]
    missing: list[MissingOut] = Field(description="For each person who cannot be called, the first turn they have.")
    idle_layers: list[str] = Field(description="Layers in which nobody has a turn.")
    unreachable: list[UnreachableOut] | None = Field(
        description="For each person on call whom no page would reach, the first turn they have;"
        " null: notification-service did not say."
    )

    @classmethod
    def of(cls, covered: Covered, within: Span, unreachable: frozenset[UUID] | None) -> CoverageOut:
        schedule, found, people = covered.schedule, covered.found, covered.people
        return cls(
            team=schedule.team,
            schedule_id=schedule.id,
            start=within.starts_at,
            end=within.ends_at,
            is_covered=not found.gaps,
            gap_seconds=found.gap_time.total_seconds(),
            gaps=[HoursOut(start=gap.starts_at, end=gap.ends_at) for gap in found.gaps],
            missing=[
                MissingOut(
                    user=PersonOut.model_validate(people[turn.user]),
                    start=turn.span.starts_at,
                    end=turn.span.ends_at,
                )
                for turn in found.missing
            ],
            idle_layers=list(found.idle_layers),
            unreachable=None
            if unreachable is None
            else [
                UnreachableOut(user=PersonOut.model_validate(person), start=turn.span.starts_at, end=turn.span.ends_at)
                for person, turn in covered.turns_of(unreachable)
            ],
        )


class HolidayOut(Answer):
    date: datetime.date
    name: str = Field(examples=["Tag der Arbeit"])


class HolidaysOut(Answer):
    country: str = Field(examples=["DE"])
    subdivision: str | None = Field(examples=["BY"])
    items: list[HolidayOut]
