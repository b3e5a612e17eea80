"""Guessing is slowed per account and per address, without locking the owner of an account out elsewhere.

Only wrong passwords count. Counted in this process: with n replicas an attacker has n times the tries.
"""

from __future__ import annotations

import hashlib
import math
import time
from collections import OrderedDict
from threading import Lock

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

OF_ACCOUNT_FROM_ADDRESS = (RateLimitItemPerMinute(4), RateLimitItemPerHour(20))
OF_ADDRESS = (RateLimitItemPerMinute(8), RateLimitItemPerHour(60))
# Many addresses against one account. Where somebody signed in before, this one does not hold them up.
OF_ACCOUNT = (RateLimitItemPerMinute(30),)
KNOWN_PLACES_MOST = 10_000


class Throttle:
    """Remembers wrong passwords by account and address. Safe to use from many threads."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._known_places: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._lock = Lock()

    def wait_s(self, email: str, address: str) -> int | None:
        """Seconds until this account may be tried from this address again; None when it may now."""
        waits = [
            self._limiter.get_window_stats(limit, *key).reset_time - time.time()
            for limit, key in self._limits(_account(email), address)
            if not self._limiter.test(limit, *key)
        ]
        return max(1, math.ceil(max(waits))) if waits else None

    def failed(self, email: str, address: str) -> None:
        for limit, key in self._limits(_account(email), address):
            self._limiter.hit(limit, *key)

    def succeeded(self, email: str, address: str) -> None:
        place = (_account(email), address)
        with self._lock:
            self._known_places[place] = None
            self._known_places.move_to_end(place)
            while len(self._known_places) > KNOWN_PLACES_MOST:
                self._known_places.popitem(last=False)

    def _limits(self, account: str, address: str) -> list[tuple[RateLimitItem, tuple[str, ...]]]:
        found: list[tuple[RateLimitItem, tuple[str, ...]]] = []
        found += ((limit, ("pair", account, address)) for limit in OF_ACCOUNT_FROM_ADDRESS)
        found += ((limit, ("address", address)) for limit in OF_ADDRESS)
        if (account, address) not in self._known_places:
            found += ((limit, ("account", account)) for limit in OF_ACCOUNT)
        return found


def _account(email: str) -> str:
    """The account meant, whatever the letter case; of one length, whatever was sent."""
    return hashlib.sha256(email.strip().casefold().encode("utf-8", "surrogatepass")).hexdigest()
