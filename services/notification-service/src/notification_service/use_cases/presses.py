"""Buttons that are pressed in Slack: who presses is known by their contact method there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from platform_kit.database import Sessions

from notification_service.channels.slack import payload
from notification_service.channels.slack.interaction import Press
from notification_service.clients.incident_management import IncidentManagement
from notification_service.domain.answer_link import Links
from notification_service.domain.answers import Action, Answered, sentence
from notification_service.domain.notification import ChannelKind
from notification_service.store import contacts, notifications
from notification_service.store.rows import message_of
from notification_service.use_cases import answers

STRANGER = (
    "Nothing has changed: nobody here has your Slack account. Add the contact method slack with the address {user} in "
    "your profile, enter the code that is sent to you, and press again."
)
SHARED = (
    "Nothing has changed: your Slack account is a contact method of several people here. Leave it with one of them."
)
GONE = "Nothing has changed: this message is too old. Open the incident."


@dataclass(frozen=True, slots=True)
class Told:
    """What Slack is asked to show: to whoever pressed, and in place of the message where that has changed."""

    to_presser: str
    message: dict[str, Any] | None = None


def press(sessions: Sessions, incidents: IncidentManagement, links: Links, pressed: Press) -> Told:
    """Do what a button says, as the person whose Slack account it is."""
    with sessions() as session:
        people = contacts.people_at(session, (ChannelKind.SLACK,), pressed.user)
        row = notifications.get(session, pressed.notification_id)
    if not people:
        return Told(STRANGER.format(user=pressed.user))
    if len(people) > 1:
        return Told(SHARED)
    if row is None or row.channel != ChannelKind.SLACK or row.incident_id is None:
        return Told(GONE)
    answer = answers.answer(row.incident_id, pressed.action, incidents, by=people.pop())
    words = sentence(pressed.action, answer)
    if answer.outcome is not Answered.DONE or pressed.action is Action.ESCALATE:
        return Told(words)
    page = message_of(row, links)
    incident = page.incident and replace(page.incident, status=answer.status or page.incident.status)
    verb = "acknowledged" if pressed.action is Action.ACKNOWLEDGE else "resolved"
    change = f"{answer.holder} {verb} it." if answer.holder else f"It is {verb}."
    return Told(words, payload.updated(replace(page, incident=incident), change))
