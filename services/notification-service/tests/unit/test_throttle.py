"""What goes alone and what goes together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notification_service.domain.throttle import Throttle, Waiting, bundle_due_at, divided

NOW = datetime(2026, 3, 2, 3, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

throttles = st.builds(Throttle, most=st.integers(1, 50), window=st.just(MINUTE))
queues = st.lists(st.booleans(), max_size=60).map(lambda flags: [Waiting(UUID(int=n), c) for n, c in enumerate(flags)])
used_already = st.integers(0, 100)


@given(throttles, used_already, queues)
def test_each_goes_once_alone_or_together(throttle, used, waiting):
    division = divided(throttle, used, waiting)
    assert sorted(division.alone + division.together) == sorted(one.id for one in waiting)


@given(throttles, used_already, queues)
def test_no_more_go_alone_than_there_is_room(throttle, used, waiting):
    assert len(divided(throttle, used, waiting).alone) <= max(throttle.most - used, 0)


@given(throttles, used_already, queues)
def test_what_fits_is_never_bundled(throttle, used, waiting):
    assert (divided(throttle, used, waiting).together == ()) == (len(waiting) <= max(throttle.most - used, 0))


@given(throttles, used_already, queues)
def test_nothing_else_goes_alone_while_something_critical_must_go_in_a_bundle(throttle, used, waiting):
    critical = {one.id for one in waiting if one.is_critical}
    division = divided(throttle, used, waiting)
    if critical & set(division.together):
        assert set(division.alone) <= critical


@given(throttles, used_already, queues)
def test_of_two_that_are_as_urgent_the_older_one_goes_alone(throttle, used, waiting):
    division = divided(throttle, used, waiting)
    for is_critical in (True, False):
        alike = [one.id for one in waiting if one.is_critical is is_critical]
        assert [id for id in alike if id in division.alone] == alike[: sum(id in division.alone for id in alike)]


@pytest.mark.parametrize(
    ("between", "last_s_ago", "wait_s"),
    [(60, None, 10), (60, 300, 10), (60, 55, 10), (60, 20, 40), (60, -5, 65), (6, None, 1), (6, 2, 4)],
)
def test_a_bundle_collects_for_a_moment_and_keeps_its_distance_from_the_last(between, last_s_ago, wait_s):
    last = None if last_s_ago is None else NOW - timedelta(seconds=last_s_ago)
    assert bundle_due_at(NOW, last, timedelta(seconds=between)) == NOW + timedelta(seconds=wait_s)
