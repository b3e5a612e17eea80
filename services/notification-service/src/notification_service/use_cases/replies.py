"""Answers by text message: who writes is known by their number, what they mean by the incident's."""

from __future__ import annotations

from platform_kit.database import Sessions

from notification_service.clients.incident_management import IncidentManagement
from notification_service.domain.answers import reply_of, sentence
from notification_service.domain.notification import ChannelKind
from notification_service.store import contacts, notifications, reply_numbers
from notification_service.use_cases import answers

HOW = (
    "Reply ack and the six figures in the message to take an incident, or resolve and the figures. Nothing has changed."
)
STRANGER = "This telephone number is nobody's here. Verify it in your profile first. Nothing has changed."
SHARED = "This telephone number is several people's here. Answer by the link in the message. Nothing has changed."


def reply(sessions: Sessions, incidents: IncidentManagement, sender: str, words: str) -> str:
    """Do what a text message asks, as its sender; returns what to text back.

    Only those are answered for whom the incident was paged: the sender of a text message can be forged, and so it
    takes the number that was sent to them.
    """
    with sessions() as session:
        people = contacts.people_at(session, (ChannelKind.SMS, ChannelKind.VOICE), sender)
        if not people:
            return STRANGER
        asked = reply_of(words)
        if asked is None:
            return HOW
        incident_id = reply_numbers.incident_called(session, asked.number)
        paged = notifications.people_paged(session, incident_id, people) if incident_id else set()
    if incident_id is None or not paged:
        return f"You were paged about no incident {asked.number}. Nothing has changed."
    if len(paged) > 1:
        return SHARED
    answer = answers.answer(incident_id, asked.action, incidents, by=paged.pop())
    return f"{asked.number}: {sentence(asked.action, answer)}"
