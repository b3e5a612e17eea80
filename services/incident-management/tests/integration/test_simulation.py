"""The simulation says who would be paged, and is right."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

ASKED = {"service": "checkout-api", "severity": "critical", "at": "2026-03-02T12:00:00Z"}


def test_it_answers_minute_by_minute_who_would_be_paged_and_pages_nobody(
    api, make_policy, work, notification, oncall
) -> None:
    make_policy((300, "ana"), (600, "ben"), repeat=1)
    answer = api.post("/escalations/simulate", ASKED)
    assert answer.status_code == 200
    simulated = answer.json()
    assert [(p["offset_seconds"] / 60, p["step"], p["cycle"], p["user"]["name"]) for p in simulated["pages"]] == [
        (0, 1, 1, "Ana"), (5, 2, 1, "Ben"), (15, 1, 2, "Ana"), (20, 2, 2, "Ben"), (30, 3, 2, "Boss"),
    ]  # fmt: skip
    assert simulated["exhausted_at"] == "2026-03-02T12:30:00Z"
    first = simulated["pages"][0]
    assert (first["at"], first["channel"], first["reason"]) == ("2026-03-02T12:00:00Z", "email", "opened")
    work()
    assert notification.taken == []
    assert {question["due_at"] for question in oncall.asked} == {None}


def test_what_it_says_of_a_hundred_policies_is_what_the_engine_then_does(
    api, app, database, oncall, clock, store_policy
) -> None:
    """Policies of any length with empty steps, short and no delays; who is on call changes every ten minutes."""
    chance = random.Random(4)
    names = ["ana", "ben", "chi"]

    def whoever_has_the_shift(asked):
        shift = int(datetime.fromisoformat(asked["at"]).timestamp() // 600)
        for number in range(3):
            oncall.people[f"rota-{number}"] = [names[(shift + number) % 3]]
        return resolve(asked)

    resolve, oncall._resolve = oncall._resolve, whoever_has_the_shift
    oncall.people |= {"empty": [], "everybody": names}
    services = [f"service-{number}" for number in range(100)]
    for service in services:
        steps = [
            (chance.choice([0, 0.5, 45, 300, 900]), chance.choices(["rota-0", "rota-1", "everybody", "empty"], k=2))
            for _ in range(chance.randint(0, 3))
        ]
        store_policy(service, steps, repeat=chance.randint(0, 1))
    told = {}
    for service in services:
        simulated = api.post("/escalations/simulate", ASKED | {"service": service}).json()
        told[service] = sorted(
            (p["offset_seconds"], p["step"], p["cycle"], p["user"]["name"]) for p in simulated["pages"]
        )
    for service in services:
        api.open(service=service)
    while next_at := database.owner.value("SELECT min(next_at) FROM incidents.escalations"):
        clock.set(next_at)
        while app.state.escalation_worker.run_once():
            pass
    done: dict[str, list[tuple[float, int, int, str]]] = {service: [] for service in services}
    for page in database.owner.rows(
        "SELECT service, extract(epoch FROM p.created_at - i.created_at)::float AS after, step, cycle,"
        " recipient ->> 'name' AS who FROM incidents.pages p JOIN incidents.incidents i ON i.id = p.incident_id"
    ):
        done[page["service"]].append((page["after"], page["step"], page["cycle"], page["who"]))
    assert {service: sorted(pages) for service, pages in done.items()} == told
    assert sum(map(len, told.values())) > 200


def test_a_policy_without_an_end_is_looked_at_for_a_day(api, oncall) -> None:
    oncall.people["default"] = ["ana"]
    simulated = api.post("/escalations/simulate", ASKED | {"service": "unknown"}).json()
    assert len(simulated["pages"]) == 24 * 4 + 1
    assert simulated["exhausted_at"] is None


def test_it_looks_a_day_ahead_from_when_the_hours_of_support_begin(api, make_policy, oncall, clock) -> None:
    make_policy((300, "ana"))
    oncall.hours_begin = clock.now() + timedelta(hours=60)
    simulated = api.post("/escalations/simulate", ASKED | {"severity": "low"}).json()
    assert [(page["offset_seconds"] / 3600, page["user"]["name"]) for page in simulated["pages"]] == [
        (60, "Ana"),
        (60 + 5 / 60, "Boss"),
    ]


def test_while_on_call_is_away_it_says_to_come_back(api, make_policy, oncall) -> None:
    make_policy((300, "ana"))
    oncall.is_down = True
    assert api.post("/escalations/simulate", ASKED).status_code == 503


@pytest.mark.parametrize("wrong", [{"service": ""}, {"at": "noon"}, {"severity": "x"}, {"labels": {"a": 1}}, {"x": 1}])
def test_a_question_that_makes_no_sense_is_refused(api, wrong) -> None:
    assert api.post("/escalations/simulate", ASKED | wrong).status_code == 422
