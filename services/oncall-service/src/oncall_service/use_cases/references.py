"""What a name, an e-mail address or an id stands for."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from oncall_service.domain.directory import Service, Team
from oncall_service.domain.errors import Unusable
from oncall_service.domain.people import User
from oncall_service.store import policies, services, teams, users


def as_id(reference: str) -> UUID | None:
    try:
        return UUID(reference)
    except ValueError:
        return None


def find_team(session: Session, reference: str) -> Team | None:
    """The team of this id or name."""
    team_id = as_id(reference)
    return (team_id and teams.get(session, team_id)) or teams.by_name(session, reference)


def team_of(session: Session, reference: str, field: str = "team") -> Team:
    """Raises Unusable."""
    team = find_team(session, reference)
    if team is None:
        raise Unusable(field, "there is no team of this name or id")
    return team


def find_service(session: Session, reference: str) -> Service | None:
    """The service of this id or name."""
    service_id = as_id(reference)
    return (service_id and services.get(session, service_id)) or services.by_name(session, reference)


def find_user(session: Session, reference: str) -> User | None:
    """The account of this id or e-mail address."""
    user_id = as_id(reference)
    return (user_id and users.get(session, user_id)) or users.by_email(session, reference)


def user_of(session: Session, reference: str, field: str = "user") -> User:
    """Somebody who can be called. Raises Unusable."""
    user = find_user(session, reference)
    if user is None:
        raise Unusable(field, "there is no person of this e-mail address or id")
    if user.is_disabled:
        raise Unusable(field, "this person is disabled")
    return user


def refuse_unknown_policy(session: Session, policy_id: UUID | None) -> None:
    """Raises Unusable."""
    if policy_id is not None and policies.get(session, policy_id) is None:
        raise Unusable("escalation_policy_id", "there is no escalation policy of this id")
