"""The same request twice is done once (`Idempotency-Key`)."""

import asyncio

import pytest
from platform_kit.tokens import token_hash

ALERT = {"service": "checkout-api", "severity": "high", "message": "it is down"}
KEY = {"Idempotency-Key": "k-1"}
PATHS = [
    ("/api/v1/alerts", ALERT),
    ("/api/v1/alerts/batch", {"alerts": [ALERT, {"service": ""}]}),
    ("/api/v1/integrations/alertmanager", {"alerts": [{"labels": {"alertname": "Down"}}]}),
]


@pytest.mark.parametrize(("path", "body"), PATHS)
def test_the_same_key_and_body_get_the_first_answer_again_from_any_process(serve, run, stored, path, body) -> None:
    async def journey():
        async with serve() as one, serve() as other:
            return [await service.post(path, body, **KEY) for service in (one, one, other)]

    first, again, elsewhere = run(journey())
    assert [a.status_code for a in (first, again, elsewhere)] == [201] * 3
    assert first.content == again.content == elsewhere.content
    assert "idempotent-replay" not in first.headers
    assert again.headers["idempotent-replay"] == elsewhere.headers["idempotent-replay"] == "true"
    assert [row["occurrences"] for row in stored()] == [1]


def test_the_same_key_with_another_body_is_refused(serve, run, stored) -> None:
    async def journey():
        async with serve() as service:
            await service.post("/api/v1/alerts", ALERT, **KEY)
            other_body = await service.post("/api/v1/alerts", ALERT | {"message": "else"}, **KEY)
            return other_body, await service.post("/api/v1/alerts/batch", {"alerts": [ALERT]}, **KEY)

    for answer in run(journey()):
        assert answer.status_code == 422
        assert "Idempotency-Key" in answer.json()["detail"]
    assert len(stored()) == 1


def test_a_hundred_at_once_to_two_processes_are_done_once(serve, run, stored, incidents) -> None:
    async def journey():
        async with serve() as one, serve() as other:
            posts = [(one, other)[n % 2].post("/api/v1/alerts", ALERT, **KEY) for n in range(100)]
            return await asyncio.gather(*posts)

    answers = run(journey())
    assert {a.status_code for a in answers} == {201}
    assert len({a.content for a in answers}) == 1
    assert sum("idempotent-replay" not in a.headers for a in answers) == 1
    assert [row["occurrences"] for row in stored()] == [1]
    assert [i["alert_count"] for i in incidents()] == [1]


def test_another_caller_may_use_the_same_key(serve, run, database, stored) -> None:
    database.owner.execute(
        "INSERT INTO oncall.api_keys (name, prefix, token_hash, scopes, created_by)"
        " VALUES ('other', 'ock_', %s, '{ingest}', 'test')",
        (token_hash("ock_other"),),
    )

    async def journey():
        async with serve() as service:
            await service.post("/api/v1/alerts", ALERT, **KEY)
            other = {"Authorization": "Bearer ock_other"}
            return await service.post("/api/v1/alerts", ALERT | {"message": "else"}, **KEY, **other)

    assert run(journey()).status_code == 201
    assert len(stored()) == 2


def test_a_key_is_forgotten_after_a_day(serve, run, database, stored) -> None:
    async def journey():
        async with serve() as service:
            await service.post("/api/v1/alerts", ALERT, **KEY)
            database.owner.execute("UPDATE alerts.idempotency_keys SET created_at = now() - interval '25 hours'")
            renewed = await service.post("/api/v1/alerts", ALERT | {"message": "else"}, **KEY)
            return renewed, await service.post("/api/v1/alerts", ALERT | {"message": "else"}, **KEY)

    renewed, replay = run(journey())
    assert renewed.status_code == replay.status_code == 201
    assert "idempotent-replay" not in renewed.headers
    assert replay.headers["idempotent-replay"] == "true"
    assert len(stored()) == 2


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_of_no_or_too_many_characters_is_refused(serve, run, stored, key) -> None:
    async def journey():
        async with serve() as service:
            return await service.post("/api/v1/alerts", ALERT, **{"Idempotency-Key": key})

    assert run(journey()).status_code == 422
    assert stored() == []
