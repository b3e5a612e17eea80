"""Answers that people give where they read a page: by a link, a text message, a button in a chat."""

from __future__ import annotations

from uuid import UUID

from platform_kit.clock import Clock
from sqlalchemy.orm import Session

from incident_management.domain.answer import AnswerAction
from incident_management.domain.errors import IncidentNotFound, MayNotAnswer
from incident_management.domain.incident import Incident, Person, Status
from incident_management.store import incidents
from incident_management.use_cases.change_incident import Assignment, Change, LinkTo, change_incident
from incident_management.use_cases.pace import escalate_now
from incident_management.use_cases.people import Actor


def answer(
    session: Session,
    incident_id: UUID,
    action: AnswerAction,
    *,
    by: Person,
    role: str,
    clock: Clock,
    link_to: LinkTo,
) -> Incident:
    """Do it as this person, who has this role. Raises IncidentNotFound, MayNotAnswer, Conflict."""
    if not incidents.may_answer(session, incident_id, by.id, role):
        if incidents.get(session, incident_id) is None:
            raise IncidentNotFound
        raise MayNotAnswer("This person was not paged about the incident, and may not change it.")
    actor = Actor(by.email, by)
    if action is AnswerAction.ESCALATE:
        escalate_now(session, incident_id, by=actor, clock=clock)
        found = incidents.get(session, incident_id)
        assert found is not None  # it was locked a moment ago
        return found
    change = {
        AnswerAction.ACKNOWLEDGE: Change(Status.ACKNOWLEDGED, Assignment(by)),
        AnswerAction.RESOLVE: Change(Status.RESOLVED),
    }[action]
    return change_incident(session, incident_id, change, by=actor, clock=clock, link_to=link_to)
