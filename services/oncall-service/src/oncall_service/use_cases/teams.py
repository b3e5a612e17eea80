"""Teams: made, changed, deleted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from oncall_service.domain.directory import DEFAULT_TEAM, Team
from oncall_service.domain.errors import Conflict, NotFound
from oncall_service.domain.escalation import TargetType
from oncall_service.store import policies, teams
from oncall_service.use_cases.references import refuse_unknown_policy, user_of


def get_team(session: Session, team_id: UUID) -> Team:
    team = teams.get(session, team_id)
    if team is None:
        raise NotFound("There is no such team.")
    return team


def create_team(
    session: Session, *, name: str, manager: str | None, members: list[str], escalation_policy_id: UUID | None
) -> Team:
    """manager, members: e-mail addresses or ids. Raises Unusable."""
    refuse_unknown_policy(session, escalation_policy_id)
    values = {
        "name": name,
        "manager_id": user_of(session, manager, "manager").id if manager else None,
        "escalation_policy_id": escalation_policy_id,
    }
    team_id = teams.add(session, values)
    teams.add_members(session, team_id, [user_of(session, member, "members").id for member in members])
    return get_team(session, team_id)


def change_team(session: Session, team_id: UUID, changes: dict[str, Any]) -> Team:
    """changes: name, manager (or None), members (all of them), escalation_policy_id (or None); what is absent stays.

    Raises NotFound, Conflict, Unusable.
    """
    team = get_team(session, team_id)
    values: dict[str, Any] = {}
    if "name" in changes and changes["name"] != team.name:
        if team.name == DEFAULT_TEAM:
            raise Conflict("The team default takes the services that nobody registered, and keeps its name.")
        values["name"] = changes["name"]
    if "manager" in changes:
        manager = changes["manager"]
        values["manager_id"] = user_of(session, manager, "manager").id if manager else None
    if "escalation_policy_id" in changes:
        refuse_unknown_policy(session, changes["escalation_policy_id"])
        values["escalation_policy_id"] = changes["escalation_policy_id"]
    if values:
        teams.save(session, team_id, values)
    if "members" in changes:
        teams.set_members(session, team_id, [user_of(session, member, "members").id for member in changes["members"]])
    return get_team(session, team_id)


def add_member(session: Session, team_id: UUID, reference: str) -> Team:
    get_team(session, team_id)
    teams.add_members(session, team_id, [user_of(session, reference).id])
    return get_team(session, team_id)


def remove_member(session: Session, team_id: UUID, user_id: UUID) -> None:
    """Raises NotFound. Schedules that name the person keep them."""
    get_team(session, team_id)
    if not teams.remove_member(session, team_id, user_id):
        raise NotFound("This person is not a member of the team.")


def delete_team(session: Session, team_id: UUID) -> None:
    """Raises NotFound, Conflict while services, policies or a schedule belong to it or a policy pages it."""
    team = get_team(session, team_id)
    if team.name == DEFAULT_TEAM:
        raise Conflict("The team default takes the services that nobody registered, and stays.")
    named_by = policies.targeting(session, TargetType.TEAM, team_id)
    named_by += policies.targeting(session, TargetType.SCHEDULE, team_id)
    if named_by:
        raise Conflict(f"The policy {', '.join(sorted(set(named_by)))} pages this team. Change it first.")
    teams.remove(session, team_id)
