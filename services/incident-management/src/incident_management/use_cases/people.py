"""Who does something, as the timeline names them."""

from __future__ import annotations

from dataclasses import dataclass

from incident_management.domain.incident import Person
from incident_management.domain.timeline import SYSTEM


@dataclass(frozen=True, slots=True)
class Actor:
    """name: a user's e-mail, a key's name or `system`. person: set when a user acts for themselves."""

    name: str
    person: Person | None = None


THE_SYSTEM = Actor(SYSTEM)
