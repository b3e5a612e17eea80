"""The simulation says who would be paged, and is right."""

from __future__ import annotations

from datetime import timedelta

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
