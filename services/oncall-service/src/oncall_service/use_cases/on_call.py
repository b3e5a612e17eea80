"""Who is on call: now, at an instant, over a range."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from oncall_service.domain.directory import DEFAULT_TEAM
from oncall_service.domain.errors import NotFound
from oncall_service.domain.final_schedule import HORIZONS, FinalSchedule, OnCall, final_schedule, on_call_at
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
    owner = find_team(session, team or "")
    schedule = schedules.of_team(session, owner.id) if owner else None
    if schedule is None:
        ONCALL_LOOKUPS.labels(LookUp.NO_SCHEDULE.value).inc()
        raise NotFound("This team has no schedule." if owner else "There is no such team.")
    now = who_is_on_call(session, schedule, at)
    ONCALL_LOOKUPS.labels((LookUp.FOUND if now.roles[Role.PRIMARY].turn else LookUp.NOBODY).value).inc()
    return now


def final(session: Session, schedule: Schedule, within: Span, role: Role) -> tuple[FinalSchedule, dict[UUID, Person]]:
    """The final schedule of a range, and the people in it by id."""
    facts = _facts(session, schedule, within)
    return final_schedule(schedule.plan, facts.overrides, within, role, facts.unavailable), facts.people
