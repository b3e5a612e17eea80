"""How long a claim is surely ours, told without asking the database."""

from __future__ import annotations

import time

# Linux's CLOCK_MONOTONIC stands still while the machine sleeps; leases in the database do not.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def steady_seconds() -> float:
    """Seconds of a clock that nobody sets and that goes on while the process or the machine is stopped."""
    return time.clock_gettime(_CLOCK)


class Lease:
    """Our claim on one notification: its fencing token, and until when nobody else can have taken it.

    `ends_at` is counted from before the database was asked, so it is never later than the lease's end in the row.
    """

    def __init__(self, token: int, ends_at: float) -> None:
        self.token, self._ends_at = token, ends_at

    def holds(self) -> bool:
        return steady_seconds() < self._ends_at

    def renew(self, ends_at: float) -> None:
        self._ends_at = max(self._ends_at, ends_at)

    def lose(self) -> None:
        """Somebody else has it now."""
        self._ends_at = float("-inf")
