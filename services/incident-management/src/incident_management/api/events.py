"""Everything that happens, as it happens."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Header, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from platform_kit.acting import hidden_teams
from platform_kit.callers import Caller, CallerIdentity, authorise
from platform_kit.database import Sessions
from platform_kit.problems import Problem, problems
from platform_kit.routes import guarded_router, needs
from starlette.concurrency import run_in_threadpool

from incident_management.api.schemas import EventOut
from incident_management.domain.event_order import resume_from
from incident_management.event_feed import EventFeed
from incident_management.store import events
from incident_management.store.events import Event

router = guarded_router(prefix="/api/v1/events", tags=["events"], generate_unique_id_function=lambda route: route.name)

RETRY_MS = 1000
LOOK_UP_EVERY_S = 1.0  # how soon a stream sees that the process stops
ASK_WHO_EVERY_S = (
    3.0  # how soon it sees that its caller signed out, or is of another team now; callers are kept as long
)
REPLAY_AT_ONCE = 500
REPLAY_MOST = 10_000


def _feed(request: Request) -> EventFeed:
    feed: EventFeed = request.app.state.event_feed
    if feed.settled is None:
        raise Problem(503, "Events cannot be read yet. Try again in a moment.")
    return feed


def _sessions(request: Request) -> Sessions:
    sessions: Sessions = request.app.state.sessions
    return sessions


@router.get(
    "",
    response_class=EventSourceResponse,
    responses=problems(422, 503),
    summary="Follow what happens to incidents",
    **needs("read"),
)
async def follow_events(
    request: Request,
    caller: Caller,
    feed: Annotated[EventFeed, Depends(_feed)],
    sessions: Annotated[Sessions, Depends(_sessions)],
    last_event_id: Annotated[int | None, Header(ge=0, description="Go on after this event.")] = None,
    after: Annotated[int | None, Query(ge=0, description="The same, for who cannot send the header.")] = None,
) -> AsyncIterator[ServerSentEvent]:
    """Server-Sent Events: one for each entry of any timeline, with the incident as it is then.

    The first is `hello`, with an id to go on from. After a break, `Last-Event-ID` gives what was missed; an event may
    come twice around a break, with the same `data.id`. `reset` says that too much was missed: read the lists again.
    """
    start = last_event_id if last_event_id is not None else after
    with feed.listening() as reader:
        sent = start if start is not None else feed.settled or 0
        yield ServerSentEvent(event="hello", data={}, id=str(sent), retry=RETRY_MS)
        told: set[int] = set()
        while start is not None:
            settled = feed.settled or 0  # before the reading, so that all up to it is read
            missed = await run_in_threadpool(_read_after, sessions, start)
            for event in missed:
                told.add(event.id)
                sent = resume_from(event.id, settled, sent)
                yield _wire(event, sent)
            start = missed[-1].id if len(missed) == REPLAY_AT_ONCE else None
            if len(told) >= REPLAY_MOST:
                sent = feed.settled or sent
                yield ServerSentEvent(event="reset", data={}, id=str(sent))
                break
        asked_at = time.monotonic()
        while not request.app.state.stopping.is_set() and not reader.is_too_slow:
            heard = await reader.next(LOOK_UP_EVERY_S)
            if time.monotonic() - asked_at >= ASK_WHO_EVERY_S:
                asked_at = time.monotonic()
                if not await _may_still_read(request):
                    return
            if heard is not None and heard.event.id not in told:
                sent = resume_from(heard.event.id, heard.settled, sent)
                if _is_shown(heard.event, caller):
                    yield _wire(heard.event, sent)


def _read_after(sessions: Sessions, start: int) -> list[Event]:
    with sessions.begin() as session:
        return events.read(session, after=start, limit=REPLAY_AT_ONCE)


def _is_shown(event: Event, caller: CallerIdentity) -> bool:
    """What the database decides for a list is decided here for what was read for all listeners together."""
    assignee = event.incident.assigned_to
    return event.incident.team not in hidden_teams() or (assignee is not None and str(assignee.id) == caller.id)


def _wire(event: Event, resume_id: int) -> ServerSentEvent:
    return ServerSentEvent(data=EventOut.model_validate(event), id=str(resume_id))


async def _may_still_read(request: Request) -> bool:
    try:
        await authorise(request, frozenset({"read"}))
    except Problem:
        return False
    except Exception:  # the database is away: the stream lives on, and is judged again in a moment
        return True
    return True
