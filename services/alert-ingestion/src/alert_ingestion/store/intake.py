"""The transaction that takes alerts in: correlate, deduplicate, count, close, all of a batch at once.

It speaks to the driver itself: one statement carries hundreds of alerts, and an object per row would cost more than
the statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import orjson
import psycopg2
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor

from alert_ingestion.domain.alert import TITLE_LENGTH, Alert, Outcome, Result, correlation_key
from alert_ingestion.domain.folding import Folded, Round, folded
from alert_ingestion.store.holds import CHANGES_WITHIN, COME_AGAIN, HOLD, REVIEW_HELD

# A suppressed alert that is sent again is the same for so long.
SUPPRESSED_LASTS = timedelta(days=1)

# Two Prometheus replicas may begin the same episode an evaluation apart.
SAME_EPISODE = timedelta(minutes=2)


class Entry(NamedTuple):
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

LOCK = """
SELECT count(*)
FROM (
    SELECT array_agg(g.key) AS keys, array_agg(g.service) AS services, array_agg(g.severity) AS severities,
        array_agg(g.title) AS titles, array_agg(g.at) AS instants, array_agg(g.team) AS teams
    FROM json_to_recordset(%s) AS g (key text, service text, severity text, title text, at timestamptz, team text)
) a, incidents.correlate(
    coalesce(a.keys, '{}'), a.services, a.severities, a.titles, a.instants, %s, %s::uuid[], a.teams) c
"""

FIRING_INCIDENTS = """
SELECT incident_id::text FROM alerts.alerts WHERE fingerprint = ANY (%s) AND status = 'firing'
UNION SELECT incident_id::text FROM alerts.alerts WHERE raw ->> 'groupKey' = ANY (%s) AND status = 'firing'
"""

# What most alerts lack is not named in their rows, for PostgreSQL spends as long on reading a field as on storing it.
# A row without an instant was received at the one that is given beside the rows.
ROWS = """
SELECT place, coalesce(key, service || '|' || severity) AS key, fingerprint, service, severity, message, source,
    coalesce(labels, '{}') AS labels, coalesce(links, '[]') AS links, raw, coalesce(occurrences, 1) AS occurrences,
    coalesce(received_at, at) AS received_at, coalesce(last_seen_at, received_at, at) AS last_seen_at, started_at,
    expires_at, team, sent
FROM json_to_recordset(%s) AS g (place int, key text, fingerprint text, service text, severity text, message text,
    source text, labels jsonb, links jsonb, raw jsonb, occurrences int, received_at timestamptz,
    last_seen_at timestamptz, started_at timestamptz, expires_at timestamptz, team text, sent jsonb),
    (SELECT %s::timestamptz AS at) given_at
