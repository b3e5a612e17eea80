"""Swaps of shifts: asked for, accepted, declined, withdrawn. Both people are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from oncall_service.domain.errors import NotAllowed, NotFound, Unusable
from oncall_service.domain.overrides import Role
from oncall_service.domain.schedule import Schedule
from oncall_service.domain.spans import Span
from oncall_service.domain.swaps import (
    Swap,
    SwapStatus,
    notices,
    refuse_answer,
    refuse_overlap,
    refuse_unless_on_call,
)
from oncall_service.store import notices as notice_store
from oncall_service.store import overrides, swaps
from oncall_service.use_cases.on_call import turns_of
from oncall_service.use_cases.references import user_of
from oncall_service.use_cases.schedules import get_schedule


@dataclass(frozen=True, slots=True)
class By:
    """Who asks or answers. user: None for an API key. link: where people look at the schedule."""

    user: UUID | None
    actor: str
    is_admin: bool
    link: str


def ask_swap(
    session: Session,
    schedule_id: UUID,
    *,
    asked_by: str | None,
    asked_of: str,
    period: Span,
    in_return: Span | None,
    role: Role,
    note: str | None,
    by: By,
) -> Swap:
    """asked_by: the caller where it is None; somebody else's hours are an administrator's business.

    Raises NotFound, NotAllowed, Unusable.
    """
    schedule = get_schedule(session, schedule_id)
    if asked_by is None and by.user is None:
        raise Unusable("asked_by", "name the person: an API key is never on call")
    giver, taker = user_of(session, asked_by or str(by.user), "asked_by"), user_of(session, asked_of, "asked_of")
    if giver.id != by.user and not by.is_admin:
        raise NotAllowed("Only an administrator gives away the hours of somebody else.")
    if giver.id == taker.id:
        raise Unusable("asked_of", "is the person who asks")
    refuse_overlap(period, in_return)
    _refuse_hours_not_held(session, schedule, giver.id, taker.id, period, in_return, role)
    swap_id = swaps.add(
        session,
        schedule_id,
        role=role,
        asked_by=giver.id,
        asked_of=taker.id,
        period=period,
        in_return=in_return,
        note=note,
    )
    return _told(session, schedule, swap_id, by)


def answer_swap(
    session: Session, schedule_id: UUID, swap_id: UUID, answer: SwapStatus, *, by: By, now: datetime
) -> Swap:
    """Accepting makes the overrides. Raises NotFound, NotAllowed, Conflict, Unusable when the hours changed hands
    since; IntegrityError when another override covers part of them."""
    schedule = get_schedule(session, schedule_id)
    swap = swaps.get(session, schedule_id, swap_id, for_update=True)
    if swap is None:
        raise NotFound("There is no such swap.")
    refuse_answer(swap, answer, by.user, is_admin=by.is_admin)
    if answer is SwapStatus.ACCEPTED:
        for person in (swap.asked_by, swap.asked_of):
            user_of(session, str(person.id))  # neither was disabled meanwhile
        _refuse_hours_not_held(
            session, schedule, swap.asked_by.id, swap.asked_of.id, swap.period, swap.in_return, swap.role
        )
        for override in swap.overrides:
            overrides.add(session, schedule_id, override, created_by=by.actor)
    swaps.answer(session, swap_id, answer, at=now)
    return _told(session, schedule, swap_id, by)


def _refuse_hours_not_held(
    session: Session, schedule: Schedule, giver: UUID, taker: UUID, period: Span, in_return: Span | None, role: Role
) -> None:
    refuse_unless_on_call(giver, period, turns_of(session, schedule, period, role), "start")
    if in_return:
        refuse_unless_on_call(taker, in_return, turns_of(session, schedule, in_return, role), "in_return")


def _told(session: Session, schedule: Schedule, swap_id: UUID, by: By) -> Swap:
    swap = swaps.get(session, schedule.id, swap_id)
    assert swap is not None  # it was written in this transaction
    notice_store.add(session, notices(swap, schedule.team, ZoneInfo(schedule.timezone), link=by.link))
    return swap
