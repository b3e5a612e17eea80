"""Integrations: senders with keys of their own, shown once, counted, and refused as soon as they are revoked."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest

AT = "/api/v1/integrations"


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture
def made(admin):
    """`await made(service, source="grafana", ...)`: a new integration, as it was answered."""

    async def make(process, **more):
        body = {"name": "ours", "source": "generic"} | more
        answer = await process.client.post(AT, json=body, headers=admin)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make


def test_a_key_is_shown_once_and_kept_as_a_hash(serve, run, made, admin, database) -> None:
    async def journey():
        async with serve() as service:
            new = await made(service, source="alertmanager", service="checkout-api")
            return new, (await service.client.get(AT, headers=admin)).json()["items"]

    new, (listed,) = run(journey())
    assert new["key"].startswith("ock_")
    assert listed == {name: value for name, value in new.items() if name != "key"}
    assert listed["setup"]["path"] == "/api/v1/integrations/alertmanager"
    assert "credentials: <KEY>" in listed["setup"]["sample"]
    assert new["key"] not in str(database.owner.rows("SELECT * FROM alerts.integrations"))


def test_its_service_is_for_messages_that_name_none(serve, run, made, stored, fixture_body) -> None:
    nameless = {"message": "disk is full"}
    named = {"message": "disk is full", "service": "billing"}

    async def journey():
        async with serve() as service:
            key = bearer((await made(service, service="checkout-api"))["key"])
            for body in (nameless, named):
                assert (await service.post(f"{AT}/generic", body, **key)).status_code == 201
            body = fixture_body("alertmanager/firing_single_critical.json")  # its service is the label `job`
            assert (await service.post(f"{AT}/alertmanager", body, **key)).status_code == 201

    run(journey())
    assert [row["service"] for row in stored()] == ["checkout-api", "billing", "checkout-api"]


def test_its_service_is_for_all_messages_where_it_was_chosen_so(serve, run, made, stored) -> None:
    named = {"message": "disk is full", "service": "billing"}

    async def journey():
        async with serve() as service:
            new = await made(service, service="checkout-api", service_from="integration")
            key = bearer(new["key"])
            await service.post(f"{AT}/generic", named, **key)
            await service.post("/api/v1/alerts", named | {"severity": "low"}, **key)
            ended = await service.post(f"{AT}/generic", named | {"status": "resolved"}, **key)
            return ended.json()["results"][0]["result"]

    assert run(journey()) == "resolved"
    assert [row["service"] for row in stored()] == ["checkout-api", "checkout-api"]


def test_a_generic_message_is_read_by_the_integrations_own_mapping(serve, run, made, stored) -> None:
    mapping = {"message": "error.text", "service": "app.name", "status": "state", "resolved": "fine"}
    body = {"error": {"text": "it broke"}, "app": {"name": "billing"}, "id": 7}

    async def journey():
        async with serve() as service:
            key = bearer((await made(service, mapping=mapping, service="other"))["key"])
            return [
                (await service.post(f"{AT}/generic", body | {"state": state}, **key)).json()["results"][0]["result"]
                for state in ("bad", "fine")
            ]

    assert run(journey()) == ["new_incident", "resolved"]
    assert [(row["message"], row["service"]) for row in stored()] == [("it broke", "billing")]


def test_what_came_by_it_is_counted_once(serve, run, made, admin, clock) -> None:
    async def journey():
        async with serve() as service:
            new = await made(service)
            key = bearer(new["key"]) | {"Idempotency-Key": "one"}
            for _ in range(2):
                await service.post(f"{AT}/generic", [{"message": "a"}, {"message": "b"}], **key)
            clock.advance(timedelta(minutes=1))
            await service.post(f"{AT}/generic", {"message": "c"}, **bearer(new["key"]))
            service.app.state.tallies.write_down()
            return (await service.client.get(f"{AT}/{new['id']}", headers=admin)).json()

    shown = run(journey())
    assert (shown["alerts_received"], shown["last_received_at"]) == (3, "2026-03-02T12:01:00Z")


@pytest.mark.parametrize("how", ["delete", "disable", "another key"])
def test_a_revoked_key_is_refused_by_every_replica_within_5_seconds(serve, run, made, admin, how, monkeypatch) -> None:
    monkeypatch.setattr("platform_kit.callers.REMEMBERED_S", 0.0)  # what is remembered for 3 s is over at once

    async def journey():
        async with serve() as one, serve() as other:
            new = await made(one)
            key, path = bearer(new["key"]), f"{AT}/{new['id']}"
            first = await other.post(f"{AT}/generic", {"message": "a"}, **key)
            if how == "delete":
                await one.client.delete(path, headers=admin)
            elif how == "disable":
                body = {"name": "ours", "source": "generic", "is_enabled": False}
                await one.client.put(path, json=body, headers=admin)
            else:
                assert (await one.client.post(f"{path}/key", headers=admin)).json()["key"] != new["key"]
            return first.status_code, (await other.post(f"{AT}/generic", {"message": "b"}, **key)).status_code

    assert run(journey()) == (201, 401)


def test_a_tool_that_sends_no_headers_shows_its_key_in_the_address(serve, run, made, stored) -> None:
    async def journey():
        async with serve() as service:
            new = await made(service)
            paths = [f"{AT}/generic?{urlencode({'key': key})}" for key in (new["key"], "ock_wrong")]
            return [(await service.client.post(path, json={"message": "a"})).status_code for path in paths]

    assert run(journey()) == [201, 401]
    assert len(stored()) == 1


def test_a_test_alert_opens_an_incident_of_the_integrations_service(serve, run, made, admin, incidents) -> None:
    async def journey():
        async with serve() as service:
            new = await made(service, service="checkout-api")
            path = f"{AT}/{new['id']}/test"
            return [
                (await service.client.post(path, headers=admin)).json(),
                (await service.client.post(path, json={"severity": "low"}, headers=admin)).json(),
                (await service.client.post(f"{AT}/{'0' * 8}-0000-7000-8000-000000000000/test", headers=admin)),
            ]

    info, low, unknown = run(journey())
    assert (info["result"], low["result"], unknown.status_code) == ("new_incident", "new_incident", 404)
    assert [(row["service"], row["severity"]) for row in incidents()] == [
        ("checkout-api", "info"),
        ("checkout-api", "low"),
    ]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"name": "ours", "source": "no-such-tool"}, 422),
        ({"name": "ours", "source": "generic", "service_from": "integration"}, 422),
        ({"name": "ours", "source": "grafana", "mapping": {"message": "a"}}, 422),
        ({"name": "ours", "source": "generic", "colour": "red"}, 422),
        ({"name": "taken", "source": "generic"}, 409),
    ],
)
def test_what_cannot_be_an_integration_is_refused(serve, run, made, admin, body, status) -> None:
    async def journey():
        async with serve() as service:
            await made(service, name="taken")
            return await service.client.post(AT, json=body, headers=admin)

    answer = run(journey())
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_integrations_key_opens_intake_and_nothing_else(serve, run, made) -> None:
    async def journey():
        async with serve() as service:
            key = bearer((await made(service))["key"])
            return [
                (await service.client.get(AT, headers=key)).status_code,
                (await service.client.get("/api/v1/alerts", headers=key)).status_code,
                (await service.client.post(AT, json={}, headers=key)).status_code,
            ]

    assert run(journey()) == [403, 403, 403]
