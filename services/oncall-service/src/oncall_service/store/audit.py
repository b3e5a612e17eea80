"""The log of who changed what. The database writes it; here it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from oncall_service.store.pages import Asked, Found, page_of
from oncall_service.store.tables import audit_log


@dataclass(frozen=True, slots=True)
class Filters:
    """Which entries; None for any. since, until: half open."""

    actor: str | None = None
    object_type: str | None = None
    object_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def page(session: Session, asked: Asked, filters: Filters) -> Found[Row[Any]]:
    """Entries, newest first."""
    query = select(*audit_log.c)
    for column in ("actor", "object_type", "object_id"):
        if (wanted := getattr(filters, column)) is not None:
            query = query.where(audit_log.c[column] == wanted)
    if filters.since is not None:
        query = query.where(audit_log.c.created_at >= filters.since)
    if filters.until is not None:
        query = query.where(audit_log.c.created_at < filters.until)
    return page_of(session, query, audit_log, asked)
