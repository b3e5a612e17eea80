"""The transaction that takes alerts in: correlate, deduplicate, count, close, all of a batch at once.

It speaks to the driver itself: one statement carries hundreds of alerts, and an object per row would cost more than
the statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
import psycopg2
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor

from alert_ingestion.domain.alert import Alert, Outcome, Result, correlation_key
from alert_ingestion.domain.folding import Folded, Round, folded

# Two Prometheus replicas may begin the same episode an evaluation apart.
SAME_EPISODE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Entry:
    """One alert to be taken in, and the instant at which it was received."""

    alert: Alert
    received_at: datetime


class Poisoned(Exception):
    """The database refuses this alert, and would again."""


Taken = Outcome | Poisoned | None
"""What became of an alert; None for one that was neither reported nor worth a row."""


@dataclass(slots=True)
class TakenIn:
    """What became of a batch. outcomes: in its order. quiet_keys: keys of incidents on which nothing fires any more."""

    outcomes: list[Taken]
    quiet_keys: list[str]


# Each statement takes its rows as one JSON text: a batch of 64 alerts as arrays of values is a thousand constants, and
# writing, parsing and planning those costs more than storing the alerts.

CORRELATE = """
SELECT c.key, c.incident_id::text, c.is_empty
FROM (
    SELECT array_agg(g.key) AS keys, array_agg(g.service) AS services, array_agg(g.severity) AS severities,
        array_agg(g.title) AS titles, array_agg(g.at) AS instants
    FROM json_to_recordset(%s) AS g (key text, service text, severity text, title text, at timestamptz)
) a, incidents.correlate(coalesce(a.keys, '{}'), a.services, a.severities, a.titles, a.instants, %s, %s::uuid[]) c
"""

FIRING_INCIDENTS = """
SELECT DISTINCT incident_id::text FROM alerts.alerts WHERE fingerprint = ANY (%s) AND status = 'firing'
"""

ALERT_COLUMNS = """(place int, incident_id uuid, fingerprint text, service text, severity text, message text,
    source text, labels jsonb, links jsonb, raw jsonb, occurrences int, received_at timestamptz,
    last_seen_at timestamptz, started_at timestamptz)"""

UPSERT = f"""
WITH given AS (
    SELECT * FROM json_to_recordset(%s) AS g {ALERT_COLUMNS}
), stored AS (
    INSERT INTO alerts.alerts AS a (incident_id, fingerprint, service, severity, message, status, source, labels, links,
        raw, occurrences, received_at, last_seen_at, started_at)
    SELECT incident_id, fingerprint, service, severity, message, 'firing', source, labels, links, raw, occurrences,
        received_at, last_seen_at, started_at
    FROM given
    ON CONFLICT (incident_id, fingerprint) WHERE status = 'firing' DO UPDATE SET
        occurrences = a.occurrences + EXCLUDED.occurrences,
        last_seen_at = greatest(a.last_seen_at, EXCLUDED.last_seen_at),
        started_at = greatest(a.started_at, EXCLUDED.started_at)
    RETURNING a.id, a.incident_id, a.fingerprint, (a.xmax = 0) AS is_new
), placed AS (
    SELECT g.place, s.id, s.is_new, g.incident_id, g.received_at, g.message, g.source
    FROM given g JOIN stored s USING (incident_id, fingerprint)
), counted AS (
    SELECT incidents.count_alerts(array_agg(incident_id), array_agg(added), array_agg(latest))
    FROM (SELECT incident_id, sum(occurrences)::int AS added, max(last_seen_at) AS latest
          FROM given GROUP BY incident_id) per_incident
), told AS (
    SELECT incidents.tell_of_alerts(array_agg(incident_id), array_agg('alert_attached'::text), array_agg(received_at),
        array_agg(jsonb_build_object('alert_id', id, 'message', left(message, 200), 'source', source)))
    FROM (SELECT * FROM placed WHERE is_new ORDER BY place) new_ones
    HAVING count(*) > 0
)
SELECT p.place, p.id::text, p.is_new FROM placed p LEFT JOIN counted ON true LEFT JOIN told ON true
"""  # noqa: S608

CLOSE = """
WITH given AS (
    SELECT * FROM json_to_recordset(%s) AS g (place int, owner text, fingerprint text, is_of_tool bool, at timestamptz,
        started_at timestamptz, ended_at timestamptz)
), closed AS (
    UPDATE alerts.alerts a SET status = 'resolved', resolved_at = g.at, last_seen_at = greatest(a.last_seen_at, g.at)
    FROM given g
    WHERE a.fingerprint = g.fingerprint AND a.status = 'firing'
        AND g.owner = CASE WHEN g.is_of_tool THEN a.source ELSE a.service END
        AND a.incident_id = ANY (%s::uuid[])
        -- One that ended before the present firing began is an earlier episode's, come late.
        AND (g.ended_at < a.started_at OR g.started_at < a.started_at - %s) IS NOT TRUE
    RETURNING a.id, a.incident_id, a.fingerprint, a.service, a.severity, a.message, a.source, a.received_at,
        g.at, g.place
), told AS (
    SELECT incidents.tell_of_alerts(array_agg(incident_id ORDER BY id), array_agg('alert_resolved'::text),
        array_agg(at ORDER BY id), array_agg(
            jsonb_build_object('alert_id', id, 'message', left(message, 200), 'source', source) ORDER BY id))
    FROM closed HAVING count(*) > 0
)
SELECT c.place, c.id::text, c.incident_id::text, c.service, c.severity
FROM closed c LEFT JOIN told ON true ORDER BY c.received_at, c.id
"""

RECORD = f"""
INSERT INTO alerts.alerts (fingerprint, service, severity, message, status, source, labels, links, raw, occurrences,
    received_at, last_seen_at, started_at, resolved_at)
