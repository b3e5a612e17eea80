"""A fire drill pages for real, says so, reports who answered, and is counted nowhere."""

from __future__ import annotations

from datetime import timedelta


def test_it_pages_by_the_policy_marked_as_a_drill_and_reports_who_acknowledged_how_fast(
    ana, ben, make_policy, work, pass_time, notification, clock
) -> None:
    make_policy((300, "ana"), (300, "ben"))
    begun = ana.post("/drills", {"service": "checkout-api", "note": "the monthly one"})
    assert begun.status_code == 201, begun.text
    drill = begun.json()["incident"]
    assert (drill["origin"], drill["severity"], drill["title"]) == ("drill", "critical", "Fire drill of checkout-api")
    work()
    pass_time(minutes=5)
    clock.advance(timedelta(seconds=42))
    assert ben.patch(drill["id"], status="acknowledged").status_code == 200
    work()
    assert notification.paged() == ["Ana", "Ben"]
    page = notification.pages()[0]
    assert page["subject"] == "DRILL [critical] checkout-api: Fire drill of checkout-api"
    assert page["message"].startswith("THIS IS A DRILL: nothing is broken.")
    told = notification.pages("update")[0]
    assert told["subject"] == "Acknowledged: DRILL: checkout-api: Fire drill of checkout-api"
    shown = ana.get(f"/drills/{drill['id']}").json()
    assert (shown["acknowledged_by"], shown["acknowledged_after_seconds"]) == ("ben@example.org", 342)
    reached = [
        (r["user"]["name"], r["step"], r["after_seconds"], r["answered_after_seconds"]) for r in shown["reached"]
    ]
    assert reached == [("Ana", 1, 0, None), ("Ben", 2, 300, 42)]
    assert shown["exhausted"] is False
    assert [one["id"] for one in ana.get("/drills").json()["items"]] == [drill["id"]]


def test_one_that_nobody_answers_says_so(ana, make_policy, work, pass_time) -> None:
    make_policy((60, "chi"))
    drill = ana.post("/drills", {"service": "checkout-api"}).json()["incident"]["id"]
    work()
    pass_time(minutes=2)
    shown = ana.get(f"/drills/{drill}").json()
    assert (shown["exhausted"], shown["acknowledged_by"]) == (True, None)
    assert [r["user"]["name"] for r in shown["reached"]] == ["Chi", "Boss"]


def test_no_statistic_counts_it(ana, make_policy, work, clock, scraped) -> None:
    make_policy((300, "ana"))
    names = ("incidents_created_total", "incident_mtta_seconds_count", "incident_mttr_seconds_count", "incidents_total")

    def counted() -> list[str]:
        return [line for line in scraped().splitlines() if line.startswith(names)]

    before = counted()
    drill = ana.post("/drills", {"service": "checkout-api"}).json()["incident"]["id"]
    work()
    clock.advance(timedelta(minutes=1))
    ana.patch(drill, status="acknowledged")
    clock.advance(timedelta(minutes=1))
    ana.patch(drill, status="resolved")
    assert counted() == before
    clock.advance(timedelta(minutes=1))
    summary = ana.get("/incidents/stats/summary").json()
    assert (summary["total"], summary["mtta_seconds"]["mean"]) == (0, None)
    assert ana.get("/analytics/breakdown", params={"by": "service"}).json()["items"] == []
    assert ana.get("/analytics/people").json()["items"] == []
    assert drill not in ana.get("/analytics/incidents.csv").text


def test_subscribers_are_not_told_of_it(ana, admin, app, http_sink, work) -> None:
    admin.post("/subscriptions", {"name": "all", "url": http_sink.url})
    drill = ana.post("/drills", {"service": "checkout-api"}).json()["incident"]["id"]
    ana.patch(drill, status="acknowledged", note="done")
    work()
    assert app.state.delivery_worker.run_once() == 0 and http_sink.received == []


def test_what_is_no_drill_is_not_found_among_them_and_no_drill_is_begun_elsewhere(ana) -> None:
    incident = ana.open()["id"]
    assert ana.get(f"/drills/{incident}").status_code == 404
    body = {"title": "x", "service": "a", "severity": "low", "origin": "drill"}
    refused = ana.post("/incidents", body)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "origin")
    assert ana.post("/drills", {"service": ""}).status_code == 422
