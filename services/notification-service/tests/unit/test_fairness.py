from __future__ import annotations

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st
from notification_service.domain.fairness import SILENT_AFTER, Candidate, Room, UnderWay, next_in_turn

ROOMS = {"webhook": Room(per_destination=6, per_recipient=4)}


def due(recipient: str, *, turn: int = 1, host: str = "hooks", is_page: bool = True) -> Candidate:
    return Candidate(uuid4(), "webhook", host, recipient, is_page, turn)


def chosen(candidates: list[Candidate], under_way: UnderWay | None = None, most: int = 100) -> list[Candidate]:
    by_id: dict[UUID, Candidate] = {c.id: c for c in candidates}
    return [by_id[id] for id in next_in_turn(candidates, under_way or UnderWay(), ROOMS, most=most)]


def test_recipients_take_turns():
    storm, one = [due("ana", turn=n) for n in range(1, 20)], due("ben")

    assert chosen([*storm, one], most=2) == [storm[0], one]


def test_within_one_recipient_the_services_take_turns():
    storm, first = [due("ana", turn=n) for n in range(1, 500)], due("ana", turn=1)

    assert first in chosen([*storm, first], most=2)


def test_at_equal_turns_a_page_goes_before_an_update():
    update, page = due("ana", is_page=False), due("ana", is_page=True)

    assert chosen([update, page], most=1) == [page]


def test_a_destination_and_a_recipient_get_no_more_than_their_room():
    to_one = chosen([due("ana", turn=n) for n in range(1, 20)])
    to_many = chosen([due(f"person-{n}") for n in range(20)])

    assert len(to_one) == ROOMS["webhook"].per_recipient
    assert len(to_many) == ROOMS["webhook"].per_destination


def test_what_is_under_way_takes_room_until_it_ends():
    under_way = UnderWay()
    for _ in range(4):
        under_way.add("hooks", "ana")

    assert chosen([due("ana")], under_way) == []
    under_way.remove("hooks", "ana")
    assert len(chosen([due("ana"), due("ana", turn=2)], under_way)) == 1
    assert (under_way.total, under_way.to_destination["hooks"]) == (3, 3)


def test_a_full_destination_holds_no_other_up():
    under_way = UnderWay()
    for n in range(6):
        under_way.add("slow", f"person-{n}")

    other = due("ana", host="quick")
    assert chosen([due("ben", host="slow"), other], under_way) == [other]


def test_who_lets_tries_run_out_of_time_gets_little_room_until_one_succeeds():
    under_way, many = UnderWay(), [due("ana", turn=n) for n in range(1, 10)]
    for _ in range(SILENT_AFTER):
        under_way.note_answer("hooks", "ana", in_time=False)

    assert len(chosen(many, under_way)) == 2
    under_way.note_answer("hooks", "ana", in_time=True)
    assert len(chosen(many, under_way)) == 4


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), st.integers(1, 9), st.booleans()), max_size=60),
    st.integers(0, 20),
)
def test_nothing_is_chosen_twice_and_no_room_is_overrun(lanes, most):
    candidates = [due(r, host=h, turn=t, is_page=p) for r, h, t, p in lanes]

    picked = chosen(candidates, most=most)

    assert len({c.id for c in picked}) == len(picked) <= most
    for host in "xy":
        assert sum(c.destination == host for c in picked) <= ROOMS["webhook"].per_destination
        for person in "abc":
            assert sum((c.destination, c.recipient) == (host, person) for c in picked) <= 4


@given(st.integers(1, 200), st.integers(1, 5))
def test_whoever_waits_alone_is_among_the_next(storm, people):
    others = [due(f"person-{n}", host=f"host-{n}") for n in range(people)]

    picked = chosen([due("ana", turn=n) for n in range(1, storm + 1)] + others, most=people + 1)

    assert set(others) <= set(picked)
