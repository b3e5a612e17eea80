"""From a time on the wall to an instant.

A schedule says 09:00 in Chicago; what is compared and stored is the UTC instant. Two kinds of local time need a rule:
one that the clocks skip means the first instant after the gap, one that comes twice means the first of the two.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

SECOND = timedelta(seconds=1)


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant at which clocks in `zone` show `local` (naive). Never decreases as `local` grows.

    A skipped time is the first instant after the gap; of a repeated time, the first.
    """
    wanted = local.replace(tzinfo=zone, fold=0)
    found = wanted.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == local:
        return found
    # In a gap, fold 0 reads the offset before it and lands behind the change; fold 1 lands ahead of it.
    return _first_after_change(wanted.replace(fold=1).astimezone(UTC), found, zone)


def local_time(at: datetime, zone: ZoneInfo) -> datetime:
    """What clocks in `zone` show at the instant `at`, naive."""
    return at.astimezone(zone).replace(tzinfo=None)


def _first_after_change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant between the two at which the zone's offset becomes that of `after`. Changes fall on whole seconds."""
    offset = after.astimezone(zone).utcoffset()
    low, high = 0, int((after - before) / SECOND)
    while low < high:
        middle = (low + high) // 2
        if (before + middle * SECOND).astimezone(zone).utcoffset() == offset:
            high = middle
        else:
            low = middle + 1
    return before + low * SECOND
