"""A schedule as people wrote it: the simple form by ISO week, or layers of rotations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from oncall_service.domain.errors import Unusable
from oncall_service.domain.final_schedule import Layer, LayeredPlan, Plan, WeeklyPlan
from oncall_service.domain.overrides import Role
from oncall_service.domain.people import Person
from oncall_service.domain.restrictions import WEEKDAYS, Restriction
from oncall_service.domain.rotation import Member, Rotation, Unit


class ScheduleKind(StrEnum):
    WEEKLY = "weekly"
    LAYERED = "layered"


@dataclass(frozen=True, slots=True)
class WeeklyMember:
    """Somebody of the simple form."""

    person: Person
    role: Role


@dataclass(frozen=True, slots=True)
class LayerMember:
    """Somebody of a layer, and from which day until which (see `rotation.Member`)."""

    person: Person
    joins_on: date | None
    leaves_on: date | None


@dataclass(frozen=True, slots=True)
class ScheduleLayer:
    """One rotation and when it counts. The later layer of a schedule lies over the earlier ones."""

    id: UUID
    name: str
    role: Role
    unit: Unit
    every: int
    handoff_time: time
    start_date: date
    end_date: date | None
    restrictions: tuple[Restriction, ...]
    members: tuple[LayerMember, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Who of a team is on call. members: of the simple form; layers: of the full one."""

    id: UUID
    team: str
    team_id: UUID
    name: str
    kind: ScheduleKind
    timezone: str
    members: tuple[WeeklyMember, ...]
    layers: tuple[ScheduleLayer, ...]
    created_at: datetime
    updated_at: datetime

    @property
    def plan(self) -> Plan:
        """What decides who is on call."""
        if self.kind is ScheduleKind.WEEKLY:
            return WeeklyPlan(
                tuple(m.person.id for m in self.members if m.role is Role.PRIMARY),
                tuple(m.person.id for m in self.members if m.role is Role.SECONDARY),
            )
        zone = ZoneInfo(self.timezone)
        return LayeredPlan(tuple(_layer(layer, zone) for layer in self.layers))

    @property
    def people(self) -> dict[UUID, Person]:
        """Everybody it names, by id."""
        named = [m.person for m in self.members] + [m.person for layer in self.layers for m in layer.members]
        return {person.id: person for person in named}


def _layer(layer: ScheduleLayer, zone: ZoneInfo) -> Layer:
    members = tuple(Member(m.person.id, m.joins_on, m.leaves_on) for m in layer.members)
    rotation = Rotation(
        members, layer.unit, layer.every, layer.handoff_time, layer.start_date, zone, layer.end_date
    )  # fmt: skip
    return Layer(layer.name, rotation, layer.restrictions, layer.role)


def restriction_to_json(restriction: Restriction) -> dict[str, str | None]:
    """As it is kept and as it is published: days by name."""
    return {
        "start_day": None if restriction.start_day is None else WEEKDAYS[restriction.start_day],
        "start_time": f"{restriction.start_time:%H:%M}",
        "end_day": None if restriction.end_day is None else WEEKDAYS[restriction.end_day],
        "end_time": f"{restriction.end_time:%H:%M}",
    }


def restriction_from_json(kept: dict[str, str | None]) -> Restriction:
    start_day, end_day = kept["start_day"], kept["end_day"]
    return Restriction(
        time.fromisoformat(kept["start_time"] or ""),
        time.fromisoformat(kept["end_time"] or ""),
        None if start_day is None else WEEKDAYS.index(start_day),
        None if end_day is None else WEEKDAYS.index(end_day),
    )


# -- what a person asks for -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody by e-mail address, who is made with this name when there is no such account."""

    email: str
    name: str | None


@dataclass(frozen=True, slots=True)
class DraftMember:
    person: NamedPerson
    role: Role = Role.PRIMARY
    joins_on: date | None = None
    leaves_on: date | None = None


@dataclass(frozen=True, slots=True)
class DraftLayer:
    name: str
    role: Role
    unit: Unit
    every: int
    handoff_time: time
    start_date: date
    end_date: date | None
    restrictions: tuple[Restriction, ...]
    members: tuple[DraftMember, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A schedule that is not stored yet. team: a name or an id. With layers it is the full form."""

    team: str
    name: str | None
    timezone: str
    members: tuple[DraftMember, ...] = ()
    layers: tuple[DraftLayer, ...] = ()

    @property
    def kind(self) -> ScheduleKind:
        return ScheduleKind.LAYERED if self.layers else ScheduleKind.WEEKLY

    def check(self) -> None:
        """Raises Unusable when nobody could ever be on call by it, or the two forms are mixed."""
        if self.members and self.layers:
            raise Unusable("layers", "give members or layers, not both")
        if not self.members and not self.layers:
            raise Unusable("members", "name at least one person: without one nobody would be on call")
        if self.members and not any(member.role is Role.PRIMARY for member in self.members):
            raise Unusable("members", "at least one member must have the role primary")
        if self.layers and not any(layer.role is Role.PRIMARY for layer in self.layers):
            raise Unusable("layers", "at least one layer must have the role primary")
        if self.members and self.timezone != "UTC":
            raise Unusable("timezone", "the simple form counts UTC weeks; use layers for another zone")
