"""Alerts that page nobody by themselves, and alerts that come again soon after they ended.

Both are few: these statements run beside those of intake, in its transaction, for the alerts they are about.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from psycopg2.extensions import connection as Connection
from sqlalchemy import text
from sqlalchemy.orm import Session

# More changes than these within this time, between firing and not, are flapping.
CHANGES_MOST = 5
CHANGES_WITHIN = timedelta(minutes=10)

HOLD = """
INSERT INTO alerts.holds (alert_id, incident_id, reason, silence_id, until)
SELECT alert_id, incident_id, reason, silence_id, until
FROM json_to_recordset(%s) AS g (alert_id uuid, incident_id uuid, reason text, silence_id uuid, until timestamptz)
ON CONFLICT DO NOTHING
"""

# An alert that flaps is held until so few changes lie within the time that it does not any more.
COME_AGAIN = f"""
WITH given AS (
    SELECT * FROM json_to_recordset(%s)
        AS g (alert_id uuid, incident_id uuid, is_first bool, fingerprint text, service text, at timestamptz)
), changed AS (
    UPDATE alerts.recent_ends r SET changes = ARRAY(
        SELECT c FROM unnest(r.changes || g.at) AS c WHERE c > g.at - %s ORDER BY c)
    FROM given g WHERE r.fingerprint = g.fingerprint AND r.service = g.service
    RETURNING g.alert_id, g.incident_id, g.is_first, g.at, r.incident_id AS previous_id, r.changes
), held AS (
    INSERT INTO alerts.holds (alert_id, incident_id, reason, until)
    SELECT alert_id, incident_id, 'flapping', changes[cardinality(changes) - {CHANGES_MOST}] + %s
    FROM changed WHERE cardinality(changes) > {CHANGES_MOST}
    ON CONFLICT DO NOTHING
), linked AS (
    SELECT incidents.link_previous(array_agg(incident_id), array_agg(previous_id), max(at))
    FROM changed WHERE is_first HAVING count(*) > 0
)
SELECT count(*) FROM changed LEFT JOIN linked ON true
"""  # noqa: S608

REVIEW_HELD = "SELECT incidents.review_held(%s::uuid[], '{}', %s)"

ENDED_LATELY = "SELECT fingerprint FROM alerts.recent_ends WHERE fingerprint = ANY (%s)"

# Longer than anything that asks of an end.
KEPT = timedelta(hours=1)


def ended_lately(connection: Connection, fingerprints: Sequence[str]) -> set[str]:
    """Those of which an alert ended within the last hour."""
    with connection.cursor() as cursor:
        cursor.execute(ENDED_LATELY, (list(fingerprints),))
        return {row[0] for row in cursor.fetchall()}


def forget_recent_ends(session: Session, now: datetime) -> None:
    """Delete those that nobody asks of any more."""
    session.execute(text("DELETE FROM alerts.recent_ends WHERE ended_at < :before"), {"before": now - KEPT})
