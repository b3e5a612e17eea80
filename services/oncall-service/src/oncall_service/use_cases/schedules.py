"""Schedules and their overrides: made, changed, deleted."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from oncall_service.domain.directory import Team
from oncall_service.domain.errors import NotFound
from oncall_service.domain.overrides import Override, OverrideEntry, OverrideKind, Role
from oncall_service.domain.people import UserRole, name_from
from oncall_service.domain.schedule import Draft, NamedPerson, Schedule
from oncall_service.domain.spans import Span
from oncall_service.store import overrides, schedules, teams, users
from oncall_service.use_cases.references import as_id, team_of, user_of


def get_schedule(session: Session, schedule_id: UUID) -> Schedule:
    schedule = schedules.get(session, schedule_id)
    if schedule is None:
        raise NotFound("There is no such schedule.")
    return schedule


def create_schedule(session: Session, draft: Draft) -> Schedule:
    """Makes the team and the people it names and does not find. Raises Unusable; IntegrityError: the team has one."""
    draft.check()
    team = _team(session, draft)
    user_ids = _people(session, team, draft)
    return get_schedule(session, schedules.add(session, team.id, draft, user_ids, name=draft.name or team.name))


def replace_schedule(session: Session, schedule_id: UUID, draft: Draft) -> Schedule:
    """The schedule becomes what the draft says; its overrides stay. Raises NotFound, Unusable."""
    draft.check()
    get_schedule(session, schedule_id)
    team = _team(session, draft)
    user_ids = _people(session, team, draft)
    schedules.replace(session, schedule_id, team.id, draft, user_ids, name=draft.name or team.name)
    return get_schedule(session, schedule_id)


def delete_schedule(session: Session, schedule_id: UUID) -> None:
    """With its overrides. Raises NotFound."""
    get_schedule(session, schedule_id)
    schedules.remove(session, schedule_id)


def _team(session: Session, draft: Draft) -> Team:
    if as_id(draft.team):
        return team_of(session, draft.team)
    found = teams.get(session, teams.find_or_add(session, draft.team))
    assert found is not None
    return found


def _people(session: Session, team: Team, draft: Draft) -> dict[str, UUID]:
    """The account of each address, made where there is none. They become members of the team."""
    named: dict[str, NamedPerson] = {}
    for member in [*draft.members, *(member for layer in draft.layers for member in layer.members)]:
        email = member.person.email.lower()
        if email not in named or named[email].name is None:
            named[email] = member.person
    found: dict[str, UUID] = {}
    for email in sorted(named):  # in one order, so that two who make the same people never wait in a circle
        person = named[email]
        name = person.name or name_from(person.email)
        found[email] = users.find_or_add(session, name=name, email=person.email, role=UserRole.RESPONDER).id
    teams.add_members(session, team.id, list(found.values()))
    return found


# -- overrides -------------------------------------------------------------------------------------------------------


def create_override(
    session: Session, schedule_id: UUID, *, user: str, span: Span, role: Role, kind: OverrideKind, by: str
) -> OverrideEntry:
    """Raises NotFound, Unusable; IntegrityError when it overlaps with another."""
    get_schedule(session, schedule_id)
    override = Override(user_of(session, user).id, span, role, kind)
    override_id = overrides.add(session, schedule_id, override, created_by=by)
    return get_override(session, schedule_id, override_id)


def get_override(session: Session, schedule_id: UUID, override_id: UUID) -> OverrideEntry:
    entry = overrides.get(session, schedule_id, override_id)
    if entry is None:
        raise NotFound("There is no such override.")
    return entry


def delete_override(session: Session, schedule_id: UUID, override_id: UUID) -> None:
    get_override(session, schedule_id, override_id)
    overrides.remove(session, override_id)
