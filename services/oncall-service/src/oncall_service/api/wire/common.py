"""Types that many requests and answers share."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from platform_kit.instants import WrittenInstant
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from oncall_service.domain.people import email_address

# Schedules are computed from wall clocks: outside these years nobody asks, and arithmetic would leave the calendar.
EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def _on_one_line(text: str) -> str:
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text):
        raise ValueError("must not contain control characters")
    return text


def _in_utc(at: datetime) -> datetime:
    if not EARLIEST <= at <= LATEST:
        raise ValueError("must lie between the years 1990 and 2200")
    return at.astimezone(UTC)


Line = Annotated[str, AfterValidator(_on_one_line)]
Name = Annotated[Line, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Email = Annotated[str, StringConstraints(max_length=320), AfterValidator(email_address)]
Instant = Annotated[WrittenInstant, AfterValidator(_in_utc)]
Utc = Annotated[datetime, AfterValidator(lambda at: at.astimezone(UTC))]
Reference = Annotated[Name, Field(description="A name or an id.")]
PersonReference = Annotated[Name, Field(description="An e-mail address or an id.")]


class Body(BaseModel):
    """A request: what it does not know it refuses, so that a typing error is not silently ignored."""

    model_config = ConfigDict(extra="forbid")


class Answer(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class PersonOut(Answer):
    id: UUID
    name: str = Field(examples=["Ana Ferreira"])
    email: str = Field(examples=["ana@example.com"])
