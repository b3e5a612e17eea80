"""What is done beside the requests: notices are handed over, teams are told of gaps, and what is over is deleted."""

from __future__ import annotations

import logging
from datetime import timedelta

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from platform_kit.idempotency import forget_old_keys
from platform_kit.worker import WorkerLoop

from oncall_service.clients.notification import Handed, Messenger, NotificationService
from oncall_service.store import notices
from oncall_service.store.users import forget_expired_sessions
from oncall_service.use_cases.tell_of_coverage import tell_of_coverage

log = logging.getLogger(__name__)

HOUSEKEEPING_EVERY_S = 300.0
COVERAGE_EVERY_S = 60.0
BATCH = 20
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=1), timedelta(minutes=1)


def wait_before(attempt: int) -> timedelta:
    """How long to wait after this many attempts without an answer: doubled each time, up to a minute, for ever."""
    doublings = min(attempt - 1, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def hand_over_notices(sessions: Sessions, messenger: Messenger, *, lease: timedelta) -> int:
    """Hand every notice that is due to notification-service, once; returns how many. Safe in any number of replicas."""
    with sessions.begin() as session:
        due = notices.claim_due(session, limit=BATCH, lease=lease)
    for notice in due:  # no transaction is open while we talk to the neighbour
        handed = messenger.send(notice.id, notice.notice)
        with sessions.begin() as session:
            match handed:
                case Handed.TAKEN:
                    notices.handed_over(session, notice)
                case Handed.REFUSED:
                    log.error("a notice was refused and is not sent", extra={"notice_id": str(notice.id)})
                    notices.refused(session, notice, "refused by notification-service")
                case Handed.NO_ANSWER:
                    notices.again(session, notice, wait_before(notice.attempts))
    return len(due)


def clean_up(sessions: Sessions) -> int:
    """Delete sessions that have ended and answers past their day. Returns 0: there is never more at once."""
    with sessions.begin() as session:
        forget_expired_sessions(session)
        forget_old_keys(session, "oncall")
    return 0


def loops(
    sessions: Sessions, clock: Clock, notification: NotificationService, *, lease: timedelta, poll_s: float, link: str
) -> list[WorkerLoop]:
    """link: to where schedules are shown."""
    return [
        WorkerLoop("notices", lambda: hand_over_notices(sessions, notification, lease=lease), poll_s=poll_s),
        WorkerLoop(
            "coverage",
            lambda: tell_of_coverage(sessions, clock, notification, link=link),
            poll_s=COVERAGE_EVERY_S,
        ),
        WorkerLoop("housekeeping", lambda: clean_up(sessions), poll_s=HOUSEKEEPING_EVERY_S),
    ]
