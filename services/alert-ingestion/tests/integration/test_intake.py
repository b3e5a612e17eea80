"""One alert comes in: what is answered, and what is stored (contract, rules 1 to 4)."""

import hashlib
from datetime import timedelta

import pytest


def test_the_first_alert_opens_an_incident_and_the_next_joins_it(serve, run, incidents) -> None:
    async def journey():
        async with serve() as service:
            first = await service.send(message="disk full")
            return first, await service.send(message="disk very full")

    first, second = run(journey())
    assert (first["result"], second["result"]) == ("new_incident", "existing_incident")
    assert first["incident_id"] == second["incident_id"]
    (incident,) = incidents()
    assert (incident["title"], incident["alert_count"], incident["status"]) == ("disk full", 2, "open")
    assert first["fingerprint"] == hashlib.sha256(b"checkout-api|high|disk full").hexdigest()


def test_the_same_alert_again_adds_no_row(serve, run, incidents, stored, clock) -> None:
    async def journey():
        async with serve() as service:
            first = await service.send()
            clock.advance(timedelta(seconds=30))
            return first, await service.send()

    first, again = run(journey())
    assert again == first | {"result": "deduplicated"}
    (row,) = stored()
    assert (row["occurrences"], row["last_seen_at"] - row["received_at"]) == (2, timedelta(seconds=30))
    assert [i["alert_count"] for i in incidents()] == [2]


@pytest.mark.parametrize(("seconds", "opened"), [((0, 240, 480), 1), ((0, 300), 1), ((0, 301), 2)])
def test_the_window_rolls_with_the_latest_alert(serve, run, incidents, clock, seconds, opened) -> None:
    start = clock.now()

    async def journey():
        async with serve() as service:
            for second in seconds:
                clock.set(start + timedelta(seconds=second))
                await service.send(message=f"after {second} s")

    run(journey())
    assert len(incidents()) == opened
    assert sum(i["alert_count"] for i in incidents()) == len(seconds)


def test_a_window_may_be_a_fraction_of_a_minute(serve, run, incidents, clock) -> None:
    async def journey():
        async with serve(correlation_window_minutes=0.05) as service:
            await service.send(message="one")
            clock.advance(timedelta(seconds=3))
            await service.send(message="two")
            clock.advance(timedelta(seconds=3, microseconds=1))
            return await service.send(message="three")

    assert run(journey())["result"] == "new_incident"
    assert len(incidents()) == 2


def test_services_and_severities_have_incidents_of_their_own(serve, run, incidents) -> None:
    async def journey():
        async with serve() as service:
            await service.send()
            await service.send(severity="low")
            await service.send(service="search")

    run(journey())
    assert [(i["service"], i["severity"]) for i in incidents()] == [
        ("checkout-api", "high"),
        ("checkout-api", "low"),
        ("search", "high"),
    ]


def test_the_last_end_asks_the_incident_to_resolve_itself(serve, run, incidents, stored) -> None:
    async def journey():
        async with serve() as service:
            await service.send(message="a")
            await service.send(message="b")
            one = await service.send(message="a", status="resolved")
            still = incidents()[0]["resolve_due_at"]
            return one, still, await service.send(message="b", status="resolved")

    one, still_firing, other = run(journey())
    assert (one["result"], other["result"]) == ("resolved", "resolved")
    assert still_firing is None
    assert incidents()[0]["resolve_due_at"] is not None
    assert [row["status"] for row in stored()] == ["resolved", "resolved"]


def test_a_service_may_have_auto_resolve_switched_off(serve, run, incidents, database) -> None:
    database.owner.execute(
        "INSERT INTO oncall.services (name, team_id, auto_resolve)"
        " SELECT 'checkout-api', id, false FROM oncall.teams WHERE name = 'default'"
    )

    async def journey():
        async with serve() as service:
            await service.send()
            await service.send(status="resolved")

    run(journey())
    assert incidents()[0]["resolve_due_at"] is None


def test_a_service_may_wait_before_its_incidents_resolve_themselves(serve, run, incidents, database, clock) -> None:
    database.owner.execute(
        "INSERT INTO oncall.services (name, team_id, auto_resolve_delay_seconds)"
        " SELECT 'checkout-api', id, 90.5 FROM oncall.teams WHERE name = 'default'"
    )

    async def journey():
        async with serve() as service:
            await service.send()
            await service.send(status="resolved")

    run(journey())
    assert incidents()[0]["resolve_due_at"] == clock.now() + timedelta(seconds=90.5)


