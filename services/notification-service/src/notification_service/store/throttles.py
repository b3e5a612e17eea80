"""What is sent alone and what in a bundle, decided once for each address, whatever the number of workers.

A decision is made on what was read (`usages`) and holds only while the address's version is still the one read: of two
workers that decide at once, one finds that nothing was done, and looks again. Each function is one statement, like
those of `deliveries`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from notification_service.domain.throttle import Address, Throttle

_USAGES = text("""
    SELECT asked.place, coalesce(t.version, 0) AS version, t.bundle_id, t.bundle_due_at, rule.most, rule.window_seconds,
        EXISTS (SELECT FROM notify.notifications b
                WHERE b.id = t.bundle_id AND b.status = 'pending' AND b.lease_token = 0) AS is_open,
        (SELECT count(*) FROM notify.notifications n
         WHERE n.user_id = asked.user_id AND n.status IN ('sending', 'sent', 'delivered')
           AND (n.sent_at IS NULL OR n.sent_at > CAST(:now AS timestamptz)
                - coalesce(rule.window_seconds, :window_seconds) * interval '1 second')
           AND n.channel = asked.channel AND n.recipient = asked.recipient AND n.kind = asked.kind) AS used
    FROM unnest(CAST(:users AS uuid[]), CAST(:hashes AS bytea[]), CAST(:channels AS text[]),
                CAST(:recipients AS text[]), CAST(:kinds AS text[]))
        WITH ORDINALITY AS asked (user_id, hash, channel, recipient, kind, place)
    LEFT JOIN notify.throttles t ON t.user_id = asked.user_id AND t.address_hash = asked.hash
    LEFT JOIN notify.throttle_rules rule ON rule.user_id = asked.user_id
    ORDER BY asked.place
""")

# Addresses are taken in one order, so that two workers never wait for one another.
_CLAIM = text("""
    WITH held AS (
        INSERT INTO notify.throttles AS t (user_id, address_hash, version)
        SELECT user_id, hash, version + 1
        FROM unnest(CAST(:users AS uuid[]), CAST(:hashes AS bytea[]), CAST(:versions AS bigint[]))
            AS asked (user_id, hash, version)
        ORDER BY user_id, hash
        ON CONFLICT (user_id, address_hash) DO UPDATE SET version = EXCLUDED.version
            WHERE t.version = EXCLUDED.version - 1
        RETURNING t.user_id, t.address_hash
    )
    UPDATE notify.notifications n
    SET status = 'sending', lease_token = n.lease_token + 1, due_at = :until
    FROM (
        SELECT w.id FROM notify.notifications w
        JOIN unnest(CAST(:ids AS uuid[]), CAST(:users_of AS uuid[]), CAST(:hashes_of AS bytea[]))
            AS wanted (id, user_id, hash) ON wanted.id = w.id
        JOIN held ON held.user_id = wanted.user_id AND held.address_hash = wanted.hash
        WHERE w.status = 'pending' AND w.lease_token = 0 AND w.due_at <= :now
        FOR UPDATE OF w SKIP LOCKED
    ) free
    WHERE n.id = free.id
    RETURNING n.*
""")

_BEGIN = text("""
    WITH held AS (
        INSERT INTO notify.throttles AS t (user_id, address_hash, version, bundle_id, bundle_due_at)
        VALUES (:user_id, :hash, :version + 1, :bundle_id, :due_at)
        ON CONFLICT (user_id, address_hash) DO UPDATE
            SET version = EXCLUDED.version, bundle_id = EXCLUDED.bundle_id, bundle_due_at = EXCLUDED.bundle_due_at
            WHERE t.version = EXCLUDED.version - 1
        RETURNING t.version
    ), begun AS (
        INSERT INTO notify.notifications (
            id, kind, channel, recipient, destination, subject, message, data, created_at, due_at, planned_at, user_id,
            is_bundle)
        SELECT :bundle_id, first.kind, first.channel, first.recipient, first.destination, :subject, :message,
            jsonb_strip_nulls(jsonb_build_object('person', first.data -> 'person')), :now, :due_at, :due_at,
            first.user_id, true
        FROM held, notify.notifications first
        WHERE first.id = CAST(:first_id AS uuid)
    ), carried AS (
        UPDATE notify.notifications n SET status = 'bundled', bundle_id = :bundle_id
        FROM (SELECT w.id FROM notify.notifications w
              WHERE w.id = ANY(CAST(:ids AS uuid[])) AND w.status = 'pending' AND w.lease_token = 0
              FOR UPDATE SKIP LOCKED) free
        WHERE n.id = free.id AND EXISTS (SELECT FROM held)
        RETURNING n.id
    )
    SELECT version, (SELECT count(*) FROM carried) AS carried FROM held
