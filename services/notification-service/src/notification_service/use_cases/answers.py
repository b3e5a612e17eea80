"""Answers to pages: whoever was paged says that they have it, without signing in."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
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

AT_ONCE = 8


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


def outcome_of(answers: Sequence[Answer]) -> Answered:
    """The one word for all of these, of which there is at least one."""
    return first_of(answers).outcome


def first_of(answers: Sequence[Answer]) -> Answer:
    """The answer that tells the most about all of these, of which there is at least one."""
    return min(answers, key=lambda answer: answer.outcome.value)
