"""The loops that do what is due: steps of escalations, pages to hand over, incidents that may be over."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from platform_kit.idempotency import forget_old_keys
from platform_kit.tracing import queued_span
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from incident_management import metrics
from incident_management.clients.notification import Notification
from incident_management.clients.receivers import Receivers
from incident_management.domain.incident import Origin
from incident_management.store import deliveries, escalations, pages
from incident_management.use_cases.acknowledgements import reopen_next
from incident_management.use_cases.auto_resolve import resolve_next
from incident_management.use_cases.change_incident import LinkTo
from incident_management.use_cases.deliver import deliver
from incident_management.use_cases.escalate import ASK_AGAIN, NOTHING_PREPARED, Escalator, Prepared
from incident_management.use_cases.hand_over import Outcome, hand_over, hand_over_all

log = logging.getLogger(__name__)

STEPS_AT_ONCE = 6
STEPS_A_BATCH = 24
PAGES_AT_ONCE = 10
PAGES_A_BATCH = 40
"""So many that a batch is done before its lease runs out, although each may wait two seconds for a neighbour."""

DELIVERIES_A_BATCH = 40
DELIVERY_LEASE = timedelta(seconds=60)
"""Longer than an attempt can take, and recording a batch of them."""
DELIVERIES_KEPT = timedelta(days=30)

PROBE_EVERY_S = 1.0
RESOLUTIONS_A_BATCH = 50
REOPENED_A_BATCH = 50


class EscalationWorker:
    """Does the steps that are due."""

    def __init__(self, sessions: Sessions, clock: Clock, escalator: Escalator, *, lease: timedelta) -> None:
        self._sessions, self._clock, self._escalator, self._lease = sessions, clock, escalator, lease
        self._pool = ThreadPoolExecutor(STEPS_AT_ONCE, thread_name_prefix="escalation")

    def run_once(self) -> int:
        """Claim what is due and do each step; returns how many were claimed."""
        with self._sessions.begin() as session:
            claimed = escalations.claim_due(session, self._clock.now(), lease=self._lease, limit=STEPS_A_BATCH)
        for step in claimed:
            # Incidents are also opened by alert-ingestion, so they are counted here, where each first comes by:
            # the row's token goes from 0 to 1 once, whichever replica does it. See also change_incident.
            if step.is_first_touch and step.origin is not Origin.DRILL:
                metrics.INCIDENTS_CREATED.labels(step.severity).inc()
        prepared = self._prepared(claimed) if len(claimed) > 1 else NOTHING_PREPARED
        list(self._pool.map(lambda step: self._do_step(step, prepared), claimed))
        return len(claimed)

    def rest_s(self) -> float:
        return _until_next(self._sessions, self._clock, escalations.next_due)

    def _prepared(self, claimed: list[escalations.Claimed]) -> Prepared:
        """In a storm many steps are due together: what they need is asked at once. Else each asks for itself."""
        try:
            return self._escalator.prepare(claimed)
        except Exception:
            log.exception("steps were not prepared together, each is done alone")
            return NOTHING_PREPARED

    def _do_step(self, step: escalations.Claimed, prepared: Prepared) -> None:
        """Do one step. One that fails is tried again in a second, and holds nobody else up."""
        try:
            with queued_span("escalation step", step.traceparent) as doing:
                doing.note("incident.id", str(step.incident_id))
                doing.note("escalation.step", step.progress.step)
                self._escalator.do_step(step, prepared)
        except Exception:
            log.exception("a step failed, will try again", extra={"incident_id": str(step.incident_id)})
            with suppress(SQLAlchemyError), self._sessions.begin() as session:
                escalations.put_off(session, step, self._clock.now() + ASK_AGAIN)


class HandOverWorker:
    """Hands pages over, many at once. While nobody answers it tries one at a time, so that an outage costs little."""

    def __init__(self, sessions: Sessions, clock: Clock, notification: Notification, *, lease: timedelta) -> None:
        self._sessions, self._clock, self._notification, self._lease = sessions, clock, notification, lease
        self._pool = ThreadPoolExecutor(PAGES_AT_ONCE, thread_name_prefix="hand-over")
        self._is_answered = True

    def run_once(self) -> int:
        """Claim what is due and try each page; returns how many were claimed, or 0 when it is better to rest."""
        limit = PAGES_A_BATCH if self._is_answered else 1
        with self._sessions.begin() as session:
            claimed = pages.claim_due(session, self._clock.now(), lease=self._lease, limit=limit)
        left = self._together(claimed) if len(claimed) > 1 else claimed
        outcomes = list(self._pool.map(self._hand_over, left))
        if len(left) < len(claimed):
            outcomes.append(Outcome.HANDED_OVER)
        if claimed:
            self._is_answered = any(outcome is not Outcome.NO_ANSWER for outcome in outcomes)
        return len(claimed) if self._is_answered else 0

    def rest_s(self) -> float:
        return _until_next(self._sessions, self._clock, pages.next_due) if self._is_answered else PROBE_EVERY_S

    def _together(self, claimed: list[pages.Claimed]) -> list[pages.Claimed]:
        """Hand many over at once; returns those that are to be tried one by one.

        A page that is traced goes alone: one call cannot carry the traces of many.
        """
        traced, others = [p for p in claimed if p.traceparent], [p for p in claimed if not p.traceparent]
        with_them = (self._sessions, self._clock, self._notification)
        try:
            return traced + hand_over_all(others, *with_them)
        except Exception:
            log.exception("pages failed together, each is tried alone")
            return claimed

    def _hand_over(self, page: pages.Claimed) -> Outcome:
        """Try one page. One that could not be recorded is tried again when its lease ends; the others go on."""
        try:
            with queued_span(f"hand over {page.kind}", page.traceparent) as handing:
                handing.note("incident.id", str(page.incident_id))
                return hand_over(page, sessions=self._sessions, clock=self._clock, notification=self._notification)
        except Exception:
            log.exception("a page failed, will try again", extra={"page_id": str(page.id)})
            return Outcome.NO_ANSWER


class AutoResolveWorker:
    """Resolves incidents of which nothing fires any more."""

    def __init__(self, sessions: Sessions, clock: Clock, link_to: LinkTo) -> None:
        self._sessions, self._clock, self._link_to = sessions, clock, link_to

    def run_once(self) -> int:
        """Look at some incidents that were asked to, each in a transaction of its own; returns how many."""
        done = 0
        while done < RESOLUTIONS_A_BATCH:
            with self._sessions.begin() as session:
                if not resolve_next(session, clock=self._clock, link_to=self._link_to):
                    break
            done += 1
        return done


class AcknowledgementWorker:
    """Opens incidents again whose acknowledgement has run out."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions, self._clock = sessions, clock

    def run_once(self) -> int:
        """Open some again, each in a transaction of its own; returns how many."""
        done = 0
        while done < REOPENED_A_BATCH:
            with self._sessions.begin() as session:
                if not reopen_next(session, clock=self._clock):
                    break
            done += 1
        return done