""")

# A bundle takes more until somebody has claimed it: what it carries is the same in every try.
_JOIN = text("""
    WITH open AS (
        SELECT id FROM notify.notifications WHERE id = :bundle_id AND status = 'pending' AND lease_token = 0 FOR UPDATE
    ), held AS (
        UPDATE notify.throttles SET version = version + 1
        WHERE user_id = :user_id AND address_hash = :hash AND version = :version AND EXISTS (SELECT FROM open)
        RETURNING version
    ), carried AS (
        UPDATE notify.notifications n SET status = 'bundled', bundle_id = :bundle_id
        FROM (SELECT w.id FROM notify.notifications w
              WHERE w.id = ANY(CAST(:ids AS uuid[])) AND w.status = 'pending' AND w.lease_token = 0
              FOR UPDATE SKIP LOCKED) free
        WHERE n.id = free.id AND EXISTS (SELECT FROM held)
        RETURNING n.id
    )
    SELECT version, (SELECT count(*) FROM carried) AS carried FROM held
""")

_CARRIED = text("""
    SELECT n.* FROM notify.notifications n
    WHERE n.bundle_id = ANY(CAST(:ids AS uuid[])) AND n.status = 'bundled'
    ORDER BY n.created_at, n.id
""")


@dataclass(frozen=True, slots=True)
class Usage:
    """What an address has had. used: messages sent within the window or being sent. version: of what is decided on it.

    bundle_id: of the bundle that takes more, None where there is none. last_bundle_due_at: of the latest one.
    """

    version: int
    used: int
    throttle: Throttle
    bundle_id: UUID | None
    last_bundle_due_at: datetime | None


def usages(
    session: Session, addresses: Collection[Address], *, otherwise: Throttle, now: datetime
) -> dict[Address, Usage]:
    """What each of these has had. otherwise: for people who set nothing."""
    asked = list(addresses)
    rows = session.execute(
        _USAGES,
        {
            "users": [address.user_id for address in asked],
            "hashes": [_hash(address) for address in asked],
            "channels": [address.channel for address in asked],
            "recipients": [address.recipient for address in asked],
            "kinds": [address.kind for address in asked],
            "now": now,
            "window_seconds": otherwise.window.total_seconds(),
        },
    ).all()
    return {address: _usage(row, otherwise) for address, row in zip(asked, rows, strict=True)}


def _usage(row: Row[Any], otherwise: Throttle) -> Usage:
    own = None if row.most is None else Throttle(row.most, timedelta(seconds=row.window_seconds))
    return Usage(row.version, row.used, own or otherwise, row.bundle_id if row.is_open else None, row.bundle_due_at)


def claim(
    session: Session,
    wanted: Mapping[UUID, Address],
    versions: Mapping[Address, int],
    *,
    now: datetime,
    lease: timedelta,
) -> Sequence[Row[Any]]:
    """`deliveries.claim` of what goes alone, as far as nothing was decided about its address since it was read."""
    addresses = {address: _hash(address) for address in wanted.values()}
    given = {
        "users": [address.user_id for address in addresses],
        "hashes": list(addresses.values()),
        "versions": [versions[address] for address in addresses],
        "ids": list(wanted),
        "users_of": [address.user_id for address in wanted.values()],
        "hashes_of": [addresses[address] for address in wanted.values()],
        "now": now,
        "until": now + lease,
    }
    place = {id: number for number, id in enumerate(wanted)}
    return sorted(session.execute(_CLAIM, given).all(), key=lambda row: place[row.id])


def begin_bundle(
    session: Session,
    bundle_id: UUID,
    address: Address,
    ids: Sequence[UUID],
    *,
    version: int,
    due_at: datetime,
    subject: str,
    message: str,
    now: datetime,
) -> int | None:
    """A new bundle that carries these; returns the address's version now, None where another decision came first."""
    given = {"bundle_id": bundle_id, "user_id": address.user_id, "hash": _hash(address), "version": version}
    given |= {"ids": list(ids), "first_id": ids[0], "due_at": due_at, "subject": subject, "message": message}
    row = session.execute(_BEGIN, given | {"now": now}).one_or_none()
    return None if row is None else int(row.version)


def join_bundle(
    session: Session, bundle_id: UUID, address: Address, ids: Sequence[UUID], *, version: int
) -> int | None:
    """These go with a bundle that waits; as `begin_bundle`. None too where the bundle was claimed meanwhile."""
    given = {"bundle_id": bundle_id, "user_id": address.user_id, "hash": _hash(address), "version": version}
    row = session.execute(_JOIN, given | {"ids": list(ids)}).one_or_none()
    return None if row is None else int(row.version)


def carried_by(session: Session, bundle_ids: Collection[UUID]) -> dict[UUID, list[Row[Any]]]:
    """What each of these bundles carries now, oldest first."""
    found: dict[UUID, list[Row[Any]]] = {id: [] for id in bundle_ids}
    for row in session.execute(_CARRIED, {"ids": list(bundle_ids)}):
        found[row.bundle_id].append(row)
    return found


def _hash(address: Address) -> bytes:
    return hashlib.sha256(f"{address.kind}\n{address.channel}\n{address.recipient}".encode()).digest()
