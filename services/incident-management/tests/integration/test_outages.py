"""Neighbours that are away: late, never lost, never twice."""

from __future__ import annotations

import time
from datetime import timedelta

from dev_kit.sinks.http import Answer

BREAKER_S = 1.1  # how long a neighbour that failed is not asked again


def test_the_last_known_person_is_paged_on_time_and_marked_so(
    api, make_policy, work, oncall, notification, clock
) -> None:
    make_policy((300, "ana"))
    api.open()
    work()
    oncall.is_down = True
    clock.advance(timedelta(minutes=1))
    incident = api.open(title="second")
    work()
    assert notification.paged() == ["Ana", "Ana"]
    assert "on-call service does not answer" in notification.taken[1]["message"]
    shown = api.show(incident["id"])
    degraded = next(entry["data"] for entry in shown["timeline"] if entry["type"] == "degraded")
    assert degraded == {
        "reason": "oncall_does_not_answer",
        "used": "last_known",
        "known_since": "2026-03-02T12:00:00+00:00",
        "step": 1,
        "cycle": 1,
    }
    assert shown["assigned_to"]["name"] == "Ana"


def test_the_person_of_a_later_step_is_known_from_the_first_when_on_call_goes_away(
    api, make_policy, work, pass_time, oncall, notification
) -> None:
    make_policy((300, "ana"), (300, "ben"))
    api.open()
    work()
    oncall.is_down = True
    pass_time(minutes=5)
    assert notification.paged() == ["Ana", "Ben"]
    pass_time(minutes=5)
    assert notification.paged() == ["Ana", "Ben", "Boss"]


def test_with_nothing_known_the_step_waits_for_on_call_and_is_then_done_once(
    api, make_policy, work, oncall, notification, clock
) -> None:
    make_policy((300, "ana"))
    oncall.is_down = True
    incidents = [api.open(title=f"incident {n}")["id"] for n in range(20)]
    for _ in range(5):
        work()
        clock.advance(timedelta(seconds=60))
    assert notification.taken == []
    assert api.told(incidents[0]) == ["created", "degraded"]
    oncall.is_down = False
    time.sleep(BREAKER_S)
    for _ in range(3):
        work()
        clock.advance(timedelta(seconds=1))
    assert [page["step"] for page in notification.taken] == [1] * 20
    assert {page["incident"]["id"] for page in notification.taken} == set(incidents)
    assert api.show(incidents[0])["assigned_to"]["name"] == "Ana"


def test_an_answer_of_on_call_that_makes_no_sense_counts_as_no_answer(
    api, make_policy, work, oncall, notification
) -> None:
    make_policy((300, "ana"))
    incident = api.open()
    oncall._resolve = lambda asked: Answer(200, b'{"people": [{"nobody": true}]}')
    work()
    assert notification.taken == []
    assert api.told(incident["id"]) == ["created", "degraded"]


def test_a_target_that_on_call_refuses_counts_as_nobody(api, make_policy, work, oncall, notification) -> None:
    make_policy((300, "ana"), (300, "ben"))
    resolve = oncall._resolve
    oncall._resolve = lambda asked: Answer(422) if asked["step"] == 1 else resolve(asked)
    api.open()
    work()
    assert notification.paged() == ["Ben"]


def test_notification_away_for_an_hour_gets_each_page_once_on_its_return(
    api, make_policy, work, oncall, notification, clock
) -> None:
    make_policy((7200, "ana"))
    notification.is_down = True
    incidents = [api.open(title=f"incident {n}")["id"] for n in range(30)]
    for _ in range(4):
        work()
        clock.advance(timedelta(minutes=15))
    notification.is_down = False
    time.sleep(BREAKER_S)
    for _ in range(4):
        work()
        clock.advance(timedelta(seconds=5))
    assert sorted(page["incident"]["id"] for page in notification.taken) == sorted(incidents)
    assert len({page["id"] for page in notification.taken}) == 30