def test_an_end_that_matches_nothing_is_recorded_and_opens_nothing(serve, run, incidents, stored) -> None:
    async def journey():
        async with serve() as service:
            return await service.send(status="resolved", dedup_key="never fired")

    answer = run(journey())
    assert (answer["result"], answer["incident_id"]) == ("recorded", None)
    assert incidents() == []
    assert [(row["id"], row["status"]) for row in stored()] == [(answer["id"], "resolved")]


def test_an_end_by_the_senders_key_closes_whatever_its_words_and_severity(serve, run, stored) -> None:
    async def journey():
        async with serve() as service:
            await service.send(dedup_key="k")
            return await service.send(dedup_key="k", severity="info", message="it is well", status="resolved")

    assert run(journey())["result"] == "resolved"
    assert [row["status"] for row in stored()] == ["resolved"]


def test_one_services_end_leaves_anothers_alert_of_the_same_key_firing(serve, run, stored) -> None:
    async def journey():
        async with serve() as service:
            await service.send(dedup_key="cpu")
            return await service.send(service="search", dedup_key="cpu", status="resolved")

    assert run(journey())["result"] == "recorded"
    assert [(row["service"], row["status"]) for row in stored()] == [("checkout-api", "firing"), ("search", "resolved")]


def test_a_late_end_of_an_earlier_episode_leaves_the_present_one_firing(serve, run, stored) -> None:
    async def journey():
        async with serve() as service:
            await service.send(timestamp="2026-03-02T11:00:00Z")
            await service.send(timestamp="2026-03-02T11:30:00Z")
            late = await service.send(status="resolved", timestamp="2026-03-02T11:10:00Z")
            return late, await service.send(status="resolved", timestamp="2026-03-02T11:40:00Z")

    late, on_time = run(journey())
    assert (late["result"], on_time["result"]) == ("recorded", "resolved")


def test_an_alert_that_comes_back_is_a_new_row_on_the_same_incident(serve, run, incidents, stored) -> None:
    async def journey():
        async with serve() as service:
            first = await service.send()
            await service.send(status="resolved")
            return first, await service.send()

    first, again = run(journey())
    assert again["result"] == "existing_incident"
    assert again["id"] != first["id"]
    assert [row["status"] for row in stored()] == ["resolved", "firing"]
    assert [i["alert_count"] for i in incidents()] == [2]


def test_an_incident_a_person_resolved_takes_no_more(serve, run, incidents, database) -> None:
    async def journey():
        async with serve() as service:
            await service.send()
            database.owner.execute(
                "UPDATE incidents.incidents SET status = 'resolved', resolved_at = now(), takes_alerts = NULL"
            )
            return await service.send()

    assert run(journey())["result"] == "new_incident"
    assert len(incidents()) == 2


def test_the_timeline_tells_of_new_alerts_and_ends_and_not_of_repeats(serve, run, database) -> None:
    async def journey():
        async with serve() as service:
            first = await service.send()
            await service.send()
            await service.send(status="resolved")
            return first

    first = run(journey())
    entries = database.owner.rows("SELECT type, actor, data FROM incidents.timeline ORDER BY id")
    assert [(e["type"], e["actor"]) for e in entries] == [
        ("created", "system"),
        ("alert_attached", "system"),
        ("alert_resolved", "system"),
    ]
    assert entries[1]["data"] == {"alert_id": first["id"], "message": "it is down", "source": None}


def test_the_title_of_an_incident_is_the_message_cut(serve, run, incidents) -> None:
    async def journey():
        async with serve() as service:
            await service.send(message="é" * 300)

    run(journey())
    assert incidents()[0]["title"] == "é" * 200


def test_fields_nobody_knows_are_kept(serve, run, stored) -> None:
    async def journey():
        async with serve() as service:
            answer = await service.send(region="eu", nested={"a": [1, "b\x00"]})
            return (await service.get(f"/api/v1/alerts/{answer['id']}/raw")).json()

    raw = run(journey())
    assert (raw["region"], raw["nested"]) == ("eu", {"a": [1, "b�"]})
    assert stored()[0]["raw"] == raw
