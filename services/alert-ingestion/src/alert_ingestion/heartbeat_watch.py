"""Tells of heartbeats that fell silent, and of those that are back, by alerts like any other."""

from __future__ import annotations

import hashlib
import logging
from datetime import timedelta

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from platform_kit.idempotency import OnceKey
from platform_kit.problems import Problem
from platform_kit.worker import WorkerLoop

from alert_ingestion.api import answers
from alert_ingestion.intake import Intake
from alert_ingestion.store import heartbeats

log = logging.getLogger(__name__)

CLAIMED_AT_ONCE = 50
LEASE = timedelta(seconds=15)  # longer than intake may take
AGAIN = timedelta(seconds=1)
CALLER = "service:heartbeats"


class HeartbeatLoop(WorkerLoop):
    """Runs the watch."""

    def stop(self, timeout_s: float = 0) -> None:
        """Without waiting: what is under way needs the event loop, which stops it. Its lease brings it back."""
        super().stop(timeout_s)


class HeartbeatWatch:
    """Several may watch at once, here and in other replicas: each silence is told once."""

    def __init__(self, sessions: Sessions, clock: Clock, intake: Intake) -> None:
        self._sessions, self._clock, self._intake = sessions, clock, intake

    def run_once(self) -> int:
        """Tell what is to be told; returns how many."""
        with self._sessions.begin() as session:
            claimed = heartbeats.claim(session, self._clock.now(), lease=LEASE, limit=CLAIMED_AT_ONCE)
        for one in claimed:
            self._tell(one)
        return len(claimed)

    def rest_s(self) -> float:
        """Seconds until the next silence begins, so that it is told at its instant and not at the next poll."""
        with self._sessions.begin() as session:
            due_at = heartbeats.next_due(session)
        return float("inf") if due_at is None else (due_at - self._clock.now()).total_seconds()

    def _tell(self, claimed: heartbeats.Claimed) -> None:
        heartbeat = claimed.heartbeat
        alert = heartbeat.overdue() if claimed.is_overdue else heartbeat.returned()
        what = f"{heartbeat.id}:{claimed.silences}:{'overdue' if claimed.is_overdue else 'back'}"
        once = OnceKey(CALLER, what, hashlib.sha256(what.encode()).digest())
        try:
            self._intake.take_from_thread([alert], once, answers.single)
        except Problem as problem:
            log.warning(
                "a heartbeat could not be told of, will retry",
                extra={"heartbeat_id": str(heartbeat.id), "reason": problem.detail},
            )
            with self._sessions.begin() as session:
                heartbeats.put_off(session, claimed, self._clock.now() + AGAIN)
            return
        with self._sessions.begin() as session:
            heartbeats.record_told(session, claimed)
        log.info(
            "a heartbeat was told of",
            extra={"heartbeat_id": str(heartbeat.id), "is_overdue": claimed.is_overdue},
        )
