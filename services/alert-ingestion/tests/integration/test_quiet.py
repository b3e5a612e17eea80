"""Silences, maintenance and flapping as intake sees them: alerts are taken as ever, and marked for who pages."""

from datetime import timedelta

import pytest

SILENCES, WINDOWS = "/api/v1/silences", "/api/v1/maintenance-windows"
IN_AN_HOUR = "2026-03-02T13:00:00Z"


@pytest.fixture
def held(database, clock):
    """`held(incident_id)`: (reason, until) as incident-management is told now, or None."""

    def ask(incident_id: str, service: str = "checkout-api"):
        rows = database.login("incident_management").rows(
            "SELECT reason, until FROM alerts.held(%s, %s, %s)", (incident_id, service, clock.now())
        )
        return (rows[0]["reason"], rows[0]["until"] - clock.now()) if rows else None

    return ask


@pytest.fixture
def ask(admin):
    """`await ask(process, "POST", path, body)`: what an administrator's call is answered; it must succeed."""

    async def call(process, method, path, body=None):
        answer = await process.client.request(method, path, json=body, headers=admin)
        assert answer.status_code in (200, 201, 204), answer.text
        return answer.json() if answer.content else None

    return call


def test_a_silenced_alert_is_recorded_and_its_incident_held_from_the_start(serve, run, ask, held, incidents) -> None:
    body = {"matchers": ['region=~"eu-.*"'], "reason": "known", "ends_at": IN_AN_HOUR}
    seen = []

    async def journey():
        async with serve() as service:
            await service.send(dedup_key="warm")  # this replica has read its directions already
            made = await ask(service, "POST", SILENCES, body)
            service.app.state.directions.renew()
            sent = await service.send(service="billing", dedup_key="a", labels={"region": "eu-1"})
            again = await service.send(service="billing", dedup_key="a", labels={"region": "eu-1"})
            seen.append(held(sent["incident_id"]))
            loud = await service.send(service="billing", dedup_key="b", labels={"region": "us-1"})
            seen.append(held(sent["incident_id"]))
            return made, sent, again, loud, await ask(service, "GET", f"{SILENCES}?active=true")

    made, sent, again, loud, listed = run(journey())
    assert (sent["result"], again["result"], loud["result"]) == ("suppressed", "deduplicated", "existing_incident")
    assert seen == [("silenced", timedelta(hours=1)), None]
    assert (made["created_by"], made["is_active"]) == ("ops", True)
    assert [silence["id"] for silence in listed["items"]] == [made["id"]]


def test_a_silence_holds_what_fires_already_and_its_end_lets_it_go(serve, run, ask, held, clock, database) -> None:
    body = {"matchers": ["service=checkout-api"], "reason": "known", "ends_at": IN_AN_HOUR}
    seen = []

    async def journey():
        async with serve() as service:
            sent = await service.send()
            made = await ask(service, "POST", SILENCES, body)
            seen.append(held(sent["incident_id"]))
            database.owner.execute(
                "UPDATE incidents.incidents SET suppressed_reason = 'silenced', suppressed_until = %s;"
                " UPDATE incidents.escalations SET next_at = %s",
                (clock.now() + timedelta(hours=1),) * 2,
            )
            clock.advance(timedelta(minutes=1))
            await ask(service, "DELETE", f"{SILENCES}/{made['id']}")
            await ask(service, "DELETE", f"{SILENCES}/{made['id']}")
            seen.append(held(sent["incident_id"]))

    run(journey())
    assert seen == [("silenced", timedelta(hours=1)), None]
    assert database.owner.value("SELECT next_at FROM incidents.escalations") == clock.now()


def test_an_alert_that_a_replica_took_without_knowing_of_the_silence_is_held_soon(serve, run, ask, held) -> None:
    body = {"matchers": ["service=checkout-api"], "reason": "known", "ends_at": IN_AN_HOUR}
    seen = []

    async def journey():
        async with serve() as service:
            shown = service.app.state.directions.shown()
            await ask(service, "POST", SILENCES, body)
            service.app.state.directions._shown = shown  # as in a replica that has not read it yet
            service.app.state.directions.renew = lambda: 0
            sent = await service.send()
            service.app.state.hold_for_new_silences()
            seen.append((sent["result"], held(sent["incident_id"])))

    run(journey())
    assert seen[0][1] == ("silenced", timedelta(hours=1))


