"""Who is on call: now, at an instant, over a range."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from oncall_service.domain.coverage import Coverage, coverage, first_turns
from oncall_service.domain.directory import DEFAULT_TEAM
from oncall_service.domain.errors import NotFound
from oncall_service.domain.fairness import Load, loads
from oncall_service.domain.final_schedule import HORIZONS, FinalSchedule, OnCall, Turn, final_schedule, on_call_at
from oncall_service.domain.overrides import Override, Role
from oncall_service.domain.people import Person
from oncall_service.domain.schedule import Schedule
from oncall_service.domain.spans import Span
from oncall_service.metrics import ONCALL_LOOKUPS, LookUp
from oncall_service.store import overrides, schedules, users
from oncall_service.use_cases.references import find_service, find_team


@dataclass(frozen=True, slots=True)
class _Facts:
    """What decides beside the schedule itself. people: everybody who may be answered, by id."""

    overrides: list[Override]
    people: dict[UUID, Person]
    unavailable: frozenset[UUID]


def _facts(session: Session, schedule: Schedule, within: Span) -> _Facts:
    entries = overrides.touching(session, schedule.id, within)
    people = schedule.people | {entry.person.id: entry.person for entry in entries}
    accounts = users.by_ids(session, list(people))
    unavailable = frozenset(user.id for user in accounts.values() if user.is_disabled)
    return _Facts([entry.override for entry in entries], people, unavailable)


@dataclass(frozen=True, slots=True)
class Now:
    """Who is on call by one schedule at one instant."""

    schedule: Schedule
    roles: dict[Role, OnCall]
    people: dict[UUID, Person]


def who_is_on_call(session: Session, schedule: Schedule, at: datetime) -> Now:
    facts = _facts(session, schedule, Span(at, at + HORIZONS[-1]))
    roles = {role: on_call_at(schedule.plan, facts.overrides, at, role, facts.unavailable) for role in Role}
    return Now(schedule, roles, facts.people)


def current(session: Session, *, team: str | None, service: str | None, at: datetime) -> Now:
    """Who is on call for a team, or for the team of a service. Raises NotFound: no such team, or no schedule.

    A service that nobody registered belongs to the team default.
    """
    if service is not None:
        found = find_service(session, service)
        team = str(found.team_id) if found else DEFAULT_TEAM
    try:
        schedule = schedule_of_team(session, team or "")
    except NotFound:
        ONCALL_LOOKUPS.labels(LookUp.NO_SCHEDULE.value).inc()
        raise
    now = who_is_on_call(session, schedule, at)
    ONCALL_LOOKUPS.labels((LookUp.FOUND if now.roles[Role.PRIMARY].turn else LookUp.NOBODY).value).inc()
    return now


def final(session: Session, schedule: Schedule, within: Span, role: Role) -> tuple[FinalSchedule, dict[UUID, Person]]:
    """The final schedule of a range, and the people in it by id."""
    facts = _facts(session, schedule, within)
    return final_schedule(schedule.plan, facts.overrides, within, role, facts.unavailable), facts.people


def turns_of(session: Session, schedule: Schedule, within: Span, role: Role) -> tuple[Turn, ...]:
    """Who is on call from when to when, for one role."""
    return final(session, schedule, within, role)[0].items


@dataclass(frozen=True, slots=True)
class Shift:
    """A turn of one person, and where. is_extra: besides whoever is on call, by an override that adds."""

    schedule: Schedule
    role: Role
    turn: Turn
    is_extra: bool


def shifts_of(session: Session, user: Person, within: Span) -> list[Shift]:
    """When this person is on call, over all schedules, in order."""
    found = []
    for schedule in schedules.of_user(session, user.id, within):
        facts = _facts(session, schedule, within)
        for role in Role:
            plan = final_schedule(schedule.plan, facts.overrides, within, role, facts.unavailable)
            turns = [(turn, False) for turn in plan.items] + [(turn, True) for turn in plan.additions]
            found += [Shift(schedule, role, turn, is_extra) for turn, is_extra in turns if turn.user == user.id]
    return sorted(found, key=lambda shift: (shift.turn.span, shift.schedule.team, shift.role))


def schedule_of_team(session: Session, team: str) -> Schedule:
    """team: a name or an id. Raises NotFound."""
    owner = find_team(session, team)
    schedule = schedules.of_team(session, owner.id) if owner else None
    if schedule is None:
        raise NotFound("This team has no schedule." if owner else "There is no such team.")
    return schedule


def fairness(session: Session, schedule: Schedule, within: Span) -> tuple[list[Load], dict[UUID, Person]]:
    """How the hours of a schedule's primaries are spread, and the people by id. Nights are those of its zone."""
    facts = _facts(session, schedule, within)
    plan = final_schedule(schedule.plan, facts.overrides, within, unavailable=facts.unavailable)
    return loads([*plan.items, *plan.additions], within, ZoneInfo(schedule.timezone)), facts.people


@dataclass(frozen=True, slots=True)
class Covered:
    """What is wrong with a schedule in a range. turns: who will be on call, and the first turn they have."""

    schedule: Schedule
    found: Coverage
    turns: Mapping[UUID, Turn]
    people: dict[UUID, Person]

    def turns_of(self, users: Collection[UUID]) -> list[tuple[Person, Turn]]:
        """Those of these users who will be on call, the soonest first."""
        own = sorted((turn for user, turn in self.turns.items() if user in users), key=lambda turn: turn.span)
        return [(self.people[turn.user], turn) for turn in own]


def coverage_of(session: Session, schedule: Schedule, within: Span) -> Covered:
    facts = _facts(session, schedule, within)
    return Covered(
        schedule,
        coverage(schedule.plan, facts.overrides, within, facts.unavailable),
        first_turns(schedule.plan, facts.overrides, within, facts.unavailable),
        facts.people,
    )
