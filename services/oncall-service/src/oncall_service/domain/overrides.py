"""Exceptions from a schedule: for some hours another person, one more, or one fewer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from oncall_service.domain.people import Person
from oncall_service.domain.spans import Span


class Role(StrEnum):
    """Whom a page goes to first, and who stands behind."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class OverrideKind(StrEnum):
    """replace: this person instead of whoever it is. add: this person as well. remove: not this person."""

    REPLACE = "replace"
    ADD = "add"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Override:
    """What decides who is on call."""

    user: UUID
    span: Span
    role: Role = Role.PRIMARY
    kind: OverrideKind = OverrideKind.REPLACE


@dataclass(frozen=True, slots=True)
class OverrideEntry:
    """An override with what people want to know about it."""

    id: UUID
    schedule_id: UUID
    person: Person
    override: Override
    created_by: str
    created_at: datetime
