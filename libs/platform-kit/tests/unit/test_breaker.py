from __future__ import annotations

from platform_kit.http_client import Breaker


def test_calls_go_through_until_three_in_a_row_failed():
    breaker = Breaker(failures=3, open_s=1.0)
    for _ in range(2):
        breaker.record(False, now_s=0)
    assert breaker.allows(0)

    breaker.record(True, now_s=0)
    for _ in range(2):
        breaker.record(False, now_s=0)

    assert breaker.allows(0)


def test_an_open_breaker_lets_one_try_through_each_second_and_closes_when_it_succeeds():
    breaker = Breaker(failures=3, open_s=1.0)
    for _ in range(3):
        breaker.record(False, now_s=10.0)

    assert [breaker.allows(at) for at in (10.0, 10.9, 11.0, 11.1)] == [False, False, True, False]
    breaker.record(False, now_s=11.5)
    assert [breaker.allows(at) for at in (12.0, 12.5)] == [False, True]
    breaker.record(True, now_s=12.6)
    assert all(breaker.allows(12.6) for _ in range(10))
