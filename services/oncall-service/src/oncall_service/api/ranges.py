"""A range of time in a query: `from` and `to`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Depends, Query

from oncall_service.api.dependencies import Now
from oncall_service.api.wire.common import Instant
from oncall_service.domain.errors import Unusable
from oncall_service.domain.spans import Span

AHEAD = timedelta(days=28)
BACK = timedelta(days=90)
LONGEST = timedelta(days=2 * 366)

From = Annotated[Instant | None, Query(alias="from", description="An instant; now where none is given.")]
To = Annotated[Instant | None, Query(alias="to", description="An instant; 28 days after `from` where none is given.")]

PastFrom = Annotated[Instant | None, Query(alias="from", description="An instant; 90 days before `to` where none.")]
PastTo = Annotated[Instant | None, Query(alias="to", description="An instant; now where none is given.")]


def _span(starts_at: datetime, ends_at: datetime) -> Span:
    if ends_at <= starts_at:
        raise Unusable("to", "must be after from")
    if ends_at - starts_at > LONGEST:
        raise Unusable("to", "must be at most two years after from")
    return Span(starts_at, ends_at)


def _asked_range(now: Now, starts_at: From = None, ends_at: To = None) -> Span:
    starts_at = starts_at or now
    return _span(starts_at, ends_at or starts_at + AHEAD)


def _optional_range(now: Now, starts_at: From = None, ends_at: To = None) -> Span | None:
    return None if starts_at is None and ends_at is None else _asked_range(now, starts_at, ends_at)


def _past_range(now: Now, starts_at: PastFrom = None, ends_at: PastTo = None) -> Span:
    ends_at = ends_at or now
    return _span(starts_at or ends_at - BACK, ends_at)


PastRange = Annotated[Span, Depends(_past_range)]
AskedRange = Annotated[Span, Depends(_asked_range)]
OptionalRange = Annotated[Span | None, Depends(_optional_range)]
