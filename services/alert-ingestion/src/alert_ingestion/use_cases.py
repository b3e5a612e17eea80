"""What people do about alerts as a whole: be quiet about some, for a while."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from sqlalchemy import Row
from sqlalchemy.orm import Session

from alert_ingestion.patterns import compiled
from alert_ingestion.store import maintenance, silences

# So long after its creation a replica may have taken alerts without knowing of a silence; twice what is promised.
UNKNOWN_FOR = timedelta(seconds=10)


def silence(
    session: Session,
    *,
    matchers: Sequence[str],
    reason: str,
    starts_at: datetime,
    ends_at: datetime,
    by: str,
    now: datetime,
) -> Row[Any]:
    """A new silence, for what fires already too. Raises BadMatcher."""
    row = silences.add(session, matchers=matchers, reason=reason, starts_at=starts_at, ends_at=ends_at, by=by, now=now)
    hold_what_fires(session, row.id, matchers)
    return row


def hold_what_fires(session: Session, silence_id: UUID, matchers: Sequence[str]) -> None:
    """Every alert that fires and fits is held by the silence."""
    fits = compiled(matchers)
    last = None
    while found := silences.firing(session, last):
        silences.hold(session, silence_id, [id for id, alert in found if fits(alert)])
        last = found[-1][0]


def hold_for_new_silences(sessions: Sessions, clock: Clock) -> int:
    """Look again for alerts that came while a replica did not know of a silence; returns 0, for it can rest then."""
    with sessions.begin() as session:
        now = clock.now()
        for row in silences.in_effect(session, now):
            if now < row.created_at + UNKNOWN_FOR:
                hold_what_fires(session, row.id, row.matchers)
    return 0


def plan_maintenance(sessions: Sessions, clock: Clock) -> int:
    """Work out the coming periods of recurring windows; returns how many windows were planned further."""
    with sessions.begin() as session:
        return maintenance.plan_further(session, clock.now())
