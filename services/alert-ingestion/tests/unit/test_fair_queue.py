"""Nobody waits for another's storm."""

from collections import Counter

import pytest
from alert_ingestion.domain.fair_queue import FairQueue, has_room, room_for
from hypothesis import given
from hypothesis import strategies as st


def drained(queue: FairQueue) -> list:
    return [queue.take() for _ in iter(lambda: bool(queue), False)]


def test_one_alert_behind_a_storm_is_next_but_one() -> None:
    queue: FairQueue = FairQueue()
    for n in range(1000):
        queue.put("storm", ("storm", n))
    queue.put("other", ("other", 0))
    assert [queue.take() for _ in range(3)] == [("storm", 0), ("other", 0), ("storm", 1)]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers())))
def test_everything_comes_out_once_and_each_senders_in_its_order(items) -> None:
    queue: FairQueue = FairQueue()
    for sender, item in items:
        queue.put(sender, (sender, item))
    out = drained(queue)
    assert Counter(out) == Counter(items)
    for sender in "abc":
        assert [i for s, i in out if s == sender] == [i for s, i in items if s == sender]
    with pytest.raises(KeyError):
        queue.take()


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 400)), max_size=60))
def test_the_queue_never_overflows_and_always_has_room_for_who_comes_new(asked) -> None:
    held: Counter[str] = Counter()
    for sender, more in asked:
        if has_room(size=1000, taken=held.total(), own=held[sender], more=more):
            held[sender] += more
    assert held.total() <= 1000
    if max(held.values(), default=0) < 1000:
        assert has_room(size=1000, taken=held.total(), own=0, more=1) or held.total() == 1000


@pytest.mark.parametrize(("own", "has"), [(799, True), (800, False)])
def test_one_sender_alone_may_hold_four_fifths(own, has) -> None:
    assert has_room(size=1000, taken=own, own=own, more=1) is has


def test_a_whole_batch_fits_into_an_empty_queue() -> None:
    assert has_room(size=1000, taken=0, own=0, more=1000)


def test_room_is_what_is_written_within_five_seconds_and_never_less_than_two_thousand() -> None:
    room = 10_000.0
    for _ in range(50):
        room = room_for(room, alerts=500, took_s=0.5, most=10_000)
    assert room == pytest.approx(5000, rel=0.01)
    for _ in range(50):
        room = room_for(room, alerts=500, took_s=30, most=10_000)
    assert room == 2000
    assert room_for(room, alerts=1, took_s=30, most=10_000) == room
    for _ in range(50):
        room = room_for(room, alerts=500, took_s=0.01, most=10_000)
    assert room == 10_000


def test_a_small_queue_stays_small() -> None:
    assert room_for(1000, alerts=500, took_s=30, most=1000) == 1000
