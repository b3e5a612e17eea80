"""What people do to incidents beside changing their fields: many at once, sooner, later."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from fastapi import Response
from platform_kit.callers import Caller
from platform_kit.database import DbSession
from platform_kit.problems import Problem, problems
from platform_kit.problems import document as problem_document
from platform_kit.routes import guarded_router, needs

from incident_management.api import bodies, schemas
from incident_management.api.dependencies import AppClock, AppLinkTo, AppOncall, AppSessions, actor_of, person_of
from incident_management.api.errors import problem_of
from incident_management.api.shared import shown_in_detail, wanted_change
from incident_management.domain.errors import DomainError
from incident_management.use_cases import change_incident as changes
from incident_management.use_cases import pace
from incident_management.use_cases.answer import answer
from incident_management.use_cases.join import add_responders, merge

router = guarded_router(
    prefix="/api/v1/incidents", tags=["incidents"], generate_unique_id_function=lambda route: route.name
)


@router.post("/bulk", responses=problems(422, 503), summary="Change many incidents", **needs("respond"))
def change_incidents(
    body: bodies.BulkChange,
    caller: Caller,
    sessions: AppSessions,
    clock: AppClock,
    oncall: AppOncall,
    link_to: AppLinkTo,
) -> schemas.BulkResults:
    """The same change to each, in the order given. One that is refused says why, and the others are changed."""
    wanted = wanted_change(body, caller, oncall, version=None)
    by = actor_of(caller)

    def change_one(incident_id: UUID) -> schemas.BulkResult:
        try:
            with sessions.begin() as session:
                changed = changes.change_incident(session, incident_id, wanted, by=by, clock=clock, link_to=link_to)
            return schemas.BulkResult(id=incident_id, incident=schemas.IncidentOut.model_validate(changed))
        except DomainError as refused:
            problem = problem_of(refused)
            document = problem_document(problem.status, problem.detail, problem.errors, **problem.more)
            return schemas.BulkResult(id=incident_id, error=schemas.Refusal.model_validate(document))

    return schemas.BulkResults(results=[change_one(incident_id) for incident_id in body.ids])


@router.post(
    "/{incident_id}/escalate", responses=problems(404, 409, 422), summary="Page the next person now", **needs("respond")
)
def escalate_incident(
    incident_id: UUID, caller: Caller, session: DbSession, clock: AppClock, response: Response
) -> schemas.IncidentDetail:
    """Do the next step of the escalation at once; from the first one where all were done. It ends a snooze."""
    pace.escalate_now(session, incident_id, by=actor_of(caller), clock=clock)
    return shown_in_detail(session, incident_id, response)


@router.post(
    "/{incident_id}/snooze", responses=problems(404, 409, 422), summary="Page nobody for a while", **needs("respond")
)
def snooze_incident(
    incident_id: UUID, body: bodies.SnoozeIn, caller: Caller, session: DbSession, clock: AppClock, response: Response
) -> schemas.IncidentDetail:
    """Put the incident off. Then it is open again, also where it was acknowledged, and is paged from the first step."""
    if (body.until is None) == (body.minutes is None):
        raise Problem(
            422,
            "The request is not as this call takes it. See errors.",
            errors=[{"field": "until", "message": "say until when, or for how many minutes, and not both"}],
        )
    until = body.until or clock.now() + timedelta(minutes=body.minutes or 0)
    pace.snooze(session, incident_id, until, by=actor_of(caller), clock=clock)
    return shown_in_detail(session, incident_id, response)


@router.post(
    "/{incident_id}/merge",
    responses=problems(404, 409, 422),
    summary="Merge other incidents into it",
    **needs("respond"),
)
def merge_incidents(
    incident_id: UUID,
    body: bodies.MergeIn,
    caller: Caller,
    session: DbSession,
    clock: AppClock,
    link_to: AppLinkTo,
    response: Response,
) -> schemas.IncidentDetail:
    """Their alerts become its alerts, nobody is paged about them any more, and both timelines tell it."""
    merge(session, incident_id, body.incidents, by=actor_of(caller), clock=clock, link_to=link_to)
    return shown_in_detail(session, incident_id, response)


@router.post(
    "/{incident_id}/responders",
    responses=problems(404, 409, 422, 503),
    summary="Ask people for help",
    **needs("respond"),
)
def add_incident_responders(
    incident_id: UUID,
    body: bodies.RespondersIn,
    caller: Caller,
    session: DbSession,
    clock: AppClock,
    oncall: AppOncall,
    link_to: AppLinkTo,
    response: Response,
) -> schemas.IncidentDetail:
    """Each is paged now, whoever has the incident. Who was asked before is not paged again."""
    people = [person_of(reference, caller, oncall) for reference in body.users]
    add_responders(session, incident_id, people, said=body.message, by=actor_of(caller), clock=clock, link_to=link_to)
    return shown_in_detail(session, incident_id, response)


@router.post(
    "/{incident_id}/answers",
    responses=problems(403, 404, 409, 422, 503),
    summary="Acknowledge, resolve or escalate as somebody who reads a page elsewhere",
    **needs("service"),
)
def take_answer(
    incident_id: UUID,
    body: bodies.AnswerIn,
    sessions: AppSessions,
    clock: AppClock,
    oncall: AppOncall,
    link_to: AppLinkTo,
) -> schemas.IncidentOut:
    """By notification-service, for a person who answers where they read it. What they acknowledge is in their hands.

    Whoever was paged may, and who could do it in the user interface. Disabled people answer nothing.
    """
    person, role = oncall.person_and_role(body.user_id)
    with sessions.begin() as session:
        after = answer(session, incident_id, body.action, by=person, role=role, clock=clock, link_to=link_to)
    return schemas.IncidentOut.model_validate(after)
