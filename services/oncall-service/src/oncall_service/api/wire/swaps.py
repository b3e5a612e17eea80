"""Swaps of shifts on the wire."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from platform_kit.text import StorableText
from pydantic import ConfigDict, Field, StringConstraints, model_validator

from oncall_service.api.wire.common import Answer, Body, Instant, PersonOut, PersonReference, Utc
from oncall_service.api.wire.schedules import HoursOut
from oncall_service.domain.overrides import Role
from oncall_service.domain.spans import Span
from oncall_service.domain.swaps import Swap, SwapStatus

Note = Annotated[StorableText, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class HoursIn(Body):
    start: Instant
    end: Instant

    @model_validator(mode="after")
    def _in_order(self) -> HoursIn:
        if self.end <= self.start:
            raise ValueError("end must be after start")
        return self

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class SwapIn(HoursIn):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "asked_of": "ben@example.com",
                    "start": "2026-03-02T15:00:00Z",
                    "end": "2026-03-09T14:00:00Z",
                    "in_return": {"start": "2026-03-09T14:00:00Z", "end": "2026-03-16T14:00:00Z"},
                    "note": "Away that week.",
                }
            ]
        }
    )

    asked_of: PersonReference
    asked_by: PersonReference | None = Field(
        default=None, description="Who gives the hours away: the caller where none is named."
    )
    role: Role = Role.PRIMARY
    in_return: HoursIn | None = Field(default=None, description="Hours of the other person that are taken in return.")
    note: Note | None = None


class SwapOut(Answer):
    id: UUID
    schedule_id: UUID
    role: Role
    asked_by: PersonOut
    asked_of: PersonOut
    start: Utc
    end: Utc
    in_return: HoursOut | None
    note: str | None
    status: SwapStatus
    created_at: Utc
    answered_at: Utc | None

    @classmethod
    def of(cls, swap: Swap) -> SwapOut:
        back = swap.in_return
        return cls(
            id=swap.id,
            schedule_id=swap.schedule_id,
            role=swap.role,
            asked_by=PersonOut.model_validate(swap.asked_by),
            asked_of=PersonOut.model_validate(swap.asked_of),
            start=swap.period.starts_at,
            end=swap.period.ends_at,
            in_return=HoursOut(start=back.starts_at, end=back.ends_at) if back else None,
            note=swap.note,
            status=swap.status,
            created_at=swap.created_at,
            answered_at=swap.answered_at,
        )
