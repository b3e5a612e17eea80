"""Claims on notifications that are due. Any number of workers may use this at once.

A claim gives a new lease token and moves `due_at` to the lease's end; whatever is written later holds only while the
row still has that token. A worker that died loses its rows to the others when their leases end.

Each change is one statement, made on a session that commits by itself (`committing_at_once`): a worker that is stopped
between two statements of a transaction would keep its rows locked, and so from everybody, past any lease.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from platform_kit.database import Sessions, make_sessions
from platform_kit.text import storable
from sqlalchemy import Engine, Row, text
from sqlalchemy.orm import Session

from notification_service.domain.fairness import Candidate
from notification_service.domain.notification import Kind, Status
from notification_service.domain.outcome import Failed, Outcome, Sent
from notification_service.domain.throttle import THROTTLED_KINDS, UNTHROTTLED, Address

MOST_CANDIDATES = 1000
MOST_LANES_A_LOOK = 400

# Steps from lane to lane over the index, so that a queue of any length costs what its lanes cost, not what its rows do;
# lanes without room are jumped over, and after some hundred lanes the look ends and the next one goes on behind them:
# in a storm a look at every lane would cost more than the sending. The more lanes, the fewer of each are wanted.
_CANDIDATES = text("""
    WITH RECURSIVE lanes AS (
        (SELECT 1 AS place, n.destination, n.recipient, n.topic, n.kind FROM notify.notifications n
         WHERE n.status IN ('pending', 'sending', 'failed')
           AND (n.destination, n.recipient, n.topic, n.kind) > (:destination, :recipient, :topic, :kind)
         ORDER BY n.destination, n.recipient, n.topic, n.kind LIMIT 1)
        UNION ALL
        SELECT lane.place + 1, next.destination, next.recipient, next.topic, next.kind
        FROM (SELECT lanes.*, lanes.destination = ANY(:full_destinations) AS is_destination_full,
                  (lanes.destination || E'\\n' || lanes.recipient) = ANY(:full_recipients) AS is_recipient_full
              FROM lanes WHERE lanes.place < :most_lanes) lane
        CROSS JOIN LATERAL (
            (SELECT n.destination, n.recipient, n.topic, n.kind FROM notify.notifications n
             WHERE n.status IN ('pending', 'sending', 'failed') AND lane.is_destination_full
               AND n.destination > lane.destination
             ORDER BY n.destination, n.recipient, n.topic, n.kind LIMIT 1)
            UNION ALL
            (SELECT n.destination, n.recipient, n.topic, n.kind FROM notify.notifications n
             WHERE n.status IN ('pending', 'sending', 'failed')
               AND NOT lane.is_destination_full AND lane.is_recipient_full
               AND (n.destination, n.recipient) > (lane.destination, lane.recipient)
             ORDER BY n.destination, n.recipient, n.topic, n.kind LIMIT 1)
            UNION ALL
            (SELECT n.destination, n.recipient, n.topic, n.kind FROM notify.notifications n
             WHERE n.status IN ('pending', 'sending', 'failed')
               AND NOT lane.is_destination_full AND NOT lane.is_recipient_full
               AND (n.destination, n.recipient, n.topic, n.kind)
                   > (lane.destination, lane.recipient, lane.topic, lane.kind)
             ORDER BY n.destination, n.recipient, n.topic, n.kind LIMIT 1)) next
    ), due AS (
        SELECT found.id, found.channel, found.destination, found.recipient, lanes.topic, lanes.kind, found.turn,
            lanes.place, found.due_at, found.user_id, found.is_untried, found.severity
        FROM lanes CROSS JOIN LATERAL (
            SELECT n.id, n.channel, n.destination, n.recipient, n.due_at, row_number() OVER (ORDER BY n.due_at) AS turn,
                n.user_id, n.lease_token = 0 AND NOT n.is_bundle AS is_untried,
                n.data -> 'incident' ->> 'severity' AS severity
            FROM notify.notifications n
            WHERE n.status IN ('pending', 'sending', 'failed')
              AND (n.destination, n.recipient, n.topic, n.kind)
                  = (lanes.destination, lanes.recipient, lanes.topic, lanes.kind)
              AND n.due_at <= :now AND n.channel = ANY(:channels) AND n.id <> ALL(CAST(:ours AS uuid[]))
            ORDER BY n.due_at
            LIMIT LEAST(:most_of_lane, GREATEST(1, :most / (SELECT count(*) FROM lanes)))) found
        WHERE lanes.destination <> ALL(:full_destinations)
          AND (lanes.destination || E'\\n' || lanes.recipient) <> ALL(:full_recipients)
        ORDER BY found.turn, found.due_at
        LIMIT :most
    )
    SELECT * FROM due
    UNION ALL
    (SELECT NULL, NULL, destination, recipient, topic, kind, NULL, place, NULL, NULL, NULL, NULL
     FROM lanes ORDER BY place DESC LIMIT 1)
