"""Many at once, sooner, later."""

from __future__ import annotations

from datetime import timedelta

import pytest

NO_SUCH = "0198c0de-7b00-7000-8000-00000000dead"


def test_a_bulk_change_changes_each_by_itself_and_says_which_were_refused(ana) -> None:
    first, second, third = (ana.open(title=f"incident {n}")["id"] for n in range(3))
    ana.patch(second, status="resolved")
    answer = ana.post(
        "/incidents/bulk", {"ids": [first, second, NO_SUCH, third], "status": "acknowledged", "note": "all mine"}
    )
    assert answer.status_code == 200
    results = answer.json()["results"]
    assert [result["id"] for result in results] == [first, second, NO_SUCH, third]
    assert [r["incident"] and r["incident"]["status"] for r in results] == ["acknowledged", None, None, "acknowledged"]
    assert [r["error"] and r["error"]["status"] for r in results] == [None, 409, 404, None]
    assert results[1]["error"]["current"]["status"] == "resolved"
    assert ana.show(first)["notes"][0]["content"] == "all mine"


@pytest.mark.parametrize("ids", [[], [NO_SUCH] * 201, ["x"]])
def test_a_bulk_change_of_none_or_too_many_is_refused(ana, ids) -> None:
    assert ana.post("/incidents/bulk", {"ids": ids, "status": "resolved"}).status_code == 422


def test_escalating_now_pages_the_next_person_at_once_and_the_one_after_with_the_full_delay(
    api, ana, make_policy, work, pass_time, clock, notification
) -> None:
    make_policy((300, "ana"), (300, "ben"), (300, "chi"))
    incident = api.open()
    work()
    clock.advance(timedelta(minutes=1))
    answer = ana.post(f"/incidents/{incident['id']}/escalate", None)
    assert answer.status_code == 200
    work()
    assert notification.paged() == ["Ana", "Ben"]
    pass_time(minutes=4)
    assert notification.paged() == ["Ana", "Ben"]
    pass_time(minutes=1)
    assert notification.paged() == ["Ana", "Ben", "Chi"]
    asked = next(e for e in answer.json()["timeline"] if e["type"] == "escalated")
    assert (asked["actor"], asked["data"]) == ("ana@example.org", {"step": 2, "cycle": 1, "reason": "by_hand"})


def test_escalating_an_exhausted_incident_begins_the_policy_anew(
    api, make_policy, work, pass_time, notification
) -> None:
    make_policy((60, "ana"))
    incident = api.open()
    work()
    pass_time(minutes=2)
    api.post(f"/incidents/{incident['id']}/escalate", None)
    work()
    assert notification.paged() == ["Ana", "Boss", "Ana"]
    assert len({page["id"] for page in notification.taken}) == 3


def test_an_incident_that_somebody_has_is_not_escalated(api) -> None:
    incident = api.open()
    api.patch(incident["id"], status="acknowledged")
    answer = api.post(f"/incidents/{incident['id']}/escalate", None)
    assert (answer.status_code, answer.json()["current"]["status"]) == (409, "acknowledged")
    assert api.post(f"/incidents/{NO_SUCH}/escalate", None).status_code == 404


def test_a_snoozed_incident_pages_nobody_until_its_time_and_then_from_the_first_step(
    api, make_policy, work, pass_time, notification
) -> None:
    make_policy((300, "ana"), (300, "ben"))
    incident = api.open()
    work()
    answer = api.post(f"/incidents/{incident['id']}/snooze", {"minutes": 60})
    assert answer.json()["snoozed_until"] == "2026-03-02T13:00:00Z"
    assert answer.json()["timeline"][-1]["data"] == {"until": "2026-03-02T13:00:00+00:00"}
    pass_time(minutes=59)
    assert notification.paged() == ["Ana"]
    pass_time(minutes=1)
    assert notification.paged() == ["Ana", "Ana"]
    assert api.show(incident["id"])["snoozed_until"] is None


def test_a_snooze_ends_the_later_steps_of_whoever_was_paged(api, make_policy, work, notification) -> None:
    make_policy((300, "ana"))
    incident = api.open()
    work()
    api.post(f"/incidents/{incident['id']}/snooze", {"minutes": 60})
    work()
    assert [(p["kind"], p["episode"]) for p in notification.taken] == [("page", 1), ("stop", 1)]


def test_a_snoozed_incident_that_was_acknowledged_is_open_again_at_its_time(
    ana, ben, make_policy, work, pass_time, notification
) -> None:
    make_policy((300, "ana"))
    incident = ana.open()
    work()
    pass_time(minutes=1)
    ana.patch(incident["id"], status="acknowledged")
    ana.post(f"/incidents/{incident['id']}/snooze", {"until": "2026-03-02T12:31:00Z"})
    pass_time(minutes=30)
    shown = ana.show(incident["id"])
    assert (shown["status"], shown["mtta_seconds"], shown["assigned_to"]["name"]) == ("open", 60.0, "Ana")
    assert notification.paged() == ["Ana", "Ana"]
    woken = [e for e in shown["timeline"] if e["type"] == "status_changed"][-1]
    assert (woken["actor"], woken["data"]) == ("system", {"from": "acknowledged", "to": "open"})
    assert ben.patch(incident["id"], status="acknowledged").json()["mtta_seconds"] == 60.0