def test_maintenance_holds_a_services_incidents_and_what_was_to_come_ends_with_it(serve, run, ask, held, clock) -> None:
    body = {
        "services": ["checkout-api"],
        "reason": "new disks",
        "starts_at": "2026-03-02T11:00:00Z",
        "ends_at": IN_AN_HOUR,
        "timezone": "Europe/Berlin",
        "recurrence": "FREQ=DAILY",
    }
    seen = []

    async def journey():
        async with serve() as service:
            made = await ask(service, "POST", WINDOWS, body)
            service.app.state.directions.renew()
            quiet, loud = await service.send(), await service.send(service="billing")
            seen.append((quiet["result"], loud["result"]))
            seen.append((held(quiet["incident_id"]), held(loud["incident_id"], "billing")))
            clock.advance(timedelta(days=40))  # still within what was planned at once
            seen.append(held(quiet["incident_id"]))
            clock.advance(timedelta(days=30, minutes=-30))
            seen.append(held(quiet["incident_id"]))
            service.app.state.plan_maintenance()
            seen.append(held(quiet["incident_id"]))
            await ask(service, "DELETE", f"{WINDOWS}/{made['id']}")
            seen.append(held(quiet["incident_id"]))
            listed = await ask(service, "GET", f"{WINDOWS}?service=checkout-api")
            return made, listed["items"]

    made, (listed,) = run(journey())
    hour = ("maintenance", timedelta(hours=1))
    assert seen[:2] == [("suppressed", "new_incident"), (hour, None)]
    # 12:00 to 14:00 in Berlin: from the end of March on it is open from 10:00 to 12:00 UTC, so it is over at noon.
    assert seen[2:] == [None, None, ("maintenance", timedelta(minutes=30)), None]
    assert (made["is_active"], len(made["coming"]), made["coming"][0]["ends_at"]) == (True, 5, IN_AN_HOUR)
    assert (listed["is_active"], listed["coming"], listed["ended_at"]) == (False, [], "2026-05-11T11:30:00Z")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (SILENCES, {"matchers": [], "reason": "r", "ends_at": IN_AN_HOUR}),
        (SILENCES, {"matchers": ["a=~("], "reason": "r", "ends_at": IN_AN_HOUR}),
        (SILENCES, {"matchers": ["a=~.*"], "reason": "r", "ends_at": IN_AN_HOUR}),
        (SILENCES, {"matchers": ["a=b"], "reason": "r", "ends_at": "2026-03-02T11:00:00Z"}),
        (SILENCES, {"matchers": ["a=b"], "ends_at": IN_AN_HOUR}),
        (WINDOWS, {"services": ["a"], "reason": "r", "ends_at": "2026-03-02T11:00:00Z"}),
        (WINDOWS, {"services": ["a"], "reason": "r", "ends_at": IN_AN_HOUR, "timezone": "Mars/North"}),
        (WINDOWS, {"services": ["a"], "reason": "r", "ends_at": IN_AN_HOUR, "recurrence": "FREQ=SECONDLY"}),
        (WINDOWS, {"services": [], "reason": "r", "ends_at": IN_AN_HOUR}),
    ],
)
def test_what_could_hold_too_much_or_nothing_is_refused(serve, run, admin, path, body) -> None:
    async def journey():
        async with serve() as service:
            return await service.client.post(path, json=body, headers=admin)

    answer = run(journey())
    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_an_alert_that_comes_back_soon_opens_an_incident_linked_to_the_last(
    serve, run, clock, incidents, database
) -> None:
    def resolve(actor: str):
        database.owner.execute(
            "WITH done AS (UPDATE incidents.incidents SET status = 'resolved', resolved_at = %s, takes_alerts = NULL"
            " WHERE status <> 'resolved' RETURNING id)"
            " INSERT INTO incidents.timeline (incident_id, type, actor, at, data)"
            ' SELECT id, \'status_changed\', %s, %s, \'{"from": "open", "to": "resolved"}\' FROM done',
            (clock.now(), actor, clock.now()),
        )

    async def journey():
        async with serve() as service:
            for minutes, actor in ((5, "system"), (5.1, "system"), (1, "ana@example.org"), (1, "system")):
                await service.send()
                await service.send(status="resolved")
                resolve(actor)
                clock.advance(timedelta(minutes=minutes))
            await service.send()

    run(journey())
    first, second, third, fourth, fifth = incidents()
    assert second["previous_id"] == first["id"]  # five minutes to the instant
    assert third["previous_id"] is None  # more than that
    assert fourth["previous_id"] is None  # a person had resolved the third
    assert fifth["previous_id"] == fourth["id"]


def test_more_than_five_changes_in_ten_minutes_hold_further_pages(serve, run, clock, held) -> None:
    seen = []

    async def journey():
        async with serve() as service:
            for _ in range(3):
                seen.append(held((await service.send())["incident_id"]))
                clock.advance(timedelta(minutes=1))
                await service.send(status="resolved")
                clock.advance(timedelta(minutes=1))
            return (await service.send())["incident_id"]

    incident_id = run(journey())
    # The fourth firing is the seventh change, at minute 6; so few as five are left when that of minute 1 is over.
    assert seen == [None, None, None]
    assert held(incident_id) == ("flapping", timedelta(minutes=5))
    clock.advance(timedelta(minutes=5))
    assert held(incident_id) is None


def test_an_alert_that_was_not_sent_again_in_time_has_changed_too(serve, run, clock, held, expire, incidents) -> None:
    async def journey():
        async with serve() as service:
            for _ in range(4):
                expire(service)
                clock.advance(timedelta(minutes=1))
                sent = {"labels": {"alertname": "Down", "service": "shop"}, "annotations": {"summary": "it is down"}}
                sent["endsAt"] = (clock.now() + timedelta(minutes=1)).isoformat()
                assert (await service.post("/api/v2/alerts", [sent])).status_code == 200
                clock.advance(timedelta(minutes=1))

    run(journey())
    (incident,) = incidents()
    assert held(incident["id"])[0] == "flapping"
