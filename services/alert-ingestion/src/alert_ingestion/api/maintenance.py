"""Maintenance windows: times in which nobody is paged for a service."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from platform_kit.callers import Caller
from platform_kit.database import DbSession
from platform_kit.instants import WrittenInstant
from platform_kit.paging import DEFAULT_LIMIT, CursorText, Limit, Page, decode_cursor, encode_cursor
from platform_kit.problems import Problem, problems
from platform_kit.routes import guarded_router, needs
from platform_kit.text import StorableText
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from sqlalchemy import Row
from sqlalchemy.orm import Session

from alert_ingestion.api.dependencies import Now
from alert_ingestion.api.wire import Identifier
from alert_ingestion.domain.payload import SERVICE_LENGTH
from alert_ingestion.recurrence import BadRecurrence, zone_named
from alert_ingestion.store import maintenance as store

router = guarded_router(prefix="/api/v1/maintenance-windows", tags=["maintenance windows"])

LONGEST = timedelta(days=366)
NO_SUCH = "There is no maintenance window with this id."
UNUSABLE = "The window cannot be used. See errors."


def _zone(name: str) -> str:
    try:
        zone_named(name)
    except BadRecurrence as error:
        raise ValueError(str(error)) from None
    return name


class WindowIn(BaseModel):
    """One window, or the first of many."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "services": ["billing-db"],
                    "reason": "Nightly vacuum",
                    "starts_at": "2026-03-01T02:00:00Z",
                    "ends_at": "2026-03-01T03:00:00Z",
                    "timezone": "Europe/Berlin",
                    "recurrence": "FREQ=WEEKLY;BYDAY=SU",
                }
            ]
        },
    )

    services: list[Annotated[Identifier, Field(min_length=1, max_length=SERVICE_LENGTH)]] = Field(
        min_length=1, max_length=100
    )
    reason: Annotated[StorableText, Field(min_length=1, max_length=1000)]
    starts_at: WrittenInstant | None = Field(default=None, description="null: now.")
    ends_at: WrittenInstant
    timezone: Annotated[str, Field(max_length=64), AfterValidator(_zone)] = Field(
        default="UTC", description="An IANA zone. A recurring window keeps its hours there, whatever the clocks do."
    )
    recurrence: Annotated[str, Field(min_length=1, max_length=500)] | None = Field(
        default=None, description="A rule of RFC 5545 by days, weeks, months or years. null: this once."
    )


class Period(BaseModel):
    """Half open."""

    starts_at: datetime
    ends_at: datetime


class WindowOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    services: list[str]
    reason: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    recurrence: str | None
    ended_at: datetime | None
    is_active: bool
    coming: list[Period] = Field(description="The present period and the next ones, five at most.")
    created_by: str
    created_at: datetime


def _out(session: Session, row: Row[Any], now: datetime) -> WindowOut:
    coming = [Period(starts_at=start, ends_at=end) for start, end in store.coming(session, row.id, now)]
    return WindowOut(**row._mapping, coming=coming, is_active=any(period.starts_at <= now for period in coming))


@router.post("", operation_id="create_maintenance_window", status_code=201, responses=problems(422), **needs("respond"))
def create_maintenance_window(body: WindowIn, session: DbSession, caller: Caller, now: Now) -> WindowOut:
    """Page nobody for these services in a window. Alerts are recorded, incidents are marked; what still fires at its
    end pages then. Further pages of incidents that are open as it begins are held too."""
    starts_at = body.starts_at or now
    if not starts_at < body.ends_at <= starts_at + LONGEST or (body.recurrence is None and body.ends_at <= now):
        errors = [{"field": "ends_at", "message": "must be to come, after starts_at, and within 366 days of it"}]
        raise Problem(422, UNUSABLE, errors=errors)
    try:
        row = store.add(
            session,
            services=sorted(set(body.services)),
            reason=body.reason,
            starts_at=starts_at,
            ends_at=body.ends_at,
            timezone=body.timezone,
            recurrence=body.recurrence,
            by=caller.actor,
            now=now,
        )
    except BadRecurrence as error:
        raise Problem(422, UNUSABLE, errors=[{"field": "recurrence", "message": str(error)}]) from None
    return _out(session, row, now)


@router.get("", operation_id="list_maintenance_windows", responses=problems(422), **needs("read"))
def list_maintenance_windows(
    session: DbSession,
    now: Now,
    service: Annotated[str | None, Query(max_length=SERVICE_LENGTH)] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Page[WindowOut]:
    """List maintenance windows, newest first, past ones too."""
    if service is not None and "\x00" in service:
        return Page(items=[], next_cursor=None)  # no service has such a name
    found = store.newest(session, service=service, after=decode_cursor(cursor), limit=limit + 1)
    page = found[:limit]
    following = encode_cursor(page[-1].created_at, page[-1].id) if len(found) > limit else None
    return Page(items=[_out(session, row, now) for row in page], next_cursor=following)


@router.get("/{window_id}", operation_id="get_maintenance_window", responses=problems(404, 422), **needs("read"))
def get_maintenance_window(window_id: UUID, session: DbSession, now: Now) -> WindowOut:
    """Show one maintenance window."""
    row = store.get(session, window_id)
    if row is None:
        raise Problem(404, NO_SUCH)
    return _out(session, row, now)


@router.delete(
    "/{window_id}",
    operation_id="end_maintenance_window",
    status_code=204,
    responses=problems(404, 422),
    **needs("respond"),
)
def end_maintenance_window(window_id: UUID, session: DbSession, now: Now) -> None:
    """End a window now, with all that was to come of it. What still fires pages at once. Twice is once."""
    if not store.end(session, window_id, now):
        raise Problem(404, NO_SUCH)
