"""Whom a page goes to, and the identity that is the same in every attempt to make it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID, uuid5

from incident_management.domain.incident import Person, Status

PAGES = UUID("6c0e1f0e-6f4b-5d0c-9c63-1a5f3f7b2d10")  # the name space of page ids; changing it pages everybody again


@dataclass(frozen=True, slots=True)
class Channel:
    """A place rather than a person: a chat room, a webhook."""

    channel: str
    recipient: str


Recipient: TypeAlias = Person | Channel


def key_of(recipient: Recipient) -> str:
    """Equal for two recipients that are the same person or place."""
    if isinstance(recipient, Person):
        return f"user:{recipient.id}"
    return f"channel:{recipient.channel}:{recipient.recipient}"


def as_wire(recipient: Recipient) -> dict[str, Any]:
    """The recipient as notification-service, the timeline and the table of pages hold it."""
    if isinstance(recipient, Person):
        return {"id": str(recipient.id), "name": recipient.name, "email": recipient.email}
    return {"channel": recipient.channel, "recipient": recipient.recipient}


def from_wire(wire: dict[str, Any]) -> Recipient:
    """The opposite of `as_wire`."""
    if "id" in wire:
        return Person(UUID(wire["id"]), wire["name"], wire["email"])
    return Channel(wire["channel"], wire["recipient"])


def page_id(incident_id: UUID, episode: int, cycle: int, step: int, recipient: Recipient) -> UUID:
    """The id of the page to this recipient at this step: whoever makes it, and however often."""
    return uuid5(PAGES, f"{incident_id}|{episode}|{cycle}|{step}|page|{key_of(recipient)}")


def asked_id(incident_id: UUID, person: Person, *, as_what: str) -> UUID:
    """The id of the page that somebody asks for by hand; as_what: what it is for, once each."""
    return uuid5(PAGES, f"{incident_id}|{as_what}|asked|{key_of(person)}")


def update_id(incident_id: UUID, episode: int, status: Status, recipient: Recipient) -> UUID:
    """The id of the message that tells this recipient about a change to `status`."""
    return uuid5(PAGES, f"{incident_id}|{episode}|{status}|update|{key_of(recipient)}")


def stop_id(incident_id: UUID, episode: int, *, is_late: bool) -> UUID:
    """The id of the word that nobody is to be woken for this episode any more; is_late: said again, behind pages that
    were on their way."""
    return uuid5(PAGES, f"{incident_id}|{episode}|stop|{'late' if is_late else 'now'}")
