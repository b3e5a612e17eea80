"""Contact methods, rules and quiet hours of people."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.orm import Session

from notification_service.domain.contacts import Place, Preferences, QuietHours, Step, Urgency
from notification_service.domain.notification import ChannelKind
from notification_service.domain.throttle import Throttle
from notification_service.store.tables import contact_methods, quiet_hours, rule_steps, throttle_rules


def methods_of(session: Session, user_id: UUID) -> Sequence[Row[Any]]:
    """A person's contact methods, in the order they were added."""
    query = select(contact_methods).where(contact_methods.c.user_id == user_id)
    return session.execute(query.order_by(contact_methods.c.created_at, contact_methods.c.id)).all()


def method(session: Session, id: UUID, *, lock: bool = False) -> Row[Any] | None:
    query = select(contact_methods).where(contact_methods.c.id == id)
    return session.execute(query.with_for_update() if lock else query).one_or_none()


def add_method(
    session: Session, user_id: UUID, place: Place, *, label: str | None, verified_at: datetime | None, now: datetime
) -> Row[Any] | None:
    """A new contact method; None when the person has this address already. The person must be locked: sealed
    addresses differ in the database even where they are the same."""
    if any((row.channel, row.address) == (place.channel, place.recipient) for row in methods_of(session, user_id)):
        return None
    values = {
        "user_id": user_id,
        "channel": place.channel,
        "address": place.recipient,
        "label": label,
        "created_at": now,
        "verified_at": verified_at,
    }
    return session.execute(insert(contact_methods).values(values).returning(*contact_methods.c)).one()


def change_method(session: Session, id: UUID, **values: Any) -> Row[Any]:
    changed = update(contact_methods).where(contact_methods.c.id == id).values(values)
    return session.execute(changed.returning(*contact_methods.c)).one()


def remove_method(session: Session, id: UUID) -> None:
    """With the steps that use it."""
    session.execute(delete(contact_methods).where(contact_methods.c.id == id))


def people_at(session: Session, channels: Collection[ChannelKind], address: str) -> set[UUID]:
    """Who has this address as a verified contact method of one of these channels.

    Every such method is read: sealed addresses cannot be looked up. There are few of one channel.
    """
    query = select(contact_methods.c.user_id, contact_methods.c.address)
    query = query.where(contact_methods.c.channel.in_(channels), contact_methods.c.verified_at.is_not(None))
    return {row.user_id for row in session.execute(query) if row.address == address}


def lock_person(session: Session, user_id: UUID) -> None:
    """Until the transaction ends nobody else changes this person's contacts."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"contacts {user_id}", 0))))


def steps_of(session: Session, user_id: UUID) -> Sequence[Row[Any]]:
    """A person's steps, with `urgency, delay_seconds, contact_method_id`, in their order."""
    query = select(rule_steps).where(rule_steps.c.user_id == user_id)
    return session.execute(query.order_by(rule_steps.c.urgency, rule_steps.c.position)).all()


def quiet_hours_of(session: Session, user_id: UUID) -> QuietHours | None:
    row = session.execute(select(quiet_hours).where(quiet_hours.c.user_id == user_id)).one_or_none()
    return None if row is None else QuietHours(row.timezone, row.starts_at, row.ends_at)


def throttle_of(session: Session, user_id: UUID) -> Throttle | None:
    row = session.execute(select(throttle_rules).where(throttle_rules.c.user_id == user_id)).one_or_none()
    return None if row is None else Throttle(row.most, timedelta(seconds=row.window_seconds))


def set_throttle(session: Session, user_id: UUID, throttle: Throttle | None) -> None:
    """None: as the platform says."""
    session.execute(delete(throttle_rules).where(throttle_rules.c.user_id == user_id))
    if throttle is not None:
        values = {"most": throttle.most, "window_seconds": throttle.window.total_seconds()}
        session.execute(insert(throttle_rules).values(user_id=user_id, **values))


def replace_rules(
    session: Session, user_id: UUID, steps: Mapping[Urgency, Sequence[tuple[float, UUID]]], quiet: QuietHours | None
) -> None:
    """Set all of a person's rules; steps as (seconds after the page, contact method)."""
    session.execute(delete(rule_steps).where(rule_steps.c.user_id == user_id))
    rows = [
        {
            "user_id": user_id,
            "urgency": urgency,
            "position": position,
            "delay_seconds": delay_s,
            "contact_method_id": method_id,
        }
        for urgency, of_urgency in steps.items()
        for position, (delay_s, method_id) in enumerate(of_urgency, start=1)
    ]
    if rows:
        session.execute(insert(rule_steps), rows)
    session.execute(delete(quiet_hours).where(quiet_hours.c.user_id == user_id))
    if quiet is not None:
        values = {"timezone": quiet.timezone, "starts_at": quiet.starts_at, "ends_at": quiet.ends_at}
        session.execute(insert(quiet_hours).values(user_id=user_id, **values))


def preferences_of(session: Session, user_id: UUID, urgency: Urgency) -> Preferences:
    """What a person set for one urgency: verified methods only."""
    return preferences_of_all(session, [user_id], urgency)[user_id]


def preferences_of_all(session: Session, user_ids: Collection[UUID], urgency: Urgency) -> dict[UUID, Preferences]:
    """For each of these people, also those who set nothing."""
    query = (
        select(rule_steps, contact_methods.c.channel, contact_methods.c.address)
        .join(contact_methods, contact_methods.c.id == rule_steps.c.contact_method_id)
        .where(rule_steps.c.user_id.in_(user_ids), rule_steps.c.urgency == urgency)
        .where(contact_methods.c.verified_at.is_not(None), contact_methods.c.user_id == rule_steps.c.user_id)
        .order_by(rule_steps.c.position)
    )
    steps: dict[UUID, list[Step]] = {id: [] for id in user_ids}
    for row in session.execute(query):
        if row.address is None:  # it cannot be read: the page goes where it would without this method
            continue
        place = Place(ChannelKind(row.channel), row.address)
        steps[row.user_id].append(Step(timedelta(seconds=row.delay_seconds), row.contact_method_id, place))
    rows = session.execute(select(quiet_hours).where(quiet_hours.c.user_id.in_(user_ids))).all()
    quiet = {row.user_id: QuietHours(row.timezone, row.starts_at, row.ends_at) for row in rows}
    return {id: Preferences(tuple(steps[id]), quiet.get(id)) for id in steps}
