"""Schedules, overrides and who is on call, on the wire."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import available_timezones

from platform_kit.json_types import Whole, WrittenDate, WrittenTime
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator
from pydantic.config import JsonDict

from oncall_service.api.wire.common import (
    Answer,
    Body,
    Email,
    Instant,
    Name,
    PersonOut,
    PersonReference,
    Reference,
    Utc,
)
from oncall_service.domain.final_schedule import FinalSchedule, OnCall, Source, Turn
from oncall_service.domain.overrides import OverrideEntry, OverrideKind, Role
from oncall_service.domain.people import Person
from oncall_service.domain.restrictions import WEEKDAYS, Restriction
from oncall_service.domain.rotation import Unit
from oncall_service.domain.schedule import Draft, DraftLayer, DraftMember, NamedPerson, Schedule, ScheduleKind
from oncall_service.domain.spans import Span

_ID = "0198c0de-0000-7000-8000-000000000004"
_ANA: JsonDict = {"id": "0198c0de-0000-7000-8000-000000000001", "name": "Ana Ferreira", "email": "ana@example.com"}


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("is not an IANA time zone such as Europe/Berlin")
    return name


def _day_number(given: Any) -> Any:
    """A day's name, its first three letters, or its ISO number (1 is Monday)."""
    if isinstance(given, int) and not isinstance(given, bool) and 1 <= given <= 7:
        return given - 1
    if isinstance(given, str):
        found = [n for n, day in enumerate(WEEKDAYS) if given.lower() in (day, day[:3])]
        if found:
            return found[0]
    raise ValueError("must be a day of the week, such as monday")


def _minute(at: time) -> time:
    if at.tzinfo or at.second or at.microsecond:
        raise ValueError("must be a time of day in whole minutes, such as 09:00")
    return at


Zone = Annotated[str, AfterValidator(_known_zone), Field(examples=["America/Chicago"])]
Day = Annotated[
    int,
    BeforeValidator(_day_number, json_schema_input_type=str),
    PlainSerializer(lambda day: WEEKDAYS[day], return_type=str),
    Field(examples=["friday"]),
]
TimeOfDay = Annotated[
    WrittenTime,
    AfterValidator(_minute),
    PlainSerializer(lambda at: f"{at:%H:%M}", return_type=str),
    Field(examples=["09:00"], json_schema_extra={"format": "time-of-day"}),
]
SomeDate = Annotated[WrittenDate, Field(ge=date(1990, 1, 1), le=date(2199, 12, 31), examples=["2026-03-02"])]


# -- schedules -------------------------------------------------------------------------------------------------------


class MemberIn(Body):
    """Found by e-mail, and made with this name where there is no such account."""

    name: Name | None = Field(default=None, examples=["Ana Ferreira"])
    email: Email = Field(examples=["ana@example.com"])
    role: Role = Role.PRIMARY

    def draft(self) -> DraftMember:
        return DraftMember(NamedPerson(self.email, self.name), self.role)


class LayerMemberIn(Body):
    """joins_on: takes the first hand-off on this day or later. leaves_on: gone from the first minute of this day."""

    name: Name | None = Field(default=None, examples=["Ana Ferreira"])
    email: Email = Field(examples=["ana@example.com"])
    joins_on: SomeDate | None = None
    leaves_on: SomeDate | None = None

    @model_validator(mode="after")
    def _in_order(self) -> LayerMemberIn:
        if self.joins_on and self.leaves_on and self.leaves_on <= self.joins_on:
            raise ValueError("leaves_on must be after joins_on")
        return self

    def draft(self) -> DraftMember:
        return DraftMember(NamedPerson(self.email, self.name), Role.PRIMARY, self.joins_on, self.leaves_on)


class RotationIn(Body):
    """Shifts of `every` units by the wall clock of the schedule's zone, from `handoff_time` on `start_date`."""

    unit: Unit
    every: Whole = Field(default=1, ge=1, le=1000)
    handoff_time: TimeOfDay = time(9)
    start_date: SomeDate
    end_date: SomeDate | None = Field(default=None, description="The last shift ends at the hand-off time of this day.")

    @model_validator(mode="after")
    def _in_order(self) -> RotationIn:
        if self.end_date and self.end_date <= self.start_date:
            raise ValueError("end_date must be after start_date")
        return self


class RestrictionIn(Body):
    """A window that comes again: daily, or weekly with a start_day. An end before the start is in the next one."""

    start_day: Day | None = None
    start_time: TimeOfDay
    end_day: Day | None = None
    end_time: TimeOfDay

    @model_validator(mode="after")
    def _has_a_start(self) -> RestrictionIn:
        if self.end_day is not None and self.start_day is None:
            raise ValueError("end_day needs a start_day")
        return self

    def domain(self) -> Restriction:
        return Restriction(self.start_time, self.end_time, self.start_day, self.end_day)


