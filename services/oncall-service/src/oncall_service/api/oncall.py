"""Who is on call; and for incident-management, whom a step pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from platform_kit.callers import Caller
from platform_kit.database import DbSession
from platform_kit.paging import Page
from platform_kit.problems import problems
from platform_kit.routes import guarded_router, needs

from oncall_service.api.dependencies import AppReachability, AppSessions, AskedPage, Now
from oncall_service.api.filters import team_filter
from oncall_service.api.ranges import AskedRange, PastRange
from oncall_service.api.wire.common import Instant, PersonOut, PersonReference, Reference
from oncall_service.api.wire.escalation import ResolveBatchIn, ResolveBatchOut, ResolveIn, ResolveOut
from oncall_service.api.wire.oncall import (
    CoverageOut,
    FairnessOut,
    HolidayOut,
    HolidaysOut,
    LoadOut,
    ShiftOut,
    ShiftsOut,
)
from oncall_service.api.wire.schedules import OnCallOut
from oncall_service.calendars.holidays import public_holidays
from oncall_service.domain.errors import NotFound, Unusable
from oncall_service.store import schedules
from oncall_service.use_cases import escalate, on_call
from oncall_service.use_cases.references import find_user

router = guarded_router(prefix="/api/v1/oncall", tags=["on call"])

At = Annotated[Instant | None, Query(description="An instant; now where none is given.")]


@router.get("/current", **needs("read"), operation_id="get_current_oncall", responses=problems(404, 422))
def get_current_oncall(
    session: DbSession,
    now: Now,
    team: Annotated[Reference | None, Query(description="Name or id of a team.")] = None,
    service: Annotated[Reference | None, Query(description="Name or id of a service: its team is asked.")] = None,
    at: At = None,
) -> OnCallOut:
    """Who is on call for a team or a service, now or at an instant."""
    if (team is None) == (service is None):
        raise Unusable("team", "name a team or a service, and not both")
    found = on_call.current(session, team=team, service=service, at=at or now)
    return OnCallOut.of(found.schedule, found.roles, found.people)


@router.get("", **needs("read"), operation_id="list_current_oncall", responses=problems(422))
def list_current_oncall(session: DbSession, asked: AskedPage, now: Now, at: At = None) -> Page[OnCallOut]:
    """Who is on call for every team that has a schedule."""
    found = schedules.page(session, asked, team_id=None)
    each = (on_call.who_is_on_call(session, schedule, at or now) for schedule in found.items)
    return Page(
        items=[OnCallOut.of(one.schedule, one.roles, one.people) for one in each], next_cursor=found.next_cursor
    )


@router.get("/shifts", **needs("read"), operation_id="list_shifts", responses=problems(404, 422))
def list_shifts(
    session: DbSession,
    caller: Caller,
    within: AskedRange,
    user: Annotated[PersonReference | None, Query(description="E-mail address or id; else the caller.")] = None,
) -> ShiftsOut:
    """When a person is on call, over all schedules."""
    if user is None and caller.kind != "user":
        raise Unusable("user", "name a person: an API key is never on call")
    person = find_user(session, user or caller.id)
    if person is None:
        raise NotFound("There is no such person.")
    items = [ShiftOut.of(shift) for shift in on_call.shifts_of(session, person, within)]
    return ShiftsOut(user=PersonOut.model_validate(person), start=within.starts_at, end=within.ends_at, items=items)


@router.get("/fairness", **needs("read"), operation_id="get_fairness", responses=problems(404, 422))
def get_fairness(
    session: DbSession, within: PastRange, team: Annotated[Reference, Query(description="Name or id of a team.")]
) -> FairnessOut:
    """How the hours of being on call were, or will be, spread over the people of a team."""
    schedule = on_call.schedule_of_team(session, team)
    found, people = on_call.fairness(session, schedule, within)
    return FairnessOut(
        team=schedule.team,
        timezone=schedule.timezone,
        start=within.starts_at,
        end=within.ends_at,
        items=[LoadOut.of(load, people) for load in found],
    )


@router.get("/coverage", **needs("read"), operation_id="list_coverage", responses=problems(422))
def list_coverage(
    sessions: AppSessions,
    reachability: AppReachability,
    asked: AskedPage,
    within: AskedRange,
    team: Annotated[Reference | None, Query(description="Name or id of a team; all where none is given.")] = None,
) -> Page[CoverageOut]:
    """What is wrong with the schedules in the coming four weeks or a range: gaps, people who cannot be paged."""
    with sessions.begin() as session:
        found = schedules.page(session, asked, team_id=team_filter(session, team))
        covered = [on_call.coverage_of(session, schedule, within) for schedule in found.items]
    unreachable = reachability.unreachable({user for one in covered for user in one.turns})
    items = [CoverageOut.of(one, within, unreachable) for one in covered]
    return Page(items=items, next_cursor=found.next_cursor)


@router.get("/holidays", **needs("read"), operation_id="list_holidays", responses=problems(422))
def list_holidays(
    within: AskedRange,
    country: Annotated[str, Query(pattern="^[A-Z]{2}$", description="ISO 3166 code, such as DE.")],
    subdivision: Annotated[str | None, Query(pattern="^[A-Z0-9]{1,3}$", description="Such as BY.")] = None,
) -> HolidaysOut:
    """Public holidays of a country, to plan around."""
    found = public_holidays(country, subdivision, within.starts_at.date(), within.ends_at.date())
    items = [HolidayOut(date=day, name=name) for day, name in found]
    return HolidaysOut(country=country, subdivision=subdivision, items=items)


@router.post("/resolve", **needs("service"), operation_id="resolve_oncall", responses=problems(422))
def resolve_oncall(body: ResolveIn, session: DbSession) -> ResolveOut:
    """Whom a step pages. For incident-management, at the instant of the step."""
    wait_until = escalate.wait_until(session, service=body.service, severity=body.severity, at=body.at)
    due_at = body.due_at if wait_until is None else None
    found = escalate.resolve(session, team=body.team, targets=body.asked(), at=body.at, due_at=due_at)
    return ResolveOut.of(found, wait_until)


@router.post("/resolve/batch", **needs("service"), operation_id="resolve_oncall_batch", responses=problems(422))
def resolve_oncall_batch(body: ResolveBatchIn, session: DbSession) -> ResolveBatchOut:
    """Whom each of many steps pages: for incident-management in a storm. Answers in the order asked."""
    questions = [
        escalate.Question(q.team, q.service, q.severity, tuple(q.asked()), q.at, q.due_at) for q in body.questions
    ]
    answers = escalate.resolve_all(session, questions)
    return ResolveBatchOut(answers=[ResolveOut.of(found, wait_until) for found, wait_until in answers])
