"""The timers of incidents: claimed by a worker, moved on, stopped.

Whoever changes a timer raises its token, so that a worker which claimed it before finds that it is not its any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from incident_management.domain.escalation import Progress
from incident_management.domain.incident import Origin, Severity
from incident_management.store.tables import escalations, round_robins


@dataclass(frozen=True, slots=True)
class Claimed:
    """A timer that is due and is this worker's until `lease_until`, as long as nobody raises the token.

    is_first_touch: no worker and no person has touched this timer before. traceparent: of what opened the incident.
    turns: which turn the incident took, by the number of the step.
    """

    incident_id: UUID
    token: int
    lease_until: datetime
    episode: int
    policy: dict[str, Any]
    progress: Progress
    service: str
    severity: Severity
    origin: Origin
    traceparent: str | None = None
    turns: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_first_touch(self) -> bool:
        return self.token == 1

    @property
    def turn(self) -> int | None:
        """Which one the incident took at the step that is due; None: none yet."""
        return self.turns.get(str(self.progress.step))


@dataclass(frozen=True, slots=True)
class Timer:
    """How an incident's escalation stands: active, stopped or exhausted."""

    policy_id: UUID | None
    step: int
    cycle: int
    next_at: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A timer somebody has just changed. acknowledgement_lasts: by the frozen policy; None: until it is resolved."""

    episode: int
    is_first_touch: bool
    acknowledgement_lasts: timedelta | None


_CLAIM = text("""
    WITH due AS MATERIALIZED (
        SELECT incident_id FROM incidents.escalations
        WHERE state = 'active' AND next_at <= :now AND (lease_until IS NULL OR lease_until <= :now)
        ORDER BY next_at LIMIT :limit FOR UPDATE SKIP LOCKED
    )
    UPDATE incidents.escalations e SET lease_until = :lease_until, lease_token = e.lease_token + 1
    FROM due, incidents.incidents i
    WHERE e.incident_id = due.incident_id AND i.id = e.incident_id
    RETURNING e.incident_id, e.lease_token, e.lease_until, e.episode, e.policy, e.step, e.cycle, e.next_at,
        e.traceparent, e.turns, i.service, i.severity, i.origin, EXISTS (
            SELECT FROM incidents.pages p
            WHERE p.incident_id = e.incident_id AND p.kind = 'page' AND p.episode = e.episode AND p.cycle = e.cycle
        ) AS has_reached
""")


def claim_due(session: Session, now: datetime, *, lease: timedelta, limit: int) -> list[Claimed]:
    """Take timers that are due, the latest ones first in line; several processes may do this together."""
    rows = session.execute(_CLAIM, {"now": now, "lease_until": now + lease, "limit": limit})
    return [
        Claimed(
            incident_id=row.incident_id,
            token=row.lease_token,
            lease_until=row.lease_until,
            episode=row.episode,
            policy=row.policy,
            progress=Progress(row.step, row.cycle, row.next_at, row.has_reached),
            service=row.service,
            severity=Severity(row.severity),
            origin=Origin(row.origin),
            traceparent=row.traceparent,
            turns=row.turns,
        )
        for row in rows
    ]


def still_holds(session: Session, claimed: Claimed) -> bool:
    """Lock the timer; is it still active, and this worker's?"""
    held = (
        select(escalations.c.incident_id)
        .where(
            escalations.c.incident_id == claimed.incident_id,
            escalations.c.lease_token == claimed.token,
            escalations.c.state == "active",
        )
        .with_for_update()
    )
    return session.execute(held).scalar() is not None


# A drill looks whose turn it is, and takes nobody's.
_TAKE_TURN = text("""
    WITH timer AS MATERIALIZED (
        SELECT e.incident_id, i.origin = 'drill' AS is_drill
        FROM incidents.escalations e JOIN incidents.incidents i ON i.id = e.incident_id
        WHERE e.incident_id = :id AND e.lease_token = :token AND NOT e.turns ? CAST(:step AS text)
        FOR UPDATE OF e
    ), taken AS (
        INSERT INTO incidents.round_robins AS r (policy_id, step, turns)
        SELECT :policy_id, :step, CASE WHEN is_drill THEN 0 ELSE 1 END FROM timer
        ON CONFLICT (policy_id, step) DO UPDATE SET turns = r.turns + EXCLUDED.turns
        RETURNING r.turns
    )
    UPDATE incidents.escalations e
    SET turns = e.turns || jsonb_build_object(
        CAST(:step AS text), taken.turns - CASE WHEN timer.is_drill THEN 0 ELSE 1 END)
    FROM taken, timer WHERE e.incident_id = timer.incident_id
""")


