"""Why an incident paged whom, and why somebody was not paged."""

from __future__ import annotations

from datetime import timedelta

import pytest


def trace(api, incident, **asked):
    answer = api.get(f"/incidents/{incident['id']}/trace", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def why(api, incident, name: str) -> tuple[str, int | None]:
    person = trace(api, incident, user=f"{name}@example.org")["person"]
    assert person["user"]["email"] == f"{name}@example.org"
    assert person["because"]
    return person["answer"], person["step"]


def test_it_tells_the_steps_that_were_done_whom_they_paged_and_by_what(
    api, make_policy, work, pass_time, notification
) -> None:
    make_policy((300, "ana"), (600, "ben"))
    incident = api.open()
    work()
    pass_time(minutes=5)
    first, second = notification.taken
    notification.list_notifications(
        {"id": "n2", "page_id": second["id"], "status": "delivered", "attempts": [{"answer": "250 OK"}]},
        {"id": "n1", "page_id": first["id"], "status": "dead", "attempts": [{"answer": "550 no such user"}]},
    )
    told = trace(api, incident)
    assert told["policy"]["policy_name"] == "checkout-api"
    assert [step["delay_seconds"] for step in told["policy"]["steps"]] == [300, 600]
    assert [(s["step"], s["cycle"], s["at"], s["reason"]) for s in told["steps"]] == [
        (1, 1, "2026-03-02T12:00:00Z", "opened"),
        (2, 1, "2026-03-02T12:05:00Z", "not_acknowledged"),
    ]
    assert [(p["user"]["name"], p["via"], p["step"]) for p in told["pages"]] == [
        ("Ana", "step-1", 1),
        ("Ben", "step-2", 2),
    ]
    assert [n["attempts"][0]["answer"] for p in told["pages"] for n in p["notifications"]] == [
        "550 no such user",
        "250 OK",
    ]
    assert told["escalation"]["next_at"] == "2026-03-02T12:15:00Z"
    assert why(api, incident, "ana") == ("not_delivered", 1)
    assert why(api, incident, "ben") == ("delivered", 2)


def test_while_notification_is_away_the_rest_is_told_and_that_it_is_away(api, make_policy, work, notification) -> None:
    make_policy((300, "ana"))
    incident = api.open()
    work()
    notification.is_down = True
    told = trace(api, incident)
    assert told["notifications_known"] is False
    assert [page["notifications"] for page in told["pages"]] == [None]
    assert why(api, incident, "ana") == ("under_way", 1)


def test_it_tells_the_arithmetic_of_the_window(ingestion, api, store_alert, clock) -> None:
    body = {"title": "it is down", "service": "checkout-api", "severity": "critical", "origin": "alert"}

    def alert() -> dict:
        incident = ingestion.post("/incidents", body | {"at": clock.now().isoformat()}).json()
        store_alert(incident["id"])
        return incident

    first = alert()
    clock.advance(timedelta(seconds=240))
    assert alert()["id"] == first["id"]
    clock.advance(timedelta(seconds=301))
    second = alert()
    told = trace(api, first)
    assert [a["seconds_since_latest"] for a in told["alerts"]] == [None, 240]
    assert (told["correlation"]["opened"], told["correlation"]["window_seconds"]) == ("first", 300)
    correlation = trace(api, second)["correlation"]
    assert (correlation["opened"], correlation["previous"]["id"]) == ("window_passed", first["id"])
    assert correlation["previous"]["last_alert_at"] == "2026-03-02T12:04:00Z"
    api.patch(second["id"], status="resolved")
    third = alert()
    assert trace(api, third)["correlation"]["opened"] == "previous_resolved"
    assert trace(api, api.open())["correlation"]["opened"] == "by_person"


def test_somebody_of_a_later_step_is_not_due_yet_and_then_was_spared_by_who_took_it(
    api, ana, make_policy, work
) -> None:
    make_policy((300, "ana"), (300, "ben"))
    incident = api.open()
    work()
    assert why(api, incident, "ben") == ("not_yet_due", 2)
    ana.patch(incident["id"], status="acknowledged")
    told = trace(api, incident, user="ben@example.org")["person"]
    assert (told["answer"], told["because"]) == (
        "taken_before",
        "ana@example.org took the incident before step 2 was due.",
    )


def test_somebody_who_is_not_on_call_is_told_who_was(api, make_policy, work) -> None:
    make_policy((300, "ana"), (300, "ben"))
    incident = api.open()
    work()
    told = trace(api, incident, user="chi@example.org")["person"]
    assert (told["answer"], told["step"], told["page_ids"]) == ("not_on_call", None, [])
    assert told["because"].endswith("It names Ana, Ben.")


def test_somebody_who_came_on_call_after_the_step_was_done_is_told_so(api, make_policy, work, oncall) -> None:
    make_policy((300, "ana"))
    incident = api.open()
    work()
    oncall.people["step-1"] = ["chi"]
    assert why(api, incident, "chi") == ("schedule_changed", 1)


def test_somebody_who_was_missed_because_on_call_was_away_is_told_so(
    api, make_policy, work, pass_time, oncall, outage_over
) -> None:
    make_policy((300, "ana"), (300, "ben"))
    api.open()
    work()
    incident = api.open(title="second")
    oncall.is_down = True
    work()
    oncall.is_down = False
    oncall.people["step-1"] = ["chi"]
    outage_over()
    assert trace(api, incident)["steps"][0]["known_since"] == "2026-03-02T12:00:00Z"
    assert why(api, incident, "chi") == ("oncall_did_not_answer", 1)


def test_a_page_that_was_cancelled_and_a_snooze_are_told(api, ana, app, make_policy, work) -> None:
    make_policy((300, "ana"), (300, "ben"))
    incident = api.open()
    app.state.escalation_worker.run_once()
    ana.patch(incident["id"], status="acknowledged")
    assert why(api, incident, "ana") == ("cancelled", 1)
    other = api.open(title="other")
    ana.post(f"/incidents/{other['id']}/snooze", {"minutes": 30})
    assert why(api, other, "ben") == ("snoozed", 2)


@pytest.mark.parametrize(("path", "status"), [("0198c0de-7b00-7000-8000-00000000dead/trace", 404), ("x/trace", 422)])
def test_of_what_is_not_there_nothing_is_told(api, path, status) -> None:
    assert api.get(f"/incidents/{path}").status_code == status


def test_a_user_who_is_not_there_is_refused(api) -> None:
    incident = api.open()
    answer = api.get(f"/incidents/{incident['id']}/trace", params={"user": "nobody@example.org"})
    assert answer.status_code == 422