def test_while_nobody_answers_one_page_is_tried_at_a_time(api, make_policy, app, notification) -> None:
    make_policy((7200, "ana"))
    notification.is_down = True
    for number in range(10):
        api.open(title=f"incident {number}")
    app.state.escalation_worker.run_once()
    app.state.hand_over_worker.run_once()
    tried = len(notification.received)
    assert app.state.hand_over_worker.run_once() == 0
    assert len(notification.received) <= tried + 1


def test_a_page_that_notification_refuses_is_seen_and_does_not_hold_up_others(
    api, make_policy, work, notification, clock, database
) -> None:
    make_policy((7200, "ana", "ben"))
    incident = api.open()
    notification.answer_next(422, 422, 422)  # both together, then each alone
    work()
    assert notification.taken == []
    assert api.told(incident["id"])[-2:] == ["delivery_failed", "delivery_failed"]
    api.open(title="another")
    work()
    assert len(notification.taken) == 2
    clock.advance(timedelta(seconds=5))
    work()
    assert len(notification.taken) == 4
    assert database.owner.value("SELECT count(*) FROM incidents.pages WHERE handed_over_at IS NULL") == 0


def test_a_page_whose_sender_died_is_handed_over_by_another_with_the_same_id(
    api, make_policy, make_app, clock, notification, database
) -> None:
    make_policy((7200, "ana"))
    api.open()
    dying, other = make_app(), make_app()
    dying.state.escalation_worker.run_once()
    with dying.state.sessions.begin() as session:
        from incident_management.store import pages

        (held,) = pages.claim_due(session, clock.now(), lease=timedelta(seconds=10), limit=5)
    assert other.state.hand_over_worker.run_once() == 0
    clock.advance(timedelta(seconds=10))
    assert other.state.hand_over_worker.run_once() == 1
    assert [page["id"] for page in notification.taken] == [str(held.id)]
    # The one that was thought dead wakes up: its claim is gone, so it sends nothing.
    from incident_management.use_cases.hand_over import Outcome, hand_over

    outcome = hand_over(held, sessions=dying.state.sessions, clock=clock, notification=dying.state.notification)
    assert outcome is Outcome.NOT_SENT
    assert len(notification.taken) == 1


def test_five_hundred_pages_that_waited_are_handed_over_many_at_a_time(
    api, app, make_policy, notification, database, clock
) -> None:
    make_policy((7200, "ana"))
    database.login("incident_management").execute(
        "SELECT incidents.open(n::text, true, 'checkout-api', 'high', 'title ' || n, %s, 'system')"
        " FROM generate_series(1, 500) n",
        (clock.now(),),
    )
    while app.state.escalation_worker.run_once():
        pass
    rounds = 0
    while app.state.hand_over_worker.run_once():
        rounds += 1
    assert rounds == 13  # of 40 pages, ten at a time
    assert len({page["id"] for page in notification.taken}) == len(notification.taken) == 500


def test_in_a_storm_neighbours_are_asked_once_for_many_incidents(api, make_policy, work, oncall, notification) -> None:
    make_policy((300, "ana"))
    incidents = [api.open(title=f"incident {n}")["id"] for n in range(8)]
    work()
    assert sorted(page["incident"]["id"] for page in notification.taken) == sorted(incidents)
    assert [r.path for r in notification.requests()] == ["/api/v1/pages/batch"]
    asked = [r.json() for r in oncall.requests() if r.path == "/api/v1/oncall/resolve/batch"]
    assert [len(one["questions"]) for one in asked] == [8]
    # Alone it asks only ahead, for who would be paged if on-call were away.
    assert {q["due_at"] for q in oncall.asked if q not in asked[0]["questions"]} == {None}


def test_a_neighbour_that_takes_only_one_at_a_time_gets_each_page_once(
    api, make_policy, work, oncall, notification
) -> None:
    """As it is while the services are upgraded one after another."""
    make_policy((300, "ana"))
    oncall.answer_at("/api/v1/oncall/resolve/batch", Answer(404))
    notification.answer_at("/api/v1/pages/batch", Answer(404))
    incidents = [api.open(title=f"incident {n}")["id"] for n in range(3)]
    work()
    assert sorted(page["incident"]["id"] for page in notification.taken) == sorted(incidents)
