"""Schedules, their overrides, and who is on call by them."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import Body, Path, Query, Response
from fastapi.responses import JSONResponse
from platform_kit.callers import Caller
from platform_kit.database import DbSession
from platform_kit.idempotency import Once, answer_once
from platform_kit.paging import Page
from platform_kit.problems import problems
from platform_kit.routes import guarded_router, needs

from oncall_service.api.dependencies import AskedPage, Now
from oncall_service.api.filters import team_filter
from oncall_service.api.ranges import AskedRange, OptionalRange
from oncall_service.api.wire.common import Reference
from oncall_service.api.wire.schedules import (
    FinalScheduleOut,
    ImportOut,
    OverrideIn,
    OverrideOut,
    ScheduleIn,
    ScheduleOut,
    SkippedOut,
)
from oncall_service.calendars.export import calendar_of
from oncall_service.domain.overrides import Role
from oncall_service.domain.spans import Span
from oncall_service.store import overrides as override_store
from oncall_service.store import schedules as store
from oncall_service.use_cases import calendar_import, on_call, schedules

CALENDAR: dict[int | str, dict[str, Any]] = {200: {"description": "iCalendar", "content": {"text/calendar": {}}}}
FEED_BACK, FEED_AHEAD = timedelta(days=30), timedelta(days=180)

router = guarded_router(prefix="/api/v1/schedules", tags=["schedules"])


@router.post(
    "",
    **needs("admin"),
    operation_id="create_schedule",
    status_code=201,
    response_model=ScheduleOut,
    responses=problems(409, 422),
)
def create_schedule(body: ScheduleIn, session: DbSession, once: Once) -> JSONResponse:
    """Add the schedule of a team, in the simple or the full form. Makes the team and the people it does not find."""
    return answer_once(
        session, "oncall", once, 201, lambda: ScheduleOut.of(schedules.create_schedule(session, body.draft()))
    )


@router.get("", **needs("read"), operation_id="list_schedules", responses=problems(422))
def list_schedules(
    session: DbSession,
    asked: AskedPage,
    team: Annotated[Reference | None, Query(description="Name or id of the team.")] = None,
) -> Page[ScheduleOut]:
    """Schedules, newest first."""
    found = store.page(session, asked, team_id=team_filter(session, team))
    return Page(items=[ScheduleOut.of(schedule) for schedule in found.items], next_cursor=found.next_cursor)


@router.get(
    "/{schedule_id:uuid}.ics",
    **needs("read"),
    operation_id="get_schedule_calendar",
    response_class=Response,
    responses=CALENDAR | problems(404, 422),
)
def get_schedule_calendar(
    schedule_id: Annotated[UUID, Path()], session: DbSession, now: Now, role: Role = Role.PRIMARY
) -> Response:
    """The final schedule as iCalendar: one event a shift in UTC, from 30 days ago to 180 days ahead."""
    schedule = schedules.get_schedule(session, schedule_id)
    final, people = on_call.final(session, schedule, Span(now - FEED_BACK, now + FEED_AHEAD), role)
    document = calendar_of(schedule.name, schedule.id, [*final.items, *final.additions], people, now=now)
    return Response(document, media_type="text/calendar")


@router.get("/{schedule_id:uuid}", **needs("read"), operation_id="get_schedule", responses=problems(404, 422))
def get_schedule(schedule_id: UUID, session: DbSession) -> ScheduleOut:
    """One schedule as it was written."""
    return ScheduleOut.of(schedules.get_schedule(session, schedule_id))


@router.put("/{schedule_id:uuid}", **needs("admin"), operation_id="replace_schedule", responses=problems(404, 409, 422))
def replace_schedule(schedule_id: UUID, body: ScheduleIn, session: DbSession) -> ScheduleOut:
    """Replace a schedule. Its overrides stay."""
    return ScheduleOut.of(schedules.replace_schedule(session, schedule_id, body.draft()))


@router.delete(
    "/{schedule_id:uuid}",
    **needs("admin"),
    operation_id="delete_schedule",
    status_code=204,
    responses=problems(404, 422),
)
def delete_schedule(schedule_id: UUID, session: DbSession) -> None:
    """Delete a schedule with its overrides."""
    schedules.delete_schedule(session, schedule_id)


@router.get("/{schedule_id}/final", **needs("read"), operation_id="get_final_schedule", responses=problems(404, 422))
def get_final_schedule(
    schedule_id: UUID, session: DbSession, within: AskedRange, role: Role = Role.PRIMARY
) -> FinalScheduleOut:
    """Who is on call from when to when, overrides applied, gaps named; cut to the range."""
    schedule = schedules.get_schedule(session, schedule_id)
    final, people = on_call.final(session, schedule, within, role)
    return FinalScheduleOut.of(schedule, role, within, final, people)


@router.post(
    "/{schedule_id}/overrides",
    **needs("respond"),
    operation_id="create_override",
    status_code=201,
    response_model=OverrideOut,
    responses=problems(404, 409, 422),
)
def create_override(
    schedule_id: UUID, body: OverrideIn, session: DbSession, caller: Caller, once: Once
) -> JSONResponse:
    """Put another person on call for some hours. Two that overlap are refused."""

    def make() -> OverrideOut:
        entry = schedules.create_override(
            session, schedule_id, user=body.user, span=body.span, role=body.role, kind=body.kind, by=caller.actor
        )
        return OverrideOut.of(entry)

    return answer_once(session, "oncall", once, 201, make)


@router.post(
    "/{schedule_id}/import",
    **needs("respond"),
    operation_id="import_calendar",
    status_code=201,
    responses=problems(404, 422),
)
def import_calendar(
    schedule_id: UUID,
    document: Annotated[bytes, Body(media_type="text/calendar", description="An iCalendar document.")],
    session: DbSession,
    caller: Caller,
    within: AskedRange,
    role: Role = Role.PRIMARY,
) -> ImportOut:
    """Make overrides of the events of a calendar: the person is an attendee, or is named by the summary."""
    made, skipped = calendar_import.import_calendar(session, schedule_id, document, within, role, by=caller.actor)
    return ImportOut(
        created=[OverrideOut.of(entry) for entry in made],
        skipped=[
            SkippedOut(
                summary=one.occurrence.summary,
                start=one.occurrence.span.starts_at,
                end=one.occurrence.span.ends_at,
                reason=one.reason,
            )
            for one in skipped
        ],
    )


@router.get("/{schedule_id}/overrides", **needs("read"), operation_id="list_overrides", responses=problems(404, 422))
def list_overrides(schedule_id: UUID, session: DbSession, asked: AskedPage, within: OptionalRange) -> Page[OverrideOut]:
    """Overrides of a schedule, the newest first; with `from` and `to` those that have time in common with the range."""
    schedules.get_schedule(session, schedule_id)
    found = override_store.page(session, schedule_id, asked, within=within)
    return Page(items=[OverrideOut.of(entry) for entry in found.items], next_cursor=found.next_cursor)


@router.delete(
    "/{schedule_id}/overrides/{override_id}",
    **needs("respond"),
    operation_id="delete_override",
    status_code=204,
    responses=problems(404, 422),
)
def delete_override(schedule_id: UUID, override_id: UUID, session: DbSession) -> None:
    """Delete an override."""
    schedules.delete_override(session, schedule_id, override_id)
