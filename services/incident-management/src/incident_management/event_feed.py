"""Reads what happens once for the whole process, and gives it to everybody who listens."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from platform_kit.clock import Clock
from platform_kit.database import Sessions

from incident_management.domain.event_order import Place, read_on
from incident_management.store import events
from incident_management.store.events import Event

READ_AT_ONCE = 500
LOOK_BACK = 1000  # at the start: entries of transactions that were under way then are not missed
WAITING_MOST = 2000


@dataclass(frozen=True, slots=True)
class Told:
    """settled: from where one may go on who has heard this event and all before it."""

    event: Event
    settled: int


class Listening:
    """One reader's queue, in the event loop it was made in."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[Told] = asyncio.Queue(WAITING_MOST)
        self.is_too_slow = False

    def offer(self, told: list[Told]) -> None:
        """From any thread."""
        self._loop.call_soon_threadsafe(self._put, told)

    async def next(self, within_s: float) -> Told | None:
        """The next event; None when there is none within the time."""
        try:
            return await asyncio.wait_for(self._queue.get(), within_s)
        except TimeoutError:
            return None

    def _put(self, told: list[Told]) -> None:
        try:
            for one in told:
                self._queue.put_nowait(one)
        except asyncio.QueueFull:  # it reads slower than things happen: it is better off starting again
            self.is_too_slow = True


class EventFeed:
    """`run_once` is called by a loop; readers come and go."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions, self._clock = sessions, clock
        self._listening: set[Listening] = set()
        self._lock = Lock()
        self._place: Place | None = None

    @property
    def settled(self) -> int | None:
        """From where a new reader may go on without missing anything; None before the first reading."""
        return self._place.settled if self._place else None

    def run_once(self) -> int:
        """Read what is new and pass it on; returns how many events."""
        if self._place is None:
            self._place = self._first_place()
            return 0
        with self._sessions.begin() as session:
            new = events.read(session, after=self._place.top, also=list(self._place.missing), limit=READ_AT_ONCE)
        place = read_on(self._place, [event.id for event in new], self._clock.now())
        with self._lock:  # a reader who comes now either hears these, or finds them below `settled` in the database
            self._place = place
            readers = list(self._listening)
        told = [Told(event, place.settled) for event in new]
        for reader in readers if told else ():
            reader.offer(told)
        return len(told)

    @contextmanager
    def listening(self) -> Iterator[Listening]:
        """Hear every event from now on."""
        reader = Listening()
        with self._lock:
            self._listening.add(reader)
        try:
            yield reader
        finally:
            with self._lock:
                self._listening.discard(reader)

    def _first_place(self) -> Place:
        with self._sessions.begin() as session:
            start = Place(max(events.newest_id(session) - LOOK_BACK, 0))
            return read_on(start, events.ids_after(session, start.top), self._clock.now())
