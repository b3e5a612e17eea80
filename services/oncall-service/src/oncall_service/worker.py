"""Housekeeping: what is over is deleted."""

from __future__ import annotations

from platform_kit.database import Sessions
from platform_kit.idempotency import forget_old_keys
from platform_kit.worker import WorkerLoop

from oncall_service.store.users import forget_expired_sessions

EVERY_S = 300.0


def run_once(sessions: Sessions) -> int:
    """Delete sessions that have ended and answers past their day. Returns 0: there is never more at once."""
    with sessions.begin() as session:
        forget_expired_sessions(session)
        forget_old_keys(session, "oncall")
    return 0


def housekeeping(sessions: Sessions) -> WorkerLoop:
    return WorkerLoop("housekeeping", lambda: run_once(sessions), poll_s=EVERY_S)
