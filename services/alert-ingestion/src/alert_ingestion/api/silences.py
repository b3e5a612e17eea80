"""Silences: alerts that match page nobody for a while."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from platform_kit.callers import Caller
from platform_kit.database import DbSession
from platform_kit.instants import WrittenInstant
from platform_kit.paging import DEFAULT_LIMIT, CursorText, Limit, Page, decode_cursor, encode_cursor
from platform_kit.problems import Problem, problems
from platform_kit.routes import guarded_router, needs
from platform_kit.text import StorableText
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from sqlalchemy import Row

from alert_ingestion import use_cases
from alert_ingestion.api.dependencies import Now
from alert_ingestion.domain.matchers import BadMatcher
from alert_ingestion.patterns import compiled, mean_everything
from alert_ingestion.store import silences as store

router = guarded_router(prefix="/api/v1/silences", tags=["silences"])

LONGEST = timedelta(days=366)
NO_SUCH = "There is no silence with this id."


def _usable(text: str) -> str:
    try:
        compiled([text])
    except BadMatcher as error:
        raise ValueError(str(error)) from None
    return text


MatcherText = Annotated[StorableText, Field(min_length=1, max_length=2000), AfterValidator(_usable)]


def _selective(texts: list[str]) -> list[str]:
    if mean_everything(texts):
        raise ValueError("must have one that an alert without labels does not match: these would match everything")
    return texts


Matchers = Annotated[list[MatcherText], Field(min_length=1, max_length=20), AfterValidator(_selective)]


class SilenceIn(BaseModel):
    """Which alerts page nobody, why, and until when."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "matchers": ['service="checkout-api"', 'region=~"eu-.*"'],
                    "reason": "The provider repairs a line",
                    "ends_at": "2026-03-02T18:00:00Z",
                }
            ]
        },
    )

    matchers: Matchers = Field(description="All must match: a label or service, severity, source, message.")
    reason: Annotated[StorableText, Field(min_length=1, max_length=1000)]
    starts_at: WrittenInstant | None = Field(default=None, description="null: now.")
    ends_at: WrittenInstant


class SilenceOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    matchers: list[str]
    reason: str
    starts_at: datetime
    ends_at: datetime
    is_active: bool
    created_by: str
    created_at: datetime


def _out(row: Row[Any], now: datetime) -> SilenceOut:
    return SilenceOut(**row._mapping, is_active=row.starts_at <= now < row.ends_at)


@router.post("", operation_id="create_silence", status_code=201, responses=problems(422), **needs("respond"))
def create_silence(body: SilenceIn, session: DbSession, caller: Caller, now: Now) -> SilenceOut:
    """Silence alerts, also those that fire already. They are recorded, their incidents are marked, nobody is paged."""
    starts_at = max(body.starts_at or now, now)
    if not starts_at < body.ends_at <= starts_at + LONGEST:
        errors = [{"field": "ends_at", "message": "must be to come, after starts_at, and within 366 days of it"}]
        raise Problem(422, "The silence has no usable end. See errors.", errors=errors)
    row = use_cases.silence(
        session,
        matchers=body.matchers,
        reason=body.reason,
        starts_at=starts_at,
        ends_at=body.ends_at,
        by=caller.actor,
        now=now,
    )
    return _out(row, now)


@router.get("", operation_id="list_silences", responses=problems(422), **needs("read"))
def list_silences(
    session: DbSession,
    now: Now,
    active: Annotated[bool, Query(description="Only those that have not ended.")] = False,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Page[SilenceOut]:
    """List silences, newest first."""
    found = store.newest(session, ends_after=now if active else None, after=decode_cursor(cursor), limit=limit + 1)
    page = found[:limit]
    following = encode_cursor(page[-1].created_at, page[-1].id) if len(found) > limit else None
    return Page(items=[_out(row, now) for row in page], next_cursor=following)


@router.get("/{silence_id}", operation_id="get_silence", responses=problems(404, 422), **needs("read"))
def get_silence(silence_id: UUID, session: DbSession, now: Now) -> SilenceOut:
    """Show one silence."""
    row = store.get(session, silence_id)
    if row is None:
        raise Problem(404, NO_SUCH)
    return _out(row, now)


@router.delete(
    "/{silence_id}", operation_id="end_silence", status_code=204, responses=problems(404, 422), **needs("respond")
)
def end_silence(silence_id: UUID, session: DbSession, now: Now) -> None:
    """End a silence now. What still fires pages at once. Twice is once."""
    if not store.end(session, silence_id, now):
        raise Problem(404, NO_SUCH)
