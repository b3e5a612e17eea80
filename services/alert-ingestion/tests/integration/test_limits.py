"""What a sender may take of the service, and that others do not suffer from it."""

import asyncio
from collections import Counter

import pytest

ALERT = {"service": "checkout-api", "severity": "high", "message": "it is down"}
OTHER_KEY = "ock_" + "o" * 32


@pytest.fixture
def other_key(database) -> str:
    database.owner.execute(
        "INSERT INTO oncall.api_keys (name, prefix, token_hash, scopes, created_by)"
        " VALUES ('other', 'ock_', sha256(%s::bytea), ARRAY['ingest'], 'test')",
        (OTHER_KEY,),
    )
    return OTHER_KEY


def test_a_key_that_sends_too_often_is_told_when_to_come_back(serve, run, stored) -> None:
    async def journey():
        async with serve(ingest_rate_limit_per_minute=3) as service:
            return [await service.post("/api/v1/alerts", ALERT) for _ in range(4)]

    *taken, refused = run(journey())
    assert [a.status_code for a in taken] == [201] * 3
    assert [a.headers["ratelimit-remaining"] for a in taken] == ["2", "1", "0"]
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 20
    assert (refused.headers["ratelimit-limit"], refused.headers["ratelimit-remaining"]) == ("3", "0")
    assert refused.headers["content-type"] == "application/problem+json"
    assert stored()[0]["occurrences"] == 3


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/v1/alerts/batch", {"alerts": [ALERT]}, 429),
        ("/api/v1/integrations/alertmanager", {"alerts": [{"labels": {"alertname": "a"}}]}, 503),
        ("/api/v2/alerts", [{"labels": {"alertname": "a"}}], 503),
        (
            "/v2/enqueue",
            {
                "routing_key": "ock_" + "i" * 32,
                "event_action": "trigger",
                "payload": {"summary": "s", "source": "a", "severity": "info"},
            },
            429,
        ),
    ],
)
def test_each_protocol_says_it_so_that_its_senders_try_again(serve, run, path, body, status) -> None:
    async def journey():
        async with serve(ingest_rate_limit_per_minute=1) as service:
            return [await service.post(path, body) for _ in range(2)]

    taken, refused = run(journey())
    assert taken.is_success
    assert taken.headers["ratelimit-limit"] == "1"
    assert refused.status_code == status
    assert refused.headers["retry-after"]


def test_an_integrations_own_limit_goes_before_the_general_one(serve, run, database) -> None:
    database.owner.execute(
        "INSERT INTO alerts.integrations (name, source, rate_limit_per_minute, key_prefix, key_hash, created_by)"
        " VALUES ('own', 'generic', 2, 'ock_', sha256(%s::bytea), 'test')",
        (OTHER_KEY,),
    )

    async def journey():
        async with serve(ingest_rate_limit_per_minute=1) as service:
            header = {"Authorization": f"Bearer {OTHER_KEY}"}
            return [(await service.post("/api/v1/alerts", ALERT, **header)).status_code for _ in range(3)]

    assert run(journey()) == [201, 201, 429]


def test_without_a_limit_nothing_is_said_of_one(serve, run) -> None:
    async def journey():
        async with serve() as service:
            return await service.post("/api/v1/alerts", ALERT)

    assert not [name for name in run(journey()).headers if name.startswith("ratelimit")]


def test_each_key_has_its_own_allowance(serve, run, other_key) -> None:
    async def journey():
        async with serve(ingest_rate_limit_per_minute=1) as service:
            mine = [(await service.post("/api/v1/alerts", ALERT)).status_code for _ in range(2)]
            theirs = await service.post("/api/v1/alerts", ALERT, Authorization=f"Bearer {other_key}")
            return [*mine, theirs.status_code]

    assert run(journey()) == [201, 429, 201]


def test_one_alert_of_another_sender_overtakes_a_storm(serve, run, other_key) -> None:
    """The storm fills all it may of the queue; the other's alert is taken, and long before the storm is over."""

    async def journey():
        async with serve(intake_queue_size=2500) as service:
            taken = []

            async def send(path, body, key):
                answer = await service.post(path, body, Authorization=f"Bearer {key}")
                if answer.status_code == 201:
                    taken.append(key)
                return answer.status_code

            await send("/api/v1/alerts", ALERT, other_key)  # so that the key is known, and the incident there
            taken.clear()
            batches = [{"alerts": [ALERT | {"message": f"m{n}-{k}"} for k in range(50)]} for n in range(60)]
            key = "ock_" + "i" * 32
            storm = [asyncio.create_task(send("/api/v1/alerts/batch", batch, key)) for batch in batches]
            while service.app.state.intake.waiting_alerts < 1500:
                await asyncio.sleep(0)
            status = await send("/api/v1/alerts", ALERT, other_key)
            place = taken.index(other_key)
            return status, place, Counter(await asyncio.gather(*storm))

    status, place, storm = run(journey())
    assert status == 201
    assert set(storm) == {201, 503}
    assert place < storm[201] // 2