"""

# What fires, all of it: find or open the incidents, store or count the alerts, tell the timelines.
FIRE = f"""
WITH given AS (
    {ROWS}
), asked AS (
    SELECT DISTINCT ON (key) key, service, severity, left(message, {TITLE_LENGTH}) AS title, received_at, team
    FROM given ORDER BY key, place
), home AS MATERIALIZED (
    SELECT c.key, c.incident_id, c.is_empty, c.is_held
    FROM (
        SELECT array_agg(key) AS keys, array_agg(service) AS services, array_agg(severity) AS severities,
            array_agg(title) AS titles, array_agg(received_at) AS instants, array_agg(team) AS teams
        FROM asked
    ) a, incidents.correlate(a.keys, a.services, a.severities, a.titles, a.instants, %s, p_teams => a.teams) c
), stored AS (
    INSERT INTO alerts.alerts AS a (incident_id, fingerprint, service, severity, message, status, source, labels, links,
        raw, occurrences, received_at, last_seen_at, started_at, expires_at, sent)
    SELECT h.incident_id, g.fingerprint, g.service, g.severity, g.message, 'firing', g.source, g.labels, g.links, g.raw,
        g.occurrences, g.received_at, g.last_seen_at, g.started_at, g.expires_at, g.sent
    FROM given g JOIN home h USING (key) ORDER BY g.place
    ON CONFLICT (incident_id, fingerprint) WHERE status = 'firing' DO UPDATE SET
        occurrences = a.occurrences + EXCLUDED.occurrences,
        last_seen_at = greatest(a.last_seen_at, EXCLUDED.last_seen_at),
        started_at = greatest(a.started_at, EXCLUDED.started_at),
        -- Named again by a source that will tell its end, it does not end by itself any more.
        expires_at = CASE WHEN EXCLUDED.expires_at IS NOT NULL THEN greatest(a.expires_at, EXCLUDED.expires_at) END
    RETURNING a.id, a.incident_id, a.fingerprint, (a.xmax = 0) AS is_new
), placed AS (
    SELECT g.place, s.id, s.incident_id, s.is_new, h.is_empty, h.is_held, r.ended_at, g.received_at, g.message,
        g.source
    FROM given g JOIN home h USING (key) JOIN stored s USING (incident_id, fingerprint)
        LEFT JOIN alerts.recent_ends r ON r.fingerprint = g.fingerprint AND r.service = g.service
), counted AS (
    SELECT incidents.count_alerts(array_agg(incident_id), array_agg(added), array_agg(latest))
    FROM (SELECT h.incident_id, sum(g.occurrences)::int AS added, max(g.last_seen_at) AS latest
          FROM given g JOIN home h USING (key) GROUP BY h.incident_id) per_incident
), told AS (
    SELECT incidents.tell_of_alerts(array_agg(incident_id), array_agg('alert_attached'::text), array_agg(received_at),
        array_agg(jsonb_build_object('alert_id', id, 'message', left(message, 200), 'source', source)))
    FROM (SELECT * FROM placed WHERE is_new ORDER BY place) new_ones
    HAVING count(*) > 0
)
SELECT p.place, p.id::text, p.incident_id::text, p.is_new, p.is_empty, p.is_held, p.ended_at IS NOT NULL
FROM placed p LEFT JOIN counted ON true LEFT JOIN told ON true
ORDER BY p.place
"""  # noqa: S608

CLOSE = """
WITH given AS (
    SELECT * FROM json_to_recordset(%s) AS g (place int, owner text, fingerprint text, is_of_tool bool, at timestamptz,
        started_at timestamptz, ended_at timestamptz)
), closed AS (
    UPDATE alerts.alerts a SET status = 'resolved', resolved_at = g.at, last_seen_at = greatest(a.last_seen_at, g.at)
    FROM given g
    WHERE a.fingerprint = g.fingerprint AND a.status = 'firing'
        AND g.owner = CASE WHEN g.is_of_tool THEN a.source ELSE coalesce(a.sent ->> 'service', a.service) END
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
), noted AS (
    INSERT INTO alerts.recent_ends AS r (fingerprint, service, incident_id, ended_at, changes)
    SELECT DISTINCT ON (fingerprint, service) fingerprint, service, incident_id, at, ARRAY[received_at, at]
    FROM closed ORDER BY fingerprint, service, received_at DESC
    ON CONFLICT (fingerprint, service) DO UPDATE SET
        incident_id = EXCLUDED.incident_id,
        ended_at = EXCLUDED.ended_at,
        changes = ARRAY(SELECT c FROM unnest(r.changes || EXCLUDED.ended_at) AS c
                        WHERE c > EXCLUDED.ended_at - %s ORDER BY c)
)
SELECT c.place, c.id::text, c.incident_id::text, c.service, c.severity
FROM closed c LEFT JOIN told ON true ORDER BY c.received_at, c.id
"""

RECORD = f"""
INSERT INTO alerts.alerts (fingerprint, service, severity, message, status, source, labels, links, raw, occurrences,
    received_at, last_seen_at, started_at, resolved_at, sent)
SELECT fingerprint, service, severity, message, 'resolved', source, labels, links, raw, occurrences, received_at,
    last_seen_at, started_at, received_at, sent
