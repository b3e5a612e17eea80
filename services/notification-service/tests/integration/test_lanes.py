"""Looks at what is due: bounded, whatever waits, and all lanes in turn."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from notification_service.store import deliveries
from platform_kit.database import make_engine, make_sessions

QUEUE = """
    INSERT INTO notify.notifications (kind, channel, recipient, destination, topic, message, created_at, due_at)
    SELECT 'page', 'webhook', %(recipient)s || n, %(destination)s, 'checkout-api', 'm', now(),
        now() + %(due_in_s)s * interval '1 second'
    FROM generate_series(1, %(lanes)s) n, generate_series(1, %(each)s)
"""


@pytest.fixture
def queue(database):
    """`queue(destination, …)`: messages in lanes of their own at one destination."""

    def add(destination, *, lanes=1, each=1, recipient="r", due_in_s=0):
        given = {"destination": destination, "lanes": lanes, "each": each, "recipient": recipient, "due_in_s": due_in_s}
        database.owner.execute(QUEUE, given)

    return add


@pytest.fixture
def look(database):
    """`look(after=…)`: one look as a worker takes it."""
    engine = make_engine(database.url("notification_service"), application_name="test")

    def at(after=None, **more):
        given = {"channels": ["webhook"], "ours": [], "full_destinations": [], "full_recipients": [], "most_of_lane": 5}
        with make_sessions(engine)() as session:
            return deliveries.due(session, after=after, now=datetime.now(UTC), **given | more)

    yield at
    engine.dispose()


def test_a_look_ends_after_some_lanes_and_the_next_goes_on_until_all_were_seen(queue, look):
    queue("a", lanes=5)
    queue("b", lanes=2)

    first = look(most_lanes=4)
    second = look(first.ended_at, most_lanes=4)

    assert (len(first.candidates), len(second.candidates)) == (4, 3)
    assert (first.ended_at.destination, first.ended_at.recipient) == ("a", "r4")
    assert second.ended_at is None
    assert len({c.id for c in first.candidates + second.candidates}) == 7


def test_lanes_without_room_are_jumped_over(queue, look):
    queue("a", lanes=50, each=2)
    queue("b", lanes=3)
    queue("c", lanes=1)

    seen = look(most_lanes=5, full_destinations=["a"], full_recipients=[("b", "r2")])

    assert [(c.destination, c.recipient) for c in seen.candidates] == [("b", "r1"), ("b", "r3"), ("c", "r1")]
    # One lane of a, three of b, one of c: the fifth lane may not have been the last.
    assert look(seen.ended_at).candidates == []


def test_the_first_of_each_lane_comes_before_the_second_of_any(queue, look):
    queue("a", lanes=3, each=3)

    assert [c.turn for c in look().candidates] == [1, 1, 1, 2, 2, 2, 3, 3, 3]


def test_an_empty_queue_is_seen_at_one_look(look):
    assert look() == deliveries.Look([], None)


def test_what_is_due_behind_a_thousand_lanes_that_wait_is_sent(start_notifications, queue, http_sink):
    queue("a.example.org", lanes=1000, recipient="http://a.example.org/", due_in_s=600)

    service = start_notifications(WORKER_POLL_SECONDS="5")

    service.expect(service.notify("webhook", http_sink.url), "delivered", within_s=8)
