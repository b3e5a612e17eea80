"""Answers to pages: whoever was paged says that they have it, without signing in."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from platform_kit.database import Sessions
from platform_kit.http_client import CallFailed
from sqlalchemy import Row

from notification_service.clients.incident_management import IncidentManagement
from notification_service.domain.answer_link import LinkForged, Links, notification_of
from notification_service.domain.answers import Action, Answer, Answered
from notification_service.domain.notification import Kind
from notification_service.store import notifications


def page_behind(sessions: Sessions, links: Links, token: str, *, now: datetime) -> Row[Any]:
    """The notification of a page to a person that a link belongs to. Raises LinkForged, LinkExpired."""
    id = notification_of(links.secret, token, now=now)
    with sessions() as session:
        row = notifications.get(session, id)
    if row is None or row.kind != Kind.PAGE or row.user_id is None or row.incident_id is None:
        raise LinkForged
    return row


def acknowledge(row: Row[Any], incidents: IncidentManagement) -> Answer:
    """Acknowledge the incident of a page as the person who was paged. Twice is as good as once."""
    return answer(row.incident_id, Action.ACKNOWLEDGE, incidents, by=row.user_id)


def answer(incident_id: UUID, action: Action, incidents: IncidentManagement, *, by: UUID) -> Answer:
    """Do it as this person, as far as incident-management lets them."""
    try:
        given = incidents.answer(incident_id, action, by=by)
        body = given.json() if given.status in (200, 409) else {}
    except CallFailed:
        return Answer(Answered.NOT_NOW)
    if given.status == 200:
        return Answer(Answered.DONE, body["status"], body["assigned_to"] and body["assigned_to"]["name"])
    if given.status != 409:
        return Answer(Answered.NOT_ALLOWED)
    status, holder = body["current"]["status"], body["current"]["assigned_to"]
    has_it = holder is not None and UUID(holder["id"]) == by
    is_theirs = action is Action.ACKNOWLEDGE and status != "resolved" and has_it
    outcome = Answered.THEIRS_ALREADY if is_theirs else Answered.NOT_POSSIBLE
    return Answer(outcome, status, holder and holder["name"])
