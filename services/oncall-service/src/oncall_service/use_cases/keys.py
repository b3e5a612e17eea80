"""API keys: made, shown once, revoked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from platform_kit.tokens import KEY_PREFIX, new_token, token_hash
from sqlalchemy.orm import Session

from oncall_service.domain.directory import ApiKey
from oncall_service.domain.errors import Conflict, NotFound, Unusable
from oncall_service.domain.people import UserRole
from oncall_service.store import keys
from oncall_service.use_cases.references import team_of

OF_ONE_TEAM = frozenset({"read", "respond"})
PREFIX_LENGTH = len(KEY_PREFIX) + 8


def create_key(
    session: Session,
    *,
    name: str,
    role: UserRole | None,
    scopes: list[str] | None,
    expires_at: datetime | None,
    team: str | None,
    created_by: str,
    now: datetime,
) -> tuple[ApiKey, str]:
    """The key's record, and the key itself, which is nowhere else. team: id or name of the one it is for.

    Raises Unusable, NotFound.
    """
    if (role is None) == (not scopes):
        raise Unusable("role", "give a role, or at least one of the scopes, and not both")
    if expires_at is not None and expires_at <= now:
        raise Unusable("expires_at", "must lie in the future")
    if team is not None and (role is UserRole.ADMIN or not OF_ONE_TEAM.issuperset(scopes or [])):
        raise Unusable("team", "a key of one team can read and respond: to send, make an integration of its service")
    team_id = None if team is None else team_of(session, team).id
    key = new_token(KEY_PREFIX)
    record = keys.add(
        session,
        name=name,
        prefix=key[:PREFIX_LENGTH],
        token_hash=token_hash(key),
        role=role,
        scopes=sorted(set(scopes or [])),
        created_by=created_by,
        expires_at=expires_at,
        team_id=team_id,
    )
    return record, key


def get_key(session: Session, key_id: UUID) -> ApiKey:
    record = keys.get(session, key_id)
    if record is None:
        raise NotFound("There is no such key.")
    return record


def revoke_key(session: Session, key_id: UUID) -> bytes | None:
    """The hash of the key that was revoked; None when it had been already. Raises NotFound, Conflict."""
    if get_key(session, key_id).is_from_environment:
        raise Conflict("This key comes from INGEST_API_KEY. Change the variable and start the services again.")
    return keys.revoke(session, key_id)