FROM ({ROWS}) given ORDER BY place
RETURNING id::text
"""  # noqa: S608

# What is suppressed comes again as often as its sender says it again: it is counted on its row for a day.
RECORD_SUPPRESSED = f"""
WITH given AS (
    {ROWS}
), known AS (
    SELECT DISTINCT ON (g.place) g.place, a.id
    FROM given g JOIN alerts.alerts a ON a.fingerprint = g.fingerprint AND a.service = g.service
        AND a.received_at > g.received_at - %s AND a.incident_id IS NULL AND a.sent ->> 'status' = 'firing'
    ORDER BY g.place, a.received_at DESC
), locked AS MATERIALIZED (
    SELECT id FROM alerts.alerts WHERE id IN (SELECT id FROM known) ORDER BY id FOR NO KEY UPDATE
), counted AS (
    UPDATE alerts.alerts a SET occurrences = a.occurrences + g.occurrences,
        last_seen_at = greatest(a.last_seen_at, g.last_seen_at)
    FROM known k JOIN given g USING (place) JOIN locked l ON l.id = k.id WHERE a.id = k.id
    RETURNING k.place, a.id
), stored AS (
    INSERT INTO alerts.alerts (fingerprint, service, severity, message, status, source, labels, links, raw,
        occurrences, received_at, last_seen_at, started_at, resolved_at, sent)
    SELECT fingerprint, service, severity, message, 'resolved', source, labels, links, raw, occurrences, received_at,
        last_seen_at, started_at, received_at, sent
    FROM given WHERE place NOT IN (SELECT place FROM known)
    RETURNING id, fingerprint, service
)
SELECT place, id::text FROM counted
UNION ALL SELECT g.place, s.id::text FROM stored s JOIN given g USING (fingerprint, service)
ORDER BY 1
"""  # noqa: S608

# Firing alerts of a group that its source cut and that are not named any more: their end would not be told either.
NOT_NAMED = """
UPDATE alerts.alerts a SET expires_at = g.at + make_interval(secs => g.lasts)
FROM json_to_recordset(%s) AS g (group_key text, source text, named text[], at timestamptz, lasts float8)
WHERE a.raw ->> 'groupKey' = g.group_key AND a.source = g.source AND a.status = 'firing' AND a.expires_at IS NULL
    AND a.incident_id = ANY (%s::uuid[]) AND NOT a.fingerprint = ANY (g.named)
