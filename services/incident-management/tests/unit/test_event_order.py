"""No event is missed by whoever goes on from an id that was sent, whatever the order in which transactions end."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from incident_management.domain.event_order import NEVER_COMES, Place, read_on, resume_from

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_numbers_in_order_are_settled_at_once() -> None:
    assert read_on(Place(10), [11, 12], NOON) == Place(12)


def test_a_number_that_is_missing_holds_back_the_place_until_it_comes() -> None:
    place = read_on(Place(10), [11, 13], NOON)
    assert (place.top, place.settled) == (13, 11)
    assert read_on(place, [12], NOON).settled == 13


def test_a_number_that_never_comes_holds_it_back_for_a_while_only() -> None:
    place = read_on(Place(10), [12], NOON)
    assert read_on(place, [], NOON + NEVER_COMES - timedelta(seconds=1)).settled == 10
    assert read_on(place, [], NOON + NEVER_COMES).settled == 12


@given(st.permutations(range(1, 16)), st.integers(1, 5), st.integers(0, 14))
def test_a_reader_who_breaks_off_anywhere_and_goes_on_has_seen_everything(
    ends: list[int], batch: int, breaks_after: int
) -> None:
    """`ends`: the order in which the transactions of fifteen entries end, some at a time between two readings."""
    place, sent, heard = Place(0), 0, []
    for start in range(0, len(ends), batch):
        place = read_on(place, ends[start : start + batch], NOON)
        for number in sorted(ends[start : start + batch]):
            sent = resume_from(number, place.settled, sent)
            heard.append((number, sent))
    before, resume = [n for n, _ in heard[:breaks_after]], heard[breaks_after - 1][1] if breaks_after else 0
    assert {*before, *range(resume + 1, 16)} == set(range(1, 16))
