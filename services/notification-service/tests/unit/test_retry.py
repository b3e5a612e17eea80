from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notification_service.domain.outcome import Failed, Reason
from notification_service.domain.retry import (
    LONGEST_ASKED_WAIT_S,
    LONGEST_WAIT_S,
    RetryPolicy,
    wait_before_retry,
    wait_before_telling_again,
)

POLICY = RetryPolicy(base_s=2, most_attempts=8)
FAILED = Failed(Reason.RECEIVER_ERROR, "The receiver answered 500.", 500)
MIDDLE = 0.5


@pytest.mark.parametrize(("failures", "wait_s"), [(1, 2), (2, 4), (3, 8), (7, 128), (8, None), (9, None)])
def test_waits_double_until_the_last_attempt(failures, wait_s):
    assert wait_before_retry(POLICY, FAILED, failures, chance=MIDDLE) == wait_s


def test_waits_stop_growing_at_the_longest():
    patient = RetryPolicy(base_s=2, most_attempts=100)

    assert wait_before_retry(patient, FAILED, 99, chance=MIDDLE) == LONGEST_WAIT_S


@given(st.integers(1, 6), st.floats(0, 0.999), st.floats(0, 0.999), st.floats(0.01, 5))
def test_jitter_never_makes_a_later_wait_shorter(failures, earlier, later, base_s):
    policy = RetryPolicy(base_s, most_attempts=10)

    first = wait_before_retry(policy, FAILED, failures, chance=earlier)
    second = wait_before_retry(policy, FAILED, failures + 1, chance=later)

    assert first < second


@pytest.mark.parametrize(
    "reason",
    [Reason.REJECTED, Reason.REDIRECTED, Reason.ADDRESS_NOT_ALLOWED, Reason.BAD_RECIPIENT, Reason.CHANNEL_OFF],
)
def test_what_cannot_end_otherwise_is_given_up_at_once(reason):
    assert wait_before_retry(POLICY, Failed(reason, "no"), 1, chance=MIDDLE) is None


@pytest.mark.parametrize(("asked_s", "wait_s"), [(7, 7), (0, 0.5), (86_400, LONGEST_ASKED_WAIT_S)])
def test_a_receiver_that_says_when_is_waited_for_within_reason(asked_s, wait_s):
    limited = Failed(Reason.RATE_LIMITED, "The receiver answered 429.", 429, retry_after_s=asked_s)

    assert wait_before_retry(POLICY, limited, 3, chance=MIDDLE) == wait_s
    assert wait_before_retry(POLICY, limited, 8, chance=MIDDLE) is None


def test_receipts_are_offered_for_ever_at_most_every_half_minute():
    assert [wait_before_telling_again(n) for n in (1, 2, 3, 6, 1000)] == [1, 2, 4, 30, 30]
