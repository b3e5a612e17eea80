"""API keys: their hashes, never the keys."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.orm import Session

from oncall_service.domain.directory import ApiKey
from oncall_service.domain.people import UserRole
from oncall_service.store.pages import Asked, Found, page_of
from oncall_service.store.tables import api_keys, teams

_TEAM = select(teams.c.name).where(teams.c.id == api_keys.c.team_id).correlate(api_keys).scalar_subquery()
_KEY = [*(column for column in api_keys.c if column.name not in ("token_hash", "team_id")), _TEAM.label("team")]


def _key(row: Row[Any]) -> ApiKey:
    return ApiKey(
        id=row.id,
        name=row.name,
        prefix=row.prefix,
        role=UserRole(row.role) if row.role else None,
        scopes=tuple(row.scopes),
        created_by=row.created_by,
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        last_used_at=row.last_used_at,
        is_from_environment=row.is_from_environment,
        team=row.team,
    )


def get(session: Session, key_id: UUID) -> ApiKey | None:
    row = session.execute(select(*_KEY).where(api_keys.c.id == key_id)).one_or_none()
    return _key(row) if row else None


def page(session: Session, asked: Asked) -> Found[ApiKey]:
    found = page_of(session, select(*_KEY), api_keys, asked)
    return Found([_key(row) for row in found.items], found.next_cursor)


def add(
    session: Session,
    *,
    name: str,
    prefix: str,
    token_hash: bytes,
    role: UserRole | None,
    scopes: list[str],
    created_by: str,
    expires_at: datetime | None,
    is_from_environment: bool = False,
    team_id: UUID | None = None,
) -> ApiKey:
    values = {
        "name": name,
        "prefix": prefix,
        "token_hash": token_hash,
        "role": role,
        "scopes": scopes,
        "created_by": created_by,
        "expires_at": expires_at,
        "is_from_environment": is_from_environment,
        "team_id": team_id,
    }
    added = session.execute(insert(api_keys).values(values).returning(api_keys.c.id)).scalar_one()
    return _key(session.execute(select(*_KEY).where(api_keys.c.id == added)).one())


def revoke(session: Session, key_id: UUID) -> bytes | None:
    """Ends the key; returns its hash, or None when it had been revoked already."""
    revoked = session.execute(
        update(api_keys)
        .where(api_keys.c.id == key_id, api_keys.c.revoked_at.is_(None))
        .values(revoked_at=func.clock_timestamp())
        .returning(api_keys.c.token_hash)
    ).scalar_one_or_none()
    return None if revoked is None else bytes(revoked)


def hash_from_environment(session: Session) -> tuple[UUID, bytes] | None:
    """Id and hash of the key that the environment gave last and that is still in force."""
    row = session.execute(
        select(api_keys.c.id, api_keys.c.token_hash).where(
            api_keys.c.is_from_environment, api_keys.c.revoked_at.is_(None)
        )
    ).one_or_none()
    return (row.id, bytes(row.token_hash)) if row else None


def reinstate(session: Session, token_hash: bytes) -> bool:
    """A key that the environment gave before and gives again is in force again; returns whether there was one."""
    done = session.execute(
        update(api_keys)
        .where(api_keys.c.token_hash == token_hash, api_keys.c.is_from_environment)
        .values(revoked_at=None)
        .returning(api_keys.c.id)
    )
    return done.scalar_one_or_none() is not None
