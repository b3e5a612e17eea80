"""Private links to calendars: what a calendar program reads, which cannot sign in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Path, Request, Response
from platform_kit.acting import Acting, act_for
from platform_kit.callers import Caller
from platform_kit.database import DbSession, Sessions
from platform_kit.paging import Page
from platform_kit.problems import problems
from platform_kit.routes import guarded_router, needs, open_to_all
from platform_kit.tokens import new_token, token_hash
from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from oncall_service.api.dependencies import AppSettings, AskedPage, Now
from oncall_service.api.schedules import CALENDAR, FEED_AHEAD, FEED_BACK
from oncall_service.api.wire.common import Answer, Body, Name, Utc
from oncall_service.calendars.export import calendar_of, calendar_of_person
from oncall_service.domain.errors import NotFound, Unusable
from oncall_service.domain.overrides import Role
from oncall_service.domain.spans import Span
from oncall_service.store import calendar_links as store
from oncall_service.store import users
from oncall_service.use_cases import on_call, schedules

router = guarded_router(tags=["calendars"])

LINK_PREFIX = "occ_"
FEED_LASTS = timedelta(minutes=5)  # how long a reader may keep the answer
_A_LINK: JsonDict = {
    "id": "0198c0de-0000-7000-8000-00000000000d",
    "schedule_id": None,
    "name": "my telephone",
    "created_at": "2026-03-02T09:00:00Z",
    "last_used_at": None,
}


class CalendarLinkIn(Body):
    """Without a schedule: the caller's own shifts, over all schedules."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "my telephone"}]})

    name: Name = Field(description="What reads it, to know later which link to revoke.")
    schedule_id: UUID | None = None


class CalendarLinkOut(Answer):
    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [_A_LINK]})

    id: UUID
    schedule_id: UUID | None = Field(description="null: the shifts of its owner.")
    name: str
    created_at: Utc
    last_used_at: Utc | None = Field(description="To the minute.")


class NewCalendarLinkOut(CalendarLinkOut):
    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [_A_LINK | {"url": "https://oncall.example.com/api/v1/calendars/occ_not-a-real-one.ics"}]
        },
    )

    url: str = Field(description="Whoever has it can read the calendar. Shown this once.")


@router.post(
    "/api/v1/calendar-links",
    **needs("read"),
    operation_id="create_calendar_link",
    status_code=201,
    responses=problems(404, 422),
)
def create_calendar_link(
    body: CalendarLinkIn, session: DbSession, caller: Caller, settings: AppSettings
) -> NewCalendarLinkOut:
    """Make a link for a calendar program: to a schedule, or to the caller's own shifts. The answer alone shows it."""
    owner_id = _person(caller)
    if body.schedule_id is not None:
        schedules.get_schedule(session, body.schedule_id)
    token = new_token(LINK_PREFIX)
    made = store.add(
        session, owner_id=owner_id, schedule_id=body.schedule_id, name=body.name, token_hash=token_hash(token)
    )
    url = f"{str(settings.public_url).rstrip('/')}/api/v1/calendars/{token}.ics"
    return NewCalendarLinkOut(**CalendarLinkOut.model_validate(made).model_dump(), url=url)


@router.get("/api/v1/calendar-links", **needs("read"), operation_id="list_calendar_links", responses=problems(422))
def list_calendar_links(session: DbSession, caller: Caller, asked: AskedPage) -> Page[CalendarLinkOut]:
    """The caller's own, newest first, without their addresses; revoked ones are gone."""
    found = store.page(session, UUID(caller.id), asked)
    return Page(items=[CalendarLinkOut.model_validate(link) for link in found.items], next_cursor=found.next_cursor)


@router.delete(
    "/api/v1/calendar-links/{link_id}",
    **needs("read"),
    operation_id="revoke_calendar_link",
    status_code=204,
    responses=problems(404, 422),
)
def revoke_calendar_link(link_id: UUID, session: DbSession, caller: Caller) -> None:
    """From now on it reads nothing. One's own; an administrator revokes anybody's."""
    of = None if caller.may("admin") else UUID(caller.id)
    if not store.revoke(session, link_id, of=of):
        raise NotFound("There is no such link.")


@router.get(
    "/api/v1/calendars/{token}.ics",
    **open_to_all("calendar programs cannot sign in: the unguessable token in the address is the credential"),
    operation_id="read_calendar",
    response_class=Response,
    responses=CALENDAR | problems(404),
)
def read_calendar(
    token: Annotated[str, Path(max_length=200)], request: Request, now: Now, role: Role = Role.PRIMARY
) -> Response:
    """By a private link: shifts from 30 days ago to 180 days ahead, as its owner may see them now."""
    sessions: Sessions = request.app.state.sessions
    with sessions.begin() as session:
        holder = store.holder_of(session, token_hash(token))
    if holder is None:
        raise NotFound("There is no such calendar.")
    # The owner's eyes: a team that was made private since is hidden from this link as it is from them.
    act_for(
        Acting(
            "user",
            str(holder.owner_id),
            holder.owner,
            address=lambda: "",
            hidden_teams=holder.hidden_teams,
            changes=False,
        )
    )
    with sessions.begin() as session:
        document = _document(session, holder, role, now)
    headers = {"Cache-Control": f"private, max-age={int(FEED_LASTS.total_seconds())}"}
    return Response(document, media_type="text/calendar", headers=headers)


def _document(session: DbSession, holder: store.Holder, role: Role, now: datetime) -> bytes:
    within = Span(now - FEED_BACK, now + FEED_AHEAD)
    if holder.schedule_id is not None:
        schedule = schedules.get_schedule(session, holder.schedule_id)
        final, people = on_call.final(session, schedule, within, role)
        return calendar_of(schedule.name, schedule.id, [*final.items, *final.additions], people, now=now)
    owner = users.get(session, holder.owner_id)
    shifts = on_call.shifts_of(session, owner, within) if owner else []
    return calendar_of_person(((shift.schedule, shift.role, shift.turn) for shift in shifts), now=now)


def _person(caller: Caller) -> UUID:
    """The caller as a person. Raises Unusable: an API key has no shifts, and nobody would know whose link it was."""
    if caller.kind != "user":
        raise Unusable("Authorization", "must be a person's session: a link belongs to a person, not to an API key")
    return UUID(caller.id)
