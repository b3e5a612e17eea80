"""What was done at earlier starts, so that several replicas and later starts do it once."""

from __future__ import annotations

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from oncall_service.store.tables import first_admin

START_LOCK = 7_301_443  # any number, the same in every replica


def one_start_at_a_time(session: Session) -> None:
    """Until the transaction ends, other replicas wait here."""
    session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": START_LOCK})


def applied_password_hash(session: Session, email: str) -> str | None:
    query = select(first_admin.c.password_hash).where(first_admin.c.email == func.lower(email))
    found: str | None = session.execute(query).scalar_one_or_none()
    return found


def remember_password(session: Session, email: str, password_hash: str) -> None:
    values = {"password_hash": password_hash, "applied_at": func.clock_timestamp()}
    session.execute(
        upsert(first_admin)
        .values(email=func.lower(email), **values)
        .on_conflict_do_update(index_elements=[first_admin.c.email], set_=values)
    )