""")

_CLAIM = text("""
    UPDATE notify.notifications n
    SET status = 'sending', lease_token = n.lease_token + 1, due_at = :until
    FROM (
        SELECT id FROM notify.notifications
        WHERE id = ANY(CAST(:ids AS uuid[])) AND status IN ('pending', 'sending', 'failed') AND due_at <= :now
        FOR UPDATE SKIP LOCKED
    ) free
    WHERE n.id = free.id
    RETURNING n.*
""")

_RENEW = text("""
    UPDATE notify.notifications n SET due_at = :until
    FROM unnest(CAST(:ids AS uuid[]), CAST(:tokens AS bigint[])) AS ours (id, token)
    WHERE n.id = ours.id AND n.lease_token = ours.token AND n.status = 'sending'
    RETURNING n.id
""")

_GIVE_BACK = text("""
    UPDATE notify.notifications n
    SET due_at = :now, status = CASE WHEN n.failures > 0 THEN 'failed' ELSE 'pending' END
    FROM unnest(CAST(:ids AS uuid[]), CAST(:tokens AS bigint[])) AS ours (id, token)
    WHERE n.id = ours.id AND n.lease_token = ours.token AND n.status = 'sending'
    RETURNING n.id
""")

_RECORD = text("""
    WITH recorded AS (
        UPDATE notify.notifications
        SET status = :status, sent_at = :sent_at, due_at = :due_at, attempt_count = attempt_count + 1,
            failures = :failures,
            receipt_due_at = CASE WHEN :has_receipt AND incident_id IS NOT NULL AND kind IN ('page', 'update')
                                  THEN CAST(:now AS timestamptz) ELSE receipt_due_at END,
            receipt_failures = CASE WHEN :has_receipt THEN 0 ELSE receipt_failures END,
            receipt_token = receipt_token + 1  -- whoever is telling an earlier outcome does not settle this one
        WHERE id = :id AND lease_token = :token AND status = 'sending'
        RETURNING id, attempt_count, page_id, kind, status
    ), carried AS (
        -- What a bundle carries is sent, and given up, with it.
        UPDATE notify.notifications m
        SET status = CASE WHEN r.status = 'dead' THEN 'dead' ELSE m.status END,
            sent_at = CASE WHEN r.status = 'dead' THEN NULL ELSE CAST(:now AS timestamptz) END,
            receipt_due_at = CASE WHEN m.incident_id IS NOT NULL THEN CAST(:now AS timestamptz) END,
            receipt_failures = 0, receipt_token = m.receipt_token + 1
        FROM recorded r
        WHERE m.bundle_id = r.id AND m.status = 'bundled' AND m.sent_at IS NULL AND r.status <> 'failed'
        RETURNING m.id, m.page_id, m.kind, m.status, coalesce(m.planned_at, m.created_at) AS wanted_at
    ), next_step AS (
        -- Given up: the person's next step need not be waited for.
        UPDATE notify.notifications SET due_at = :now, planned_at = :now
        WHERE id IN (
            SELECT DISTINCT ON (n.page_id) n.id
            FROM notify.notifications n
            JOIN (SELECT id, page_id, kind, status FROM recorded
                  UNION ALL SELECT id, page_id, kind, status FROM carried) given_up ON given_up.page_id = n.page_id
            WHERE given_up.status = 'dead' AND given_up.kind = 'page'
              AND n.id <> given_up.id AND n.status = 'pending' AND n.due_at > :now
            ORDER BY n.page_id, n.due_at, n.id)
    )
    INSERT INTO notify.attempts
        (notification_id, number, started_at, duration_ms, outcome, status_code, error, provider_id, answer)
    SELECT id, attempt_count, :started_at, :duration_ms, :outcome, CAST(:status_code AS integer), :error, :provider_id,
        :answer
    FROM recorded
    RETURNING number, (SELECT array_agg(wanted_at) FROM carried) AS carried
""")

_CANCEL_EMPTY = text("""
    UPDATE notify.notifications b SET status = 'cancelled'
    WHERE b.id = :id AND b.lease_token = :token AND b.status = 'sending'
    RETURNING b.id
