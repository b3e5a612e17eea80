"""Fire drills: real pages along a service's policy, marked as a drill; and what came of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi.responses import JSONResponse
from platform_kit.addresses import ShownAddress
from platform_kit.callers import Caller
from platform_kit.database import DbSession
from platform_kit.idempotency import Once, answer_once
from platform_kit.paging import DEFAULT_LIMIT, CursorText, Limit, decode_cursor, encode_cursor
from platform_kit.problems import problems
from platform_kit.routes import guarded_router, needs
from platform_kit.text import StorableText
from pydantic import ConfigDict, Field
from sqlalchemy.orm import Session

from incident_management.api.bodies import Name, WireIn
from incident_management.api.dependencies import AppClock, AppLinkTo, actor_of
from incident_management.api.examples import A_PERSON, AN_INCIDENT
from incident_management.api.schemas import IncidentOut, IncidentPage, PersonOut, WireOut
from incident_management.domain.drill import Reached, report
from incident_management.domain.errors import NotFound
from incident_management.domain.incident import TITLE_LENGTH, Origin, Person, Severity
from incident_management.store import history, incidents
from incident_management.use_cases.look import look_at
from incident_management.use_cases.open_incident import Opening, open_by_person

router = guarded_router(prefix="/api/v1/drills", tags=["drills"], generate_unique_id_function=lambda route: route.name)

_DRILL = AN_INCIDENT | {"origin": "drill", "title": "Fire drill of checkout-api", "alert_count": 0}


class DrillIn(WireIn):
    """Whoever an incident of this service and severity would page, is paged."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"service": "checkout-api"}]})

    service: Name
    severity: Severity = Severity.CRITICAL
    note: Annotated[StorableText, Field(min_length=1, max_length=1000)] | None = None


class ReachedOut(WireOut):
    user: PersonOut | None = Field(description="null: a channel.")
    recipient: ShownAddress = Field(description="Their e-mail address, or what the channel posts to.")
    paged_at: datetime
    step: int | None
    after_seconds: float = Field(description="Since the drill began.")
    answered_after_seconds: float | None = Field(description="Since their first page; null: not answered by them.")


class DrillOut(WireOut):
    """What the drill showed so far."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "incident": _DRILL,
                    "reached": [
                        {
                            "user": A_PERSON,
                            "recipient": "ana@example.org",
                            "paged_at": "2026-03-02T14:02:05Z",
                            "step": 1,
                            "after_seconds": 0.1,
                            "answered_after_seconds": 42.0,
                        }
                    ],
                    "acknowledged_by": "ana@example.org",
                    "acknowledged_after_seconds": 42.1,
                    "exhausted": False,
                }
            ]
        }
    )

    incident: IncidentOut = Field(description="Acknowledged and resolved like any other.")
    reached: list[ReachedOut] = Field(description="Who was paged, each once, in order.")
    acknowledged_by: str | None
    acknowledged_after_seconds: float | None
    exhausted: bool = Field(description="The policy ran out before anybody answered.")


@router.post(
    "",
    status_code=201,
    response_model=DrillOut,
    responses=problems(404, 422),
    summary="Begin a fire drill",
    **needs("respond"),
)
def begin_drill(
    body: DrillIn, caller: Caller, session: DbSession, clock: AppClock, link_to: AppLinkTo, once: Once
) -> JSONResponse:
    """Page for real, by the policy, whoever is on call now. Each message says that it is a drill, no statistic counts
    it, and subscribers are not told."""
    title = f"Fire drill of {body.service}"[:TITLE_LENGTH]
    opening = Opening(title, body.service, body.severity, note=body.note, origin=Origin.DRILL)

    def make() -> DrillOut:
        made = open_by_person(session, opening, by=actor_of(caller), clock=clock, link_to=link_to)
        return _shown(session, made.id)

    return answer_once(session, "incidents", once, 201, make)


@router.get("", responses=problems(422), summary="List fire drills", **needs("read"))
def list_drills(session: DbSession, limit: Limit = DEFAULT_LIMIT, cursor: CursorText = None) -> IncidentPage:
    """Newest first."""
    found = incidents.listed(session, incidents.Filters(drills=True), decode_cursor(cursor), limit)
    last = found[limit - 1] if len(found) > limit else None
    return IncidentPage(
        items=[IncidentOut.model_validate(one) for one in found[:limit]],
        next_cursor=encode_cursor(last.created_at, last.id) if last else None,
    )


@router.get("/{incident_id}", responses=problems(404, 422), summary="Show what a fire drill showed", **needs("read"))
def get_drill(incident_id: UUID, session: DbSession) -> DrillOut:
    """Who was paged when, who acknowledged, and how fast."""
    return _shown(session, incident_id)


def _shown(session: Session, incident_id: UUID) -> DrillOut:
    incident = look_at(session, incident_id)
    if incident.origin is not Origin.DRILL:
        raise NotFound("There is no incident with this id.")
    found = report(incident, history.timeline_of(session, incident_id))
    return DrillOut(
        incident=IncidentOut.model_validate(incident),
        reached=[_reached(one) for one in found.reached],
        acknowledged_by=found.acknowledged_by,
        acknowledged_after_seconds=_seconds(found.acknowledged_after),
        exhausted=found.exhausted,
    )


def _reached(one: Reached) -> ReachedOut:
    recipient = one.recipient
    return ReachedOut(
        user=PersonOut.model_validate(recipient) if isinstance(recipient, Person) else None,
        recipient=recipient.email if isinstance(recipient, Person) else recipient.recipient,
        paged_at=one.paged_at,
        step=one.step,
        after_seconds=one.after.total_seconds(),
        answered_after_seconds=_seconds(one.answered_after),
    )


def _seconds(length: timedelta | None) -> float | None:
    return length.total_seconds() if length is not None else None
