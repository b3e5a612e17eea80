"""Tells incident-management how each notification about an incident ended: once, however long it takes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from platform_kit.http_client import CallFailed
from platform_kit.tracing import queued_span
from sqlalchemy import Row

from notification_service.clients.incident_management import IncidentManagement, Receipt
from notification_service.domain.notification import Status
from notification_service.domain.retry import wait_before_telling_again
from notification_service.store import receipts

log = logging.getLogger(__name__)

Rows = Sequence[Row[Any]]

BATCH = 40
AT_ONCE = 8
# A batch is six calls of two seconds after each other at most.
LEASE = timedelta(seconds=30)


def run_once(sessions: Sessions, incidents: IncidentManagement, clock: Clock) -> int:
    """Offer every receipt that is due, once; returns how many were taken. Several processes may run this together."""
    with sessions.begin() as session:
        due = receipts.claim(session, now=clock.now(), lease=LEASE, limit=BATCH)
    if not due:
        return 0
    taken, left = _told_together(due, incidents)
    if taken:
        with sessions.begin() as session:
            receipts.settle_taken(session, [(row.id, row.receipt_token) for row in taken])
    if not left:
        return len(taken)

    def offer(row: Row[Any]) -> bool:
        is_settled = _told(row, incidents)
        failures = 0 if is_settled else row.receipt_failures + 1
        again_at = None if is_settled else clock.now() + timedelta(seconds=wait_before_telling_again(failures))
        with sessions.begin() as session:
            receipts.settle(session, row.id, row.receipt_token, again_at=again_at, failures=failures)
        return is_settled

    with ThreadPoolExecutor(min(AT_ONCE, len(left)), "receipts") as threads:
        return len(taken) + sum(threads.map(offer, left))


def _told_together(due: Rows, incidents: IncidentManagement) -> tuple[Rows, Rows]:
    """In a storm many end together and are told in one call. Returns those that were taken, and those that are to be
    offered one by one.

    One that is traced goes alone: one call cannot carry the traces of many.
    """
    together, traced = [row for row in due if not row.traceparent], [row for row in due if row.traceparent]
    if len(together) < 2:
        return [], due
    try:
        status = incidents.tell_all([(row.incident_id, _receipt(row)) for row in together])
    except CallFailed as error:
        log.warning("receipts were not taken together, each is offered alone", extra={"error": str(error)})
        return [], due
    if status >= 300:
        log.warning("receipts were refused together, each is offered alone", extra={"status": status})
        return [], due
    return together, traced


def _receipt(row: Row[Any]) -> Receipt:
    is_delivered = row.status in (Status.DELIVERED, Status.BUNDLED)
    return Receipt(
        notification_id=row.id,
        outcome="delivered" if is_delivered else "delivery_failed",
        channel=row.channel,
        recipient=row.recipient,
        at=row.sent_at if is_delivered else row.updated_at,
        reason=None if is_delivered else row.error,
    )


def _told(row: Row[Any], incidents: IncidentManagement) -> bool:
    """True when there is nothing left to tell: it was taken, or that incident is not there."""
    fields = {"notification_id": str(row.id), "incident_id": str(row.incident_id)}
    try:
        with queued_span("tell receipt", row.traceparent):
            status = incidents.tell(row.incident_id, _receipt(row))
    except CallFailed as error:
        log.warning("a receipt was not taken, will try again", extra=fields | {"error": str(error)})
        return False
    if status == 404:
        log.warning("a receipt was dropped: incident-management does not know the incident", extra=fields)
        return True
    if status >= 300:
        log.error("a receipt was refused, will try again", extra=fields | {"status": status})
        return False
    return True
