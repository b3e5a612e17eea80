"""Swaps of shifts."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from fastapi.responses import JSONResponse
from platform_kit.callers import Caller
from platform_kit.database import DbSession
from platform_kit.idempotency import Once, answer_once
from platform_kit.paging import Page
from platform_kit.problems import problems
from platform_kit.routes import guarded_router, needs

from oncall_service.api.dependencies import AppSettings, AskedPage, Now
from oncall_service.api.wire.swaps import SwapIn, SwapOut
from oncall_service.domain.swaps import SwapStatus
from oncall_service.store import swaps as store
from oncall_service.use_cases.schedules import get_schedule
from oncall_service.use_cases.swaps import By, answer_swap, ask_swap

router = guarded_router(prefix="/api/v1/schedules/{schedule_id}/swaps", tags=["swaps"])


def _by(caller: Caller, settings: AppSettings) -> By:
    user = UUID(caller.id) if caller.kind == "user" else None
    link = str(settings.public_url).rstrip("/") + "/on-call"
    return By(user, caller.actor, caller.may("admin"), link)


Asker = Annotated[By, Depends(_by)]


@router.post(
    "",
    **needs("respond"),
    operation_id="ask_swap",
    status_code=201,
    response_model=SwapOut,
    responses=problems(404, 422),
)
def ask(schedule_id: UUID, body: SwapIn, session: DbSession, by: Asker, once: Once) -> JSONResponse:
    """Ask somebody to take hours that one has, perhaps for hours of theirs in return. They are told."""

    def make() -> SwapOut:
        swap = ask_swap(
            session,
            schedule_id,
            asked_by=body.asked_by,
            asked_of=body.asked_of,
            period=body.span,
            in_return=body.in_return.span if body.in_return else None,
            role=body.role,
            note=body.note,
            by=by,
        )
        return SwapOut.of(swap)

    return answer_once(session, "oncall", once, 201, make)


@router.get("", **needs("read"), operation_id="list_swaps", responses=problems(404, 422))
def list_swaps(
    schedule_id: UUID, session: DbSession, asked: AskedPage, status: Annotated[SwapStatus | None, Query()] = None
) -> Page[SwapOut]:
    """Swaps of a schedule, newest first."""
    get_schedule(session, schedule_id)
    found = store.page(session, schedule_id, asked, status=status)
    return Page(items=[SwapOut.of(swap) for swap in found.items], next_cursor=found.next_cursor)


@router.post("/{swap_id}/accept", **needs("respond"), operation_id="accept_swap", responses=problems(404, 409, 422))
def accept(schedule_id: UUID, swap_id: UUID, session: DbSession, by: Asker, now: Now) -> SwapOut:
    """Take the hours: overrides are made, and both are told. For the person who was asked, or an administrator."""
    return SwapOut.of(answer_swap(session, schedule_id, swap_id, SwapStatus.ACCEPTED, by=by, now=now))


@router.post("/{swap_id}/decline", **needs("respond"), operation_id="decline_swap", responses=problems(404, 409, 422))
def decline(schedule_id: UUID, swap_id: UUID, session: DbSession, by: Asker, now: Now) -> SwapOut:
    """Say no. For the person who was asked, or an administrator."""
    return SwapOut.of(answer_swap(session, schedule_id, swap_id, SwapStatus.DECLINED, by=by, now=now))


@router.post("/{swap_id}/withdraw", **needs("respond"), operation_id="withdraw_swap", responses=problems(404, 409, 422))
def withdraw(schedule_id: UUID, swap_id: UUID, session: DbSession, by: Asker, now: Now) -> SwapOut:
    """Take the question back. For the person who asked, or an administrator."""
    return SwapOut.of(answer_swap(session, schedule_id, swap_id, SwapStatus.WITHDRAWN, by=by, now=now))
