"""How incidents and pages are spread: over services, teams, days, hours, people. Counted by the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from incident_management.store.statistics import Spread

GROUPS_MOST = 1000


class By(StrEnum):
    """What incidents are counted by."""

    SERVICE = "service"
    TEAM = "team"
    SEVERITY = "severity"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Range:
    """Incidents created, or pages made, from `since` until before `until`; of one service or team where it is named."""

    since: datetime
    until: datetime
    service: str | None = None
    team: str | None = None

    def parameters(self) -> dict[str, object]:
        return {"since": self.since, "until": self.until, "service": self.service, "team": self.team}


@dataclass(frozen=True, slots=True)
class Group:
    """key: a service, team or severity, a day as 2026-03-02 or a week as 2026-W10."""

    key: str
    total: int
    mtta_seconds: Spread
    mttr_seconds: Spread


@dataclass(frozen=True, slots=True)
class Hour:
    """weekday: 1 is Monday. hour: 0 to 23. Both on the wall clock of the zone that was asked for."""

    weekday: int
    hour: int
    total: int


@dataclass(frozen=True, slots=True)
class Paged:
    """How often somebody was paged. night_pages: of them, from 22:00 to 07:00 in their own zone."""

    id: UUID
    name: str
    email: str
    zone: str
    pages: int
    night_pages: int


_KEYS: Mapping[By, str] = {
    By.SERVICE: "i.service",
    By.TEAM: "i.team",
    By.SEVERITY: "i.severity",
    By.DAY: "to_char(i.created_at AT TIME ZONE :zone, 'YYYY-MM-DD')",
    By.WEEK: "to_char(i.created_at AT TIME ZONE :zone, 'IYYY-\"W\"IW')",
}
_IN_RANGE = (
    " i.created_at >= :since AND i.created_at < :until AND i.origin <> 'drill'"
    " AND (CAST(:service AS text) IS NULL OR i.service = :service)"
    " AND (CAST(:team AS text) IS NULL OR i.team = :team)"
)
_SPREADS = (
    " avg(i.mtta_seconds) AS mtta_mean, avg(i.mttr_seconds) AS mttr_mean,"
    " percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY i.mtta_seconds) AS mtta,"
    " percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY i.mttr_seconds) AS mttr"
)
_HOURS = text(
    "SELECT extract(isodow FROM i.created_at AT TIME ZONE :zone)::int AS weekday,"  # noqa: S608
    " extract(hour FROM i.created_at AT TIME ZONE :zone)::int AS hour, count(*) AS total"
    f" FROM incidents.incidents i WHERE{_IN_RANGE} GROUP BY 1, 2"
)
# Whoever changed their name counts once, under the newest.
_PEOPLE = text("""
    WITH paged AS (
        SELECT (p.recipient ->> 'id')::uuid AS id, p.recipient, p.created_at
        FROM incidents.pages p
        WHERE p.kind = 'page' AND p.cancelled_at IS NULL AND p.recipient ? 'id'
            AND p.created_at >= :since AND p.created_at < :until
            AND NOT EXISTS (
                SELECT FROM incidents.incidents d WHERE d.id = p.incident_id AND d.origin = 'drill')
            AND ((CAST(:service AS text) IS NULL AND CAST(:team AS text) IS NULL) OR EXISTS (
                SELECT FROM incidents.incidents i
                WHERE i.id = p.incident_id AND (CAST(:service AS text) IS NULL OR i.service = :service)
                    AND (CAST(:team AS text) IS NULL OR i.team = :team)))
    ), placed AS (
        SELECT paged.*, coalesce(z.timezone, 'UTC') AS zone,
            extract(hour FROM paged.created_at AT TIME ZONE coalesce(z.timezone, 'UTC')) AS hour
        FROM paged LEFT JOIN oncall.zones_of_people() z ON z.user_id = paged.id
    )
    SELECT id, (array_agg(recipient ORDER BY created_at DESC))[1] AS recipient, min(zone) AS zone,
        count(*) AS pages, count(*) FILTER (WHERE hour >= 22 OR hour < 7) AS night_pages
    FROM placed GROUP BY id ORDER BY pages DESC, id LIMIT :most
""")


def groups(session: Session, within: Range, by: By, *, zone: str) -> list[Group]:
    """Days and weeks in order, of which those without incidents are left out; else the most incidents first."""
    order = "1" if by in (By.DAY, By.WEEK) else "2 DESC, 1"
    query = text(
        f"SELECT {_KEYS[by]} AS key, count(*) AS total,{_SPREADS} FROM incidents.incidents i"  # noqa: S608
        f" WHERE{_IN_RANGE} GROUP BY 1 ORDER BY {order} LIMIT :most"
    )
    given = within.parameters() | {"most": GROUPS_MOST} | ({"zone": zone} if by in (By.DAY, By.WEEK) else {})
    return [
        Group(
            row["key"],
            row["total"],
            Spread(row["mtta_mean"], *(row["mtta"] or (None, None))),
            Spread(row["mttr_mean"], *(row["mttr"] or (None, None))),
        )
        for row in session.execute(query, given).mappings()
    ]


def hours_of_week(session: Session, within: Range, *, zone: str) -> list[Hour]:
    """All 168 of them, from Monday midnight."""
    rows = session.execute(_HOURS, within.parameters() | {"zone": zone})
    found = {(row.weekday, row.hour): row.total for row in rows}
    return [Hour(day, hour, found.get((day, hour), 0)) for day in range(1, 8) for hour in range(24)]


def people(session: Session, within: Range) -> list[Paged]:
    """Who was paged how often, the most first. Pages that were cancelled before they left are not counted."""
    rows = session.execute(_PEOPLE, within.parameters() | {"most": GROUPS_MOST})
    return [
        Paged(row.id, row.recipient["name"], row.recipient["email"], row.zone, row.pages, row.night_pages)
        for row in rows
    ]
