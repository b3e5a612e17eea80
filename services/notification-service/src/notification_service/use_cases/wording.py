"""What a page says: the words that incident-management gave, or a template's."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from notification_service.domain.errors import TeamUnknown, TemplateNotFound, TemplateRefused
from notification_service.metrics import TEMPLATE_FAILURES
from notification_service.store import templates
from notification_service.templating import BadTemplate, rendered

log = logging.getLogger(__name__)

Words = tuple[str, str]
"""Subject and message."""

# A drill says so first thing, whatever a team has made of its pages.
DRILL = "THIS IS A DRILL: nothing is broken."

SAMPLE_INCIDENT: Mapping[str, Any] = {
    "id": "01990b7e-6f4e-7b1a-8c55-0d7f6a1b2c3d",
    "title": "error rate above 5 %",
    "service": "checkout-api",
    "severity": "critical",
    "status": "open",
    "team": "payments",
    "alert_count": 3,
    "created_at": "2026-03-02T14:02:05+00:00",
}
SAMPLE_WORDS: Words = (
    "[critical] checkout-api: error rate above 5 %",
    "checkout-api: error rate above 5 %\n\nSeverity: critical",
)


def facts_of(
    incident: Mapping[str, Any], words: Words, *, kind: str, person: str | None, step: int | None, cycle: int | None
) -> dict[str, Any]:
    """What a template can name. subject, message: the built-in words."""
    return {
        "incident": dict(incident),
        "subject": words[0],
        "message": words[1],
        "kind": kind,
        "person": person,
        "step": step,
        "cycle": cycle,
    }


class Wordings:
    """The templates as they were when they were read, and which of them failed since."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._templates = {(row.team, row.channel, row.kind): row for row in templates.all_of(session)}

    def words(self, channel: str, built_in: Words, facts: Mapping[str, Any], *, now: datetime) -> Words:
        """By the team's own template, else by that of every team. One that fails is told of; a page is never lost."""
        kind, team = facts["kind"], facts["incident"].get("team")
        row = self._templates.get((team, channel, kind)) or self._templates.get((None, channel, kind))
        if row is None or built_in[1].startswith(DRILL):
            return built_in
        try:
            return _rendered(row.subject, row.message, facts)
        except TemplateRefused as error:
            fields = {"template_id": str(row.id), "channel": channel, "error": str(error)}
            log.error("a template cannot be used, so the built-in words go out", extra=fields)
            TEMPLATE_FAILURES.labels(channel).inc()
            templates.note_failure(self._session, row.id, f"{error.field}: {error}", now=now)
            return built_in


def preview(session: Session, kind: str, subject: str, message: str, incident_id: UUID | None) -> Words:
    """What it would say about the newest page of this incident, None: about a sample. Raises TemplateRefused."""
    incident, words, person, step, cycle = SAMPLE_INCIDENT, SAMPLE_WORDS, "Ana", 1, 1
    if incident_id is not None:
        row = templates.latest_data(session, incident_id)
        if row is None or "incident" not in row.data:
            raise TemplateRefused("incident_id", "nobody was paged about such an incident")
        incident, words, step, cycle = row.data["incident"], (row.subject or "", row.message), row.step, row.cycle
        person = row.data.get("person", {}).get("name")
    return _rendered(subject, message, facts_of(incident, words, kind=kind, person=person, step=step, cycle=cycle))


def put(
    session: Session,
    *,
    team: str | None,
    channel: str,
    kind: str,
    subject: str,
    message: str,
    by: str,
    now: datetime,
) -> Row[Any]:
    """Keep a template that works with the sample. Raises TemplateRefused, TeamUnknown."""
    team_id = templates.team_called(session, team) if team is not None else None
    if team is not None and team_id is None:
        raise TeamUnknown
    preview(session, kind, subject, message, None)
    values = {"subject": subject, "message": message, "updated_by": by, "updated_at": now}
    id = templates.put(session, team_id, channel, kind, values)
    return next(row for row in templates.all_of(session) if row.id == id)


def remove(session: Session, id: UUID) -> None:
    """From then on the built-in words go out. Raises TemplateNotFound."""
    if not templates.remove(session, id):
        raise TemplateNotFound


def _rendered(subject: str, message: str, facts: Mapping[str, Any]) -> Words:
    made = []
    for field, source in (("subject", subject), ("message", message)):
        try:
            made.append(rendered(source, facts))
        except BadTemplate as error:
            raise TemplateRefused(field, str(error)) from error
    return " ".join(made[0].split()), made[1]
