"""Who is on call; and for incident-management, whom a step pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from platform_kit.database import DbSession
from platform_kit.paging import Page
from platform_kit.problems import problems
from platform_kit.routes import guarded_router, needs

from oncall_service.api.dependencies import AskedPage, Now
from oncall_service.api.wire.common import Instant, Reference
from oncall_service.api.wire.escalation import ResolveIn, ResolveOut
from oncall_service.api.wire.schedules import OnCallOut
from oncall_service.domain.errors import Unusable
from oncall_service.store import schedules
from oncall_service.use_cases import escalate, on_call

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


@router.post("/resolve", **needs("service"), operation_id="resolve_oncall", responses=problems(422))
def resolve_oncall(body: ResolveIn, session: DbSession) -> ResolveOut:
    """Whom a step pages. For incident-management, at the instant of the step."""
    found = escalate.resolve(session, team=body.team, targets=body.asked(), at=body.at, due_at=body.due_at)
    return ResolveOut.of(found)
