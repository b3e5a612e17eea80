"""Limits on how often each key may send, as this process counts. Replicas count each for themselves."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from platform_kit.callers import CallerIdentity
from platform_kit.problems import Problem

from alert_ingestion.domain.rate import Bucket

Headers = list[tuple[bytes, bytes]]
REMEMBERED_MOST = 10_000
TOO_OFTEN = "This key sends more often than it may. Nothing of this request was stored. Try again later."


class RateLimits:
    """per_minute_of: how many requests a minute this caller may make; None for any number."""

    def __init__(self, per_minute_of: Callable[[CallerIdentity], int | None]) -> None:
        self._per_minute_of = per_minute_of
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def spend(self, caller: CallerIdentity, status_over: int) -> Headers:
        """Count one request; the headers that tell its sender what is left.

        Raises Problem with `status_over` for one too many: 503 towards tools that do not try again after a 429.
        """
        per_minute = self._per_minute_of(caller)
        if per_minute is None:
            return []
        now_s = time.monotonic()
        bucket = self._bucket(caller.id, per_minute, now_s)
        wait_s = bucket.spend(now_s)
        told = {
            "RateLimit-Limit": per_minute,
            "RateLimit-Remaining": int(bucket.tokens),
            "RateLimit-Reset": math.ceil(bucket.full_in_s),
        }
        if wait_s:
            headers = {"Retry-After": str(math.ceil(wait_s))} | {name: str(value) for name, value in told.items()}
            raise Problem(status_over, TOO_OFTEN, headers=headers)
        return [(name.lower().encode(), b"%d" % value) for name, value in told.items()]

    def _bucket(self, caller_id: str, per_minute: int, now_s: float) -> Bucket:
        bucket = self._buckets.get(caller_id)
        if bucket is None or bucket.per_minute != per_minute:
            bucket = self._buckets[caller_id] = Bucket.full(per_minute, now_s)
        self._buckets.move_to_end(caller_id)
        if len(self._buckets) > REMEMBERED_MOST:
            self._buckets.popitem(last=False)
        return bucket
