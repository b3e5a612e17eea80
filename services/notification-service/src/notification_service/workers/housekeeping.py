"""Deletes what is no longer needed."""

from __future__ import annotations

from platform_kit.database import Sessions
from platform_kit.idempotency import forget_old_keys

from notification_service.store import reply_numbers

EVERY_S = 3600.0


def run_once(sessions: Sessions) -> int:
    """Forget idempotency keys past their day, and old numbers. Returns 0: there is nothing to hurry for."""
    with sessions.begin() as session:
        forget_old_keys(session, "notify")
        reply_numbers.forget_old(session)
    return 0
