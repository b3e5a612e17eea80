"""Escalation policies."""

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
from oncall_service.api.wire.common import Reference
from oncall_service.api.wire.escalation import PolicyIn, PolicyOut
from oncall_service.store import policies as store
from oncall_service.use_cases import policies

router = guarded_router(prefix="/api/v1/escalation-policies", tags=["escalation policies"])


@router.post(
    "",
    **needs("admin"),
    operation_id="create_escalation_policy",
    status_code=201,
    response_model=PolicyOut,
    responses=problems(409, 422),
)
def create_escalation_policy(body: PolicyIn, session: DbSession, once: Once) -> JSONResponse:
    """Add a policy. Step 1 pages at once. A team's first policy is the one that its services follow."""

    def make() -> PolicyOut:
        policy = policies.create_policy(
            session, name=body.name, team=body.team, repeat=body.repeat, steps=body.asked_steps()
        )
        return PolicyOut.of(policy)

    return answer_once(session, "oncall", once, 201, make)


@router.get("", **needs("read"), operation_id="list_escalation_policies", responses=problems(422))
def list_escalation_policies(
    session: DbSession,
    asked: AskedPage,
    team: Annotated[Reference | None, Query(description="Name or id of the team.")] = None,
) -> Page[PolicyOut]:
    """Policies, newest first."""
    found = store.page(session, asked, team_id=team_filter(session, team))
    return Page(items=[PolicyOut.of(policy) for policy in found.items], next_cursor=found.next_cursor)


@router.get("/{policy_id}", **needs("read"), operation_id="get_escalation_policy", responses=problems(404, 422))
def get_escalation_policy(policy_id: UUID, session: DbSession) -> PolicyOut:
    """One policy."""
    return PolicyOut.of(policies.get_policy(session, policy_id))


@router.put(
    "/{policy_id}", **needs("admin"), operation_id="replace_escalation_policy", responses=problems(404, 409, 422)
)
def replace_escalation_policy(policy_id: UUID, body: PolicyIn, session: DbSession) -> PolicyOut:
    """Replace a policy. Incidents that are under way keep the one they began with."""
    policy = policies.replace_policy(
        session, policy_id, name=body.name, team=body.team, repeat=body.repeat, steps=body.asked_steps()
    )
    return PolicyOut.of(policy)


@router.delete(
    "/{policy_id}",
    **needs("admin"),
    operation_id="delete_escalation_policy",
    status_code=204,
    responses=problems(404, 422),
)
def delete_escalation_policy(policy_id: UUID, session: DbSession) -> None:
    """Delete a policy. Teams and services that followed it have none then."""
    policies.delete_policy(session, policy_id)
