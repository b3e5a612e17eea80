"""Loops that do what is due, in a thread of the service's own process. Safe in any number of replicas."""

from __future__ import annotations

import logging
import select
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import psycopg2
import psycopg2.extensions
from sqlalchemy.engine import make_url

log = logging.getLogger(__name__)

LONGEST_PAUSE_S = 10.0
SHORTEST_REST_S = 0.05


class WorkerLoop:
    """Calls `run_once` again and again: at once while it finds work, else when woken, at the latest after `poll_s`.

    run_once: does a batch and returns how many it did. What it raises is logged, and it is tried again after a pause
    that doubles up to ten seconds: a worker never ends while its process lives.
    rest_s: asked when there was nothing to do: seconds until something is due, so that it need not wait for the poll.
    """

    def __init__(
        self, name: str, run_once: Callable[[], int], *, poll_s: float, rest_s: Callable[[], float] | None = None
    ) -> None:
        self.name, self._run_once, self._poll_s, self._rest_s = name, run_once, poll_s, rest_s
        self._wake, self._stopping = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Look for work now."""
        self._wake.set()

    def stop(self, timeout_s: float = 10) -> None:
        """Finish the batch under way and end."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _run(self) -> None:
        pause_s = self._poll_s
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                did = self._run_once()
                pause_s = self._poll_s
                rest_s = self._poll_s if did or self._rest_s is None else self._rest_s()
            except Exception:
                log.exception("a worker failed, will try again", extra={"worker": self.name, "wait_s": pause_s})
                did, pause_s = 0, min(pause_s * 2, LONGEST_PAUSE_S)
                self._stopping.wait(pause_s)
                continue
            if not did:
                self._wake.wait(min(max(rest_s, SHORTEST_REST_S), self._poll_s))


class Wakeable(Protocol):
    def wake(self) -> None:
        """Look for work now."""
        ...


class Listener:
    """Wakes loops when PostgreSQL notifies a channel. Only a quicker start: the loops' own poll is the truth.

    database_url: as the service's settings have it.
    """

    def __init__(self, database_url: str, wakes: Mapping[str, Sequence[Wakeable]]) -> None:
        # libpq does not know SQLAlchemy's driver names.
        self._dsn = make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._wakes = wakes
        self._stopping = threading.Event()
        self._ends, self._end = socket.socketpair()  # a byte in it ends the wait for notifications
        self._thread = threading.Thread(target=self._run, name="listener", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout_s: float = 5) -> None:
        self._stopping.set()
        self._end.send(b".")
        if self._thread.is_alive():
            self._thread.join(timeout_s)
        if not self._thread.is_alive():
            self._ends.close()
            self._end.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._listen()
            except psycopg2.Error:
                self._stopping.wait(1)

    def _listen(self) -> None:
        connection = psycopg2.connect(self._dsn, connect_timeout=2, keepalives_idle=10, application_name="listener")
        try:
            connection.set_isolation_level(psycopg2.extensions.ISOLATION_LEVEL_AUTOCOMMIT)
            with connection.cursor() as cursor:
                for channel in self._wakes:
                    cursor.execute(f'LISTEN "{channel}"')
            waiting = select.poll()  # not select(), which knows no descriptor above 1,023
            waiting.register(connection.fileno(), select.POLLIN)
            waiting.register(self._ends.fileno(), select.POLLIN)
            while not self._stopping.is_set():
                waiting.poll()
                connection.poll()
                channels = {notify.channel for notify in connection.notifies}
                connection.notifies.clear()
                for channel in channels:
                    for loop in self._wakes.get(channel, ()):
                        loop.wake()
        finally:
            connection.close()
