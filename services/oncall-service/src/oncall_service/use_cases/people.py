"""Accounts: made, changed, deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from oncall_service.domain.errors import Conflict, NotFound
from oncall_service.domain.escalation import TargetType
from oncall_service.domain.people import User, UserRole, refuse_loss_of_last_admin, refuse_weak
from oncall_service.security.passwords import Passwords
from oncall_service.store import policies, schedules, users


@dataclass(frozen=True, slots=True)
class Changes:
    """What is None stays as it is."""

    name: str | None = None
    email: str | None = None
    password: str | None = None
    role: UserRole | None = None
    disabled: bool | None = None


def get_user(session: Session, user_id: UUID) -> User:
    user = users.get(session, user_id)
    if user is None:
        raise NotFound("There is no such person.")
    return user


def create_user(
    session: Session, passwords: Passwords, *, name: str, email: str, password: str | None, role: UserRole
) -> User:
    if password is not None:
        refuse_weak(password)
    hashed = None if password is None else passwords.hash(password)
    return users.add(session, name=name, email=email, role=role, password_hash=hashed)


def change_user(
    session: Session, passwords: Passwords, user_id: UUID, changes: Changes, *, now: datetime
) -> tuple[User, list[bytes]]:
    """The changed account, and the hashes of sessions that ended with the change.

    A new password, another role and being disabled sign a person out everywhere. Raises NotFound, Conflict, Unusable.
    """
    if changes.password is not None:
        refuse_weak(changes.password)
    hashed = None if changes.password is None else passwords.hash(changes.password)
    admins = users.active_admins(session, for_update=True)
    before = users.get(session, user_id, for_update=True)
    if before is None:
        raise NotFound("There is no such person.")
    values: dict[str, object] = {}
    for field in ("name", "email", "role"):
        if (value := getattr(changes, field)) is not None:
            values[field] = value
    if changes.disabled is not None and changes.disabled != before.is_disabled:
        values["disabled_at"] = now if changes.disabled else None
    if hashed:
        values["password_hash"] = hashed
    if not values:
        return before, []
    after = users.save(session, user_id, values)
    refuse_loss_of_last_admin(before, after, len(admins))
    signs_out = bool(hashed) or after.role is not before.role or after.is_disabled
    return after, users.end_sessions_of(session, user_id) if signs_out else []


def delete_user(session: Session, user_id: UUID) -> list[bytes]:
    """Returns the hashes of the sessions that ended. Raises NotFound, Conflict while somebody counts on the person."""
    admins = users.active_admins(session, for_update=True)
    user = users.get(session, user_id, for_update=True)
    if user is None:
        raise NotFound("There is no such person.")
    refuse_loss_of_last_admin(user, None, len(admins))
    if teams := schedules.naming(session, user_id):
        raise Conflict(f"This person is in the schedule of {', '.join(teams)}. Take them out, or disable the account.")
    if named_by := policies.targeting(session, TargetType.USER, user_id):
        raise Conflict(f"The policy {', '.join(named_by)} pages this person. Change it, or disable the account.")
    ended = users.end_sessions_of(session, user_id)
    users.remove(session, user_id)
    return ended
