"""Answers to pages: whoever was paged says that they have it, without signing in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any
from uuid import UUID

from platform_kit.database import Sessions
from platform_kit.http_client import CallFailed
from sqlalchemy import Row

from notification_service.clients.incident_management import IncidentManagement
from notification_service.domain.answer_link import LinkForged, Links, notification_of
from notification_service.domain.notification import Kind
from notification_service.store import notifications


class Answered(Enum):
    TAKEN = auto()  # the incident is theirs now
    THEIRS_ALREADY = auto()
    TAKEN_BY_ANOTHER = auto()  # or resolved: nothing changed
    NOT_ALLOWED = auto()  # the person may not answer any more, or the incident is gone
    NOT_NOW = auto()  # incident-management or oncall-service does not answer


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an answer. status, holder: of the incident now, where it is known; holder is a name."""

    outcome: Answered
    status: str | None = None
    holder: str | None = None


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
    try:
        answer = incidents.acknowledge(row.incident_id, by=row.user_id)
        body = answer.json() if answer.status in (200, 409) else {}
    except CallFailed:
        return Answer(Answered.NOT_NOW)
    if answer.status == 200:
        return Answer(Answered.TAKEN, body["status"], body["assigned_to"] and body["assigned_to"]["name"])
    if answer.status != 409:
        return Answer(Answered.NOT_ALLOWED)
    status, holder = body["current"]["status"], body["current"]["assigned_to"]
    is_theirs = status != "resolved" and holder is not None and UUID(holder["id"]) == row.user_id
    outcome = Answered.THEIRS_ALREADY if is_theirs else Answered.TAKEN_BY_ANOTHER
    return Answer(outcome, status, holder and holder["name"])
