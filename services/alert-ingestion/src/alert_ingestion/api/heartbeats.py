"""Heartbeats: dead man's switches. A job reports by one POST; its silence opens an incident."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from platform_kit.callers import Caller
from platform_kit.database import DbSession
from platform_kit.paging import DEFAULT_LIMIT, CursorText, Limit, Page, decode_cursor, encode_cursor
from platform_kit.problems import Problem, problems
from platform_kit.routes import guarded_router, needs, open_to_all
from platform_kit.text import StorableText
from platform_kit.tokens import token_hash
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Row

from alert_ingestion.api import answers
from alert_ingestion.api.dependencies import AppIntake, Now
from alert_ingestion.api.wire import Identifier
from alert_ingestion.domain.alert import Severity
from alert_ingestion.domain.payload import SERVICE_LENGTH
from alert_ingestion.store import heartbeats as store
from alert_ingestion.store.keys import new_key

router = guarded_router(prefix="/api/v1/heartbeats", tags=["heartbeats"])

YEAR_S = 31_622_400
NO_SUCH = "There is no heartbeat with this id."


class HeartbeatIn(BaseModel):
    """What people decide about a heartbeat."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "name": "nightly backup",
                    "service": "billing-db",
                    "severity": "high",
                    "interval_seconds": 86400,
                    "grace_seconds": 1800,
                }
            ]
        },
    )

    name: Annotated[StorableText, Field(min_length=1, max_length=200)]
    service: Identifier = Field(min_length=1, max_length=SERVICE_LENGTH)
    severity: Severity = Severity.HIGH
    interval_seconds: float = Field(ge=1, le=YEAR_S, description="Between two beats.")
    grace_seconds: float = Field(default=60, ge=0, le=YEAR_S, description="How much later a beat may be.")
    is_enabled: bool = Field(default=True, strict=True)

    def settings(self) -> store.Settings:
        return store.Settings(**{name: getattr(self, name) for name in HeartbeatIn.model_fields})


class HeartbeatOut(BaseModel):
    """A heartbeat, without its key."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    service: str
    severity: Severity
    interval_seconds: float
    grace_seconds: float
    is_enabled: bool
    key_prefix: str = Field(description="The first characters of its key, to tell it from others.")
    last_beat_at: datetime | None
    due_at: datetime = Field(description="Without a beat before, it is overdue from this instant on.")
    is_overdue: bool
    created_by: str
    created_at: datetime


class NewHeartbeatOut(HeartbeatOut):
    key: str = Field(description="Shown this once; only its hash is kept.")
    path: str = Field(description="Where the job sends its POST.", examples=["/api/v1/heartbeats/ock_…"])


class BeatKey(BaseModel):
    key: str = Field(description="Shown this once; only its hash is kept.")
    path: str = Field(description="Where the job sends its POST.", examples=["/api/v1/heartbeats/ock_…"])


class Beat(BaseModel):
    """The beat is kept."""

    due_at: datetime = Field(description="Without another beat before, it is overdue from this instant on.")


def _out(row: Row[Any], now: datetime) -> HeartbeatOut:
    return HeartbeatOut(**row._mapping, is_overdue=row.is_enabled and row.due_at <= now)


def _path(key: str) -> str:
    return f"/api/v1/heartbeats/{key}"


@router.post("", operation_id="create_heartbeat", status_code=201, responses=problems(409, 422), **needs("admin"))
def create_heartbeat(body: HeartbeatIn, session: DbSession, caller: Caller, now: Now) -> NewHeartbeatOut:
    """Make a heartbeat. Its first beat is expected from now on. The answer is the only place where its key is shown."""
    key, kept = new_key()
    row = store.add(session, body.settings(), kept, by=caller.actor, now=now)
    return NewHeartbeatOut(**_out(row, now).model_dump(), key=key, path=_path(key))


@router.get("", operation_id="list_heartbeats", responses=problems(422), **needs("read"))
def list_heartbeats(
    session: DbSession, now: Now, limit: Limit = DEFAULT_LIMIT, cursor: CursorText = None
) -> Page[HeartbeatOut]:
    """List heartbeats, newest first."""
    found = store.newest(session, after=decode_cursor(cursor), limit=limit + 1)
    page = found[:limit]
    following = encode_cursor(page[-1].created_at, page[-1].id) if len(found) > limit else None
    return Page(items=[_out(row, now) for row in page], next_cursor=following)


@router.get("/{heartbeat_id}", operation_id="get_heartbeat", responses=problems(404, 422), **needs("read"))
def get_heartbeat(heartbeat_id: UUID, session: DbSession, now: Now) -> HeartbeatOut:
    """Show one heartbeat."""
    return _out(_found(store.get(session, heartbeat_id)), now)


@router.put("/{heartbeat_id}", operation_id="change_heartbeat", responses=problems(404, 409, 422), **needs("admin"))
def change_heartbeat(heartbeat_id: UUID, body: HeartbeatIn, session: DbSession, now: Now) -> HeartbeatOut:
    """Replace a heartbeat's settings. The next beat is expected from now on, unless one is overdue; its key stays."""
    return _out(_found(store.change(session, heartbeat_id, body.settings(), now=now)), now)


@router.delete(
    "/{heartbeat_id}", operation_id="delete_heartbeat", status_code=204, responses=problems(404, 422), **needs("admin")
)
def delete_heartbeat(heartbeat_id: UUID, session: DbSession, intake: AppIntake) -> None:
    """Remove a heartbeat. If it is overdue, its alert ends."""
    heartbeat, is_told_overdue = _found(store.remove(session, heartbeat_id))
    if is_told_overdue:
        intake.take_from_thread([heartbeat.returned()], None, answers.single)


@router.post(
    "/{heartbeat_id}/key",
    operation_id="change_heartbeat_key",
    status_code=201,
    responses=problems(404, 422),
    **needs("admin"),
)
def change_heartbeat_key(heartbeat_id: UUID, session: DbSession) -> BeatKey:
    """Give a heartbeat another key. Beats with the old one are refused from now on."""
    key, kept = new_key()
    if not store.change_key(session, heartbeat_id, kept):
        raise Problem(404, NO_SUCH)
    return BeatKey(key=key, path=_path(key))


@router.post(
    "/{key}",
    operation_id="post_beat",
    responses=problems(404, 503),
    **open_to_all("The key in the address is the secret: jobs report by one plain POST."),
)
def post_beat(key: str, session: DbSession, now: Now) -> Beat:
    """Report that the job is alive. If it was overdue, its alert ends."""
    due_at = store.beat(session, token_hash(key), now)
    if due_at is None:
        raise Problem(404, "There is no heartbeat with this key.")
    return Beat(due_at=due_at)


def _found(found: Any) -> Any:
    if found is None:
        raise Problem(404, NO_SUCH)
    return found
