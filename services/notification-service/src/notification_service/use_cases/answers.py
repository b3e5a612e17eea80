"""Answers to pages: whoever was paged says that they have it, without signing in."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
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

AT_ONCE = 8


class Answered(Enum):
    """What became of an answer. Of several incidents the first of these that holds for one of them."""

    NOT_NOW = auto()  # incident-management or oncall-service does not answer
    TAKEN = auto()  # the incident is theirs now
    THEIRS_ALREADY = auto()
    TAKEN_BY_ANOTHER = auto()  # or resolved: nothing changed
    NOT_ALLOWED = auto()  # the person may not answer any more, or the incident is gone


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an answer. status, holder: of the incident now, where it is known; holder is a name."""

    outcome: Answered
    status: str | None = None
    holder: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a link is about. row: the page to a person, or the bundle of pages. pages: one for each incident."""

    row: Row[Any]
    pages: Sequence[Row[Any]]


def page_behind(sessions: Sessions, links: Links, token: str, *, now: datetime) -> Asked:
    """What a link belongs to. Raises LinkForged, LinkExpired."""
    id = notification_of(links.secret, token, now=now)
    with sessions() as session:
        row = notifications.get(session, id)
        if row is None or row.kind != Kind.PAGE or row.user_id is None:
            raise LinkForged
        carried = notifications.in_bundle(session, id) if row.is_bundle else [row]
    pages = {page.incident_id: page for page in carried if page.incident_id is not None}
    if not pages:
        raise LinkForged
    return Asked(row, list(pages.values()))


def acknowledge_all(asked: Asked, incidents: IncidentManagement) -> list[Answer]:
    """Acknowledge each incident, in the order given. Twice is as good as once."""
    with ThreadPoolExecutor(min(AT_ONCE, len(asked.pages)), "answers") as threads:
        return list(threads.map(lambda page: acknowledge(page, incidents), asked.pages))


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


def outcome_of(answers: Sequence[Answer]) -> Answered:
    """The one word for all of these, of which there is at least one."""
    return min((answer.outcome for answer in answers), key=lambda outcome: outcome.value)
