"""Integrations: their settings, their keys as hashes, and what came by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from platform_kit.secrets_at_rest import SealedText
from sqlalchemy import Row, text, update
from sqlalchemy.orm import Session

from alert_ingestion.domain.integration import Integration, ServiceFrom
from alert_ingestion.store import tables
from alert_ingestion.store.keys import Key

_COLUMNS = """id, name, source, service, service_from, rate_limit_per_minute, mapping, is_enabled, requires_signature,
    key_prefix, alerts_received, last_received_at, created_by, created_at"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What people decide about an integration."""

    name: str
    source: str
    service: str | None
    service_from: ServiceFrom
    rate_limit_per_minute: int | None
    mapping: Mapping[str, str]
    is_enabled: bool
    requires_signature: bool


def by_key(session: Session, key_hash: bytes) -> Integration | None:
    """The integration that this key speaks for, unless it is switched off."""
    row = session.execute(
        text(
            f"SELECT {_COLUMNS}, signing_secret FROM alerts.integrations"  # noqa: S608
            " WHERE key_hash = :hash AND is_enabled"
        ).columns(signing_secret=SealedText()),
        {"hash": key_hash},
    ).one_or_none()
    if row is None:
        return None
    return Integration(
        id=row.id,
        name=row.name,
        source=row.source,
        service=row.service,
        service_from=ServiceFrom(row.service_from),
        rate_limit_per_minute=row.rate_limit_per_minute,
        mapping=row.mapping,
        requires_signature=row.requires_signature,
        signing_secret=row.signing_secret,
    )


def get(session: Session, integration_id: UUID) -> Row[Any] | None:
    return session.execute(
        text(f"SELECT {_COLUMNS} FROM alerts.integrations WHERE id = :id"),  # noqa: S608
        {"id": integration_id},
    ).one_or_none()


def newest(session: Session, *, after: tuple[datetime, UUID] | None, limit: int) -> list[Row[Any]]:
    at, last = after or (None, None)
    rows = session.execute(
        text(
            f"SELECT {_COLUMNS} FROM alerts.integrations"  # noqa: S608
            " WHERE CAST(:at AS timestamptz) IS NULL OR (created_at, id) < (:at, CAST(:id AS uuid))"
            " ORDER BY created_at DESC, id DESC LIMIT :limit"
        ),
        {"at": at, "id": last, "limit": limit},
    )
    return list(rows)


def add(session: Session, settings: Settings, key: Key, *, by: str) -> Row[Any]:
    """A new one. Raises IntegrityError when the name is taken."""
    return session.execute(
        text(
            "INSERT INTO alerts.integrations (name, source, service, service_from, rate_limit_per_minute,"  # noqa: S608
            " mapping, is_enabled, requires_signature, key_prefix, key_hash, created_by)"
            " VALUES (:name, :source, :service, :service_from, :rate_limit_per_minute, CAST(:mapping AS jsonb),"
            " :is_enabled, :requires_signature, :key_prefix, :key_hash, :by)"
            f" RETURNING {_COLUMNS}"
        ),
        _values(settings) | {"key_prefix": key.prefix, "key_hash": key.hash, "by": by},
    ).one()


def change_secret(session: Session, integration_id: UUID, signing_secret: str) -> None:
    """What its source signs with from now on. For an integration that requires signatures."""
    row = tables.integrations
    session.execute(update(row).where(row.c.id == integration_id).values(signing_secret=signing_secret))


def change(session: Session, integration_id: UUID, settings: Settings) -> Row[Any] | None:
    """A signing secret stays where the source does, and signatures are required still. Raises IntegrityError when the
    name is taken.
    """
    return session.execute(
        text(
            "UPDATE alerts.integrations SET name = :name, source = :source, service = :service,"  # noqa: S608
            " service_from = :service_from, rate_limit_per_minute = :rate_limit_per_minute,"
            f" mapping = CAST(:mapping AS jsonb), is_enabled = :is_enabled,"
            " requires_signature = :requires_signature, signing_secret ="
            " CASE WHEN :requires_signature AND source = :source THEN signing_secret END"
            f" WHERE id = :id RETURNING {_COLUMNS}"
        ),
        _values(settings) | {"id": integration_id},
    ).one_or_none()


def change_key(session: Session, integration_id: UUID, key: Key) -> bytes | None:
    """Another key from now on. Answers the hash of the old one; None when there is no such integration."""
    old: Any = session.execute(
        text(
            "UPDATE alerts.integrations new SET key_prefix = :prefix, key_hash = :hash FROM alerts.integrations old"
            " WHERE new.id = :id AND old.id = new.id RETURNING old.key_hash"
        ),
        {"id": integration_id, "prefix": key.prefix, "hash": key.hash},
    ).scalar()
    return None if old is None else bytes(old)


def remove(session: Session, integration_id: UUID) -> bytes | None:
    """Answers the hash of its key; None when it was gone already."""
    old: Any = session.execute(
        text("DELETE FROM alerts.integrations WHERE id = :id RETURNING key_hash"), {"id": integration_id}
    ).scalar()
    return None if old is None else bytes(old)


def count(session: Session, integration_id: UUID, alerts: int, *, latest: datetime) -> None:
    """Add to what came by it."""
    session.execute(
        text(
            "UPDATE alerts.integrations SET alerts_received = alerts_received + :alerts,"
            " last_received_at = greatest(last_received_at, :latest) WHERE id = :id"
        ),
        {"id": integration_id, "alerts": alerts, "latest": latest},
    )


def _values(settings: Settings) -> dict[str, Any]:
    return {
        "name": settings.name,
        "source": settings.source,
        "service": settings.service,
        "service_from": settings.service_from.value,
        "rate_limit_per_minute": settings.rate_limit_per_minute,
        "mapping": orjson.dumps(dict(settings.mapping)).decode(),
        "is_enabled": settings.is_enabled,
        "requires_signature": settings.requires_signature,
    }
