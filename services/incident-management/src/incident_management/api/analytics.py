"""How incidents and pages are spread, as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Literal
from zoneinfo import available_timezones

from fastapi import Depends, Query, Response
from platform_kit.database import DbSession
from platform_kit.problems import Problem, problems
from platform_kit.routes import guarded_router, needs
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from incident_management.api.dependencies import AppClock
from incident_management.api.examples import A_PERSON
from incident_management.api.incidents import OfService, OfTeam, Since, Until
from incident_management.api.schemas import PersonOut, SpreadOut, WireOut
from incident_management.domain.csv_text import Cell, table
from incident_management.domain.incident import Incident
from incident_management.store import analytics, incidents
from incident_management.store.analytics import By, Range

router = guarded_router(
    prefix="/api/v1/analytics", tags=["analytics"], generate_unique_id_function=lambda route: route.name
)

USUALLY = timedelta(days=30)
EXPORTED_MOST = 10_000
INCIDENT_COLUMNS = (
    "title",
    "service",
    "team",
    "severity",
    "priority",
    "status",
    "alert_count",
    "created_at",
    "acknowledged_at",
    "resolved_at",
    "mtta_seconds",
    "mttr_seconds",
)


def _range(
    clock: AppClock, since: Since = None, until: Until = None, service: OfService = None, team: OfTeam = None
) -> Range:
    """What was asked for; the last thirty days where no beginning is named."""
    ends_at = until or clock.now()
    starts_at = since or ends_at - USUALLY
    if starts_at >= ends_at:
        raise _refused("since", "must be before until")
    return Range(starts_at, ends_at, service, team)


def _zone(zone: Annotated[str, Query(description="An IANA zone, whose days are counted.")] = "UTC") -> str:
    if zone not in available_timezones():
        raise _refused("zone", "is not an IANA zone, such as Europe/Berlin")
    return zone


def _refused(field: str, message: str) -> Problem:
    return Problem(
        422, "The request is not as this call takes it. See errors.", errors=[{"field": field, "message": message}]
    )


AskedRange = Annotated[Range, Depends(_range)]
AskedZone = Annotated[str, Depends(_zone)]
Format = Annotated[Literal["json", "csv"], Query(alias="format", description="csv: the same, for a spreadsheet.")]
_SPREAD: JsonDict = {"mean": 90.0, "p50": 80.0, "p90": 140.0}


class GroupOut(WireOut):
    key: str = Field(description="A service, team or severity; a day as 2026-03-02, a week as 2026-W10.")
    total: int
    mtta_seconds: SpreadOut
    mttr_seconds: SpreadOut


class BreakdownOut(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "by": "service",
                    "since": "2026-02-01T00:00:00Z",
                    "until": "2026-03-01T00:00:00Z",
                    "items": [{"key": "checkout-api", "total": 12, "mtta_seconds": _SPREAD, "mttr_seconds": _SPREAD}],
                }
            ]
        }
    )

    by: By
    since: datetime
    until: datetime
    items: list[GroupOut] = Field(description="At most 1,000.")


class HourOut(WireOut):
    weekday: int = Field(description="1 is Monday.")
    hour: int
    total: int


class HoursOut(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"zone": "UTC", "items": [{"weekday": 1, "hour": 0, "total": 3}]}]}
    )

    zone: str
    items: list[HourOut] = Field(description="All 168 hours of a week.")


class PagedOut(BaseModel):
    user: PersonOut
    zone: str = Field(description="Whose nights are counted: that of the schedule they are in.")
    pages: int
    night_pages: int = Field(description="Of them, from 22:00 to 07:00.")


class PeopleOut(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"items": [{"user": A_PERSON, "zone": "Europe/Berlin", "pages": 14, "night_pages": 3}]}]
        }
    )

    items: list[PagedOut] = Field(description="The most pages first.")


@router.get(
    "/breakdown",
    response_model=BreakdownOut,
    responses=problems(422),
    summary="Incidents by service, team, severity, day or week",
    **needs("read"),
)
def break_down_incidents(
    session: DbSession, within: AskedRange, zone: AskedZone, by: By, as_what: Format = "json"
) -> Response | BreakdownOut:
    """How many there were, and how long acknowledging and resolving took: mean, median, nine of ten."""
    found = analytics.groups(session, within, by, zone=zone)
    if as_what == "csv":
        spreads = [f"{name}_seconds_{part}" for name in ("mtta", "mttr") for part in ("mean", "p50", "p90")]
        rows: Iterable[list[Cell]] = (
            [g.key, g.total, *(getattr(s, part) for s in (g.mtta_seconds, g.mttr_seconds) for part in _SPREAD)]
            for g in found
        )
        return _csv(f"incidents-by-{by}", [by, "total", *spreads], rows)
    items = [GroupOut.model_validate(group) for group in found]
    return BreakdownOut(by=by, since=within.since, until=within.until, items=items)


@router.get(
    "/hours",
    response_model=HoursOut,
    responses=problems(422),
    summary="Incidents by hour of the week",
    **needs("read"),
)
def count_incidents_by_hour(
    session: DbSession, within: AskedRange, zone: AskedZone, as_what: Format = "json"
) -> Response | HoursOut:
    """When it burns."""
    found = analytics.hours_of_week(session, within, zone=zone)
    if as_what == "csv":
        rows = ([hour.weekday, hour.hour, hour.total] for hour in found)
        return _csv("incidents-by-hour", ["weekday", "hour", "total"], rows)
    return HoursOut(zone=zone, items=[HourOut.model_validate(hour) for hour in found])


@router.get(
    "/people",
    response_model=PeopleOut,
    responses=problems(422),
    summary="Pages and night pages per person",
    **needs("read"),
)
def count_pages_by_person(session: DbSession, within: AskedRange, as_what: Format = "json") -> Response | PeopleOut:
    """Who is woken how often. Nights are those of the person's own zone."""
    found = analytics.people(session, within)
    if as_what == "csv":
        people: Iterable[list[Cell]] = ([p.name, p.email, p.zone, p.pages, p.night_pages] for p in found)
        return _csv("pages-by-person", ["name", "email", "zone", "pages", "night_pages"], people)
    return PeopleOut(
        items=[
            PagedOut(
                user=PersonOut(id=p.id, name=p.name, email=p.email),
                zone=p.zone,
                pages=p.pages,
                night_pages=p.night_pages,
            )
            for p in found
        ]
    )


@router.get(
    "/incidents.csv",
    response_class=Response,
    responses={**problems(422), 200: {"content": {"text/csv": {}}, "description": "One line for each incident."}},
    summary="Export incidents",
    **needs("read"),
)
def export_incidents(session: DbSession, within: AskedRange) -> Response:
    """The newest 10,000 incidents of the range as CSV."""
    filters = incidents.Filters(
        since=within.since, until=within.until, service=within.service, team=within.team, drills=False
    )
    found = incidents.listed(session, filters, None, EXPORTED_MOST)[:EXPORTED_MOST]
    return _csv("incidents", ["id", *INCIDENT_COLUMNS, "assigned_to", "tags"], map(_line, found))


def _line(incident: Incident) -> list[Cell]:
    facts: list[Cell] = [getattr(incident, name) for name in INCIDENT_COLUMNS]
    person = incident.assigned_to.email if incident.assigned_to else None
    return [str(incident.id), *facts, person, " ".join(incident.tags)]


def _csv(name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    return Response(
        table(heads, rows),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
