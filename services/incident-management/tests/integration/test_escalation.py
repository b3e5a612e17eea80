"""Who is paged, when, and who is not: the engine on a real database, with a clock that stands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

NOON = "2026-03-02T12:0"


def page_times(database) -> list[tuple[float, str]]:
    """When each page was made, in minutes from the opening, and for whom."""
    rows = database.owner.rows(
        "SELECT extract(epoch FROM p.created_at - i.created_at) / 60 AS minute, p.recipient ->> 'name' AS who"
        " FROM incidents.pages p JOIN incidents.incidents i ON i.id = p.incident_id WHERE p.kind = 'page'"
        " ORDER BY p.created_at, p.id"
    )
    return [(float(row["minute"]), row["who"]) for row in rows]


def entries(api, incident_id: str, type: str) -> list[dict[str, Any]]:
    return [entry["data"] for entry in api.show(incident_id)["timeline"] if entry["type"] == type]


def test_who_is_on_call_is_assigned_and_paged_once(api, make_policy, work, notification, oncall) -> None:
    make_policy((300, "ana"))
    incident = api.open()
    work()
    work()
    shown = api.show(incident["id"])
    assert (shown["assigned_to"]["name"], shown["team"], shown["version"]) == ("Ana", "payments", 1)
    assert [entry["type"] for entry in shown["timeline"]] == ["created", "assigned", "paged"]
    (page,) = notification.taken
    assert page["recipient"] == shown["assigned_to"]
    assert (page["kind"], page["step"], page["cycle"]) == ("page", 1, 1)
    assert page["subject"] == "[critical] checkout-api: error rate above 5 %"
    assert f"https://oncall.example.org/incidents/{incident['id']}" in page["message"]
    assert page["incident"]["id"] == incident["id"]
    (asked,) = [question for question in oncall.asked if question["due_at"]]
    assert (asked["team"], asked["service"], asked["step"], asked["cycle"]) == ("payments", "checkout-api", 1, 1)


def test_delays_of_5_and_10_minutes_repeated_once_page_at_0_5_15_20_and_are_exhausted_at_30(
    api, make_policy, work, pass_time, notification, database
) -> None:
    make_policy((300, "ana"), (600, "ben"), repeat=1)
    incident = api.open()
    work()
    pass_time(minutes=29, seconds=59)
    assert page_times(database) == [(0, "Ana"), (5, "Ben"), (15, "Ana"), (20, "Ben")]
    assert api.show(incident["id"])["escalation"]["state"] == "active"
    pass_time(seconds=1)
    assert page_times(database)[4:] == [(30, "Boss")]
    pass_time(minutes=60, step=60)
    assert notification.paged() == ["Ana", "Ben", "Ana", "Ben", "Boss"]
    shown = api.show(incident["id"])
    assert shown["escalation"] == shown["escalation"] | {"state": "exhausted", "next_at": None}
    assert shown["status"] == "open"
    assert entries(api, incident["id"], "exhausted") == [{"cycle": 2, "people_paged": 1}]
    assert shown["assigned_to"]["name"] == "Ana"


def test_an_acknowledgement_a_second_before_the_next_step_stops_it(
    api, ben, make_policy, work, pass_time, clock, notification
) -> None:
    make_policy((300, "ana"), (600, "chi"))
    incident = api.open()
    work()
    clock.advance(timedelta(minutes=4, seconds=59))
    ben.patch(incident["id"], status="acknowledged")
    pass_time(minutes=30)
    assert notification.paged() == ["Ana"]


def test_workers_away_for_20_minutes_do_one_step_on_return_and_give_the_next_its_full_delay(
    api, make_policy, work, pass_time, clock, database
) -> None:
    make_policy((300, "ana"), (600, "ben"), repeat=1)
    api.open()
    work()
    clock.advance(timedelta(minutes=20))
    work()
    pass_time(minutes=20, step=60)
    assert page_times(database) == [(0, "Ana"), (20, "Ben"), (30, "Ana"), (35, "Ben")]


def test_delays_may_have_decimals(api, make_policy, work, clock, notification) -> None:
    make_policy((0.5, "ana"), (1.25, "ben"))
    api.open()
    work()
    clock.advance(timedelta(seconds=0.4))
    work()
    assert notification.paged() == ["Ana"]
    clock.advance(timedelta(seconds=0.1))
    work()
    assert notification.paged() == ["Ana", "Ben"]


def test_an_empty_step_goes_on_to_the_next_at_once_and_says_so(api, make_policy, work, notification) -> None:
    make_policy((300,), (300, "ben"))
    incident = api.open()
    work()
    assert notification.paged() == ["Ben"]
    assert entries(api, incident["id"], "escalated") == [{"step": 1, "cycle": 1, "reason": "nobody_on_call"}]
    assert api.show(incident["id"])["assigned_to"]["name"] == "Ben"


def test_a_policy_in_which_nobody_is_on_call_pages_the_fallback_each_cycle(
    api, make_policy, work, pass_time, database
) -> None:
    make_policy((300,), (600,), repeat=1)
    incident = api.open()
    work()
    assert "Why you: nobody is on call for it." in database.owner.value("SELECT message FROM incidents.pages")
    pass_time(minutes=25)
    assert page_times(database) == [(0, "Boss"), (10, "Boss"), (20, "Boss")]
    assert api.show(incident["id"])["escalation"]["state"] == "exhausted"


def test_an_empty_policy_pages_the_fallback(api, make_policy, work, notification) -> None:
    make_policy()
    incident = api.open()
    work()
    assert notification.paged() == ["Boss"]
    assert api.told(incident["id"]) == ["created", "exhausted", "assigned", "paged"]


def test_where_even_the_fallback_is_nobody_the_incident_says_so_and_the_engine_rests(
    api, make_policy, oncall, app
) -> None:
    make_policy((300,), repeat=5)
    oncall.people["fallback"] = []
    incident = api.open()
    assert [app.state.escalation_worker.run_once() for _ in range(3)] == [1, 0, 0]
    assert api.told(incident["id"]) == ["created", "escalated"]


def test_without_a_policy_the_teams_schedule_is_paged_every_15_minutes_until_somebody_answers(
    api, work, pass_time, database, oncall
) -> None:
    oncall.people["default"] = ["ana"]
    incident = api.open()
    work()
    pass_time(minutes=46, step=60)
    assert page_times(database) == [(0, "Ana"), (15, "Ana"), (30, "Ana"), (45, "Ana")]
    api.patch(incident["id"], status="in_progress")
    pass_time(minutes=46, step=60)
    assert len(page_times(database)) == 4


def test_a_person_named_twice_in_a_step_is_paged_once_and_a_channel_beside_them(
    api, make_policy, work, notification, oncall, database
) -> None:
    make_policy((300, "ana", "ben", "ana"))
    database.owner.execute(
        "UPDATE oncall.escalation_policies SET steps = jsonb_insert(steps, '{0,targets,0}',"
        ' \'{"type": "channel", "channel": "webhook", "recipient": "https://hooks.example.org/x"}\')'
    )
    incident = api.open()
    work()
    assert sorted(notification.paged()) == ["Ana", "Ben", "https://hooks.example.org/x"]
    assert api.show(incident["id"])["assigned_to"]["name"] == "Ana"


def test_changing_the_policy_does_not_change_what_is_under_way(
    api, make_policy, work, pass_time, database, notification
) -> None:
    make_policy((300, "ana"), (300, "ben"))
    api.open()
    work()
    database.owner.execute("UPDATE oncall.escalation_policies SET steps = '[]'")
    pass_time(minutes=5)
    assert notification.paged() == ["Ana", "Ben"]


def test_somebody_assigned_beforehand_keeps_the_incident(api, make_policy, work, notification) -> None:
    make_policy((300, "ana"))
    incident = api.open(assigned_to="ben@example.org")
    work()
    assert api.show(incident["id"])["assigned_to"]["name"] == "Ben"
    assert notification.paged() == ["Ana"]


def test_whoever_was_paged_hears_who_took_it_and_that_it_is_over_but_not_by_their_own_doing(
    api, ana, make_policy, work, pass_time, notification
) -> None:
    make_policy((300, "ana"), (300, "ben"))
    incident = api.open()
    work()
    pass_time(minutes=5)
    ana.patch(incident["id"], status="acknowledged")
    work()
    ana.patch(incident["id"], status="in_progress")
    api.patch(incident["id"], status="resolved")
    work()
    told = [(update["recipient"]["name"], update["subject"]) for update in notification.pages("update")]
    assert told[0] == ("Ben", "Acknowledged: checkout-api: error rate above 5 %")
    assert sorted(told[1:]) == [  # handed over side by side
        ("Ana", "Resolved: checkout-api: error rate above 5 %"),
        ("Ben", "Resolved: checkout-api: error rate above 5 %"),
    ]
    assert "ana@example.org has it" in notification.pages("update")[0]["message"]


def test_whoever_answers_has_their_own_later_steps_ended(ana, make_policy, work, notification) -> None:
    make_policy((300, "ana"))
    incident = ana.open()
    work()
    ana.patch(incident["id"], status="acknowledged")
    ana.patch(incident["id"], status="resolved")
    work()
    assert [(p["incident"]["id"], p["episode"]) for p in notification.pages("stop")] == [(incident["id"], 1)]
    assert notification.pages("update") == []


def test_a_page_on_its_way_during_an_acknowledgement_is_followed_by_another_stop(
    ana, make_policy, app, clock, work, pass_time, notification
) -> None:
    make_policy((300, "ana"))
    incident = ana.open()
    app.state.escalation_worker.run_once()
    take, seen = notification.take, []

    def answered_meanwhile(request):
        if request.json()["kind"] == "page" and not seen:
            seen.append(ana.patch(incident["id"], status="acknowledged").status_code)
        return take(request)

    notification.take = answered_meanwhile
    work()
    assert [p["kind"] for p in notification.taken] == ["page", "stop"]
    pass_time(minutes=1)
    assert [p["kind"] for p in notification.taken] == ["page", "stop", "stop"]


def test_a_page_that_waits_is_cancelled_by_an_acknowledgement(api, make_policy, app, work, notification) -> None:
    make_policy((300, "ana"))
    incident = api.open()
    app.state.escalation_worker.run_once()
    api.patch(incident["id"], status="acknowledged")
    work()
    assert notification.taken == []


def test_a_step_that_was_claimed_pages_nobody_once_the_incident_is_acknowledged(
    api, make_policy, app, oncall, work, notification
) -> None:
    make_policy((300, "ana"))
    incident = api.open()
    resolve = oncall._resolve

    def acknowledged_while_on_call_thinks(asked):
        api.patch(incident["id"], status="acknowledged")
        return resolve(asked)

    oncall._resolve = acknowledged_while_on_call_thinks
    work()
    assert notification.taken == []
    assert api.told(incident["id"]) == ["created", "status_changed"]


def test_an_incident_resolves_itself_when_its_last_alert_is_closed(
    api, ingestion, make_policy, work, notification, store_alert, close_alert
) -> None:
    make_policy((300, "ana"))
    body = {"title": "down", "service": "checkout-api", "severity": "critical", "origin": "alert"}
    incident = ingestion.post("/incidents", body).json()
    first, second = store_alert(incident["id"]), store_alert(incident["id"])
    work()
    close_alert(incident["id"], first)
    work()
    assert api.show(incident["id"])["status"] == "open"
    close_alert(incident["id"], second)
    work()
    shown = api.show(incident["id"])
    assert (shown["status"], shown["mtta_seconds"], shown["mttr_seconds"]) == ("resolved", 0.0, 0.0)
    assert shown["timeline"][-1]["actor"] == "system"
    assert [update["subject"] for update in notification.pages("update")] == ["Resolved: checkout-api: down"]
    assert ingestion.post("/incidents", body).json()["id"] != incident["id"]


def test_incidents_opened_by_ingestion_are_counted_once_whoever_handles_them(make_app, api, ingestion, ana) -> None:
    replicas = [make_app(), make_app()]
    before = counted(api)
    ingestion.post("/incidents", {"title": "a", "service": "a", "severity": "high", "origin": "alert"})
    quick = ana.open(severity="high")
    ana.patch(quick["id"], status="resolved")
    for app in replicas * 2:
        app.state.escalation_worker.run_once()
    assert counted(api) == before + 2


def counted(api) -> float:
    lines = api.request("GET", "/../../metrics").text.splitlines()
    return float(next(line for line in lines if line.startswith('incidents_created_total{severity="high"}')).split()[1])


@pytest.mark.parametrize("status", ["acknowledged", "in_progress", "resolved"])
def test_every_way_out_of_open_stops_the_escalation(api, make_policy, work, pass_time, notification, status) -> None:
    make_policy((300, "ana"), (300, "ben"))
    incident = api.open()
    work()
    api.patch(incident["id"], status=status)
    pass_time(minutes=30, step=60)
    assert notification.paged() == ["Ana"]


def test_what_may_wait_for_the_hours_of_support_is_paged_when_they_begin_and_what_is_critical_at_once(
    api, make_policy, work, pass_time, oncall, notification, clock
) -> None:
    make_policy((300, "ana"), (300, "ben"))
    oncall.hours_begin = clock.now() + timedelta(hours=8)
    waits = api.open(severity="low")["id"]
    api.open(severity="critical")
    work()
    assert [page["incident"]["severity"] for page in notification.pages()] == ["critical"]
    held = api.show(waits)
    assert held["timeline"][-1]["data"] == {
        "reason": "outside_support_hours",
        "until": "2026-03-02T20:00:00+00:00",
        "step": 1,
        "cycle": 1,
    }
    assert held["escalation"]["next_at"] == "2026-03-02T20:00:00Z"
    pass_time(minutes=479, step=600)
    assert "low" not in [page["incident"]["severity"] for page in notification.pages()]
    pass_time(minutes=1)
    assert [p["recipient"]["name"] for p in notification.pages() if p["incident"]["severity"] == "low"] == ["Ana"]
    pass_time(minutes=5)
    assert [p["recipient"]["name"] for p in notification.pages() if p["incident"]["severity"] == "low"] == [
        "Ana",
        "Ben",
    ]


def test_while_on_call_is_away_nothing_waits_for_hours_of_support(
    api, make_policy, work, oncall, notification, clock
) -> None:
    """A page too many beats silence."""
    make_policy((300, "ana"))
    api.open(severity="low")
    work()
    oncall.hours_begin = clock.now() + timedelta(hours=8)
    oncall.is_down = True
    api.open(severity="low", title="second")
    work()
    assert notification.paged() == ["Ana", "Ana"]


def test_a_step_that_a_person_asks_for_does_not_wait_for_the_hours_of_support(
    api, make_policy, work, oncall, notification, clock
) -> None:
    make_policy((300, "ana"))
    oncall.hours_begin = clock.now() + timedelta(hours=8)
    incident = api.open(severity="low")["id"]
    work()
    assert notification.paged() == []
    clock.advance(timedelta(minutes=1))
    api.post(f"/incidents/{incident}/escalate", None)
    work()
    assert notification.paged() == ["Ana"]
