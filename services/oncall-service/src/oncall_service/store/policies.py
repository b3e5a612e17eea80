"""Escalation policies."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, delete, insert, select, update
from sqlalchemy.orm import Session

from oncall_service.domain.escalation import (
    Policy,
    ScheduleTarget,
    Target,
    TargetType,
    TeamTarget,
    UserTarget,
    step_from_json,
    step_to_json,
)
from oncall_service.store import users
from oncall_service.store.pages import Asked, Found, page_of
from oncall_service.store.tables import escalation_policies, teams


def _with_team() -> Select[Any]:
    return select(*escalation_policies.c, teams.c.name.label("team")).join_from(
        escalation_policies, teams, teams.c.id == escalation_policies.c.team_id
    )


def _policy(row: Row[Any]) -> Policy:
    return Policy(
        id=row.id,
        name=row.name,
        team=row.team,
        team_id=row.team_id,
        repeat=row.repeat,
        steps=tuple(step_from_json(kept) for kept in row.steps),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _named_as_now(session: Session, found: list[Policy]) -> list[Policy]:
    """Targets are kept by id: people and teams may have other names than when the policy was written."""
    targets = [target for policy in found for step in policy.steps for target in step.targets]
    people = users.people(session, {target.user_id for target in targets if isinstance(target, UserTarget)})
    team_ids = {target.team_id for target in targets if isinstance(target, ScheduleTarget | TeamTarget)}
    names = {
        row.id: row.name for row in session.execute(select(teams.c.id, teams.c.name).where(teams.c.id.in_(team_ids)))
    }

    def named(target: Target) -> Target:
        match target:
            case UserTarget(user_id) if user_id in people:
                return UserTarget(user_id, people[user_id].name, people[user_id].email)
            case ScheduleTarget(team_id) | TeamTarget(team_id) if team_id in names:
                return replace(target, team=names[team_id])
            case _:
                return target

    return [
        replace(policy, steps=tuple(replace(step, targets=tuple(map(named, step.targets))) for step in policy.steps))
        for policy in found
    ]


def get(session: Session, policy_id: UUID) -> Policy | None:
    rows = session.execute(_with_team().where(escalation_policies.c.id == policy_id)).all()
    return next(iter(_named_as_now(session, [_policy(row) for row in rows])), None)


def page(session: Session, asked: Asked, *, team_id: UUID | None) -> Found[Policy]:
    query = _with_team()
    if team_id is not None:
        query = query.where(escalation_policies.c.team_id == team_id)
    found = page_of(session, query, escalation_policies, asked)
    return Found(_named_as_now(session, [_policy(row) for row in found.items]), found.next_cursor)


def add(session: Session, values: dict[str, Any]) -> UUID:
    """Raises IntegrityError (escalation_policies_name_key) when the team has one of this name."""
    query = insert(escalation_policies).values(_as_kept(values)).returning(escalation_policies.c.id)
    policy_id: UUID = session.execute(query).scalar_one()
    return policy_id


def save(session: Session, policy_id: UUID, values: dict[str, Any]) -> None:
    session.execute(
        update(escalation_policies).where(escalation_policies.c.id == policy_id).values(_as_kept(values))
    )  # fmt: skip


def remove(session: Session, policy_id: UUID) -> None:
    session.execute(delete(escalation_policies).where(escalation_policies.c.id == policy_id))


def _as_kept(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"steps": [step_to_json(step) for step in values["steps"]]}


def targeting(session: Session, type: TargetType, id: UUID) -> list[str]:
    """The names of the policies that page this user, team, or schedule (by its team)."""
    key = "team_id" if type is TargetType.SCHEDULE else "id"
    named = [{"targets": [{"type": type, key: str(id)}]}]
    query = select(escalation_policies.c.name).where(escalation_policies.c.steps.contains(named))
    return list(session.execute(query.order_by(escalation_policies.c.name)).scalars())
