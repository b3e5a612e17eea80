"""A sender's allowance."""

import pytest
from alert_ingestion.domain.rate import Bucket
from hypothesis import given
from hypothesis import strategies as st


def test_a_minutes_worth_may_come_at_once_and_then_it_comes_steadily() -> None:
    bucket = Bucket.full(60, now_s=0)
    assert [bucket.spend(0) for _ in range(60)] == [0] * 60
    assert bucket.spend(0) == 1
    assert bucket.spend(0.75) == pytest.approx(0.25)
    assert bucket.spend(1) == 0
    assert bucket.spend(1) == 1
    assert bucket.full_in_s == 60


@given(st.integers(1, 1000), st.lists(st.floats(0, 5), max_size=200))
def test_no_span_of_time_has_more_than_a_minutes_worth_and_what_flows_in(per_minute, pauses) -> None:
    bucket, now_s, taken = Bucket.full(per_minute, 0), 0.0, 0
    for pause in pauses:
        now_s += pause
        wait_s = bucket.spend(now_s)
        taken += not wait_s
        assert wait_s >= 0
    assert taken <= per_minute + now_s * per_minute / 60 + 1e-6


@given(st.integers(1, 1000), st.floats(0, 100))
def test_who_waits_as_long_as_told_is_taken(per_minute, pause) -> None:
    bucket = Bucket.full(per_minute, 0)
    while not (wait_s := bucket.spend(pause)):
        pass
    assert bucket.spend(pause + wait_s + 1e-6) == 0
