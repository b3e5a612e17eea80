"""Incidents over HTTP: opened, shown, changed, refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

NO_SUCH = "0198c0de-7b00-7000-8000-00000000dead"


def test_an_incident_opened_by_a_person_is_answered_as_the_contract_says(api) -> None:
    incident = api.open(title="Checkout is slow", severity="high")
    assert incident == {
        "id": incident["id"],
        "title": "Checkout is slow",
        "service": "checkout-api",
        "severity": "high",
        "status": "open",
        "priority": "P2",
        "team": "default",
        "origin": "person",
        "assigned_to": None,
        "alert_count": 0,
        "version": 1,
        "created_at": "2026-03-02T12:00:00Z",
        "acknowledged_at": None,
        "resolved_at": None,
        "mtta_seconds": None,
        "mttr_seconds": None,
        "snoozed_until": None,
        "suppressed": None,
        "previous_id": None,
        "acknowledged_until": None,
        "tags": [],
        "merged_into": None,
    }


def test_an_incident_opened_by_a_person_is_always_new(api) -> None:
    assert api.open()["id"] != api.open()["id"]


def test_what_a_person_says_when_opening_is_there_at_once(ana) -> None:
    incident = ana.open(priority="P4", assigned_to="ANA@example.org", note="seen by a customer")
    assert (incident["priority"], incident["assigned_to"]["name"]) == ("P4", "Ana")
    shown = ana.show(incident["id"])
    assert [note["content"] for note in shown["notes"]] == ["seen by a customer"]
    assert [entry["type"] for entry in shown["timeline"]] == ["created", "assigned", "note"]
    assert {entry["actor"] for entry in shown["timeline"]} == {"ana@example.org"}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "   "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"service": "a\x00b"}, "service"),
        ({"service": "x" * 201}, "service"),
        ({"severity": "fatal"}, "severity"),
        ({"priority": "P9"}, "priority"),
        ({"colour": "red"}, "colour"),
        ({"at": "2026-03-02T12:00:00Z"}, "at"),
        ({"note": {"content": ""}}, "note"),
        ({"assigned_to": "nobody@example.org"}, "assigned_to"),
    ],
)
def test_a_bad_incident_is_refused_with_the_field_that_is_wrong(api, body, field) -> None:
    answer = api.post("/incidents", {"title": "t", "service": "s", "severity": "low"} | body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [error["field"].partition(".")[0] for error in answer.json()["errors"]] == [field]


def test_text_that_postgresql_cannot_hold_is_replaced_in_titles_and_notes(api) -> None:
    incident = api.open(title="a\x00b", note="c\ud800d".encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
    assert incident["title"] == "a\ufffdb"


def test_a_repeated_opening_with_the_same_key_gets_the_first_answer_again(api) -> None:
    body = {"title": "t", "service": "s", "severity": "low"}
    first = api.post("/incidents", body, headers={"Idempotency-Key": "one"})
    again = api.post("/incidents", body, headers={"Idempotency-Key": "one"})
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["Idempotent-Replay"] == "true"
    other = api.post("/incidents", body | {"title": "u"}, headers={"Idempotency-Key": "one"})
    assert other.status_code == 422
    assert len(api.get("/incidents").json()["items"]) == 1


def test_alerts_of_one_service_and_severity_share_an_incident_within_the_window(ingestion, clock) -> None:
    alert = {"title": "disk full", "service": "db", "severity": "high", "origin": "alert"}
    first = ingestion.post("/incidents", alert | {"at": clock.now().isoformat()})
    joined = ingestion.post("/incidents", alert | {"at": (clock.now() + timedelta(minutes=5)).isoformat()})
    later = ingestion.post("/incidents", alert | {"at": (clock.now() + timedelta(minutes=5, seconds=1)).isoformat()})
    assert [answer.status_code for answer in (first, joined, later)] == [201, 201, 201]
    assert first.json()["id"] == joined.json()["id"] != later.json()["id"]


def test_what_many_alerts_open_is_answered_in_their_order_and_opened_once(ingestion, api) -> None:
    there = ingestion.post(
        "/incidents", {"title": "disk full", "service": "s1", "severity": "high", "origin": "alert"}
    ).json()["id"]
    asked = [{"title": f"of {service}", "service": service, "severity": "high"} for service in ("s0", "s1", "s2", "s0")]
    answer = ingestion.post("/incidents/batch", {"incidents": asked})
    assert answer.status_code == 201
    first, second, third, fourth = answer.json()["ids"]
    assert (second, fourth) == (there, first)
    titles = {one["id"]: one["title"] for one in api.get("/incidents").json()["items"]}
    assert titles == {first: "of s0", there: "disk full", third: "of s2"}
    assert ingestion.post("/incidents/batch", {"incidents": asked}).json() == answer.json()


def test_many_incidents_are_opened_together_for_alert_ingestion_alone(api, ingestion) -> None:
    body = {"incidents": [{"title": "t", "service": "s", "severity": "low"}]}
    assert api.post("/incidents/batch", body).status_code == 403
    assert ingestion.post("/incidents/batch", {"incidents": body["incidents"] * 101}).status_code == 422
    assert ingestion.post("/incidents/batch", {"incidents": []}).status_code == 422


def test_a_long_alert_gives_a_title_of_200_characters(ingestion) -> None:
    answer = ingestion.post("/incidents", {"title": "x" * 5000, "service": "db", "severity": "high", "origin": "alert"})
    assert len(answer.json()["title"]) == 200


def test_only_services_may_open_incidents_for_alerts_and_nothing_else(api, ingestion) -> None:
    body = {"title": "t", "service": "s", "severity": "low"}
    assert api.post("/incidents", body | {"origin": "alert"}).status_code == 403
    assert ingestion.post("/incidents", body).status_code == 403


def test_it_shows_alerts_notes_timeline_and_what_comes_next(ana, store_alert) -> None:
    incident = ana.open()
    store_alert(incident["id"], occurrences=3)
    ana.patch(incident["id"], note={"content": "looking"})
    shown = ana.show(incident["id"])
    assert shown["alert_count"] == 3
    (alert,) = shown["alerts"]
    assert (alert["status"], alert["labels"], alert["received_at"]) == (
        "firing", {"host": "db-1"}, "2026-03-02T12:00:00Z",
    )  # fmt: skip
    (note,) = shown["notes"]
    assert (note["content"], note["author"]) == ("looking", "ana@example.org")
    assert [entry["type"] for entry in shown["timeline"]] == ["created", "alert_attached", "note"]
    assert shown["escalation"] == {
        "policy_id": None,
        "step": 1,
        "cycle": 1,
        "next_at": "2026-03-02T12:00:00Z",
        "state": "active",
    }


def test_acknowledging_sets_mtta_and_who_has_it(ana, clock) -> None:
    incident = ana.open()
    clock.advance(timedelta(seconds=90))
    answer = ana.patch(incident["id"], status="acknowledged")
    assert answer.status_code == 200
    changed = answer.json()
    assert (changed["status"], changed["mtta_seconds"], changed["version"]) == ("acknowledged", 90.0, 2)
    assert changed["acknowledged_at"] == "2026-03-02T12:01:30Z"
    assert changed["assigned_to"]["email"] == "ana@example.org"
    assert changed["escalation"]["state"] == "stopped"
    clock.advance(timedelta(seconds=30))
    ana.patch(incident["id"], status="in_progress")
    clock.advance(timedelta(seconds=60))
    ana.patch(incident["id"], status="resolved")
    assert ana.get(f"/incidents/{incident['id']}/metrics").json() == {"mtta_seconds": 90.0, "mttr_seconds": 180.0}
    changes = [e["data"] for e in ana.show(incident["id"])["timeline"] if e["type"] == "status_changed"]
    assert changes == [
        {"from": "open", "to": "acknowledged"},
        {"from": "acknowledged", "to": "in_progress"},
        {"from": "in_progress", "to": "resolved"},
    ]


def test_a_refused_change_of_status_shows_how_the_incident_is_now_and_changes_nothing(ana, ben) -> None:
    incident = ana.open()
    ana.patch(incident["id"], status="acknowledged")
    answer = ben.patch(incident["id"], status="acknowledged", note="me too", priority="P5")
    assert answer.status_code == 409
    current = answer.json()["current"]
    assert (current["status"], current["assigned_to"]["email"], current["version"]) == (
        "acknowledged", "ana@example.org", 2,
    )  # fmt: skip
    shown = ana.show(incident["id"])
    assert (shown["notes"], shown["priority"]) == ([], "P1")


@pytest.mark.parametrize("how", ["body", "header"])
def test_a_change_made_from_an_old_view_is_refused(ana, ben, how) -> None:
    incident = ana.open()
    ana.patch(incident["id"], priority="P3")
    stale = {"version": 1} if how == "body" else {"headers": {"If-Match": '"1"'}}
    assert ben.patch(incident["id"], status="resolved", **stale).status_code == 409
    etag = ana.get(f"/incidents/{incident['id']}").headers["ETag"]
    assert ben.patch(incident["id"], status="resolved", headers={"If-Match": etag}).status_code == 200


def test_an_etag_that_was_not_ours_is_refused_and_a_star_matches(ana) -> None:
    incident = ana.open()
    assert ana.patch(incident["id"], status="resolved", headers={"If-Match": '"abc"'}).status_code == 422
    assert ana.patch(incident["id"], status="resolved", headers={"If-Match": "*"}).status_code == 200


def test_a_resolved_incident_takes_notes_and_a_priority_and_nothing_else(ana) -> None:
    incident = ana.open()
    ana.patch(incident["id"], status="resolved")
    assert ana.patch(incident["id"], note="it was DNS").json()["notes"][0]["content"] == "it was DNS"
    assert ana.patch(incident["id"], priority="P5").status_code == 200
    assert ana.patch(incident["id"], assigned_to="ana@example.org").status_code == 409
    for status in ("open", "acknowledged", "in_progress", "resolved"):
        assert ana.patch(incident["id"], status=status).status_code == 409


def test_assigning_takes_an_id_or_an_e_mail_and_asks_on_call_who_that_is(api, oncall) -> None:
    incident = api.open()
    by_mail = api.patch(incident["id"], assigned_to="ben@example.org").json()["assigned_to"]
    assert (by_mail["name"], by_mail["email"]) == ("Ben", "ben@example.org")
    chi = next(user for user in oncall.users if user["name"] == "Chi")
    assert api.patch(incident["id"], assigned_to=chi["id"]).json()["assigned_to"] == chi
    assert api.patch(incident["id"], assigned_to=None).json()["assigned_to"] is None
    assert api.told(incident["id"]) == [
        "created", "assigned", "paged", "reassigned", "paged", "reassigned",
    ]  # fmt: skip


def test_assigning_to_nobody_known_is_422_and_while_on_call_is_away_503(api, oncall) -> None:
    incident = api.open()
    assert api.patch(incident["id"], assigned_to="stranger@example.org").status_code == 422
    assert api.patch(incident["id"], assigned_to=NO_SUCH).status_code == 422
    oncall.is_down = True
    answer = api.patch(incident["id"], assigned_to="ben@example.org", note="yours")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert api.show(incident["id"])["notes"] == []


def test_people_take_an_incident_themselves_also_while_on_call_is_away(ana, oncall) -> None:
    incident = ana.open()
    oncall.is_down = True
    assert ana.patch(incident["id"], assigned_to="ana@example.org").json()["assigned_to"]["name"] == "Ana"


def test_an_unknown_incident_is_404_and_so_is_an_id_that_is_none(api) -> None:
    assert api.get(f"/incidents/{NO_SUCH}").status_code == 404
    assert api.get(f"/incidents/{NO_SUCH}/metrics").status_code == 404
    assert api.patch(NO_SUCH, status="resolved").status_code == 404
    assert api.get("/incidents/7").status_code == 404


def test_an_unknown_field_in_a_change_is_refused(api) -> None:
    incident = api.open()
    assert api.patch(incident["id"], state="resolved").status_code == 422


def test_receipts_are_told_once_for_each_notification_and_outcome(app, api, service_api) -> None:
    incident = api.open()
    receipt = {
        "notification_id": NO_SUCH,
        "outcome": "delivered",
        "channel": "email",
        "recipient": "ana@example.org",
        "at": "2026-03-02T12:00:05Z",
    }
    path = f"/incidents/{incident['id']}/receipts"
    assert [service_api.post(path, receipt).status_code for _ in range(2)] == [204, 204]
    failed = receipt | {"outcome": "delivery_failed", "reason": "mailbox full"}
    assert service_api.post(path, failed).status_code == 204
    entries = api.show(incident["id"])["timeline"][1:]
    assert [(e["type"], e["at"], e["data"].get("reason")) for e in entries] == [
        ("delivered", "2026-03-02T12:00:05Z", None),
        ("delivery_failed", "2026-03-02T12:00:05Z", "mailbox full"),
    ]
    assert api.post(path, receipt).status_code == 403
    assert service_api.post(f"/incidents/{NO_SUCH}/receipts", receipt).status_code == 404


def test_receipts_of_many_incidents_are_told_once_and_those_of_none_are_passed_over(api, service_api) -> None:
    incidents = [api.open()["id"] for _ in range(2)]
    receipts = [
        {
            "incident_id": incident,
            "notification_id": f"00000000-0000-4000-8000-00000000000{number}",
            "outcome": "delivered",
            "channel": "email",
            "recipient": f"{number}@example.org",
            "at": "2026-03-02T12:00:05Z",
        }
        for number, incident in enumerate([*incidents, incidents[0], NO_SUCH])
    ]
    path = "/incidents/receipts/batch"
    assert [service_api.post(path, {"receipts": receipts}).status_code for _ in range(2)] == [204, 204]
    told = [[e["data"]["recipient"] for e in api.show(id)["timeline"][1:]] for id in incidents]
    assert told == [["0@example.org", "2@example.org"], ["1@example.org"]]
    assert api.post(path, {"receipts": receipts}).status_code == 403


def test_a_senders_acknowledgement_takes_an_incident_that_only_its_alert_is_on(app, api, service_api, database) -> None:
    incident = api.open()
    first, second = (fire(database, incident["id"], word) for word in ("a", "b"))
    path = f"/incidents/{incident['id']}/acknowledgements"
    acknowledged = {"alert_id": first, "by": "INGEST_API_KEY"}
    assert [service_api.post(path, acknowledged).status_code for _ in range(2)] == [204, 204]
    shown = api.show(incident["id"])
    assert shown["status"] == "open"  # the other one must go on paging
    assert [note["author"] for note in shown["notes"]] == ["INGEST_API_KEY"]

    database.owner.execute("UPDATE alerts.alerts SET status = 'resolved', resolved_at = now() WHERE id = %s", (second,))
    assert [service_api.post(path, acknowledged).status_code for _ in range(2)] == [204, 204]
    shown = api.show(incident["id"])
    assert shown["status"] == "acknowledged"
    changes = [e for e in shown["timeline"] if e["type"] == "status_changed"]
    assert [(e["actor"], e["data"]) for e in changes] == [("INGEST_API_KEY", {"from": "open", "to": "acknowledged"})]
    assert api.post(path, acknowledged).status_code == 403
    assert service_api.post(f"/incidents/{NO_SUCH}/acknowledgements", acknowledged).status_code == 404


def fire(database, incident_id: str, word: str) -> str:
    return str(
        database.owner.value(
            "INSERT INTO alerts.alerts (incident_id, fingerprint, service, severity, message, status, received_at,"
            " last_seen_at) VALUES (%s, repeat(%s, 64), 's', 'high', 'm', 'firing', now(), now()) RETURNING id",
            (incident_id, word),
        )
    )
