"""Accounts, and the sessions of those who signed in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from oncall_service.domain.people import Person, User, UserRole
from oncall_service.store.pages import Asked, Found, page_of
from oncall_service.store.tables import sessions, users

_USER = (
    users.c.id,
    users.c.name,
    users.c.email,
    users.c.role,
    users.c.disabled_at,
    users.c.created_at,
    users.c.updated_at,
)
_EMAIL = func.lower(users.c.email)


def _user(row: Row[*tuple[Any, ...]]) -> User:
    return User(
        row.id, row.name, row.email, UserRole(row.role), row.disabled_at, row.created_at, row.updated_at
    )  # fmt: skip


def get(session: Session, user_id: UUID, *, for_update: bool = False) -> User | None:
    query = select(*_USER).where(users.c.id == user_id)
    row = session.execute(query.with_for_update() if for_update else query).one_or_none()
    return _user(row) if row else None


def by_email(session: Session, email: str) -> User | None:
    row = session.execute(select(*_USER).where(func.lower(email) == _EMAIL)).one_or_none()
    return _user(row) if row else None


def by_identity(session: Session, identity: str) -> User | None:
    """The account that stands for this person of a provider."""
    row = session.execute(select(*_USER).where(users.c.oidc_identity == identity)).one_or_none()
    return _user(row) if row else None


def set_identity(session: Session, user_id: UUID, identity: str) -> bool:
    """Let the account stand for this person of a provider; False where it stands for another."""
    done = session.execute(
        update(users)
        .where(users.c.id == user_id, users.c.oidc_identity.is_(None))
        .values(oidc_identity=identity)
        .returning(users.c.id)
    )
    return done.scalar_one_or_none() is not None


def by_ids(session: Session, user_ids: Collection[UUID]) -> dict[UUID, User]:
    if not user_ids:
        return {}
    return {row.id: _user(row) for row in session.execute(select(*_USER).where(users.c.id.in_(user_ids)))}


def active_admins(session: Session, *, for_update: bool = False) -> list[User]:
    """Administrators who can sign in, oldest first. for_update: nobody else changes one until the transaction ends."""
    query = select(*_USER).where(users.c.role == UserRole.ADMIN, users.c.disabled_at.is_(None)).order_by(users.c.id)
    return [_user(row) for row in session.execute(query.with_for_update() if for_update else query)]


def page(session: Session, asked: Asked, *, email: str | None, q: str | None) -> Found[User]:
    """email: exactly this address, letter case aside. q: part of the name or address."""
    query = select(*_USER)
    if email is not None:
        query = query.where(func.lower(email.strip()) == _EMAIL)
    if q:
        query = query.where(users.c.name.icontains(q, autoescape=True) | users.c.email.icontains(q, autoescape=True))
    found = page_of(session, query, users, asked)
    return Found([_user(row) for row in found.items], found.next_cursor)


def add(session: Session, *, name: str, email: str, role: UserRole, password_hash: str | None) -> User:
    """Raises IntegrityError (users_email_key) when the address is taken."""
    values = {"name": name, "email": email, "role": role, "password_hash": password_hash}
    return _user(session.execute(insert(users).values(values).returning(*_USER)).one())


def find_or_add(session: Session, *, name: str, email: str, role: UserRole) -> User:
    """The account of this address, made when there is none; two who make it at once get the same one."""
    made = session.execute(
        upsert(users)
        .values(name=name, email=email, role=role)
        .on_conflict_do_nothing(index_elements=[_EMAIL])
        .returning(*_USER)
    ).one_or_none()
    if made:
        return _user(made)
    found = by_email(session, email)
    assert found is not None  # the conflict says so, and accounts are not deleted while we hold what we read
    return found


def save(session: Session, user_id: UUID, changes: dict[str, Any]) -> User:
    query = update(users).where(users.c.id == user_id).values(changes).returning(*_USER)
    return _user(session.execute(query).one())


def remove(session: Session, user_id: UUID) -> None:
    """Raises IntegrityError while a schedule or an override names the person."""
    session.execute(delete(users).where(users.c.id == user_id))


def named_in(session: Session, text: str) -> list[User]:
    """Everybody whose name or address is part of the text, letter case aside."""
    lower = func.lower(text)
    query = select(*_USER).where((func.strpos(lower, func.lower(users.c.name)) > 0) | (func.strpos(lower, _EMAIL) > 0))
    return [_user(row) for row in session.execute(query.limit(2))]


def people(session: Session, user_ids: Collection[UUID]) -> dict[UUID, Person]:
    return {id: Person(user.id, user.name, user.email) for id, user in by_ids(session, user_ids).items()}


# -- passwords and sessions ------------------------------------------------------------------------------------------


def password_hash_of(session: Session, user_id: UUID) -> str | None:
    found: str | None = session.execute(select(users.c.password_hash).where(users.c.id == user_id)).scalar_one_or_none()
    return found


def open_session(session: Session, user_id: UUID, token_hash: bytes, *, now: datetime, life: timedelta) -> datetime:
    """Returns when it ends."""
    expires_at = now + life
    session.execute(
        insert(sessions).values(token_hash=token_hash, user_id=user_id, created_at=now, expires_at=expires_at)
    )
    return expires_at


def end_session(session: Session, token_hash: bytes) -> None:
    session.execute(delete(sessions).where(sessions.c.token_hash == token_hash))


def end_sessions_of(session: Session, user_id: UUID) -> list[bytes]:
    """Sign somebody out everywhere; returns the hashes of the ended sessions."""
    ended = session.execute(delete(sessions).where(sessions.c.user_id == user_id).returning(sessions.c.token_hash))
    return [bytes(token_hash) for token_hash in ended.scalars()]


def forget_expired_sessions(session: Session) -> int:
    """Delete what is over; returns how many."""
    ended = session.execute(
        delete(sessions).where(sessions.c.expires_at < text("clock_timestamp()")).returning(sessions.c.user_id)
    )
    return len(ended.all())
