"""How people are reached: their contact methods, proved by a code, and the rules by which a page uses them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from notification_service.channels.channel import Channels
from notification_service.channels.webpush.encryption import Keys
from notification_service.domain.contacts import Place, QuietHours, Urgency
from notification_service.domain.errors import (
    BadRecipient,
    BadStep,
    ContactMethodNotFound,
    HasItAlready,
    NotVerified,
    TooManyMethods,
    TooSoon,
)
from notification_service.domain.notification import ChannelKind
from notification_service.domain.throttle import Throttle
from notification_service.domain.verification import (
    CODE_DIGITS,
    CODE_LIVES,
    SentCode,
    Verdict,
    code_hash,
    verdict,
    wait_for_next_code,
)
from notification_service.store import contacts, push_subscriptions
from notification_service.use_cases.notifications import notify, usable

MOST_METHODS = 20


@dataclass(frozen=True, slots=True)
class Rules:
    """A person's rules, whole. steps: (seconds after the page, contact method), in the order given.

    throttle: None: as the platform says.
    """

    steps: Mapping[Urgency, Sequence[tuple[float, UUID]]]
    quiet_hours: QuietHours | None
    throttle: Throttle | None = None


def add_method(
    session: Session,
    channels: Channels,
    user_id: UUID,
    place: Place,
    *,
    label: str | None,
    own_email: str | None,
    now: datetime,
) -> Row[Any]:
    """Add an address and send a code there; a person's own sign-in address needs none, for they are paged there anyway.

    Raises ChannelIsOff, BadRecipient, HasItAlready, TooManyMethods.
    """
    _, address = usable(channels, place.channel, place.recipient)
    contacts.lock_person(session, user_id)
    _refuse_one_more(contacts.methods_of(session, user_id))
    is_known = place.channel is ChannelKind.EMAIL and own_email is not None and address.lower() == own_email.lower()
    added = contacts.add_method(
        session,
        user_id,
        Place(place.channel, address),
        label=label,
        verified_at=now if is_known else None,
        now=now,
    )
    if added is None:
        raise HasItAlready
    return added if is_known else _send_code(session, channels, added, now=now)


def subscribe_browser(
    session: Session,
    channels: Channels,
    user_id: UUID,
    endpoint: str,
    keys: Keys,
    *,
    label: str | None,
    now: datetime,
) -> Row[Any]:
    """Push to a browser that this person is signed in at: that is proof enough. Raises BadRecipient, TooManyMethods."""
    _, endpoint = usable(channels, ChannelKind.WEBPUSH, endpoint)
    contacts.lock_person(session, user_id)
    push_subscriptions.take_over(session, user_id, endpoint)
    place = Place(ChannelKind.WEBPUSH, endpoint)
    methods = contacts.methods_of(session, user_id)
    method = next((m for m in methods if (m.channel, m.address) == (place.channel, place.recipient)), None)
    if method is None:
        _refuse_one_more(methods)
        method = contacts.add_method(session, user_id, place, label=label, verified_at=now, now=now)
        assert method is not None  # the person is locked
    elif method.verified_at is None:
        method = contacts.change_method(session, method.id, verified_at=now)
    push_subscriptions.keep(session, method.id, endpoint, keys, now=now)
    return method


def _refuse_one_more(methods: Sequence[Row[Any]]) -> None:
    if len(methods) >= MOST_METHODS:
        raise TooManyMethods(MOST_METHODS)


def send_code(session: Session, channels: Channels, id: UUID, *, now: datetime) -> Row[Any]:
    """Send another code; the one before is no longer good. Raises ContactMethodNotFound, HasItAlready, TooSoon."""
    method = _method(session, id, lock=True)
    if method.verified_at is not None:
        raise HasItAlready
    if wait := wait_for_next_code(method.code_sent_at, now=now):
        raise TooSoon(wait)
    return _send_code(session, channels, method, now=now)


def _send_code(session: Session, channels: Channels, method: Row[Any], *, now: datetime) -> Row[Any]:
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    minutes = int(CODE_LIVES.total_seconds() // 60)
    notify(
        session,
        channels,
        kind=ChannelKind(method.channel),
        recipient=_address(method),
        subject="Your code for pages at this address",
        message="A code that proves this address. It stands in the message itself only.",
        private_text=f"Your code is {code}. It is good for {minutes} minutes. With it, pages may be sent to you here. "
        "If you did not ask for it, ignore this message: without the code nothing more comes.",
        now=now,
    )
    return contacts.change_method(
        session, method.id, code_hash=code_hash(method.id, code), code_sent_at=now, code_tries=0
    )


def try_code(session: Session, id: UUID, code: str, *, now: datetime) -> tuple[Verdict, Row[Any]]:
    """Judge a code, and count a wrong one: commit whatever the verdict is. Raises ContactMethodNotFound."""
    method = _method(session, id, lock=True)
    if method.verified_at is not None:
        return Verdict.RIGHT, method
    judged = verdict(SentCode(method.code_hash, method.code_sent_at, method.code_tries), id, code, now=now)
    if judged is Verdict.RIGHT:
        return judged, contacts.change_method(session, id, verified_at=now, code_hash=None, code_tries=0)
    return judged, contacts.change_method(session, id, code_tries=method.code_tries + 1)


def send_test(session: Session, channels: Channels, id: UUID, *, now: datetime) -> tuple[UUID, ChannelKind]:
    """Send a message there; returns the notification's id and channel. Raises ContactMethodNotFound, NotVerified,
    ChannelIsOff, BadRecipient."""
    method = _method(session, id)
    if method.verified_at is None:
        raise NotVerified
    kind = ChannelKind(method.channel)
    sent = notify(
        session,
        channels,
        kind=kind,
        recipient=_address(method),
        subject="Test page",
        message="This is a test. Pages will reach you here.",
        now=now,
    )
    return sent, kind


def remove_method(session: Session, id: UUID) -> None:
    """With the steps that use it. Raises ContactMethodNotFound."""
    _method(session, id, lock=True)
    contacts.remove_method(session, id)


def owner_of(session: Session, id: UUID) -> UUID:
    """Whose contact method it is. Raises ContactMethodNotFound."""
    owner: UUID = _method(session, id).user_id
    return owner


def rules_of(session: Session, user_id: UUID) -> Rules:
    steps: dict[Urgency, list[tuple[float, UUID]]] = {urgency: [] for urgency in Urgency}
    for row in contacts.steps_of(session, user_id):
        steps[Urgency(row.urgency)].append((row.delay_seconds, row.contact_method_id))
    return Rules(steps, contacts.quiet_hours_of(session, user_id), contacts.throttle_of(session, user_id))


def set_rules(session: Session, user_id: UUID, rules: Rules, *, keeps_throttle: bool = False) -> Rules:
    """Replace a person's rules. Raises BadStep for a method that is not theirs or not verified: nothing is changed.

    keeps_throttle: their throttle stays as it is.
    """
    contacts.lock_person(session, user_id)
    methods = {row.id: row for row in contacts.methods_of(session, user_id)}
    for urgency, steps in rules.steps.items():
        for place, (_, method_id) in enumerate(steps):
            if method_id not in methods:
                raise BadStep(urgency, place, "is no contact method of this person")
            if methods[method_id].verified_at is None:
                raise BadStep(urgency, place, "is not verified yet: enter its code first")
    contacts.replace_rules(session, user_id, rules.steps, rules.quiet_hours)
    if not keeps_throttle:
        contacts.set_throttle(session, user_id, rules.throttle)
    return rules_of(session, user_id)


@dataclass(frozen=True, slots=True)
class Reach:
    """How a page with high urgency reaches a person. channels: that can be used now, soonest first.

    is_reachable: False when all that is left is this service's own log.
    """

    user_id: UUID
    is_reachable: bool
    channels: Sequence[ChannelKind]


def reach_of(session: Session, channels: Channels, user_ids: Sequence[UUID]) -> list[Reach]:
    """Can these people be paged? In the order asked."""
    on = {kind for kind, channel in channels.items() if channel.off_because is None}
    fallback = ChannelKind.EMAIL if ChannelKind.EMAIL in on else ChannelKind.LOG
    found = contacts.preferences_of_all(session, user_ids, Urgency.HIGH)
    reached = []
    for user_id in user_ids:
        steps = sorted(found[user_id].steps, key=lambda step: step.wait)
        usable_now = list(dict.fromkeys(step.place.channel for step in steps if step.place.channel in on))
        used = usable_now or [fallback]
        reached.append(Reach(user_id, used != [ChannelKind.LOG], used))
    return reached


def _address(method: Row[Any]) -> str:
    """Raises BadRecipient where it cannot be read any more."""
    if method.address is None:
        raise BadRecipient("can no longer be read, as the key it was sealed with is gone: remove it and add it anew")
    return str(method.address)


def _method(session: Session, id: UUID, *, lock: bool = False) -> Row[Any]:
    method = contacts.method(session, id, lock=lock)
    if method is None:
        raise ContactMethodNotFound
    return method
