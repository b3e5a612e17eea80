"""Maintenance and silences: nobody is paged at any step, and what still fires afterwards pages then."""

from datetime import timedelta

import pytest


@pytest.fixture
def maintain(database, clock):
    """`maintain(60)`: checkout-api is in maintenance from now on, for so many minutes."""

    def begin(minutes: float, *, within: float = 0):
        starts_at = clock.now() + timedelta(minutes=within)
        ends_at = starts_at + timedelta(minutes=minutes)
        database.owner.execute(
            "WITH w AS (INSERT INTO alerts.maintenance_windows (services, reason, starts_at, ends_at, timezone,"
            " planned_until, created_by, created_at)"
            " VALUES ('{checkout-api}', 'new disks', %s, %s, 'UTC', %s, 'ana', %s) RETURNING id)"
            " INSERT INTO alerts.maintenance_periods SELECT id, 'checkout-api', tstzrange(%s, %s) FROM w",
            (starts_at, ends_at, ends_at, starts_at, starts_at, ends_at),
        )

    return begin


@pytest.fixture
def silence(database, clock):
    """`silence(alert_id, 60)`: the alert is silenced from now on, for so many minutes."""

    def begin(alert_id: str, minutes: float) -> str:
        silence_id = database.owner.rows(
            "INSERT INTO alerts.silences (matchers, reason, starts_at, ends_at, created_by, created_at)"
            " VALUES ('[]', 'known', %s, %s, 'ana', %s) RETURNING id",
            (clock.now(), clock.now() + timedelta(minutes=minutes), clock.now()),
        )[0]["id"]
        database.owner.execute(
            "INSERT INTO alerts.holds (alert_id, incident_id, reason, silence_id)"
            " SELECT id, incident_id, 'silenced', %s FROM alerts.alerts WHERE id = %s",
            (silence_id, alert_id),
        )
        return silence_id

    return begin


@pytest.fixture
def opened(ingestion, make_policy):
    """`opened()`: an incident that an alert of checkout-api opened; ana is paged, after 5 minutes ben."""

    def open_one() -> dict:
        make_policy((300, "ana"), (600, "ben"))
        return ingestion.open(origin="alert", at="2026-03-02T12:00:00Z")

    return open_one


def told(api, incident_id: str) -> list[dict]:
    return [entry["data"] for entry in api.show(incident_id)["timeline"] if entry["type"] == "suppressed"]


def test_what_opens_in_maintenance_pages_nobody_until_the_window_ends(
    api, opened, maintain, work, pass_time, notification
) -> None:
    maintain(20)
    incident = opened()
    work()
    shown = api.show(incident["id"])
    assert shown["suppressed"] == {"reason": "maintenance", "until": "2026-03-02T12:20:00Z"}
    assert shown["assigned_to"] is None
    pass_time(minutes=19, seconds=59, step=30)
    assert notification.paged() == []
    pass_time(seconds=1)
    assert notification.paged() == ["Ana"]
    assert api.show(incident["id"])["suppressed"] is None
    assert told(api, incident["id"]) == [
        {"reason": "maintenance", "until": "2026-03-02T12:20:00+00:00", "because": "new disks", "step": 1, "cycle": 1}
    ]


def test_a_window_that_begins_under_an_open_incident_holds_its_further_pages(
    api, opened, maintain, work, pass_time, notification
) -> None:
    maintain(20, within=4)
    incident = opened()
    work()
    assert notification.paged() == ["Ana"]
    pass_time(minutes=23, step=30)
    assert notification.paged() == ["Ana"]
    pass_time(minutes=1)
    assert notification.paged() == ["Ana", "Ben"]
    assert [entry["step"] for entry in told(api, incident["id"])] == [2]


def test_maintenance_that_is_over_early_pages_at_once(opened, maintain, work, notification, database, clock) -> None:
    maintain(60)
    opened()
    work()
    clock.advance(timedelta(seconds=10))
    database.owner.execute("DELETE FROM alerts.maintenance_periods")
    database.login("alert_ingestion").execute(
        "SELECT incidents.review_held('{}', '{checkout-api}', %s)", (clock.now(),)
    )
    work()
    assert notification.paged() == ["Ana"]


def test_an_incident_is_held_while_all_that_fires_on_it_is_silenced(
    api, opened, store_alert, close_alert, silence, work, pass_time, notification
) -> None:
    incident = opened()
    one, other = store_alert(incident["id"]), store_alert(incident["id"], message="and this")
    silence(one, 60)
    silence(other, 10)
    work()
    assert api.show(incident["id"])["suppressed"] == {"reason": "silenced", "until": "2026-03-02T12:10:00Z"}
    pass_time(minutes=9)
    assert notification.paged() == []
    pass_time(minutes=1)
    assert notification.paged() == ["Ana"]
    close_alert(incident["id"], other)
    pass_time(minutes=30)
    assert notification.paged() == ["Ana"]  # ben's page is held by the longer silence


def test_one_alert_that_nothing_silences_pages(opened, store_alert, silence, work, notification) -> None:
    incident = opened()
    silence(store_alert(incident["id"]), 60)
    store_alert(incident["id"], message="and this")
    work()
    assert notification.paged() == ["Ana"]


def test_what_ends_within_the_window_was_never_paged_to_anybody(
    api, opened, store_alert, close_alert, maintain, work, pass_time, notification
) -> None:
    maintain(20)
    incident = opened()
    alert = store_alert(incident["id"])
    work()
    close_alert(incident["id"], alert)
    pass_time(minutes=30)
    assert api.show(incident["id"])["status"] == "resolved"
    assert notification.taken == []


def test_what_a_person_opens_in_maintenance_pages(api, make_policy, maintain, work, notification) -> None:
    make_policy((300, "ana"))
    maintain(20)
    api.open()
    work()
    assert notification.paged() == ["Ana"]


def test_a_hold_does_not_outlive_an_acknowledgement(ana, opened, maintain, work, pass_time, notification) -> None:
    maintain(20)
    incident = opened()
    work()
    ana.patch(incident["id"], status="acknowledged")
    pass_time(minutes=60)
    assert notification.paged() == []


def test_who_escalates_by_hand_is_told_what_holds_the_pages(api, opened, maintain, work, notification) -> None:
    maintain(20)
    incident = opened()
    work()
    refused = api.post(f"/incidents/{incident['id']}/escalate", {})
    work()
    assert refused.status_code == 409
    assert "2026-03-02 12:20 UTC: maintenance" in refused.json()["detail"]
    assert notification.paged() == []
