"""Closing what its sender did not send again in time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from alert_ingestion.store.holds import CHANGES_WITHIN

DUE = """
SELECT DISTINCT incident_id FROM (
    SELECT incident_id FROM alerts.alerts WHERE status = 'firing' AND expires_at <= :now
    ORDER BY expires_at LIMIT :limit
) due
"""
HOLD = """
SELECT count(*) FROM incidents.correlate(
    '{}'::text[], '{}', '{}', '{}', '{}'::timestamptz[], interval '0', CAST(:incidents AS uuid[]))
"""
# The incidents are held by now: what was sent again meanwhile is seen, and stays.
CLOSE = """
WITH closed AS (
    UPDATE alerts.alerts SET status = 'resolved', resolved_at = :now
    WHERE incident_id = ANY (CAST(:incidents AS uuid[])) AND status = 'firing' AND expires_at <= :now
    RETURNING id, incident_id, message, source, fingerprint, service, received_at
), told AS (
    SELECT incidents.tell_of_alerts(array_agg(incident_id ORDER BY id), array_agg('alert_resolved'::text),
        array_agg(CAST(:now AS timestamptz)), array_agg(jsonb_build_object(
            'alert_id', id, 'message', left(message, 200), 'source', source, 'reason', 'not_sent_again') ORDER BY id))
    FROM closed HAVING count(*) > 0
), noted AS (
    INSERT INTO alerts.recent_ends AS r (fingerprint, service, incident_id, ended_at, changes)
    SELECT DISTINCT ON (fingerprint, service) fingerprint, service, incident_id, CAST(:now AS timestamptz),
        ARRAY[received_at, CAST(:now AS timestamptz)]
    FROM closed ORDER BY fingerprint, service, received_at DESC
    ON CONFLICT (fingerprint, service) DO UPDATE SET
        incident_id = EXCLUDED.incident_id,
        ended_at = EXCLUDED.ended_at,
        changes = ARRAY(SELECT c FROM unnest(r.changes || EXCLUDED.ended_at) AS c
                        WHERE c > EXCLUDED.ended_at - CAST(:changes_within AS interval) ORDER BY c)
)
SELECT count(closed.id) FROM closed LEFT JOIN told ON true
"""
ASK_AUTO_RESOLVE = """
WITH quiet AS (
    SELECT i AS incident_id FROM unnest(CAST(:incidents AS uuid[])) AS i
    WHERE NOT EXISTS (SELECT FROM alerts.alerts a WHERE a.incident_id = i AND a.status = 'firing')
)
SELECT incidents.ask_auto_resolve(array_agg(incident_id), :now) FROM quiet HAVING count(*) > 0
"""


def close_expired(session: Session, now: datetime, *, limit: int) -> int:
    """Resolve alerts whose time is over; returns how many. Looks at the incidents of `limit` of them.

    Several processes may do this together, and while alerts come in: each incident is locked before its alerts are.
    """
    incidents = [str(row.incident_id) for row in session.execute(text(DUE), {"now": now, "limit": limit})]
    if not incidents:
        return 0
    session.execute(text(HOLD), {"incidents": incidents})
    closed: int = session.execute(
        text(CLOSE), {"incidents": incidents, "now": now, "changes_within": CHANGES_WITHIN}
    ).scalar_one()
    if closed:
        session.execute(text(ASK_AUTO_RESOLVE), {"incidents": incidents, "now": now})
    return closed
