"""Escalation policies tried out."""

from __future__ import annotations

from platform_kit.callers import Caller
from platform_kit.problems import Problem, problems
from platform_kit.routes import guarded_router, needs

from incident_management.api import bodies, schemas
from incident_management.api.dependencies import AppOncall, AppSessions
from incident_management.domain.escalation import policy_from
from incident_management.domain.incident import Person
from incident_management.store import escalations
from incident_management.use_cases.simulate import Simulated, simulate

router = guarded_router(
    prefix="/api/v1/escalations", tags=["escalations"], generate_unique_id_function=lambda route: route.name
)


@router.post("/simulate", responses=problems(404, 422, 503), summary="See who would be paged", **needs("read"))
def simulate_escalation(
    body: bodies.SimulationIn, caller: Caller, sessions: AppSessions, oncall: AppOncall
) -> schemas.SimulationOut:
    """Who would be paged, and when, about an incident that nobody acknowledges: by the functions that page.

    Looks a day ahead. Nobody is paged by it, and nobody's turn is taken: where people take turns, it is whose turn it
    is now.
    """
    with sessions.begin() as session:
        policy = policy_from(escalations.policy_for(session, body.service))
        turns = escalations.turns_ahead(session, policy.id) if policy.id else {}
    if policy.team in caller.hidden_teams:
        raise Problem(404, "There is no such service.")
    found = simulate(policy, turns, body.service, body.severity, body.at, oncall)
    return schemas.SimulationOut(
        policy_id=policy.id,
        policy_name=policy.name,
        team=policy.team,
        pages=[_wire(page, body) for page in found.pages],
        exhausted_at=found.exhausted_at,
    )


def _wire(page: Simulated, body: bodies.SimulationIn) -> schemas.SimulatedPage:
    recipient = page.chosen.recipient
    is_person = isinstance(recipient, Person)
    return schemas.SimulatedPage(
        at=page.at,
        offset_seconds=(page.at - body.at).total_seconds(),
        step=page.step,
        cycle=page.cycle,
        user=schemas.PersonOut.model_validate(recipient) if is_person else None,
        channel=schemas.OWN_CHANNEL if isinstance(recipient, Person) else recipient.channel,
        recipient=recipient.email if isinstance(recipient, Person) else recipient.recipient,
        reason=page.reason,
        via=page.chosen.via,
    )
