"""Teams: made, changed, deleted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from oncall_service.domain.directory import DEFAULT_TEAM, Team
from oncall_service.domain.errors import Conflict, NotFound
from oncall_service.domain.escalation import TargetType
from oncall_service.store import policies, teams
from oncall_service.use_cases.references import find_user, refuse_unknown_policy, user_of


def get_team(session: Session, team_id: UUID) -> Team:
    team = teams.get(session, team_id)
    if team is None:
        raise NotFound("There is no such team.")
    return team


def create_team(
    session: Session,
    *,
    name: str,
    manager: str | None,
    members: list[str],
    escalation_policy_id: UUID | None,
    is_private: bool,
) -> Team:
    """manager, members: e-mail addresses or ids. Raises Unusable."""
    refuse_unknown_policy(session, escalation_policy_id)
    values = {
        "name": name,
        "manager_id": user_of(session, manager, "manager").id if manager else None,
        "escalation_policy_id": escalation_policy_id,
        "is_private": is_private,
    }
    team_id = teams.add(session, values)
    teams.add_members(session, team_id, [user_of(session, member, "members").id for member in members])
    return get_team(session, team_id)


def change_team(session: Session, team_id: UUID, changes: dict[str, Any]) -> Team:
    """changes: name, is_private, manager, members, escalation_policy_id; what is absent stays.

    manager and escalation_policy_id may be None; members are all of them. A private team keeps its name, by which its
    incidents are known.

    Raises NotFound, Conflict, Unusable.
    """
    team = get_team(session, team_id)
    values: dict[str, Any] = {}
    if "name" in changes and changes["name"] != team.name:
        if team.name == DEFAULT_TEAM:
            raise Conflict("The team default takes the services that nobody registered, and keeps its name.")
        if team.is_private:
            raise Conflict("A private team keeps its name: by it its incidents are kept from others. Open it first.")
        values["name"] = changes["name"]
    if changes.get("is_private", team.is_private) is not team.is_private:
        if team.name == DEFAULT_TEAM:
            raise Conflict("The team default takes the services that nobody registered, and stays open to everybody.")
        values["is_private"] = changes["is_private"]
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


def remove_member(session: Session, team_id: UUID, reference: str) -> None:
    """Raises NotFound. Schedules that name the person keep them."""
    get_team(session, team_id)
    user = find_user(session, reference)
    if user is None or not teams.remove_member(session, team_id, user.id):
        raise NotFound("This person is not a member of the team.")


def delete_team(session: Session, team_id: UUID) -> None:
    """Raises NotFound, Conflict while services, policies or a schedule belong to it or a policy pages it."""
    team = get_team(session, team_id)
    if team.name == DEFAULT_TEAM:
        raise Conflict("The team default takes the services that nobody registered, and stays.")
    if team.is_private:
        raise Conflict("Deleted, a private team would leave its incidents to everybody's eyes. Open it first.")
    named_by = policies.targeting(session, TargetType.TEAM, team_id)
    named_by += policies.targeting(session, TargetType.SCHEDULE, team_id)
    if named_by:
        raise Conflict(f"The policy {', '.join(sorted(set(named_by)))} pages this team. Change it first.")
    teams.remove(session, team_id)
