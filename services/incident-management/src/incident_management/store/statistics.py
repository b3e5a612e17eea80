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


_CHOSEN = """
    FROM incidents.incidents
    WHERE (CAST(:since AS timestamptz) IS NULL OR created_at >= :since)
        AND (CAST(:until AS timestamptz) IS NULL OR created_at < :until)
        AND (CAST(:service AS text) IS NULL OR service = :service)
        AND (CAST(:team AS text) IS NULL OR team = :team)
"""
_COUNTS = text(f"SELECT status, severity, count(*) AS many {_CHOSEN} GROUP BY status, severity")
_SPREADS = text(
    "SELECT avg(mtta_seconds) AS mtta_mean, avg(mttr_seconds) AS mttr_mean,"
    " percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY mtta_seconds) AS mtta,"
    f" percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY mttr_seconds) AS mttr {_CHOSEN}"
)


def summary(
    session: Session, *, since: datetime | None, until: datetime | None, service: str | None, team: str | None
) -> Summary:
    """Counts, and how long acknowledging and resolving took, of incidents created from `since` until before `until`."""
    chosen = {"since": since, "until": until, "service": service, "team": team}
    counts = session.execute(_COUNTS, chosen).all()
    spread = session.execute(_SPREADS, chosen).one()
    mtta_p50, mtta_p90 = spread.mtta or (None, None)
    mttr_p50, mttr_p90 = spread.mttr or (None, None)
    return Summary(
        total=sum(row.many for row in counts),
        by_status={status: sum(row.many for row in counts if row.status == status) for status in Status},
        by_severity={severity: sum(row.many for row in counts if row.severity == severity) for severity in Severity},
        mtta_seconds=Spread(spread.mtta_mean, mtta_p50, mtta_p90),
        mttr_seconds=Spread(spread.mttr_mean, mttr_p50, mttr_p90),
    )