""")


@dataclass(frozen=True, slots=True)
class Recorded:
    """The status that a try led to. carried: of a bundle that was sent or given up, when each that it carries was to be
    sent."""

    status: Status
    carried: Sequence[datetime]


def committing_at_once(sessions: Sessions) -> Sessions:
    """Sessions on the same connections whose every statement is a transaction of its own."""
    engine: Engine = sessions.kw["bind"]
    return make_sessions(engine.execution_options(isolation_level="AUTOCOMMIT"))


@dataclass(frozen=True, slots=True)
class Lane:
    """Where messages wait for one another. Lanes are in the order of these four."""

    destination: str
    recipient: str
    topic: str
    kind: str


@dataclass(frozen=True, slots=True)
class Look:
    """What may be claimed: the first of every lane, then the second of every lane, and so on.

    ended_at: the last lane looked at, where there may be more behind it; None: that was all.
    """

    candidates: list[Candidate]
    ended_at: Lane | None


def due(
    session: Session,
    *,
    after: Lane | None,
    now: datetime,
    channels: Collection[str],
    ours: Iterable[UUID],
    full_destinations: Collection[str],
    full_recipients: Iterable[tuple[str, str]],
    most_of_lane: int,
    most_lanes: int = MOST_LANES_A_LOOK,
) -> Look:
    """Look for what is due, from behind this lane on; None: from the first.

    ours: under way in this process, and so not to be taken again even when a lease ended unnoticed.
    full_destinations, full_recipients: have no room now.
    """
    start = after or Lane("", "", "", "")
    rows = session.execute(
        _CANDIDATES,
        {
            "destination": start.destination,
            "recipient": start.recipient,
            "topic": start.topic,
            "kind": start.kind,
            "now": now,
            "channels": list(channels),
            "ours": list(ours),
            "full_destinations": list(full_destinations),
            "full_recipients": [f"{destination}\n{recipient}" for destination, recipient in full_recipients],
            "most_of_lane": most_of_lane,
            "most_lanes": most_lanes,
            "most": MOST_CANDIDATES,
        },
    ).all()
    if not rows:
        return Look([], None)
    [last] = [r for r in rows if r.id is None]
    found = [r for r in rows if r.id is not None]
    return Look(
        [_candidate(row) for row in found],
        Lane(last.destination, last.recipient, last.topic, last.kind) if last.place >= most_lanes else None,
    )


def _candidate(row: Row[Any]) -> Candidate:
    is_throttled = row.is_untried and row.user_id is not None
    is_throttled = is_throttled and row.kind in THROTTLED_KINDS and row.channel not in UNTHROTTLED
    return Candidate(
        row.id,
        row.channel,
        row.destination,
        row.recipient,
        row.kind == Kind.PAGE,
        row.turn,
        Address(row.user_id, row.channel, row.recipient, row.kind) if is_throttled else None,
        row.severity == "critical",
    )


def claim(session: Session, ids: Sequence[UUID], *, now: datetime, lease: timedelta) -> Sequence[Row[Any]]:
    """Take these for ourselves, as far as nobody else has them; in the order asked."""
    rows = session.execute(_CLAIM, {"ids": list(ids), "now": now, "until": now + lease}).all()
    place = {id: number for number, id in enumerate(ids)}
    return sorted(rows, key=lambda row: place[row.id])


def renew(session: Session, tokens: dict[UUID, int], *, now: datetime, lease: timedelta) -> set[UUID]:
    """Make our leases longer; returns those that are still ours."""
    given = {"ids": list(tokens), "tokens": list(tokens.values()), "until": now + lease}
    return set(session.execute(_RENEW, given).scalars())


def give_back(session: Session, tokens: dict[UUID, int], *, now: datetime) -> int:
    """Let others have what we took and did not send; returns how many."""
    given = {"ids": list(tokens), "tokens": list(tokens.values()), "now": now}
    return len(session.execute(_GIVE_BACK, given).all())


def record(
    session: Session,
    id: UUID,
    token: int,
    outcome: Outcome,
    *,
    started_at: datetime,
    duration_s: float,
    failures: int,
    retry_at: datetime | None,
    now: datetime,
) -> Recorded | None:
    """Keep how a try ended, if the claim still holds; None when it does not. What a bundle carries ends with it.

    failures: in a row, this try included; 0 when it succeeded. retry_at: None after a failure means given up.
    """
    failed = outcome if isinstance(outcome, Failed) else None
    if failed is None:
        status = Status.SENT if isinstance(outcome, Sent) else Status.DELIVERED
    else:
        status = Status.FAILED if retry_at else Status.DEAD
    kept = session.execute(
        _RECORD,
        {
            "id": id,
            "token": token,
            "status": status,
            "sent_at": None if failed else now,
            "due_at": retry_at or now,
            "failures": failures,
            "has_receipt": status in (Status.DELIVERED, Status.DEAD),
            "now": now,
            "started_at": started_at,
            "duration_ms": round(duration_s * 1000),
            "outcome": failed.reason if failed else status,
            "status_code": outcome.status_code,
            "error": storable(failed.error) if failed else None,
            "provider_id": None if isinstance(outcome, Failed) else outcome.provider_id,
            "answer": storable(outcome.answer) if outcome.answer else None,
        },
    ).one_or_none()
    return None if kept is None else Recorded(status, kept.carried or [])


def cancel_empty(session: Session, id: UUID, token: int) -> bool:
    """A bundle of ours whose every page was cancelled wakes nobody. False: it is not ours any more."""
    return session.execute(_CANCEL_EMPTY, {"id": id, "token": token}).scalar() is not None
