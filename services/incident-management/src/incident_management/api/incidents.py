"""The routes of incidents."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import Header, Query, Response
from fastapi.responses import JSONResponse
from platform_kit.callers import Caller
from platform_kit.database import DbSession
from platform_kit.idempotency import Once, answer_once
from platform_kit.paging import DEFAULT_LIMIT, CursorText, Limit, decode_cursor, encode_cursor
from platform_kit.problems import Problem, problems
from platform_kit.routes import guarded_router, needs

from incident_management.api import bodies, schemas
from incident_management.api.dependencies import (
    AppClock,
    AppLinkTo,
    AppOncall,
    AppSessions,
    AppSettings,
    actor_of,
    id_or_email,
    person_of,
)
from incident_management.api.shared import shown_in_detail, wanted_change
from incident_management.domain.incident import TITLE_LENGTH, Incident, Origin, Severity, Status
from incident_management.store import incidents, statistics
from incident_management.store.incidents import FirstAlert
from incident_management.use_cases import change_incident as changes
from incident_management.use_cases.acknowledge_for_sender import acknowledge_for_sender
from incident_management.use_cases.look import look_at
from incident_management.use_cases.open_incident import Opening, open_by_person, open_for_alert, open_for_alerts
from incident_management.use_cases.people import Actor
from incident_management.use_cases.receive_receipt import Receipt, receive_receipt, receive_receipts

router = guarded_router(
    prefix="/api/v1/incidents", tags=["incidents"], generate_unique_id_function=lambda route: route.name
)

Since = Annotated[bodies.Instant | None, Query(description="Created at or after this instant.")]
Until = Annotated[bodies.Instant | None, Query(description="Created before this instant.")]
OfService = Annotated[str | None, Query(max_length=200)]
EARLIER_MOST = 20
OfTeam = Annotated[str | None, Query(max_length=200)]


@router.post(
    "",
    status_code=201,
    response_model=schemas.IncidentOut,
    responses=problems(422),
    summary="Open an incident",
    **needs("respond", "service"),
)
def open_incident(
    body: bodies.IncidentIn,
    caller: Caller,
    session: DbSession,
    sessions: AppSessions,
    clock: AppClock,
    settings: AppSettings,
    oncall: AppOncall,
    link_to: AppLinkTo,
    once: Once,
) -> Response:
    """Open an incident: who is on call for the service is assigned and paged.

    By a person it is always a new one. `origin: "alert"` is for alert-ingestion, and joins the incident that takes the
    alerts of this service and severity, where there is one.
    """
    if body.origin is Origin.ALERT:
        if not caller.may("service"):
            raise Problem(403, 'Incidents with origin "alert" are opened by alert-ingestion. Send alerts instead.')
        first = FirstAlert(body.title[:TITLE_LENGTH], body.service, body.severity, body.at or clock.now())
        return JSONResponse(_wire(open_for_alert(sessions, first, window=settings.correlation_window)), 201)
    if body.origin is Origin.DRILL:
        detail = "The request is not as this call takes it. See errors."
        errors = [{"field": "origin", "message": "a drill is begun by POST /api/v1/drills"}]
        raise Problem(422, detail, errors=errors)
    if not caller.may("respond"):
        raise Problem(403, "This call needs respond, which this caller does not have.")
    _refuse_alerts_fields(body)
    opening = Opening(
        title=body.title,
        service=body.service,
        severity=body.severity,
        priority=body.priority,
        assigned_to=person_of(body.assigned_to, caller, oncall) if body.assigned_to else None,
        note=body.note.content if body.note else None,
    )
    by = actor_of(caller)
    return answer_once(
        session,
        "incidents",
        once,
        201,
        lambda: _wire(open_by_person(session, opening, by=by, clock=clock, link_to=link_to)),
    )


@router.post(
    "/batch",
    status_code=201,
    responses=problems(422),
    summary="Open the incidents of many alerts",
    **needs("service"),
)
def open_incidents(
    body: bodies.OpeningsIn, sessions: AppSessions, clock: AppClock, settings: AppSettings
) -> schemas.OpenedOut:
    """By alert-ingestion in a storm: each joins the incident that takes the alerts of its service and severity, where
    there is one. All or none."""
    now = clock.now()
    firsts = [FirstAlert(one.title[:TITLE_LENGTH], one.service, one.severity, one.at or now) for one in body.incidents]
    return schemas.OpenedOut(ids=open_for_alerts(sessions, firsts, window=settings.correlation_window))


@router.get("", responses=problems(422), summary="List incidents", **needs("read"))
def list_incidents(
    session: DbSession,
    status: Annotated[list[Status], Query(description="May be repeated.")] = [],  # noqa: B006
    severity: Annotated[list[Severity], Query(description="May be repeated.")] = [],  # noqa: B006
    service: OfService = None,
    team: OfTeam = None,
    assigned_to: Annotated[str | None, Query(max_length=320, description="A user's id or e-mail.")] = None,
    tag: Annotated[list[str], Query(description="May be repeated: those that have all.")] = [],  # noqa: B006
    q: Annotated[str | None, Query(max_length=200, description="Words to look for.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> schemas.IncidentPage:
    """Newest first."""
    filters = incidents.Filters(
        statuses=status,
        severities=severity,
        service=service,
        team=team,
        assigned_to=id_or_email(assigned_to) if assigned_to else None,
        text=q,
        since=since,
        until=until,
        tags=[one.lower() for one in tag],
    )
    found = incidents.listed(session, filters, decode_cursor(cursor), limit)
    last = found[limit - 1] if len(found) > limit else None
    return schemas.IncidentPage(
        items=[schemas.IncidentOut.model_validate(incident) for incident in found[:limit]],
        next_cursor=encode_cursor(last.created_at, last.id) if last else None,
    )


@router.get("/stats/summary", responses=problems(422), summary="Count incidents", **needs("read"))
def summarise_incidents(
    session: DbSession, since: Since = None, until: Until = None, service: OfService = None, team: OfTeam = None
) -> schemas.SummaryOut:
    """Counts by status and severity, and how long acknowledging and resolving took."""
    counted = statistics.summary(session, since=since, until=until, service=service, team=team)
    return schemas.SummaryOut.model_validate(counted)


@router.get("/{incident_id:uuid}", responses=problems(404, 422), summary="Show an incident", **needs("read"))
def get_incident(incident_id: UUID, session: DbSession, response: Response) -> schemas.IncidentDetail:
    """The incident with its alerts, notes, timeline, and what its escalation does next."""
    return shown_in_detail(session, incident_id, response)


@router.patch(
    "/{incident_id:uuid}", responses=problems(404, 409, 422, 503), summary="Change an incident", **needs("respond")
)
def change_incident(
    incident_id: UUID,
    change: bodies.IncidentChange,
    caller: Caller,
    session: DbSession,
    clock: AppClock,
    oncall: AppOncall,
    link_to: AppLinkTo,
    response: Response,
    if_match: Annotated[str | None, Header(description="The ETag you have seen; another one now is 409.")] = None,
) -> schemas.IncidentDetail:
    """Acknowledge, resolve, assign, prioritise, add a note: all of it or nothing.

    Of two people who change the same thing at once one wins; the other gets 409 with the present state in `current`.
    """
    version = change.version if change.version is not None else _version_in(if_match)
    wanted = wanted_change(change, caller, oncall, version=version)
    changes.change_incident(session, incident_id, wanted, by=actor_of(caller), clock=clock, link_to=link_to)
    return shown_in_detail(session, incident_id, response)


@router.get(
    "/{incident_id}/earlier", responses=problems(404, 422), summary="Earlier incidents of its alerts", **needs("read")
)
def list_earlier_incidents(incident_id: UUID, session: DbSession) -> schemas.EarlierIncidents:
    """The newest twenty incidents before this one that had one of its alerts: what was it the last time?"""
    look_at(session, incident_id)
    found = incidents.earlier(session, incident_id, limit=EARLIER_MOST)
    return schemas.EarlierIncidents(items=[schemas.IncidentOut.model_validate(one) for one in found])


@router.get("/{incident_id}/metrics", responses=problems(404, 422), summary="MTTA and MTTR", **needs("read"))
def get_incident_metrics(incident_id: UUID, session: DbSession) -> schemas.IncidentMetrics:
    """How long it took to acknowledge and to resolve the incident."""
    return schemas.IncidentMetrics.model_validate(look_at(session, incident_id))


@router.post(
    "/{incident_id}/acknowledgements",
    status_code=204,
    responses=problems(404, 422),
    summary="Tell that a sender acknowledged an alert",
    **needs("service"),
)
def receive_acknowledgement(
    incident_id: UUID, body: bodies.AcknowledgementIn, session: DbSession, clock: AppClock, link_to: AppLinkTo
) -> None:
    """By alert-ingestion. Acknowledges the incident where nothing else fires on it. Told twice, it is done once."""
    by = Actor(body.by)
    acknowledge_for_sender(session, incident_id, body.alert_id, by=by, clock=clock, link_to=link_to)


@router.post(
    "/{incident_id}/receipts",
    status_code=204,
    responses=problems(404, 422),
    summary="Tell what became of a notification",
    **needs("service"),
)
def receive_notification_receipt(incident_id: UUID, body: bodies.ReceiptIn, session: DbSession) -> None:
    """By notification-service. Told twice, it is written once."""
    receive_receipt(session, incident_id, Receipt(**body.model_dump()))


@router.post(
    "/receipts/batch",
    status_code=204,
    responses=problems(422),
    summary="Tell what became of many notifications",
    **needs("service"),
)
def receive_notification_receipts(body: bodies.ReceiptsIn, session: DbSession) -> None:
    """By notification-service in a storm. All or none; of incidents that are not there nothing is told."""
    receive_receipts(
        session, [(one.incident_id, Receipt(**one.model_dump(exclude={"incident_id"}))) for one in body.receipts]
    )


def _wire(incident: Incident) -> dict[str, Any]:
    return schemas.IncidentOut.model_validate(incident).model_dump(mode="json")


def _refuse_alerts_fields(body: bodies.IncidentIn) -> None:
    faults = []
    if len(body.title) > TITLE_LENGTH:
        faults.append({"field": "title", "message": f"String should have at most {TITLE_LENGTH} characters"})
    if body.at is not None:
        faults.append({"field": "at", "message": "is for incidents that alerts open"})
    if faults:
        raise Problem(422, "The request is not as this call takes it. See errors.", errors=faults)


def _version_in(if_match: str | None) -> int | None:
    """The version in an If-Match header; None where there is none, or it matches anything. Raises 422."""
    if if_match is None or if_match.strip() == "*":
        return None
    tag = if_match.strip().removeprefix("W/").strip('"')
    if not tag.isdecimal():
        message = "is not an ETag of an incident: take the one that came with it, unchanged"
        raise Problem(422, "If-Match cannot be read. See errors.", errors=[{"field": "If-Match", "message": message}])
    return int(tag)
