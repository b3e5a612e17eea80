"""How often one caller may ask, and how often one address may ask without being known.

Counted by each process for itself: with n replicas a caller has up to n times as much. Whoever shows a key or session
that was good before is looked up however often others fail from the same address, so that nobody can lock out the
people behind it. What services ask each other is not counted, and intake counts for itself.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from fastapi import Request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from platform_kit.callers import CallerIdentity, Callers, authorise, client_address, shown_by
from platform_kit.problems import Problem

UNAUTHORISED = 401
ON_SCOPE = "rate_limit_headers"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is left of an allowance. reset_s: seconds until all of it is there again, at least one."""

    limit: int
    remaining: int
    reset_s: int
    is_over: bool

    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset_s),
        }


class RateLimits:
    """per_caller, per_address: requests a minute; 0: as many as they like. Safe to use from many threads."""

    def __init__(self, *, per_caller: int, per_address: int) -> None:
        self._per_caller, self._per_address = per_caller, per_address
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def spend_of_caller(self, caller: CallerIdentity) -> Standing | None:
        """Count one request of a user or key; None where nothing is counted."""
        if not self._per_caller or caller.kind == "service":
            return None
        return self._spend(self._per_caller, "caller", caller.kind, caller.id)

    def spend_of_address(self, address: str) -> Standing | None:
        """Count one request of somebody unknown; None where nothing is counted."""
        return self._spend(self._per_address, "address", address) if self._per_address else None

    def is_address_over(self, address: str) -> bool:
        """Has this address nothing left?"""
        return bool(self._per_address) and not self._limiter.test(
            RateLimitItemPerMinute(self._per_address), "address", address
        )

    def _spend(self, per_minute: int, *key: str) -> Standing:
        item = RateLimitItemPerMinute(per_minute)
        is_within = self._limiter.hit(item, *key)
        found = self._limiter.get_window_stats(item, *key)
        return Standing(per_minute, found.remaining, max(1, math.ceil(found.reset_time - time.time())), not is_within)


async def counted(request: Request, needed: frozenset[str], *, by_address: bool) -> CallerIdentity | None:
    """`authorise`, counted. by_address: an open route whose requests count for where they come from.

    Raises 401, 403, 429. The answer tells what is left, whichever it is.
    """
    limits: RateLimits = request.app.state.request_limits
    if not needed:
        if by_address:
            _tell(request, limits.spend_of_address(client_address(request)))
        return await authorise(request, needed)
    callers: Callers = request.app.state.callers
    shown = shown_by(request)
    if not (shown and callers.has_known(shown.token)) and limits.is_address_over(client_address(request)):
        _tell(request, limits.spend_of_address(client_address(request)))
    try:
        caller = await authorise(request, needed)
    except Problem as problem:
        if problem.status == UNAUTHORISED:
            _tell(request, limits.spend_of_address(client_address(request)))
        raise
    assert caller is not None
    _tell(request, limits.spend_of_caller(caller))
    return caller


def _tell(request: Request, standing: Standing | None) -> None:
    """Keep the headers for the answer. Raises 429 when nothing was left."""
    if standing is None:
        return
    request.scope[ON_SCOPE] = [(n.lower().encode(), v.encode()) for n, v in standing.headers().items()]
    if standing.is_over:
        raise Problem(
            429,
            f"More than {standing.limit} requests within a minute. Wait {standing.reset_s} s.",
            headers={"Retry-After": str(standing.reset_s)},
        )
