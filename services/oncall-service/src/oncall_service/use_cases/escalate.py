"""Whom a due step pages: asked by incident-management at the instant of the step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from platform_kit.metrics import exemplar
from sqlalchemy.orm import Session

from oncall_service.domain.directory import Team
from oncall_service.domain.escalation import (
    AskedTarget,
    ChannelTarget,
    FallbackTarget,
    ScheduleTarget,
    Target,
    TeamTarget,
    UserTarget,
)
from oncall_service.domain.final_schedule import Turn
from oncall_service.domain.overrides import Role
from oncall_service.domain.paging import Answer, Reached, Recipient, answer, fallback_for
from oncall_service.domain.urgency import waits_until
from oncall_service.metrics import ESCALATION_LAG, ESCALATIONS
from oncall_service.store import schedules, services, teams, users
from oncall_service.use_cases.on_call import Now, who_is_on_call
from oncall_service.use_cases.policies import known_target
from oncall_service.use_cases.references import find_team


def resolve(
    session: Session, *, team: str, targets: list[AskedTarget], at: datetime, due_at: datetime | None
) -> Answer:
    """Everybody to page. A target that is gone, and people who are disabled, are left out.

    team: of the incident, for the fallback. due_at: when the step was due, for the lag that is measured; None where
    nobody is paged by the answer, which is then not counted.
    """
    found = _whom(session, team, targets, at)
    _count(found, at, due_at)
    return found


@dataclass(frozen=True, slots=True)
class Question:
    """Whom does this step page, and may it wait? As in `resolve` and `wait_until`."""

    team: str
    service: str | None
    severity: str | None
    targets: tuple[AskedTarget, ...]
    at: datetime
    due_at: datetime | None


def resolve_all(session: Session, questions: Sequence[Question]) -> list[tuple[Answer, datetime | None]]:
    """To each question its answer, and until when the page may wait. The same targets at the same instant are looked
    up once: in a storm many steps are due together, and most of them page the same people."""
    found: dict[tuple[str, tuple[AskedTarget, ...], datetime], Answer] = {}
    answers = []
    for asked in questions:
        until = wait_until(session, service=asked.service, severity=asked.severity, at=asked.at)
        key = (asked.team, asked.targets, asked.at)
        if key not in found:
            found[key] = _whom(session, asked.team, list(asked.targets), asked.at)
        _count(found[key], asked.at, asked.due_at if until is None else None)
        answers.append((found[key], until))
    return answers


def _whom(session: Session, team: str, targets: list[AskedTarget], at: datetime) -> Answer:
    owner = find_team(session, team)
    known = [known_target(session, target, owner) for target in targets]
    return answer(_reached(session, target, owner, at) for target in known if target is not None)


def _count(found: Answer, at: datetime, due_at: datetime | None) -> None:
    if due_at is not None:
        ESCALATIONS.labels(found.outcome.value).inc()
        ESCALATION_LAG.observe(max((at - due_at).total_seconds(), 0), exemplar())


def wait_until(session: Session, *, service: str | None, severity: str | None, at: datetime) -> datetime | None:
    """When the hours of support begin for which a page of this service may wait; None: it goes out at once."""
    found = services.by_name(session, service) if service and severity else None
    if found is None or severity is None:
        return None
    return waits_until(severity, found.low_urgency, found.support_hours, at)


def _reached(session: Session, target: Target, owner: Team | None, at: datetime) -> Reached:
    match target:
        case ScheduleTarget(team_id, _, role):
            return _on_call(session, teams.get(session, team_id), at, (role or Role.PRIMARY,))
        case TeamTarget(team_id, _):
            return _on_call(session, teams.get(session, team_id), at, tuple(Role))
        case UserTarget(user_id, _, _):
            user = users.get(session, user_id)
            return Reached((Recipient(user, "named by the policy"),) if user and not user.is_disabled else ())
        case ChannelTarget():
            return Reached(channels=(target,))
        case FallbackTarget():
            manager = users.get(session, owner.manager.id) if owner and owner.manager else None
            return fallback_for(owner.name if owner else "", manager, users.active_admins(session))
        case _:
            assert_never(target)


def _on_call(session: Session, team: Team | None, at: datetime, roles: tuple[Role, ...]) -> Reached:
    schedule = schedules.of_team(session, team.id) if team else None
    if schedule is None:
        return Reached()
    now = who_is_on_call(session, schedule, at)
    people = []
    for role in roles:
        turns = ((now.roles[role].turn,) if now.roles[role].turn else ()) + now.roles[role].additions
        people += [_recipient(now, role, turn) for turn in turns if turn]
    return Reached(tuple(people))


def _recipient(now: Now, role: Role, turn: Turn) -> Recipient:
    by = f"layer {turn.layer}" if turn.layer else "override"
    return Recipient(now.people[turn.user], f"{role} on call for {now.schedule.team}: {by}")
