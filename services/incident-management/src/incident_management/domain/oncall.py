"""Who is on call, as oncall-service answered it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from incident_management.domain.incident import Person
from incident_management.domain.recipients import Channel, Recipient, key_of


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody to page. via: by which schedule, team or rule, in on-call's words; None where it says nothing."""

    recipient: Recipient
    via: str | None = None


def chosen_in(answer: Mapping[str, Any]) -> tuple[Chosen, ...]:
    """Whom an answer names, people before places, each once.

    Raises ValueError when it is not an answer as docs/architecture.md describes it.
    """
    try:
        found = [
            Chosen(Person(UUID(person["id"]), str(person["name"]), str(person["email"])), person.get("via"))
            for person in answer.get("people", ())
        ]
        found += [Chosen(Channel(place["channel"], place["recipient"])) for place in answer.get("channels", ())]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not an answer of the on-call service: {error!r}") from error
    unique: dict[str, Chosen] = {}
    for chosen in found:
        unique.setdefault(key_of(chosen.recipient), chosen)
    return tuple(unique.values())


def wait_until_in(answer: Mapping[str, Any]) -> datetime | None:
    """When the hours of support begin for which the page may wait; None: it goes out at once.

    Raises ValueError when it is not an answer as docs/architecture.md describes it.
    """
    told = answer.get("wait_until")
    return datetime.fromisoformat(told) if told else None
