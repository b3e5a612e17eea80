"""From rows to the domain's words."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from notification_service.domain.answer_link import Links
from notification_service.domain.notification import PRIVATE_TEXT, REPLY_NUMBER, Incident, Kind, Message


def message_of(row: Row[Any], links: Links) -> Message:
    """What a channel is asked to carry for this notification. Raises on a row whose data is not ours."""
    incident = Incident.from_data(row.data)
    is_answered = row.kind == Kind.PAGE and row.user_id is not None
    return Message(
        id=row.id,
        kind=Kind(row.kind),
        recipient=row.recipient,
        subject=row.subject,
        text=row.data.get(PRIVATE_TEXT, row.message),
        step=row.step,
        cycle=row.cycle,
        created_at=row.created_at,
        incident_id=row.incident_id,
        incident=incident,
        incident_url=links.incident(row.incident_id) if row.incident_id else None,
        answer_url=links.answer(row.id, row.planned_at or row.created_at) if is_answered else None,
        user_id=row.user_id,
        reply_number=row.data.get(REPLY_NUMBER) if is_answered else None,
    )
