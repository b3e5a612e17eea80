"""Telling events in order, although transactions that write them do not end in order.

An entry takes its number when it is written and is seen when its transaction ends, so a lower number may appear after a
higher one. Whoever went on from the highest number they had seen would miss it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

NEVER_COMES = timedelta(seconds=20)
"""A number that is still missing after this long was taken by a transaction that failed."""


@dataclass(frozen=True, slots=True)
class Place:
    """How far the entries were read.

    top: the highest number seen. missing: numbers below it that were not seen yet, and since when they are missed.
    """

    top: int
    missing: Mapping[int, datetime] = field(default_factory=dict)

    @property
    def settled(self) -> int:
        """Every number up to this one was seen or never comes: who goes on from here misses nothing."""
        return min(self.missing) - 1 if self.missing else self.top


def read_on(place: Place, seen: Collection[int], now: datetime) -> Place:
    """The place after these numbers were seen: any above the top, and any that were missing."""
    numbers = set(seen)
    top = max((place.top, *numbers))
    still = {n: since for n, since in place.missing.items() if n not in numbers and now - since < NEVER_COMES}
    return Place(top, still | {n: now for n in range(place.top + 1, top) if n not in numbers})


def resume_from(number: int, settled: int, last_sent: int) -> int:
    """The id to send with an entry, from which a reader can go on without missing any: never lower than one before."""
    return max(last_sent, min(number, settled))