"""

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


def take_in(connection: Connection, entries: Sequence[Entry], window: timedelta, traceparent: str = "") -> TakenIn:
    """Begin a transaction and store the alerts of a batch in it. The caller commits it.

    entries: at least one. `connection` is in autocommit mode, so that BEGIN travels with the first statement: each
    journey to the database and back takes as long as storing several alerts.
    traceparent: of what is queued by it; "" for none.
    Raises what the driver raises. Where that may pass, the whole transaction is to be tried again.
    """
    with connection.cursor() as cursor:
        return _Batch(cursor, entries, window, begin=_begin(traceparent)).taken_in()


def take_in_carefully(
    connection: Connection, entries: Sequence[Entry], window: timedelta, traceparent: str = ""
) -> TakenIn:
    """`take_in` for a batch that the database refused: finds the alerts it refuses, and takes in their neighbours.

    Each refused alert has Poisoned for an outcome. Halves are tried in savepoints, so it costs a few statements more.
    """
    with connection.cursor() as cursor:
        cursor.execute(_begin(traceparent))
        return _taken_by_halves(cursor, entries, window)


def _begin(traceparent: str) -> str:
    return f"BEGIN; SET LOCAL platform.traceparent = '{traceparent}'; " if traceparent else "BEGIN; "


def _taken_by_halves(cursor: Cursor, entries: Sequence[Entry], window: timedelta) -> TakenIn:
    cursor.execute("SAVEPOINT part")
    try:
        taken = _Batch(cursor, entries, window).taken_in()
    except psycopg2.Error as error:
        if cursor.connection.closed or may_pass(error):
            raise
        cursor.execute("ROLLBACK TO SAVEPOINT part")
        if len(entries) == 1:
            return TakenIn([Poisoned()], [])
        middle = len(entries) // 2
        one = _taken_by_halves(cursor, entries[:middle], window)
        other = _taken_by_halves(cursor, entries[middle:], window)
        return TakenIn(one.outcomes + other.outcomes, one.quiet_keys + other.quiet_keys)
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


@dataclass(slots=True)
class _Beside:
    """What is written beside new alerts. loud: incidents whose pages are held, with an alert that nothing holds."""

    holds: list[dict[str, Any]] = field(default_factory=list)
    again: list[dict[str, Any]] = field(default_factory=list)
    loud: dict[str, datetime] = field(default_factory=dict)

    def add(
        self,
        alert: Alert,
        alert_id: str,
        incident_id: str,
        at: datetime,
        is_first: bool,
        is_held: bool,
        has_ended_lately: bool,
    ) -> None:
        """A new alert of an incident, received at `at`."""
        held: dict[str, Any] = {"alert_id": alert_id, "incident_id": incident_id}
        found: list[dict[str, Any]] = []
        if alert.route is not None:
            found = [held | {"reason": "silenced", "silence_id": id} for id in alert.route.silences]
            if alert.route.hold_back is not None:
                found.append(held | {"reason": "held_back", "until": at + alert.route.hold_back})
        self.holds += found
        if has_ended_lately:
            identity = {"fingerprint": alert.fingerprint, "service": alert.service}
            self.again.append(held | identity | {"is_first": is_first, "at": at})
        if is_held and not found:
            self.loud[incident_id] = at


class _Batch:
    """One batch on its way into the database."""

    def __init__(self, cursor: Cursor, entries: Sequence[Entry], window: timedelta, begin: str = "") -> None:
        self._cursor, self._entries, self._window, self._begin = cursor, entries, window, begin
        self._outcomes: list[Taken] = [None] * len(entries)
        self._held: set[str] = set()  # incidents whose alerts may be closed
        self._closed_on: dict[str, str] = {}  # incidents of which alerts were closed, with their keys

    def taken_in(self) -> TakenIn:
        rounds = folded([entry.alert for entry in self._entries])
        cut = [entry for entry in self._entries if entry.alert.cut is not None]
        if cut or any(part.resolved for part in rounds):
            self._lock(rounds, cut)
        for part in rounds:
            if part.firing:
                self._fire(list(part.firing.values()))
            if part.resolved:
                self._resolve(list(part.resolved.values()))
        if cut:
            self._end_unnamed(cut)
        for part in rounds:
            if part.suppressed:  # after the incidents: whoever locks both locks them in this order
                self._record_suppressed(list(part.suppressed.values()))
        return TakenIn(self._outcomes, self._ask_auto_resolve())

    def _run(self, statement: str, parameters: tuple[Any, ...]) -> None:
        self._cursor.execute(self._begin + statement, parameters)
        self._begin = ""

    def _lock(self, rounds: Iterable[Round], cut: Sequence[Entry]) -> None:
        """Lock every incident this batch touches in one go: those that take alerts, and those whose alerts may end."""
        asked: dict[str, Entry] = {}
        ending: set[str] = set()
        for part in rounds:
            for same in part.firing.values():
                asked.setdefault(same.alert.correlation_key, self._entries[same.places[0]])
            ending.update(fingerprint for _, fingerprint, _ in part.resolved)
        groups = [entry.alert.cut.group_key for entry in cut if entry.alert.cut is not None]
        self._run(FIRING_INCIDENTS, (list(ending), groups))
        self._held = {row[0] for row in self._cursor.fetchall()}
        openings = [
            {
                "key": key,
                "service": entry.alert.service,
                "severity": entry.alert.severity,
                "title": entry.alert.title,
                "at": entry.received_at,
                "team": entry.alert.route.team if entry.alert.route else None,
            }
            for key, entry in asked.items()
        ]
        self._run(LOCK, (_json(openings), self._window, list(self._held)))

    def _fire(self, many: list[Folded]) -> None:
        self._run(FIRE, (*self._rows(many), self._window))
        begun: set[str] = set()  # incidents that got their first alert just now
        beside = _Beside()
        for same, row in zip(many, self._cursor.fetchall(), strict=True):
            _, alert_id, incident_id, is_new, is_empty, is_held, has_ended_lately = row
            fingerprint, repeats = same.alert.fingerprint, same.places
            self._held.add(incident_id)
            if is_new:
                is_first = is_empty and incident_id not in begun
                begun.add(incident_id)
                result = Result.NEW_INCIDENT if is_first else Result.EXISTING_INCIDENT
                if same.alert.route is not None and same.alert.route.is_quiet:
                    result = Result.SUPPRESSED
                self._outcomes[repeats[0]] = Outcome(alert_id, incident_id, fingerprint, result)
                if is_held or has_ended_lately or same.alert.route is not None:
                    at = self._entries[repeats[0]].received_at
                    beside.add(same.alert, alert_id, incident_id, at, is_first, is_held, has_ended_lately)
                repeats = repeats[1:]
            self._answer(repeats, alert_id, incident_id, fingerprint, Result.DEDUPLICATED)
        self._write_beside(beside)

    def _write_beside(self, beside: _Beside) -> None:
        if beside.holds:
            self._run(HOLD, (_json(beside.holds),))
        if beside.again:
            self._run(COME_AGAIN, (_json(beside.again), CHANGES_WITHIN, CHANGES_WITHIN))
        if beside.loud:
            self._run(REVIEW_HELD, (list(beside.loud), max(beside.loud.values())))

    def _resolve(self, many: list[Folded]) -> None:
        ends = []
        for place, same in enumerate(many):
            owner, fingerprint, is_of_tool = same.alert.closes
            at = self._entries[same.places[-1]].received_at
            ends.append({
                "place": place, "owner": owner, "fingerprint": fingerprint, "is_of_tool": is_of_tool, "at": at,
                "started_at": same.started_at, "ended_at": same.ended_at,
            })  # fmt: skip
        self._run(CLOSE, (_json(ends), list(self._held), SAME_EPISODE, CHANGES_WITHIN))
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
        self._run(RECORD, self._rows(many))
        for same, (alert_id,) in zip(many, self._cursor.fetchall(), strict=True):  # rows come back as they went in
            self._answer(same.places, alert_id, None, same.alert.fingerprint, Result.RECORDED)

    def _record_suppressed(self, many: list[Folded]) -> None:
        self._run(RECORD_SUPPRESSED, (*self._rows(many), SUPPRESSED_LASTS))
        for same, (_, alert_id) in zip(many, self._cursor.fetchall(), strict=True):
            self._answer(same.places, alert_id, None, same.alert.fingerprint, Result.SUPPRESSED)

    def _end_unnamed(self, cut: Sequence[Entry]) -> None:
        groups = [
            {
                "group_key": entry.alert.cut.group_key,
                "source": entry.alert.source,
                "named": list(entry.alert.cut.named),
                "at": entry.received_at,
                "lasts": entry.alert.cut.lasts.total_seconds(),
            }
            for entry in cut
            if entry.alert.cut is not None
        ]
        self._run(NOT_NAMED, (_json(groups), list(self._held)))

    def _ask_auto_resolve(self) -> list[str]:
        if not self._closed_on:
            return []
        latest = max(entry.received_at for entry in self._entries)
        self._run(ASK_AUTO_RESOLVE, (list(self._closed_on), latest))
        return [self._closed_on[row[0]] for row in self._cursor.fetchall()]

    def _rows(self, many: list[Folded]) -> tuple[str, datetime]:
        """What `ROWS` reads: the alerts, and the instant at which those without one of their own were received."""
        at = self._entries[0].received_at
        rows = []
        for place, same in enumerate(many):
            alert, places, route = same.alert, same.places, same.alert.route
            row: dict[str, Any] = {
                "place": place,
                "fingerprint": alert.fingerprint,
                "service": alert.service,
                "severity": alert.severity,
                "message": alert.message,
            }
            for name, value in (
                ("source", alert.source),
                ("labels", alert.labels or None),
                ("links", alert.links or None),
                ("raw", alert.raw),
                ("started_at", same.started_at),
                ("expires_at", same.expires_at),
            ):
                if value is not None:
                    row[name] = value
            received_at, last_seen_at = self._entries[places[0]].received_at, self._entries[places[-1]].received_at
            if len(places) > 1:
                row |= {"occurrences": len(places), "last_seen_at": last_seen_at}
            if received_at != at:
                row["received_at"] = received_at
            if alert.lasts and same.expires_at is None:
                row["expires_at"] = last_seen_at + alert.lasts
            if route is not None:
                row |= {"key": alert.correlation_key, "team": route.team, "sent": route.sent}
            rows.append(row)
        return _json(rows), at

    def _answer(
        self, places: Sequence[int], alert_id: str, incident_id: str | None, fingerprint: str, result: Result
    ) -> None:
        outcome = Outcome(alert_id, incident_id, fingerprint, result)
        for place in places:
            self._outcomes[place] = outcome


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
