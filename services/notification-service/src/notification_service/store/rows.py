"""From rows to the domain's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from notification_service.domain.answer_link import Links
from notification_service.domain.bundle import Carried, words_of
from notification_service.domain.notification import PRIVATE_TEXT, REPLY_NUMBER, Incident, Kind, Message


def message_of(row: Row[Any], links: Links, carried: Sequence[Row[Any]] = ()) -> Message:
    """What a channel is asked to carry for this notification. Raises on a row whose data is not ours.

    carried: what is in it, where it is a bundle; at least one then.
    """
    incident = Incident.from_data(row.data)
    is_answered = row.kind == Kind.PAGE and row.user_id is not None
    incident_url = links.incident(row.incident_id) if row.incident_id else None
    subject, text = row.subject, row.data.get(PRIVATE_TEXT, row.message)
    most_severe = None
    if row.is_bundle:
        incident_url = links.incidents()
        words = words_of(Kind(row.kind), [_carried(one, links) for one in carried], all_url=incident_url)
        subject, text, most_severe = words.subject, words.text, words.severity
    return Message(
        id=row.id,
        kind=Kind(row.kind),
        recipient=row.recipient,
        subject=subject,
        text=text,
        step=row.step,
        cycle=row.cycle,
        created_at=row.created_at,
        incident_id=row.incident_id,
        incident=incident,
        incident_url=incident_url,
        answer_url=links.answer(row.id, row.planned_at or row.created_at) if is_answered else None,
        user_id=row.user_id,
        reply_number=row.data.get(REPLY_NUMBER) if is_answered else None,
        most_severe=most_severe,
    )


def _carried(row: Row[Any], links: Links) -> Carried:
    """Also of a row whose data is not ours: one that cannot be read does not silence the others."""
    incident = row.data.get("incident")
    severity = str(incident.get("severity")) if isinstance(incident, dict) else ""
    subject = " ".join((row.subject or row.message).split())
    return Carried(row.incident_id, row.topic, subject, links.incident(row.incident_id), severity)
