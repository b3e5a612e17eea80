"""Who is the same, and which page is the same."""

from uuid import UUID

import pytest
from incident_management.domain.incident import Person, Status
from incident_management.domain.oncall import Chosen, chosen_in
from incident_management.domain.recipients import Channel, as_wire, from_wire, page_id, update_id
from incident_management.use_cases.hand_over import pause_after

INCIDENT = UUID(int=7)
ANA = Person(UUID(int=1), "Ana", "ana@example.org")
ROOM = Channel("webhook", "https://hooks.example.org/x")


def test_a_page_has_the_same_id_in_every_attempt_and_another_at_every_step() -> None:
    assert page_id(INCIDENT, 1, 1, 1, ANA) == page_id(INCIDENT, 1, 1, 1, Person(ANA.id, "Ana Maria", "new@example.org"))
    different = {
        page_id(INCIDENT, 1, 1, 1, ANA),
        page_id(UUID(int=8), 1, 1, 1, ANA),
        page_id(INCIDENT, 2, 1, 1, ANA),
        page_id(INCIDENT, 1, 2, 1, ANA),
        page_id(INCIDENT, 1, 1, 2, ANA),
        page_id(INCIDENT, 1, 1, 1, ROOM),
        update_id(INCIDENT, 1, Status.RESOLVED, ANA),
        update_id(INCIDENT, 1, Status.ACKNOWLEDGED, ANA),
    }
    assert len(different) == 8


@pytest.mark.parametrize("recipient", [ANA, ROOM])
def test_a_recipient_comes_back_from_the_wire_as_it_went(recipient) -> None:
    assert from_wire(as_wire(recipient)) == recipient


def test_an_answer_names_people_before_places_each_once_in_order() -> None:
    wire = as_wire(ANA)
    other = {"id": str(UUID(int=2)), "name": "Ben", "email": "ben@example.org"}
    answer = {"people": [wire | {"via": "schedule"}, other, wire], "channels": [as_wire(ROOM)]}
    assert chosen_in(answer) == (
        Chosen(ANA, "schedule"), Chosen(Person(UUID(int=2), "Ben", "ben@example.org")), Chosen(ROOM),
    )  # fmt: skip


@pytest.mark.parametrize("answer", [{"people": [{}]}, {"people": None}, {"channels": ["x"]}, {"people": [{"id": "x"}]}])
def test_what_is_not_an_answer_is_refused(answer) -> None:
    with pytest.raises(ValueError):
        chosen_in(answer)


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 0.5), (2, 1), (3, 2), (4, 4), (5, 5), (1000, 5)])
def test_pauses_double_to_five_seconds(attempts: int, seconds: float) -> None:
    assert pause_after(attempts).total_seconds() == seconds