def test_acknowledging_or_resolving_ends_a_snooze(ana, make_policy, work, pass_time, notification) -> None:
    make_policy((300, "ana"))
    incident = ana.open()
    work()
    ana.post(f"/incidents/{incident['id']}/snooze", {"minutes": 10})
    assert ana.patch(incident["id"], status="acknowledged").json()["snoozed_until"] is None
    pass_time(minutes=20)
    assert notification.paged() == ["Ana"]
    ana.patch(incident["id"], status="resolved")
    assert ana.post(f"/incidents/{incident['id']}/snooze", {"minutes": 10}).status_code == 409


def test_escalating_ends_a_snooze(ana, make_policy, work, notification) -> None:
    make_policy((300, "ana"))
    incident = ana.open()
    ana.post(f"/incidents/{incident['id']}/snooze", {"minutes": 10})
    work()
    assert notification.paged() == []
    ana.post(f"/incidents/{incident['id']}/escalate", None)
    work()
    assert notification.paged() == ["Ana"]
    assert ana.show(incident["id"])["snoozed_until"] is None


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"minutes": 0},
        {"minutes": 5, "until": "2026-03-02T13:00:00Z"},
        {"until": "2026-03-02T12:00:00Z"},
        {"until": "2026-05-02T12:00:00Z"},
        {"until": "2026-03-02T13:00:00"},
    ],
)
def test_a_snooze_that_makes_no_sense_is_refused(ana, body) -> None:
    incident = ana.open()
    assert ana.post(f"/incidents/{incident['id']}/snooze", body).status_code == 422


def test_an_answer_acknowledges_as_the_person_who_was_paged_and_others_hear_of_it(
    api, ingestion, make_policy, work, pass_time, notification, oncall
) -> None:
    make_policy((300, "ana"), (300, "ben"))
    incident = api.open()
    work()
    pass_time(minutes=5)
    answers, (ana, ben, *_) = f"/incidents/{incident['id']}/answers", oncall.users
    first = ingestion.post(answers, {"user_id": ben["id"]})
    second = ingestion.post(answers, {"user_id": ana["id"]})
    work()
    assert (first.status_code, first.json()["status"], first.json()["assigned_to"]["name"]) == (
        200,
        "acknowledged",
        "Ben",
    )
    assert (second.status_code, second.json()["current"]["status"]) == (409, "acknowledged")
    changed = [e for e in api.show(incident["id"])["timeline"] if e["type"] == "status_changed"]
    assert [e["actor"] for e in changed] == ["ben@example.org"]
    assert [u["recipient"]["name"] for u in notification.pages("update")] == ["Ana"]
    assert api.post(answers, {"user_id": ana["id"]}).status_code == 403


def test_who_was_disabled_answers_nothing(api, ingestion, make_policy, work, oncall) -> None:
    make_policy((300, "ana"))
    incident = api.open()
    work()
    for user in oncall.users:
        user["disabled_at"] = "2026-03-02T11:00:00Z"
    answer = ingestion.post(f"/incidents/{incident['id']}/answers", {"user_id": oncall.users[0]["id"]})
    assert answer.status_code == 422
    assert api.show(incident["id"])["status"] == "open"


def test_an_answer_resolves_and_escalates_too(ana, ingestion, make_policy, work, oncall, notification) -> None:
    make_policy((300, "ana"), (300, "ben"))
    incident = ana.open()
    work()
    answers, user = f"/incidents/{incident['id']}/answers", oncall.users[0]["id"]
    escalated = ingestion.post(answers, {"user_id": user, "action": "escalate"})
    work()
    assert (escalated.status_code, notification.paged()) == (200, ["Ana", "Ben"])
    resolved = ingestion.post(answers, {"user_id": user, "action": "resolve"})
    assert (resolved.status_code, resolved.json()["status"]) == (200, "resolved")
    again = ingestion.post(answers, {"user_id": user, "action": "escalate"})
    assert (again.status_code, again.json()["current"]["status"]) == (409, "resolved")
    assert ingestion.post(answers, {"user_id": user, "action": "delete"}).status_code == 422


def test_who_was_not_paged_answers_only_what_they_could_change_anyway(
    ana, ingestion, make_policy, work, oncall, database
) -> None:
    make_policy((300, "ana"))
    incident = ana.open()
    work()
    answers, ben = f"/incidents/{incident['id']}/answers", oncall.users[1]
    for role in ("viewer", ""):
        ben["role"] = role
        assert ingestion.post(answers, {"user_id": ben["id"]}).status_code == 403
    ben["role"] = "responder"
    database.owner.execute("UPDATE oncall.teams SET is_private = true WHERE name = %s", [incident["team"]])
    assert ingestion.post(answers, {"user_id": ben["id"]}).status_code == 403
    assert ana.show(incident["id"])["status"] == "open"
    database.owner.execute("UPDATE oncall.teams SET is_private = false")
    assert ingestion.post(answers, {"user_id": ben["id"]}).json()["assigned_to"]["name"] == "Ben"
    nowhere = "/incidents/00000000-0000-0000-0000-000000000001/answers"
    assert ingestion.post(nowhere, {"user_id": ben["id"]}).status_code == 404
