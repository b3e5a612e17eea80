"""GET: alerts as they are kept."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from fastapi.responses import JSONResponse
from platform_kit.database import DbSession
from platform_kit.instants import WrittenInstant
from platform_kit.paging import DEFAULT_LIMIT, CursorText, Limit, Page, decode_cursor, encode_cursor
from platform_kit.problems import Problem, problems
from platform_kit.routes import guarded_router, needs

from alert_ingestion.api.wire import AlertOut
from alert_ingestion.domain.alert import Severity, Status
from alert_ingestion.store import alerts

router = guarded_router(prefix="/api/v1/alerts", tags=["alerts"])


@router.get("", operation_id="list_alerts", responses=problems(401, 403, 422, 503), **needs("read"))
def list_alerts(
    session: DbSession,
    service: Annotated[str | None, Query(max_length=200)] = None,
    severity: Severity | None = None,
    status: Status | None = None,
    incident_id: UUID | None = None,
    since: Annotated[WrittenInstant | None, Query(description="Received then or later.")] = None,
    until: Annotated[WrittenInstant | None, Query(description="Received before.")] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Page[AlertOut]:
    """List alerts, newest first."""
    if service is not None and "\x00" in service:
        return Page(items=[], next_cursor=None)  # no service has such a name
    filters = alerts.Filters(service, severity, status, incident_id, since, until)
    found = alerts.newest(session, filters, after=decode_cursor(cursor), limit=limit + 1)
    page = found[:limit]
    following = encode_cursor(page[-1].received_at, UUID(page[-1].id)) if len(found) > limit else None
    return Page(items=[AlertOut.model_validate(row, from_attributes=True) for row in page], next_cursor=following)


@router.get("/{alert_id}", operation_id="get_alert", responses=problems(401, 403, 404, 422, 503), **needs("read"))
def get_alert(alert_id: UUID, session: DbSession) -> AlertOut:
    """Show one alert."""
    row = alerts.get(session, alert_id)
    if row is None:
        raise _not_found()
    return AlertOut.model_validate(row, from_attributes=True)


@router.get(
    "/{alert_id}/raw",
    operation_id="get_alert_raw",
    response_model=Any,
    responses=problems(401, 403, 404, 422, 503),
    **needs("read"),
)
def get_alert_raw(alert_id: UUID, session: DbSession) -> JSONResponse:
    """Show what was sent, where the alert's own fields do not hold all of it; null where they do."""
    row = alerts.get_raw(session, alert_id)
    if row is None:
        raise _not_found()
    return JSONResponse(row.raw)


def _not_found() -> Problem:
    return Problem(404, "There is no alert with this id.")
