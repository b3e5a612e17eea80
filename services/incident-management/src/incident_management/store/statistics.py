"""Figures over many incidents, counted by the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from incident_management.domain.incident import Severity, Status


@dataclass(frozen=True, slots=True)
class Spread:
    """In seconds; null where no incident has come so far."""

    mean: float | None
    p50: float | None
    p90: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    total: int
    by_status: dict[Status, int]
    by_severity: dict[Severity, int]
    mtta_seconds: Spread
    mttr_seconds: Spread


# One look at each incident: counting in a second statement, or by GROUP BY, took half as long again.
_COUNTS = [
    f"count(*) FILTER (WHERE {column} = '{value}') AS {column}_{value}"
    for column, values in (("status", Status), ("severity", Severity))
    for value in values
]
_SUMMARY = text(
    f"SELECT count(*) AS total, {', '.join(_COUNTS)},"  # noqa: S608
    " avg(mtta_seconds) AS mtta_mean, avg(mttr_seconds) AS mttr_mean,"
    " percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY mtta_seconds) AS mtta,"
    " percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY mttr_seconds) AS mttr"
    " FROM incidents.incidents"
    " WHERE origin <> 'drill' AND (CAST(:since AS timestamptz) IS NULL OR created_at >= :since)"
    " AND (CAST(:until AS timestamptz) IS NULL OR created_at < :until)"
    " AND (CAST(:service AS text) IS NULL OR service = :service)"
    " AND (CAST(:team AS text) IS NULL OR team = :team)"
)


def summary(
    session: Session, *, since: datetime | None, until: datetime | None, service: str | None, team: str | None
) -> Summary:
    """Counts, and how long acknowledging and resolving took, of incidents created from `since` until before `until`."""
    chosen = {"since": since, "until": until, "service": service, "team": team}
    found = session.execute(_SUMMARY, chosen).mappings().one()
    mtta_p50, mtta_p90 = found["mtta"] or (None, None)
    mttr_p50, mttr_p90 = found["mttr"] or (None, None)
    return Summary(
        total=found["total"],
        by_status={status: found[f"status_{status}"] for status in Status},
        by_severity={severity: found[f"severity_{severity}"] for severity in Severity},
        mtta_seconds=Spread(found["mtta_mean"], mtta_p50, mtta_p90),
        mttr_seconds=Spread(found["mttr_mean"], mttr_p50, mttr_p90),
    )