SELECT fingerprint, service, severity, message, 'resolved', source, labels, links, raw, occurrences, received_at,
    last_seen_at, started_at, received_at
FROM json_to_recordset(%s) AS g {ALERT_COLUMNS}
RETURNING id::text
"""  # noqa: S608

# Incidents on which nothing fires any more; incident-management is asked to look whether they resolve themselves.
ASK_AUTO_RESOLVE = """
WITH quiet AS (
    SELECT c.incident_id FROM unnest(%s::uuid[]) AS c (incident_id)
    WHERE NOT EXISTS (
        SELECT FROM alerts.alerts a WHERE a.incident_id = c.incident_id AND a.status = 'firing')
), asked AS (
    SELECT incidents.ask_auto_resolve(array_agg(incident_id), %s) FROM quiet HAVING count(*) > 0
)
SELECT q.incident_id::text FROM quiet q LEFT JOIN asked ON true
"""


def take_in(connection: Connection, entries: Sequence[Entry], window: timedelta) -> TakenIn:
    """Store the alerts of a batch in the transaction of `connection`, which the caller commits.

    Raises what the driver raises. Where that may pass, the whole transaction is to be tried again.
    """
    with connection.cursor() as cursor:
        return _Batch(cursor, entries, window).taken_in()


def take_in_carefully(connection: Connection, entries: Sequence[Entry], window: timedelta) -> TakenIn:
    """`take_in` for a batch that the database refused: finds the alerts it refuses, and takes in their neighbours.

    Each refused alert has Poisoned for an outcome. Halves are tried in savepoints, so it costs a few statements more.
    """
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT part")
    try:
        taken = take_in(connection, entries, window)
    except psycopg2.Error as error:
        if connection.closed or may_pass(error):
            raise
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK TO SAVEPOINT part")
        if len(entries) == 1:
            return TakenIn([Poisoned()], [])
        middle = len(entries) // 2
        one = take_in_carefully(connection, entries[:middle], window)
        other = take_in_carefully(connection, entries[middle:], window)
        return TakenIn(one.outcomes + other.outcomes, one.quiet_keys + other.quiet_keys)
    with connection.cursor() as cursor:
        cursor.execute("RELEASE SAVEPOINT part")
    return taken


# SQLSTATE classes that pass by themselves: connection, transaction rollback, resources, operator intervention; and a
# lock that was not had in time, and a standby that was not promoted yet.
PASSING = ("08", "40", "53", "57", "55P03", "25006")


def may_pass(error: psycopg2.Error) -> bool:
    """May the same transaction succeed when it is tried again? A connection that went away has no code."""
    code = error.pgcode
    if code is None:
        return isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError)
    return code.startswith(PASSING)


class _Batch:
    """One batch on its way into the database."""

    def __init__(self, cursor: Cursor, entries: Sequence[Entry], window: timedelta) -> None:
        self._cursor, self._entries, self._window = cursor, entries, window
        self._outcomes: list[Taken] = [None] * len(entries)
        self._incident_of: dict[str, str] = {}  # by correlation key
        self._empty: set[str] = set()  # incidents that no alert is counted on yet
        self._held: list[str] = []  # incidents whose alerts may be closed
        self._closed_on: dict[str, str] = {}  # incidents of which alerts were closed, with their keys

    def taken_in(self) -> TakenIn:
        rounds = folded([entry.alert for entry in self._entries])
        self._lock(rounds)
        for part in rounds:
            if part.firing:
                self._fire(list(part.firing.values()))
            if part.resolved:
                self._resolve(list(part.resolved.values()))
        return TakenIn(self._outcomes, self._ask_auto_resolve())

    def _lock(self, rounds: Iterable[Round]) -> None:
        """Find and lock every incident this batch touches, in one go."""
        asked: dict[str, Entry] = {}
        ending: set[str] = set()
        for part in rounds:
            for same in part.firing.values():
                asked.setdefault(same.alert.correlation_key, self._entries[same.places[0]])
            ending.update(fingerprint for _, fingerprint, _ in part.resolved)
        if ending:
            self._cursor.execute(FIRING_INCIDENTS, (list(ending),))
            self._held = [row[0] for row in self._cursor.fetchall()]
        if not asked and not self._held:
            return
        openings = [
            {
                "key": key,
                "service": entry.alert.service,
                "severity": entry.alert.severity,
                "title": entry.alert.title,
                "at": entry.received_at,
            }
            for key, entry in asked.items()
        ]
        self._cursor.execute(CORRELATE, (_json(openings), self._window, self._held))
        for key, incident_id, is_empty in self._cursor.fetchall():
            self._incident_of[key] = incident_id
            if is_empty:
                self._empty.add(incident_id)

    def _fire(self, many: list[Folded]) -> None:
        incidents = [self._incident_of[same.alert.correlation_key] for same in many]
        self._cursor.execute(UPSERT, (self._rows(many, incidents),))
        stored = {place: (alert_id, is_new) for place, alert_id, is_new in self._cursor.fetchall()}
        for place, (incident_id, same) in enumerate(zip(incidents, many, strict=True)):
            alert_id, is_new = stored[place]
            fingerprint, repeats = same.alert.fingerprint, same.places
            if is_new:
                # In the order of their first alerts: the first on an empty incident is the one that opened it.
                result = Result.NEW_INCIDENT if incident_id in self._empty else Result.EXISTING_INCIDENT
                self._empty.discard(incident_id)
                self._outcomes[repeats[0]] = Outcome(alert_id, incident_id, fingerprint, result)
                repeats = repeats[1:]
            self._answer(repeats, alert_id, incident_id, fingerprint, Result.DEDUPLICATED)

    def _resolve(self, many: list[Folded]) -> None:
        ends = []
        for place, same in enumerate(many):
            owner, fingerprint, is_of_tool = same.alert.closes
            at = self._entries[same.places[-1]].received_at
            ends.append({
                "place": place, "owner": owner, "fingerprint": fingerprint, "is_of_tool": is_of_tool, "at": at,
                "started_at": same.started_at, "ended_at": same.ended_at,
            })  # fmt: skip
        self._cursor.execute(CLOSE, (_json(ends), [*self._held, *self._incident_of.values()], SAME_EPISODE))
        closed = {}
        for place, alert_id, incident_id, service, severity in self._cursor.fetchall():  # the newest last
            closed[place] = (alert_id, incident_id)
            self._closed_on[incident_id] = correlation_key(service, severity)
        unmatched = []
        for place, same in enumerate(many):
            if found := closed.get(place):
                self._answer(same.places, *found, same.alert.fingerprint, Result.RESOLVED)
            elif same.alert.is_reported:
                unmatched.append(same)
        if unmatched:
            self._record(unmatched)

    def _record(self, many: list[Folded]) -> None:
        self._cursor.execute(RECORD, (self._rows(many, [None] * len(many)),))
        for same, (alert_id,) in zip(many, self._cursor.fetchall(), strict=True):  # rows come back as they went in
            self._answer(same.places, alert_id, None, same.alert.fingerprint, Result.RECORDED)

    def _ask_auto_resolve(self) -> list[str]:
        if not self._closed_on:
            return []
        latest = max(entry.received_at for entry in self._entries)
        self._cursor.execute(ASK_AUTO_RESOLVE, (list(self._closed_on), latest))
        return [self._closed_on[row[0]] for row in self._cursor.fetchall()]

    def _rows(self, many: list[Folded], incidents: Sequence[str | None]) -> str:
        rows = []
        for place, (incident_id, same) in enumerate(zip(incidents, many, strict=True)):
            alert, places = same.alert, same.places
            rows.append({
                "place": place,
                "incident_id": incident_id,
                "fingerprint": alert.fingerprint,
                "service": alert.service,
                "severity": alert.severity,
                "message": alert.message,
                "source": alert.source,
                "labels": alert.labels,
                "links": alert.links,
                "raw": alert.raw,
                "occurrences": len(places),
                "received_at": self._entries[places[0]].received_at,
                "last_seen_at": self._entries[places[-1]].received_at,
                "started_at": same.started_at,
            })  # fmt: skip
        return _json(rows)

    def _answer(
        self, places: Sequence[int], alert_id: str, incident_id: str | None, fingerprint: str, result: Result
    ) -> None:
        outcome = Outcome(alert_id, incident_id, fingerprint, result)
        for place in places:
            self._outcomes[place] = outcome


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
