"""The clock is read at the edge and passed on as `now`."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Protocol

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

REFRESH_S = 1.0


_last_reading: tuple[float, float] | None = None  # seconds since the epoch, and the monotonic clock at that instant


def shared_time() -> float:
    """Seconds since the epoch by the clock that all processes share, without waiting for it.

    It is the database's as it was last read in this process, carried on by the monotonic clock; this machine's own
    before the first reading.
    """
    if _last_reading is None:
        return time.time()
    at, mono = _last_reading
    return at + time.monotonic() - mono


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class DatabaseClock:
    """The database's clock, so that all processes and machines agree on what is due.

    Read at most once a second; between readings the monotonic clock carries it on, also while the database is away.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._read_at = float("-inf")
        self._base = datetime.now(UTC)
        self._base_mono = time.monotonic()

    def now(self) -> datetime:
        with self._lock:
            if time.monotonic() - self._read_at >= REFRESH_S:
                self._refresh()
            return self._base + timedelta(seconds=time.monotonic() - self._base_mono)

    def _refresh(self) -> None:
        self._read_at = time.monotonic()
        try:
            with self._engine.connect() as connection:
                read: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        except SQLAlchemyError:
            return  # carried on from the last reading
        self._base, self._base_mono = read.astimezone(UTC), time.monotonic()
        global _last_reading
        _last_reading = self._base.timestamp(), self._base_mono


class FixedClock:
    """A clock that stands where it was set: for tests and drills."""

    def __init__(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        self._now += by
