"""Takes what is over a person's limit out of the queue and into a bundle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from notification_service.domain.bundle import KEPT_MESSAGE, KEPT_SUBJECT
from notification_service.domain.fairness import Candidate
from notification_service.domain.notification import Kind
from notification_service.domain.throttle import Address, Throttle, Waiting, bundle_due_at, divided
from notification_service.store import throttles
from notification_service.store.throttles import Usage


@dataclass(frozen=True, slots=True)
class Throttling:
    """throttle: for people who set nothing of their own. between: bundles to one address are so far apart at least."""

    throttle: Throttle
    between: timedelta


@dataclass(frozen=True, slots=True)
class Admitted:
    """What may be sent alone. versions: on which it was decided, for `throttles.claim`. is_contended: another worker
    decided about some address meanwhile."""

    candidates: list[Candidate]
    versions: dict[Address, int]
    is_contended: bool


def admit(session: Session, candidates: Sequence[Candidate], throttling: Throttling, *, now: datetime) -> Admitted:
    """Bundle what is over the limit of its address; returns the rest, in the order given.

    Each statement commits by itself: whatever a worker dies between, each notification is in the queue or in a bundle.
    """
    waiting: dict[Address, list[Candidate]] = {}
    for one in candidates:
        if one.address is not None:
            waiting.setdefault(one.address, []).append(one)
    if not waiting:
        return Admitted(list(candidates), {}, False)
    found = throttles.usages(session, waiting, otherwise=throttling.throttle, now=now)
    kept: set[UUID] = set()
    versions: dict[Address, int] = {}
    is_contended = False
    for address, ones in waiting.items():
        usage = found[address]
        division = divided(usage.throttle, usage.used, (Waiting(one.id, one.is_critical) for one in ones))
        version: int | None = usage.version
        if division.together:
            version = _bundle(session, address, division.together, usage, throttling.between, now)
        if version is None:
            is_contended = True
            continue
        versions[address] = version
        kept.update(division.alone)
    return Admitted([one for one in candidates if one.address is None or one.id in kept], versions, is_contended)


def _bundle(
    session: Session, address: Address, ids: Sequence[UUID], usage: Usage, between: timedelta, now: datetime
) -> int | None:
    if usage.bundle_id is not None:
        return throttles.join_bundle(session, usage.bundle_id, address, ids, version=usage.version)
    return throttles.begin_bundle(
        session,
        uuid4(),
        address,
        ids,
        version=usage.version,
        due_at=bundle_due_at(now, usage.last_bundle_due_at, between),
        subject=KEPT_SUBJECT[Kind(address.kind)],
        message=KEPT_MESSAGE,
        now=now,
    )
