"""The directions in effect, kept in memory so that no alert waits for them."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from platform_kit.clock import Clock
from platform_kit.database import Sessions

from alert_ingestion.domain.directions import Directions, Silence
from alert_ingestion.patterns import compiled, rules_from
from alert_ingestion.store import maintenance, rules, silences

# Periods that begin so soon are known already, should the database not answer when they do.
KNOWN_AHEAD = timedelta(hours=1)


class DirectionsBoard:
    """Read by the writer of alerts at each batch, renewed by a loop: a change is in effect within 5 s everywhere."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions, self._clock = sessions, clock
        self._shown: Directions | None = None

    def shown(self) -> Directions:
        """What is in effect. Raises what the database raises where it was never read: no alert goes astray."""
        if self._shown is None:
            self.renew()
        assert self._shown is not None
        return self._shown

    def renew(self) -> int:
        """Read all of it again; returns 0, for it can rest then."""
        now = self._clock.now()
        with self._sessions.begin() as session:
            quiet: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
            for row in maintenance.between(session, now, now + KNOWN_AHEAD):
                quiet[row.service].append((row.starts_at, row.ends_at))
            silenced = [
                Silence(str(row.id), compiled(row.matchers), row.starts_at, row.ends_at)
                for row in silences.in_effect(session, now)
            ]
            present = rules.newest(session)
        routed = rules_from(present.rules) if present else []
        self._shown = Directions(rules=routed, silences=silenced, maintenance=dict(quiet))
        return 0