class LayerIn(Body):
    """The later layer of a list lies over the earlier ones."""

    name: Name
    role: Role = Role.PRIMARY
    members: list[LayerMemberIn] = Field(min_length=1, max_length=200)
    rotation: RotationIn
    restrictions: list[RestrictionIn] = Field(default=[], max_length=50)

    def draft(self) -> DraftLayer:
        rotation = self.rotation
        return DraftLayer(
            name=self.name,
            role=self.role,
            unit=rotation.unit,
            every=rotation.every,
            handoff_time=rotation.handoff_time,
            start_date=rotation.start_date,
            end_date=rotation.end_date,
            restrictions=tuple(restriction.domain() for restriction in self.restrictions),
            members=tuple(member.draft() for member in self.members),
        )


class ScheduleIn(Body):
    """The simple form has members and rotates weekly by ISO week number; the full form has layers."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "team": "payments",
                    "members": [
                        {"name": "Ana Ferreira", "email": "ana@example.com", "role": "primary"},
                        {"name": "Ben Okafor", "email": "ben@example.com", "role": "primary"},
                    ],
                },
                {
                    "team": "payments",
                    "timezone": "America/Chicago",
                    "layers": [
                        {
                            "name": "Weekly",
                            "members": [{"name": "Ana Ferreira", "email": "ana@example.com"}],
                            "rotation": {
                                "unit": "week",
                                "every": 1,
                                "handoff_time": "09:00",
                                "start_date": "2026-03-02",
                            },
                            "restrictions": [
                                {
                                    "start_day": "friday",
                                    "start_time": "20:00",
                                    "end_day": "monday",
                                    "end_time": "08:00",
                                }
                            ],
                        }
                    ],
                },
            ]
        }
    )

    team: Reference
    name: Name | None = Field(default=None, description="The team's name where none is given.")
    timezone: Zone = "UTC"
    members: list[MemberIn] = Field(default=[], max_length=200)
    layers: list[LayerIn] = Field(default=[], max_length=20)

    def draft(self) -> Draft:
        members = tuple(member.draft() for member in self.members)
        return Draft(self.team, self.name, self.timezone, members, tuple(layer.draft() for layer in self.layers))


class MemberOut(PersonOut):
    role: Role


class LayerMemberOut(PersonOut):
    joins_on: date | None
    leaves_on: date | None


class RotationOut(Answer):
    unit: Unit
    every: int
    handoff_time: TimeOfDay
    start_date: date
    end_date: date | None


class RestrictionOut(Answer):
    start_day: str | None = Field(examples=["friday"])
    start_time: TimeOfDay
    end_day: str | None = Field(examples=["monday"])
    end_time: TimeOfDay


class LayerOut(Answer):
    id: UUID
    name: str
    role: Role
    members: list[LayerMemberOut]
    rotation: RotationOut
    restrictions: list[RestrictionOut]


class ScheduleOut(Answer):
    id: UUID
    team: str = Field(examples=["payments"])
    team_id: UUID
    name: str = Field(examples=["payments"])
    kind: ScheduleKind
    timezone: str = Field(examples=["America/Chicago"])
    members: list[MemberOut] = Field(description="Of the simple form.")
    layers: list[LayerOut] = Field(description="Of the full form: the later lies over the earlier.")
    created_at: Utc
    updated_at: Utc

    @classmethod
    def of(cls, schedule: Schedule) -> ScheduleOut:
        return cls(
            id=schedule.id,
            team=schedule.team,
            team_id=schedule.team_id,
            name=schedule.name,
            kind=schedule.kind,
            timezone=schedule.timezone,
            members=[
                MemberOut(id=m.person.id, name=m.person.name, email=m.person.email, role=m.role)
                for m in schedule.members
            ],
            layers=[
                LayerOut(
                    id=layer.id,
                    name=layer.name,
                    role=layer.role,
                    members=[
                        LayerMemberOut(
                            id=m.person.id,
                            name=m.person.name,
                            email=m.person.email,
                            joins_on=m.joins_on,
                            leaves_on=m.leaves_on,
                        )
                        for m in layer.members
                    ],
                    rotation=RotationOut.model_validate(layer),
                    restrictions=[restriction_out(restriction) for restriction in layer.restrictions],
                )
                for layer in schedule.layers
            ],
            created_at=schedule.created_at,
            updated_at=schedule.updated_at,
        )


def restriction_out(restriction: Restriction) -> RestrictionOut:
    return RestrictionOut(
        start_day=None if restriction.start_day is None else WEEKDAYS[restriction.start_day],
        start_time=restriction.start_time,
        end_day=None if restriction.end_day is None else WEEKDAYS[restriction.end_day],
        end_time=restriction.end_time,
    )


# -- overrides -------------------------------------------------------------------------------------------------------


class OverrideIn(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"user": "ben@example.com", "start": "2026-03-07T01:00:00Z", "end": "2026-03-07T09:00:00Z"}]
        }
    )

    user: PersonReference
    start: Instant
    end: Instant
    role: Role = Role.PRIMARY
    kind: OverrideKind = Field(
        default=OverrideKind.REPLACE,
        description="replace: instead of whoever it is. add: as well. remove: not this person.",
    )

    @model_validator(mode="after")
    def _in_order(self) -> OverrideIn:
        if self.end <= self.start:
            raise ValueError("end must be after start")
        return self

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class OverrideOut(Answer):
    id: UUID
    schedule_id: UUID
    user: PersonOut
    start: Utc
    end: Utc
    role: Role
    kind: OverrideKind
    created_by: str = Field(examples=["ana@example.com"])
    created_at: Utc

    @classmethod
    def of(cls, entry: OverrideEntry) -> OverrideOut:
        return cls(
            id=entry.id,
            schedule_id=entry.schedule_id,
            user=PersonOut.model_validate(entry.person),
            start=entry.override.span.starts_at,
            end=entry.override.span.ends_at,
            role=entry.override.role,
            kind=entry.override.kind,
            created_by=entry.created_by,
            created_at=entry.created_at,
        )


class SkippedOut(Answer):
    """An event that made no override."""

    summary: str
    start: Utc
    end: Utc
    reason: str = Field(examples=["another override covers part of this time"])


class ImportOut(Answer):
    created: list[OverrideOut]
    skipped: list[SkippedOut]


# -- who is on call --------------------------------------------------------------------------------------------------


class OnCallOut(Answer):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "team": "payments",
                    "schedule_id": _ID,
                    "primary": _ANA,
                    "secondary": None,
                    "also": [],
                    "until": "2026-03-09T14:00:00Z",
                }
            ]
        }
    )

    team: str
    schedule_id: UUID
    primary: PersonOut | None
    secondary: PersonOut | None
    also: list[PersonOut] = Field(description="On call besides them, by an override that adds.")
    until: Utc | None = Field(description="The first instant at which this changes.")

    @classmethod
    def of(cls, schedule: Schedule, roles: dict[Role, OnCall], people: dict[UUID, Person]) -> OnCallOut:
        def person(turn: Turn | None) -> PersonOut | None:
            return PersonOut.model_validate(people[turn.user]) if turn else None

        also = {turn.user: person(turn) for on_call in roles.values() for turn in on_call.additions}
        ends = [on_call.until for on_call in roles.values() if on_call.until]
        return cls(
            team=schedule.team,
            schedule_id=schedule.id,
            primary=person(roles[Role.PRIMARY].turn),
            secondary=person(roles[Role.SECONDARY].turn),
            also=[found for found in also.values() if found],
            until=min(ends, default=None),
        )


class TurnOut(Answer):
    start: Utc
    end: Utc
    user: PersonOut
    source: Source
    layer: str | None = Field(description="The layer's name; null for an override.", examples=["Weekly"])

    @classmethod
    def of(cls, turn: Turn, people: dict[UUID, Person]) -> TurnOut:
        return cls(
            start=turn.span.starts_at,
            end=turn.span.ends_at,
            user=PersonOut.model_validate(people[turn.user]),
            source=turn.source,
            layer=turn.layer,
        )


class HoursOut(Answer):
    start: Utc
    end: Utc


class FinalScheduleOut(Answer):
    """Who is on call in the range, cut to it. Items touch or leave a gap, and never overlap."""

    schedule_id: UUID
    team: str
    timezone: str
    role: Role
    start: Utc
    end: Utc
    items: list[TurnOut]
    additions: list[TurnOut] = Field(description="On call besides them, by overrides that add.")
    gaps: list[HoursOut] = Field(description="When nobody is on call.")

    @classmethod
    def of(
        cls, schedule: Schedule, role: Role, within: Span, final: FinalSchedule, people: dict[UUID, Person]
    ) -> FinalScheduleOut:
        return cls(
            schedule_id=schedule.id,
            team=schedule.team,
            timezone=schedule.timezone,
            role=role,
            start=within.starts_at,
            end=within.ends_at,
            items=[TurnOut.of(turn, people) for turn in final.items],
            additions=[TurnOut.of(turn, people) for turn in final.additions],
            gaps=[HoursOut(start=gap.starts_at, end=gap.ends_at) for gap in final.gaps],
        )
