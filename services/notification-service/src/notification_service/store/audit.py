"""Since when the oldest things of a page's way are due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from notification_service.domain.audit import Finding, OldestDue

# A page that is being sent is due again at the end of its lease: past that, nobody has it.
_OLDEST = text("""
    SELECT o.step_due_at, o.page_due_at,
        (SELECT min(n.due_at) FROM notify.notifications n
         WHERE n.status IN ('pending', 'sending', 'failed') AND n.kind = 'page') AS delivery_due_at
    FROM incidents.oldest_due() o
""")


_CLAIM = text("""
    INSERT INTO notify.findings_told AS t (finding, told_at)
    SELECT finding, :now FROM unnest(CAST(:found AS text[])) AS found (finding) ORDER BY finding
    ON CONFLICT (finding) DO UPDATE SET told_at = EXCLUDED.told_at WHERE t.told_at <= CAST(:before AS timestamptz)
    RETURNING t.finding
""")
_RELEASE = text("DELETE FROM notify.findings_told WHERE finding = ANY(CAST(:found AS text[])) AND told_at = :at")


def oldest_due(session: Session) -> OldestDue:
    row = session.execute(_OLDEST).one()
    return OldestDue(row.step_due_at, row.page_due_at, row.delivery_due_at)


def claim_telling(
    session: Session, found: Sequence[Finding], *, now: datetime, again_after: timedelta
) -> list[Finding]:
    """Those that nobody told within this time: they are ours to tell. One of many replicas gets each."""
    given = {"found": [str(finding) for finding in found], "now": now, "before": now - again_after}
    claimed = set(session.execute(_CLAIM, given).scalars())
    return [finding for finding in found if finding in claimed]


def release_telling(session: Session, found: Sequence[Finding], *, at: datetime) -> None:
    """They were not told: whoever looks next may."""
    session.execute(_RELEASE, {"found": [str(finding) for finding in found], "at": at})
