"""Senders that have an integration's key, recognised like every other caller; and what came by each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from uuid import UUID

from platform_kit.callers import CallerIdentity, Callers
from platform_kit.clock import Clock
from platform_kit.database import Sessions

from alert_ingestion.domain.integration import Integration
from alert_ingestion.store import integrations


@dataclass(frozen=True, slots=True)
class Sender(CallerIdentity):
    """A caller that is an integration."""

    integration: Integration


def own_limit_of(caller: CallerIdentity) -> int | None:
    """How many requests a minute this caller's integration may send; None where it says nothing of that."""
    return caller.integration.rate_limit_per_minute if isinstance(caller, Sender) else None


class SenderCallers(Callers):
    """Recognises integrations' keys besides all others. One that was switched off or changed is so within 3 s."""

    def _look_up(self, digest: bytes) -> CallerIdentity | None:
        caller = super()._look_up(digest)
        if caller is not None:
            return caller
        with self._sessions.begin() as session:
            found = integrations.by_key(session, digest)
        if found is None:
            return None
        return Sender("key", f"integration:{found.id}", found.name, None, frozenset({"ingest"}), found)


class Tallies:
    """Counts what came by each integration, and writes it down each second: a write a request would be a hot row."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions, self._clock = sessions, clock
        self._lock = Lock()
        self._waiting: dict[UUID, int] = {}

    def count(self, integration: Integration, alerts: int) -> None:
        """These were committed."""
        with self._lock:
            self._waiting[integration.id] = self._waiting.get(integration.id, 0) + alerts

    def write_down(self) -> int:
        """Write what was counted since the last time; returns 0, for it can rest then. Nothing is lost by a failure."""
        with self._lock:
            taken, self._waiting = self._waiting, {}
        try:
            if taken:
                self._write(taken, self._clock.now())
        except BaseException:
            with self._lock:
                for id, alerts in taken.items():
                    self._waiting[id] = self._waiting.get(id, 0) + alerts
            raise
        return 0

    def _write(self, taken: dict[UUID, int], now: datetime) -> None:
        with self._sessions.begin() as session:
            for id, alerts in sorted(taken.items()):
                integrations.count(session, id, alerts, latest=now)

    # -- with the application --------------------------------------------------------------------------------------

    def start(self) -> None:
        """Nothing to do: a loop calls `write_down`."""

    def stop(self) -> None:
        """Write what is left."""
        self.write_down()
