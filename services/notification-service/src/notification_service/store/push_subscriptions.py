"""Browsers that people want to be told by, and the keys that messages to them are encrypted with."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from platform_kit.database import Sessions
from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from notification_service.channels.webpush.encryption import Keys, to_base64url
from notification_service.store.tables import contact_methods, push_subscriptions


def take_over(session: Session, user_id: UUID, endpoint: str) -> None:
    """Whoever was told by this browser before is not any more: it is this person's now."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"push {endpoint}", 0))))
    of_browser = select(push_subscriptions.c.contact_method_id).where(_is_at(endpoint))
    before = contact_methods.c.id.in_(of_browser) & (contact_methods.c.user_id != user_id)
    session.execute(delete(contact_methods).where(before))


def keep(session: Session, method_id: UUID, endpoint: str, keys: Keys, *, now: datetime) -> None:
    """Keep a subscription; keys that are known for this endpoint are replaced."""
    values = {
        "contact_method_id": method_id,
        "p256dh": to_base64url(keys.p256dh),
        "auth": to_base64url(keys.auth),
        "created_at": now,
    }
    new = postgresql.insert(push_subscriptions).values(endpoint_hash=_hash(endpoint), **values)
    session.execute(new.on_conflict_do_update(index_elements=["endpoint_hash"], set_=values))


def _hash(endpoint: str) -> bytes:
    return hashlib.sha256(endpoint.encode()).digest()


def _is_at(endpoint: str) -> ColumnElement[bool]:
    return push_subscriptions.c.endpoint_hash == _hash(endpoint)


class StoredSubscriptions:
    """What the channel asks, each in a transaction of its own."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def keys_of(self, endpoint: str, user_id: UUID | None) -> Keys | None:
        query = (
            select(push_subscriptions.c.p256dh, push_subscriptions.c.auth)
            .join(contact_methods, contact_methods.c.id == push_subscriptions.c.contact_method_id)
            .where(_is_at(endpoint))
        )
        if user_id is not None:
            query = query.where(contact_methods.c.user_id == user_id)
        with self._sessions() as session:
            row = session.execute(query).one_or_none()
        if row is None or row.auth is None:  # None: it was sealed with a key that is gone
            return None
        return Keys.from_text(row.p256dh, row.auth)

    def forget(self, endpoint: str) -> None:
        """The contact method stays to be seen, no longer verified, so that nobody relies on it."""
        gone = delete(push_subscriptions).where(_is_at(endpoint))
        with self._sessions.begin() as session:
            method_id = session.execute(gone.returning(push_subscriptions.c.contact_method_id)).scalar()
            session.execute(update(contact_methods).where(contact_methods.c.id == method_id).values(verified_at=None))
