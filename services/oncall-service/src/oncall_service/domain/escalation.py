"""Escalation policies: whom each step pages, and how long to wait for an answer before the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, assert_never
from uuid import UUID

from oncall_service.domain.overrides import Role


class TargetType(StrEnum):
    SCHEDULE = "schedule"
    USER = "user"
    TEAM = "team"
    CHANNEL = "channel"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class ScheduleTarget:
    """Whoever a team's schedule says, in this role; primary where none is named."""

    team_id: UUID
    team: str
    role: Role | None


@dataclass(frozen=True, slots=True)
class UserTarget:
    """This person, on call or not."""

    user_id: UUID
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class TeamTarget:
    """Everybody who is on call for a team: primary and secondary."""

    team_id: UUID
    team: str


@dataclass(frozen=True, slots=True)
class ChannelTarget:
    """A place that people read together, such as a chat room."""

    channel: str
    recipient: str


@dataclass(frozen=True, slots=True)
class FallbackTarget:
    """The team's manager, else the administrators."""


Target = ScheduleTarget | UserTarget | TeamTarget | ChannelTarget | FallbackTarget


@dataclass(frozen=True, slots=True)
class AskedTarget:
    """A target as somebody wrote it, before it is known whether what it names is there.

    id: of the schedule, user or team. name: a user's e-mail or a team's name, or either's id. Neither, for a schedule:
    that of the policy's own team.
    """

    type: TargetType
    id: UUID | None = None
    name: str | None = None
    role: Role | None = None
    channel: str = ""
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class AskedStep:
    """A step as somebody wrote it."""

    delay_seconds: float
    targets: list[AskedTarget]
    round_robin: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """targets: paged at the same instant; none: the next step follows at once. delay_seconds: the wait after it.

    round_robin: only one of the targets is paged about an incident, each in turn.
    """

    delay_seconds: float
    targets: tuple[Target, ...]
    round_robin: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """repeat: how often the steps run again after the first time."""

    id: UUID
    name: str
    team: str
    team_id: UUID
    repeat: int
    steps: tuple[Step, ...]
    created_at: datetime
    updated_at: datetime


def step_to_json(step: Step) -> dict[str, Any]:
    """As it is kept, and as it is frozen on an incident: ids decide, names are for readers."""
    delay = int(step.delay_seconds) if step.delay_seconds == int(step.delay_seconds) else step.delay_seconds
    kept = {"delay_seconds": delay, "targets": [target_to_json(target) for target in step.targets]}
    return kept | ({"round_robin": True} if step.round_robin else {})


def step_from_json(kept: dict[str, Any]) -> Step:
    targets = tuple(target_from_json(target) for target in kept["targets"])
    return Step(kept["delay_seconds"], targets, kept.get("round_robin", False))


def target_to_json(target: Target) -> dict[str, Any]:
    match target:
        case ScheduleTarget(team_id, team, role):
            kept = {"type": TargetType.SCHEDULE, "team_id": str(team_id), "team": team}
            return kept | ({"role": role} if role else {})
        case UserTarget(user_id, name, email):
            return {"type": TargetType.USER, "id": str(user_id), "name": name, "email": email}
        case TeamTarget(team_id, team):
            return {"type": TargetType.TEAM, "id": str(team_id), "name": team}
        case ChannelTarget(channel, recipient):
            return {"type": TargetType.CHANNEL, "channel": channel, "recipient": recipient}
        case FallbackTarget():
            return {"type": TargetType.FALLBACK}
        case _:
            assert_never(target)


def target_from_json(kept: dict[str, Any]) -> Target:
    match TargetType(kept["type"]):
        case TargetType.SCHEDULE:
            role = Role(kept["role"]) if "role" in kept else None
            return ScheduleTarget(UUID(kept["team_id"]), kept["team"], role)
        case TargetType.USER:
            return UserTarget(UUID(kept["id"]), kept["name"], kept["email"])
        case TargetType.TEAM:
            return TeamTarget(UUID(kept["id"]), kept["name"])
        case TargetType.CHANNEL:
            return ChannelTarget(kept["channel"], kept["recipient"])
        case TargetType.FALLBACK:
            return FallbackTarget()
        case unknown:
            assert_never(unknown)
