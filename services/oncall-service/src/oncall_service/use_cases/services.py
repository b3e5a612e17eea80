"""Services: registered, changed, deleted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from oncall_service.domain.directory import Service
from oncall_service.domain.errors import NotFound, Unusable
from oncall_service.domain.urgency import SupportHours
from oncall_service.store import services
from oncall_service.use_cases.references import find_service, refuse_unknown_policy, team_of


def get_service(session: Session, service_id: UUID) -> Service:
    service = services.get(session, service_id)
    if service is None:
        raise NotFound("There is no such service.")
    return service


def create_service(
    session: Session,
    *,
    name: str,
    team: str,
    escalation_policy_id: UUID | None,
    auto_resolve: bool,
    auto_resolve_delay_seconds: float,
    acknowledgement_timeout_minutes: float | None,
    low_urgency: list[str],
    support_hours: SupportHours | None,
    depends_on: list[str],
) -> Service:
    """team, depends_on: names or ids. Raises Unusable."""
    refuse_unknown_policy(session, escalation_policy_id)
    values = {
        "name": name,
        "team_id": team_of(session, team).id,
        "escalation_policy_id": escalation_policy_id,
        "auto_resolve": auto_resolve,
        "auto_resolve_delay_seconds": auto_resolve_delay_seconds,
        "acknowledgement_timeout_minutes": acknowledgement_timeout_minutes,
        "low_urgency": low_urgency,
        "support_hours": support_hours,
    }
    service_id = services.add(session, values)
    services.depend(session, service_id, _needed(session, service_id, depends_on))
    return get_service(session, service_id)


def change_service(session: Session, service_id: UUID, changes: dict[str, Any]) -> Service:
    """changes: by the names of `create_service`; what is absent stays, what may be None is taken away by it.

    Raises NotFound, Unusable.
    """
    get_service(session, service_id)
    values = dict(changes)
    if "team" in values:
        values["team_id"] = team_of(session, values.pop("team")).id
    if "escalation_policy_id" in values:
        refuse_unknown_policy(session, values["escalation_policy_id"])
    if "depends_on" in values:
        services.depend(session, service_id, _needed(session, service_id, values.pop("depends_on")))
    if values:
        services.save(session, service_id, values)
    return get_service(session, service_id)


def _needed(session: Session, service_id: UUID, references: list[str]) -> set[UUID]:
    """The services that are meant. Raises Unusable, naming the one that is not there."""
    found = set()
    for place, reference in enumerate(references):
        needed = find_service(session, reference)
        if needed is None:
            raise Unusable(f"depends_on.{place}", "there is no service of this name or id")
        if needed.id == service_id:
            raise Unusable(f"depends_on.{place}", "a service does not depend on itself")
        found.add(needed.id)
    return found


def delete_service(session: Session, service_id: UUID) -> None:
    """Its alerts are taken from then on like those of any service nobody registered. Raises NotFound."""
    get_service(session, service_id)
    services.remove(session, service_id)
