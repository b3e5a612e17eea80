"""Escalation policies: made, changed, deleted. Targets are checked, and kept by id."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from oncall_service.domain.directory import Team
from oncall_service.domain.errors import NotFound, Unusable
from oncall_service.domain.escalation import (
    AskedStep,
    AskedTarget,
    ChannelTarget,
    FallbackTarget,
    Policy,
    ScheduleTarget,
    Step,
    Target,
    TargetType,
    TeamTarget,
    UserTarget,
)
from oncall_service.store import policies, schedules, teams, users
from oncall_service.use_cases.references import find_team, find_user, team_of


def get_policy(session: Session, policy_id: UUID) -> Policy:
    policy = policies.get(session, policy_id)
    if policy is None:
        raise NotFound("There is no such escalation policy.")
    return policy


def create_policy(session: Session, *, name: str, team: str, repeat: int, steps: Sequence[AskedStep]) -> Policy:
    """The first policy of a team becomes the one its services follow. Raises Unusable."""
    owner = team_of(session, team)
    values = {"name": name, "team_id": owner.id, "repeat": repeat, "steps": checked_steps(session, owner, steps)}
    policy_id = policies.add(session, values)
    teams.policy_unless_set(session, owner.id, policy_id)
    return get_policy(session, policy_id)


def replace_policy(
    session: Session, policy_id: UUID, *, name: str, team: str, repeat: int, steps: Sequence[AskedStep]
) -> Policy:
    """Incidents that are under way keep the policy as it was. Raises NotFound, Unusable."""
    get_policy(session, policy_id)
    owner = team_of(session, team)
    values = {"name": name, "team_id": owner.id, "repeat": repeat, "steps": checked_steps(session, owner, steps)}
    policies.save(session, policy_id, values)
    return get_policy(session, policy_id)


def delete_policy(session: Session, policy_id: UUID) -> None:
    """Teams and services that followed it have none then. Raises NotFound."""
    get_policy(session, policy_id)
    policies.remove(session, policy_id)


def checked_steps(session: Session, owner: Team, asked: Sequence[AskedStep]) -> list[Step]:
    """Raises Unusable, naming the target that is not there."""
    steps = []
    for number, step in enumerate(asked):
        found = []
        for place, target in enumerate(step.targets):
            known = known_target(session, target, owner)
            if known is None:
                what = {TargetType.USER: "person", TargetType.SCHEDULE: "schedule or team"}.get(target.type, "team")
                raise Unusable(f"steps.{number}.targets.{place}", f"there is no such {what}")
            if isinstance(known, UserTarget) and _is_disabled(session, known.user_id):
                raise Unusable(f"steps.{number}.targets.{place}", "this person is disabled")
            found.append(known)
        steps.append(Step(step.delay_seconds, tuple(found), step.round_robin))
    return steps


def known_target(session: Session, asked: AskedTarget, owner: Team | None) -> Target | None:
    """What a target stands for, or None when it is not there. owner: whose schedule is meant where none is named."""
    match asked.type:
        case TargetType.CHANNEL:
            return ChannelTarget(asked.channel, asked.recipient)
        case TargetType.FALLBACK:
            return FallbackTarget()
        case TargetType.USER:
            user = find_user(session, str(asked.id) if asked.id else asked.name or "")
            return UserTarget(user.id, user.name, user.email) if user else None
        case TargetType.TEAM:
            team = find_team(session, str(asked.id) if asked.id else asked.name or "")
            return TeamTarget(team.id, team.name) if team else None
        case TargetType.SCHEDULE:
            team = _team_of_schedule(session, asked, owner)
            return ScheduleTarget(team.id, team.name, asked.role) if team else None


def _team_of_schedule(session: Session, asked: AskedTarget, owner: Team | None) -> Team | None:
    if asked.name:
        return find_team(session, asked.name)
    if asked.id is None:
        return owner
    schedule = schedules.get(session, asked.id)
    return teams.get(session, schedule.team_id if schedule else asked.id)


def _is_disabled(session: Session, user_id: UUID) -> bool:
    user = users.get(session, user_id)
    return user is None or user.is_disabled
