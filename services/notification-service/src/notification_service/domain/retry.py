"""When a failed delivery is tried again, and when it is given up."""

from __future__ import annotations

from dataclasses import dataclass

from notification_service.domain.outcome import Failed

LONGEST_WAIT_S = 300.0
LONGEST_ASKED_WAIT_S = 3600.0
SHORTEST_ASKED_WAIT_S = 0.5
JITTER = 0.2


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """base_s: the wait after the first failure; it doubles after each further one. most_attempts: then it is dead."""

    base_s: float
    most_attempts: int


def wait_before_retry(policy: RetryPolicy, failed: Failed, failures: int, *, chance: float) -> float | None:
    """Seconds until the next try, or None: give up.

    failures: in a row, this one included. chance: in [0, 1), spreads what failed together by a fifth either way, less
    than the doubling, so that waits always grow. A receiver that says how long to wait is waited for that long, at
    most an hour: a pager that is told to come back tomorrow had better try again.
    """
    if failed.is_permanent or failures >= policy.most_attempts:
        return None
    if failed.retry_after_s is not None:
        return min(max(failed.retry_after_s, SHORTEST_ASKED_WAIT_S), LONGEST_ASKED_WAIT_S)
    doubled = policy.base_s * 2 ** min(failures - 1, 32)
    return float(min(doubled, LONGEST_WAIT_S) * (1 - JITTER + 2 * JITTER * chance))


def wait_before_telling_again(failures: int) -> float:
    """Seconds until a receipt that was not taken is offered again: for ever, at most 30."""
    return float(min(2 ** min(failures - 1, 5), 30))
