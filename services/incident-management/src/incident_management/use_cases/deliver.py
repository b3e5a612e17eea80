"""Events go to subscribers until they have them, or the receiver is given up."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from sqlalchemy.orm import Session

from incident_management import metrics
from incident_management.clients.receivers import Parcel, Receivers
from incident_management.domain import webhook
from incident_management.domain.subscription import Answered, next_try, why_disabled
from incident_management.store import deliveries, events, subscriptions
from incident_management.store.commits import after_commit
from incident_management.use_cases.change_incident import LinkTo

log = logging.getLogger(__name__)


def deliver(
    claimed: Sequence[deliveries.Claimed], *, sessions: Sessions, clock: Clock, receivers: Receivers, link_to: LinkTo
) -> None:
    """Try what was claimed, each once and all at the same time, and record how it went."""
    with sessions.begin() as session:
        parcels = [_parcel(session, one, link_to) for one in claimed]
    for one, answered in zip(claimed, receivers.post(parcels, clock.now()), strict=True):
        with sessions.begin() as session:
            _record(session, one, answered, now=clock.now())


def _parcel(session: Session, claimed: deliveries.Claimed, link_to: LinkTo) -> Parcel:
    body = claimed.body
    if body is None:
        event = events.get(session, claimed.entry_id)
        link = link_to(claimed.incident_id)
        body = webhook.body(claimed.event, event.id, event, event.incident, link=link)
        deliveries.keep_body(session, claimed.id, body)
    return Parcel(claimed.id, claimed.url, claimed.secret, body)


def _record(session: Session, claimed: deliveries.Claimed, answered: Answered, *, now: datetime) -> None:
    # The receiver is locked first: so its failures are counted one after the other, whichever replica saw them.
    subscription = subscriptions.get(session, claimed.subscription_id, lock=True)
    retry_at = None if answered.is_delivered else next_try(answered, attempts=claimed.attempts + 1, now=now)
    if not deliveries.record(session, claimed, answered, retry_at=retry_at, now=now) or subscription is None:
        return
    outcome = "delivered" if answered.is_delivered else "failed" if retry_at else "given_up"
    after_commit(session, metrics.WEBHOOK_DELIVERIES.labels(outcome).inc)
    if answered.is_delivered:
        if subscription.failing_since is not None:
            subscriptions.change(session, subscription.id, {"failing_since": None})
        return
    failing_since = subscription.failing_since or now
    fields = {"subscription_id": str(subscription.id), "delivery_id": str(claimed.id), "error": answered.error}
    log.warning("a webhook was not taken", extra=fields | {"attempt": claimed.attempts + 1})
    because = why_disabled(answered, failing_since, now)
    if because is None:
        subscriptions.change(session, subscription.id, {"failing_since": failing_since})
        return
    told = {"failing_since": failing_since, "is_enabled": False, "disabled_because": because}
    subscriptions.change(session, subscription.id, told)
    deliveries.give_up_waiting(session, subscription.id, now)
    log.error("a webhook subscription was switched off", extra=fields | {"because": because})