def take_turn(session: Session, claimed: Claimed, policy_id: UUID) -> int | None:
    """Which turn the incident has at the step that is due: taken now, where it has none yet, and kept for good.

    Turns of a step are taken one after the other, whatever the number of replicas. None: the claim is lost.
    """
    step = claimed.progress.step
    given = {"id": claimed.incident_id, "token": claimed.token, "step": step, "policy_id": policy_id}
    session.execute(_TAKE_TURN, given)
    kept = select(escalations.c.turns).where(
        escalations.c.incident_id == claimed.incident_id, escalations.c.lease_token == claimed.token
    )
    turns: Mapping[str, int] = session.execute(kept).scalar() or {}
    return turns.get(str(step))


def turns_ahead(session: Session, policy_id: UUID) -> dict[int, int]:
    """By step: the turn that the next incident takes there. 0 for those that are absent."""
    query = select(round_robins.c.step, round_robins.c.turns).where(round_robins.c.policy_id == policy_id)
    return {row.step: row.turns for row in session.execute(query)}


def move_on(session: Session, incident_id: UUID, progress: Progress) -> None:
    """Set what is due next, and give the claim back."""
    values = {"step": progress.step, "cycle": progress.cycle, "next_at": progress.due_at, "lease_until": None}
    session.execute(update(escalations).where(escalations.c.incident_id == incident_id).values(values))


def exhaust(session: Session, incident_id: UUID) -> None:
    """Nothing more is due."""
    values = {"state": "exhausted", "next_at": None, "lease_until": None}
    session.execute(update(escalations).where(escalations.c.incident_id == incident_id).values(values))


def hold(session: Session, claimed: Claimed, until: datetime) -> None:
    """The step is not to be done yet: it is due at `until`. The claim must be good."""
    session.execute(
        update(escalations)
        .where(escalations.c.incident_id == claimed.incident_id, escalations.c.lease_token == claimed.token)
        .values(next_at=until, lease_until=None)
    )


def put_off(session: Session, claimed: Claimed, until: datetime) -> None:
    """The step could not be done: it stays due, and is claimed again from `until` on."""
    session.execute(
        update(escalations)
        .where(escalations.c.incident_id == claimed.incident_id, escalations.c.lease_token == claimed.token)
        .values(lease_until=until)
    )


def stop(session: Session, incident_id: UUID) -> Touched:
    """Nobody is paged any more: it was acknowledged or resolved. The incident must be locked."""
    return _change(session, incident_id, {"state": "stopped", "next_at": None})


_WAKE = text("SELECT pg_notify('escalations', '')")


def hurry(session: Session, incident_id: UUID, *, at: datetime) -> Touched:
    """What is due next is due now. The incident must be locked, and its timer active."""
    return _change(session, incident_id, {"next_at": at})


def begin_anew(session: Session, incident_id: UUID, *, at: datetime) -> Touched:
    """From the first step again, at `at`. Its pages are new ones. The incident must be locked."""
    anew = {"state": "active", "step": 1, "cycle": 1, "episode": escalations.c.episode + 1, "next_at": at}
    return _change(session, incident_id, anew)


def _change(session: Session, incident_id: UUID, values: dict[str, Any]) -> Touched:
    changed = (
        update(escalations)
        .where(escalations.c.incident_id == incident_id)
        .values(values | {"lease_until": None, "lease_token": escalations.c.lease_token + 1})
        .returning(escalations.c.episode, escalations.c.lease_token, escalations.c.policy)
    )
    row = session.execute(changed).one()
    if values["next_at"] is not None:
        session.execute(_WAKE)
    lasts_s = row.policy.get("acknowledgement_timeout_seconds")
    return Touched(row.episode, row.lease_token == 1, None if lasts_s is None else timedelta(seconds=lasts_s))


def timer_of(session: Session, incident_id: UUID) -> Timer:
    row = session.execute(select(escalations).where(escalations.c.incident_id == incident_id)).one()
    policy_id: Any = row.policy.get("policy_id")
    return Timer(UUID(policy_id) if policy_id else None, row.step, row.cycle, row.next_at, row.state)


def episode_of(session: Session, incident_id: UUID) -> int:
    query = select(escalations.c.episode).where(escalations.c.incident_id == incident_id)
    episode: int = session.execute(query).scalar_one()
    return episode


def policy_for(session: Session, service: str) -> dict[str, Any]:
    """The policy that an incident of this service would follow if it were opened now."""
    policy: dict[str, Any] = session.execute(text("SELECT oncall.routing(:service)"), {"service": service}).scalar_one()
    return policy


def next_due(session: Session) -> datetime | None:
    """When the first timer can be claimed."""
    found: datetime | None = session.execute(
        text(
            "SELECT greatest(next_at, lease_until) FROM incidents.escalations"
            " WHERE state = 'active' ORDER BY next_at LIMIT 1"
        )
    ).scalar()
    return found
