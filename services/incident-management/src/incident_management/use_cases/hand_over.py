"""Pages go to notification-service until it has them: later when it is away, never lost, never twice."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta
from enum import Enum, auto

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from platform_kit.http_client import CallFailed

from incident_management.clients.notification import Notification, PageRefused
from incident_management.domain import timeline
from incident_management.store import history, pages

log = logging.getLogger(__name__)

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 5.0


class Outcome(Enum):
    HANDED_OVER = auto()
    NOT_SENT = auto()  # cancelled meanwhile, or the claim ran out
    REFUSED = auto()
    NO_ANSWER = auto()


def pause_after(attempts: int) -> timedelta:
    """How long to wait after this many failed attempts, one or more: doubling, five seconds at most."""
    return timedelta(seconds=min(FIRST_PAUSE_S * 2.0 ** min(attempts - 1, 10), LONGEST_PAUSE_S))


def hand_over(page: pages.Claimed, *, sessions: Sessions, clock: Clock, notification: Notification) -> Outcome:
    """Try one page that was claimed, and record how it went."""
    with sessions.begin() as session:
        if not pages.may_be_sent(session, page, now=clock.now()):
            return Outcome.NOT_SENT
    try:
        notification.hand_over(page)
    except (CallFailed, PageRefused) as error:
        return _failed(page, error, sessions=sessions, clock=clock)
    with sessions.begin() as session:
        pages.record_handed_over(session, page, at=clock.now())
    return Outcome.HANDED_OVER


def hand_over_all(
    claimed: Sequence[pages.Claimed], sessions: Sessions, clock: Clock, notification: Notification
) -> list[pages.Claimed]:
    """Try many pages in one call, and record those that were taken; returns the others, to be tried one by one.

    A call that is refused, or not answered, says nothing about any one page.
    """
    with sessions.begin() as session:
        to_send = pages.which_may_be_sent(session, claimed, now=clock.now())
    if not to_send:
        return []
    try:
        notification.hand_over_all(to_send)
    except (CallFailed, PageRefused) as error:
        log.warning("pages were not handed over together", extra={"count": len(to_send), "error": str(error)})
        return to_send
    with sessions.begin() as session:
        pages.record_all_handed_over(session, to_send, at=clock.now())
    return []


def _failed(page: pages.Claimed, error: Exception, *, sessions: Sessions, clock: Clock) -> Outcome:
    refused = isinstance(error, PageRefused)
    fields = {"page_id": str(page.id), "attempt": page.attempts + 1, "error": str(error)}
    log.warning("a page was not handed over, will retry", extra=fields)
    with sessions.begin() as session:
        now = clock.now()
        pages.record_failed(session, page, str(error), retry_at=now + pause_after(page.attempts + 1))
        entry = timeline.hand_over_refused(page.id, page.recipient, str(error))
        if refused and not history.was_told(session, page.incident_id, entry):
            history.append(session, page.incident_id, entry, by=timeline.SYSTEM, at=now)
    return Outcome.REFUSED if refused else Outcome.NO_ANSWER
