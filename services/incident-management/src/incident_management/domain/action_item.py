"""What people want to do so that it does not happen again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from incident_management.domain.incident import Person


@dataclass(frozen=True, slots=True)
class ActionItem:
    """due_on: a day, in nobody's zone. done_by: whoever said that it is done, as timelines name them."""

    id: UUID
    incident_id: UUID
    title: str
    owner: Person | None
    due_on: date | None
    created_by: str
    created_at: datetime
    done_by: str | None
    done_at: datetime | None
