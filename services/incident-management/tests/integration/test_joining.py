"""Merged incidents, people who are asked for help, incidents like this one before, tags."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

NO_SUCH = "0198c0de-7b00-7000-8000-00000000dead"
ONE, OTHER = "1" * 64, "2" * 64


@pytest.fixture
def open_by_alert(ingestion, store_alert):
    """An incident that an alert opened, or joined."""

    def make(fingerprint: str = ONE, *, service: str = "checkout-api", **more) -> str:
        body = {"title": f"{service} is down", "service": service, "severity": "critical", "origin": "alert"}
        incident = ingestion.post("/incidents", body).json()["id"]
        store_alert(incident, fingerprint=fingerprint, **more)
        return incident

    return make


def test_a_merged_incident_gives_its_alerts_to_the_other_and_both_timelines_tell_it(ana, open_by_alert) -> None:
    source = open_by_alert(OTHER, service="db", occurrences=3)
    into = open_by_alert(occurrences=2)
    answer = ana.post(f"/incidents/{into}/merge", {"incidents": [source]})
    assert answer.status_code == 200, answer.text
    merged = answer.json()
    assert (merged["alert_count"], len(merged["alerts"]), merged["version"]) == (5, 2, 2)
    told = merged["timeline"][-1]
    assert (told["type"], told["actor"]) == ("merged", "ana@example.org")
    assert told["data"] == {"from": {"id": source, "title": "db is down"}, "alerts": 1}
    gone = ana.show(source)
    assert (gone["status"], gone["merged_into"], gone["alert_count"], gone["alerts"]) == ("resolved", into, 0, [])
    assert [e["type"] for e in gone["timeline"]][-2:] == ["status_changed", "merged"]
    assert gone["timeline"][-1]["data"]["into"]["id"] == into


def test_nobody_is_paged_about_a_merged_incident_any_more_and_who_was_hears_where_it_went(
    ana, make_policy, open_by_alert, work, pass_time, notification
) -> None:
    make_policy((300, "ben"), (300, "chi"))
    source = open_by_alert()
    work()
    into = ana.open(title="the database is gone", service="db")["id"]
    ana.post(f"/incidents/{into}/merge", {"incidents": [source]})
    work()
    (update,) = notification.pages("update")
    assert (update["recipient"]["name"], update["incident"]["id"]) == ("Ben", source)
    assert update["subject"].startswith("Resolved: ")
    assert 'merged it into "the database is gone"' in update["message"]
    assert into in update["message"]
    pass_time(minutes=6)
    assert "Chi" not in notification.paged()


def test_further_alerts_of_the_same_kind_go_to_the_incident_that_took_the_merged_one(ana, open_by_alert, clock) -> None:
    into = open_by_alert()
    clock.advance(timedelta(minutes=6))
    source = open_by_alert(OTHER)
    assert source != into
    ana.post(f"/incidents/{into}/merge", {"incidents": [source]})
    clock.advance(timedelta(minutes=1))
    assert open_by_alert("3" * 64) == into


def test_further_alerts_of_a_merged_kind_go_with_it_until_the_window_has_passed(ana, open_by_alert, clock) -> None:
    source, into = open_by_alert(OTHER, service="db"), open_by_alert()
    ana.post(f"/incidents/{into}/merge", {"incidents": [source]})
    clock.advance(timedelta(minutes=4))
    assert open_by_alert("3" * 64, service="db") == into
    clock.advance(timedelta(minutes=4))
    assert open_by_alert("4" * 64) == into
    third = open_by_alert(service="queue")
    ana.post(f"/incidents/{third}/merge", {"incidents": [into]})
    assert open_by_alert("5" * 64, service="db") == open_by_alert("6" * 64) == third
    clock.advance(timedelta(minutes=6))
    own = open_by_alert("7" * 64, service="db")
    assert own != third
    assert ana.show(own)["service"] == "db"
    ana.patch(own, status="resolved")
    ana.patch(third, status="resolved")
    assert ana.show(open_by_alert("8" * 64, service="db"))["service"] == "db"


def test_an_incident_that_a_person_opened_takes_further_alerts_of_what_was_merged_into_it(
    ana, open_by_alert, clock
) -> None:
    source, into = open_by_alert(service="db"), ana.open(title="the database is gone")["id"]
    ana.post(f"/incidents/{into}/merge", {"incidents": [source]})
    clock.advance(timedelta(minutes=1))
    assert open_by_alert(OTHER, service="db") == into


def test_several_kinds_of_alerts_in_one_batch_find_the_incident_that_took_them(
    ana, open_by_alert, database, clock
) -> None:
    source, into = open_by_alert(OTHER, service="db"), open_by_alert()
    ana.post(f"/incidents/{into}/merge", {"incidents": [source]})
    found = database.login("alert_ingestion").rows(
        "SELECT key, incident_id, created FROM incidents.correlate("
        "ARRAY['new|low', 'checkout-api|critical', 'db|critical'], ARRAY['new', 'checkout-api', 'db'],"
        " ARRAY['low', 'critical', 'critical'], ARRAY['a', 'b', 'c'], array_fill(%s::timestamptz, ARRAY[3]),"
        " interval '5 minutes')",
        (clock.now(),),
    )
    homes = {row["key"]: (str(row["incident_id"]), row["created"]) for row in found}
    assert homes["checkout-api|critical"] == homes["db|critical"] == (into, False)
    assert homes["new|low"][1] is True


def test_an_alert_that_fires_on_both_is_closed_once_and_the_count_stays_the_sum(
    ana, open_by_alert, close_alert, clock, work
) -> None:
    into = open_by_alert(occurrences=4)
    clock.advance(timedelta(minutes=6))
    source = open_by_alert(occurrences=2)
    merged = ana.post(f"/incidents/{into}/merge", {"incidents": [source]}).json()
    assert sorted(alert["status"] for alert in merged["alerts"]) == ["firing", "resolved"]
    assert merged["alert_count"] == sum(alert["occurrences"] for alert in merged["alerts"]) == 6
    (firing,) = [alert["id"] for alert in merged["alerts"] if alert["status"] == "firing"]
    close_alert(into, firing)
    work()
    assert ana.show(into)["status"] == "resolved"


def test_a_merge_is_refused_as_a_whole(ana) -> None:
    into, good, resolved = (ana.open(title=f"incident {n}")["id"] for n in range(3))
    ana.patch(resolved, status="resolved")
    path = f"/incidents/{into}/merge"
    assert ana.post(path, {"incidents": [good, resolved]}).status_code == 409
    assert ana.post(path, {"incidents": [good, into]}).status_code == 409
    assert ana.post(path, {"incidents": [good, NO_SUCH]}).status_code == 404
    assert ana.post(path, {"incidents": []}).status_code == 422
    assert ana.post(f"/incidents/{resolved}/merge", {"incidents": [good]}).status_code == 409
    assert (ana.show(good)["status"], ana.show(into)["version"]) == ("open", 1)


def test_of_two_who_merge_two_incidents_into_each_other_one_is_refused(ana) -> None:
    both = [ana.open(title=f"incident {n}")["id"] for n in range(2)]
    start = threading.Barrier(2)

    def merge(pair: list[str]) -> int:
        start.wait()
        return ana.post(f"/incidents/{pair[0]}/merge", {"incidents": [pair[1]]}).status_code

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(merge, [both, both[::-1]]))
    assert sorted(answers) == [200, 409]
    assert sorted(ana.show(one)["status"] for one in both) == ["open", "resolved"]


def test_a_responder_is_paged_once_whoever_has_the_incident(ana, work, notification) -> None:
    incident = ana.open()["id"]
    path = f"/incidents/{incident}/responders"
    asked = {"users": ["ben@example.org"], "message": "It looks like the database."}
    assert ana.post(path, asked).status_code == 200
    ana.patch(incident, status="acknowledged")
    work()
    (page,) = notification.pages()
    assert (page["recipient"]["name"], page["step"]) == ("Ben", None)
    assert "ana@example.org asks for your help" in page["message"]
    assert "It looks like the database." in page["message"]
    again = ana.post(path, {"users": ["ben@example.org", "chi@example.org"]}).json()
    work()
    assert notification.paged() == ["Ben", "Chi"]
    assert [r["person"]["name"] for r in again["responders"]] == ["Ben", "Chi"]
    assert again["responders"][0]["added_by"] == "ana@example.org"
    asked_for = [e["data"]["recipient"]["name"] for e in again["timeline"] if e["data"].get("reason") == "responder"]
    assert asked_for == ["Ben", "Chi"]


def test_a_responder_hears_that_it_is_over_and_a_page_that_waits_is_then_cancelled(
    ana, app, work, notification
) -> None:
    incident = ana.open()["id"]
    ana.post(f"/incidents/{incident}/responders", {"users": ["ben@example.org"]})
    ana.patch(incident, status="resolved")
    work()
    assert notification.taken == []
    assert ana.post(f"/incidents/{incident}/responders", {"users": ["ben@example.org"]}).status_code == 409
    assert ana.post(f"/incidents/{NO_SUCH}/responders", {"users": ["ben@example.org"]}).status_code == 404
    assert ana.post(f"/incidents/{incident}/responders", {"users": ["nobody@example.org"]}).status_code == 422


def test_whoever_is_given_an_incident_by_somebody_else_is_paged_and_not_by_their_own_doing(
    ana, work, notification
) -> None:
    incident = ana.open()["id"]
    ana.patch(incident, assigned_to="ana@example.org")
    ana.patch(incident, assigned_to="ben@example.org")
    ana.patch(incident, assigned_to="ben@example.org", priority="P1")
    work()
    (page,) = [page for page in notification.pages() if page["recipient"]["name"] == "Ben"]
    assert "ana@example.org assigned it to you." in page["message"]


def test_incidents_before_it_that_had_one_of_its_alerts_are_shown_newest_first(api, open_by_alert, clock) -> None:
    incidents = []
    for fingerprint in (ONE, OTHER, ONE, ONE):
        incidents.append(open_by_alert(fingerprint))
        clock.advance(timedelta(minutes=10))
    found = api.get(f"/incidents/{incidents[-1]}/earlier").json()["items"]
    assert [incident["id"] for incident in found] == [incidents[2], incidents[0]]
    assert api.get(f"/incidents/{incidents[0]}/earlier").json()["items"] == []
    assert api.get(f"/incidents/{NO_SUCH}/earlier").status_code == 404


def test_tags_are_kept_in_lower_case_and_lists_are_filtered_by_all_of_them(api) -> None:
    first, second, third = (api.open(title=f"incident {n}")["id"] for n in range(3))
    changed = api.patch(first, tags=["Release", "db", "release"]).json()
    assert (changed["tags"], changed["version"]) == (["release", "db"], 2)
    api.patch(second, tags=["db"])
    listed = lambda **asked: [i["id"] for i in api.get("/incidents", params=asked).json()["items"]]  # noqa: E731
    assert listed(tag="DB") == [second, first]
    assert listed(tag=["db", "release"]) == [first]
    assert listed(tag="nothing") == []
    assert api.patch(first, tags=[]).json()["tags"] == []
    assert listed(tag="db") == [second]
    assert third not in listed(tag="db")
    for wrong in ([""], ["x" * 51], ["a"] * 21, "db", ["a\x00b"]):
        assert api.patch(first, tags=wrong).status_code == 422


def test_an_acknowledgement_that_runs_out_opens_the_incident_again_and_pages_anew(
    ana, app, make_policy, work, pass_time, notification, database
) -> None:
    make_policy((300, "ben"))
    database.owner.execute("UPDATE oncall.services SET acknowledgement_timeout_minutes = 30")
    incident = ana.open()["id"]
    work()
    acknowledged = ana.patch(incident, status="acknowledged").json()
    assert acknowledged["acknowledged_until"] == "2026-03-02T12:30:00Z"
    pass_time(minutes=29)
    assert ana.show(incident)["status"] == "acknowledged"
    pass_time(minutes=1)
    again = ana.show(incident)
    assert (again["status"], again["acknowledged_until"], again["mtta_seconds"]) == ("open", None, 0)
    assert notification.paged() == ["Ben", "Ben"]
    reopened = next(e for e in again["timeline"] if e["data"].get("reason") == "acknowledgement_ran_out")
    assert (reopened["actor"], reopened["data"]["to"]) == ("system", "open")
    ana.patch(incident, status="acknowledged")
    working = ana.patch(incident, status="in_progress").json()
    assert working["acknowledged_until"] is None
    pass_time(minutes=40, step=600)
    assert ana.show(incident)["status"] == "in_progress"


def test_without_a_time_for_it_an_acknowledgement_holds(ana, make_policy, work, pass_time) -> None:
    make_policy((300, "ben"))
    incident = ana.open()["id"]
    assert ana.patch(incident, status="acknowledged").json()["acknowledged_until"] is None
    pass_time(minutes=600, step=3600)
    assert ana.show(incident)["status"] == "acknowledged"
