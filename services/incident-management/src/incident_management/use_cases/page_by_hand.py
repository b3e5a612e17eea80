"""Pages that a person asks for, outside the policy: whoever has the incident, and whatever its escalation does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incident_management.domain import messages, timeline
from incident_management.domain.incident import Person
from incident_management.domain.recipients import asked_id
from incident_management.store import escalations, history, pages
from incident_management.use_cases.people import Actor


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody to page. as_what: what for; the same for the same person is one page. reason: for the timeline."""

    person: Person
    as_what: str
    message: messages.Message
    reason: str


def page_by_hand(session: Session, incident_id: UUID, asked: Sequence[Asked], *, by: Actor, now: datetime) -> None:
    """Page these, and tell it. Who was paged for the same before is not paged again.

    They belong to the escalation as it is: what ends it ends what their own rules would still send.
    """
    episode = escalations.episode_of(session, incident_id)
    new = [
        pages.NewPage(
            id=asked_id(incident_id, one.person, as_what=one.as_what),
            kind="page",
            episode=episode,
            cycle=None,
            step=None,
            recipient=one.person,
            subject=one.message.subject,
            message=one.message.text,
        )
        for one in asked
    ]
    added = set(pages.add(session, incident_id, new, at=now))
    told = [
        timeline.asked(page.id, one.person, reason=one.reason)
        for page, one in zip(new, asked, strict=True)
        if page.id in added
    ]
    history.append(session, incident_id, *told, by=by.name, at=now)
