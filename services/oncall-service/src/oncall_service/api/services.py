"""Services that are monitored."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi.responses import JSONResponse
from platform_kit.database import DbSession
from platform_kit.idempotency import Once, answer_once
from platform_kit.paging import Page
from platform_kit.problems import problems
from platform_kit.routes import guarded_router, needs

from oncall_service.api.dependencies import AskedPage
from oncall_service.api.filters import team_filter
from oncall_service.api.wire.common import Name, Reference
from oncall_service.api.wire.teams import ServiceChange, ServiceIn, ServiceOut
from oncall_service.store import services as store
from oncall_service.use_cases import services

router = guarded_router(prefix="/api/v1/services", tags=["services"])


@router.post(
    "",
    **needs("admin"),
    operation_id="create_service",
    status_code=201,
    response_model=ServiceOut,
    responses=problems(409, 422),
)
def create_service(body: ServiceIn, session: DbSession, once: Once) -> JSONResponse:
    """Register a service. Its own policy goes before its team's."""

    def make() -> ServiceOut:
        service = services.create_service(
            session,
            name=body.name,
            team=body.team,
            escalation_policy_id=body.escalation_policy_id,
            auto_resolve=body.auto_resolve,
            auto_resolve_delay_seconds=body.auto_resolve_delay_seconds,
            acknowledgement_timeout_minutes=body.acknowledgement_timeout_minutes,
            low_urgency=list(body.low_urgency),
            support_hours=body.support_hours.domain() if body.support_hours else None,
            depends_on=body.depends_on,
        )
        return ServiceOut.of(service)

    return answer_once(session, "oncall", once, 201, make)


@router.get("", **needs("read"), operation_id="list_services", responses=problems(422))
def list_services(
    session: DbSession,
    asked: AskedPage,
    name: Annotated[Name | None, Query(description="Exactly this name.")] = None,
    team: Annotated[Reference | None, Query(description="Name or id of the team.")] = None,
) -> Page[ServiceOut]:
    """Services, newest first."""
    found = store.page(session, asked, name=name, team_id=team_filter(session, team))
    return Page(items=[ServiceOut.of(service) for service in found.items], next_cursor=found.next_cursor)


@router.get("/{service_id}", **needs("read"), operation_id="get_service", responses=problems(404, 422))
def get_service(service_id: UUID, session: DbSession) -> ServiceOut:
    """One service."""
    return ServiceOut.of(services.get_service(session, service_id))


@router.patch("/{service_id}", **needs("admin"), operation_id="change_service", responses=problems(404, 409, 422))
def change_service(service_id: UUID, body: ServiceChange, session: DbSession) -> ServiceOut:
    """Change a service. What is absent stays."""
    changes = {field: getattr(body, field) for field in body.model_fields_set}
    for field in ("name", "team", "auto_resolve", "auto_resolve_delay_seconds", "low_urgency", "depends_on"):
        if changes.get(field, "") is None:
            del changes[field]
    if body.support_hours is not None:
        changes["support_hours"] = body.support_hours.domain()
    return ServiceOut.of(services.change_service(session, service_id, changes))


@router.delete(
    "/{service_id}", **needs("admin"), operation_id="delete_service", status_code=204, responses=problems(404, 422)
)
def delete_service(service_id: UUID, session: DbSession) -> None:
    """Delete a service. Its alerts go to the team default from then on."""
    services.delete_service(session, service_id)