class DeliveryWorker:
    """Tells subscribers of events."""

    def __init__(self, sessions: Sessions, clock: Clock, receivers: Receivers, link_to: LinkTo) -> None:
        self._sessions, self._clock, self._receivers, self._link_to = sessions, clock, receivers, link_to

    def run_once(self) -> int:
        """Claim what is due and try it; returns how many were claimed."""
        with self._sessions.begin() as session:
            claimed = deliveries.claim_due(session, self._clock.now(), lease=DELIVERY_LEASE, limit=DELIVERIES_A_BATCH)
        if claimed:
            deliver(
                claimed,
                sessions=self._sessions,
                clock=self._clock,
                receivers=self._receivers,
                link_to=self._link_to,
            )
        return len(claimed)

    def rest_s(self) -> float:
        return _until_next(self._sessions, self._clock, deliveries.next_due)


def forget_old_requests(sessions: Sessions, clock: Clock) -> int:
    """Delete what was kept to answer repeated requests, once it is a day old, and deliveries that ended a month ago;
    returns 0, for it can rest then."""
    with sessions.begin() as session:
        forgotten = forget_old_keys(session, "incidents")
        deliveries.forget_old(session, clock.now() - DELIVERIES_KEPT)
    log.info("old idempotency keys were deleted", extra={"count": forgotten})
    return 0


def _until_next(sessions: Sessions, clock: Clock, next_due: Callable[[Session], datetime | None]) -> float:
    """Seconds until something is due, so that it is done at its instant and not at the next poll."""
    with sessions.begin() as session:
        due_at = next_due(session)
    return float("inf") if due_at is None else (due_at - clock.now()).total_seconds()
