"""People take turns at a step: each incident pages the next of them."""

from __future__ import annotations

from collections import Counter

import pytest

ASKED = {"service": "checkout-api", "severity": "critical", "at": "2026-03-02T12:00:00Z"}


@pytest.fixture
def three_in_turn(store_policy, oncall) -> None:
    """Ana, Ben and Chi take turns; whoever's turn it is has five minutes, then it is the next one's."""
    oncall.people |= {name: [name] for name in ("ana", "ben", "chi")}
    store_policy("checkout-api", [(300, ["ana", "ben", "chi"])], repeat=1, in_turn=True)


def test_each_incident_pages_the_next_of_them(three_in_turn, api, work, notification) -> None:
    for _ in range(4):
        api.open()
        work()
    assert notification.paged() == ["Ana", "Ben", "Chi", "Ana"]


def test_the_timeline_says_that_it_was_their_turn(three_in_turn, api, work) -> None:
    opened = api.open()
    work()
    paged = [entry for entry in api.show(opened["id"])["timeline"] if entry["type"] == "paged"]
    assert [entry["data"]["via"] for entry in paged] == ["ana, in turn"]


def test_who_does_not_answer_is_followed_by_the_next_and_nobody_elses_turn_is_lost(
    three_in_turn, api, pass_time, work, notification
) -> None:
    api.open()
    work()
    pass_time(minutes=5)
    assert notification.paged() == ["Ana", "Ben"]
    api.open(severity="high")
    work()
    assert notification.paged() == ["Ana", "Ben", "Ben"]


def test_whose_turn_it_was_stays_theirs_when_the_incident_comes_back(
    three_in_turn, api, clock, pass_time, work, notification
) -> None:
    first = api.open()
    work()
    api.open(severity="high")
    work()
    assert api.post(f"/incidents/{first['id']}/snooze", {"minutes": 10}).status_code == 200
    pass_time(minutes=4)
    assert notification.paged() == ["Ana", "Ben"]
    pass_time(minutes=7)
    of_first = [page["recipient"]["name"] for page in notification.pages() if page["incident"]["id"] == first["id"]]
    assert of_first == ["Ana", "Ana"]


def test_who_cannot_be_named_is_passed_by(three_in_turn, api, work, oncall, notification) -> None:
    oncall.people["ben"] = []
    for _ in range(3):
        api.open()
        work()
    assert notification.paged() == ["Ana", "Chi", "Chi"]
    oncall.people |= {"ana": [], "chi": []}
    api.open()
    work()
    assert notification.paged()[-1] == "Boss"


def test_the_simulation_says_whose_turn_it_is_and_takes_it_from_nobody(three_in_turn, api, work, notification) -> None:
    api.open()
    work()
    for _ in range(2):
        simulated = api.post("/escalations/simulate", ASKED).json()
        assert [(page["user"]["name"], page["via"]) for page in simulated["pages"]] == [
            ("Ben", "ben, in turn"), ("Chi", "chi, in turn"), ("Boss", "fallback"),
        ]  # fmt: skip
    api.open()
    work()
    assert notification.paged() == ["Ana", "Ben"]


def test_a_drill_takes_nobodys_turn(three_in_turn, api, admin, work, notification) -> None:
    assert admin.post("/drills", {"service": "checkout-api"}).status_code == 201
    work()
    api.open()
    work()
    assert notification.paged() == ["Ana", "Ana"]


def test_two_replicas_give_everybody_as_many(three_in_turn, api, make_app, at_once, notification, work) -> None:
    for _ in range(24):
        api.open()
    workers = [make_app().state.escalation_worker for _ in range(2)]

    def drain(worker) -> None:
        while worker.run_once():
            pass

    at_once([lambda worker=worker: drain(worker) for worker in workers])
    work()
    assert Counter(notification.paged()) == {"Ana": 8, "Ben": 8, "Chi": 8}


def test_the_trace_says_that_it_was_anothers_turn(three_in_turn, api, ben, work, oncall) -> None:
    opened = api.open()
    work()
    answer = api.get(f"/incidents/{opened['id']}/trace", params={"user": "ben@example.org"}).json()
    assert answer["policy"]["steps"][0]["round_robin"] is True
    assert (answer["person"]["answer"], answer["person"]["step"]) == ("not_their_turn", 1)
