"""Which correlation keys have an incident that takes alerts, as far as one process knows.

It only decides whether incident-management is asked before the transaction. The database decides which incident it is.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime, timedelta

REMEMBERED_MOST = 50_000


class OpenKeys:
    """Remembers when each key last took an alert; forgets the oldest beyond `most`."""

    def __init__(self, window: timedelta, most: int = REMEMBERED_MOST) -> None:
        self._window, self._most = window, most
        self._latest: OrderedDict[str, datetime] = OrderedDict()

    def has(self, key: str, now: datetime) -> bool:
        """Did the key take an alert so lately that its incident still takes more?"""
        latest = self._latest.get(key)
        return latest is not None and now - latest <= self._window

    def took(self, keys: Iterable[str], now: datetime) -> None:
        for key in keys:
            self._latest[key] = now
            self._latest.move_to_end(key)
        while len(self._latest) > self._most:
            self._latest.popitem(last=False)

    def forget(self, keys: Iterable[str]) -> None:
        """Their incidents may take no more alerts: they were resolved."""
        for key in keys:
            self._latest.pop(key, None)
