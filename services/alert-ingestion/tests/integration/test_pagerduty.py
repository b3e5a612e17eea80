"""A tool that was made for PagerDuty needs only another address."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pagerduty
import pytest
import uvicorn
from dev_kit.ports import free_port
from dev_kit.processes import wait_until
from dev_kit.sinks.http import Answer
from platform_kit.clock import FixedClock

KEY = "ock_" + "i" * 32
AT = "/v2/enqueue"
EVENT = {
    "routing_key": KEY,
    "event_action": "trigger",
    "dedup_key": "srv01/latency",
    "payload": {"summary": "slow", "source": "srv01", "severity": "error", "component": "shop"},
}


async def send(service, event, **headers: str) -> httpx.Response:
    content = event if isinstance(event, bytes) else json.dumps(event).encode()
    return await service.client.post(AT, content=content, headers={"Content-Type": "application/json"} | headers)


@contextmanager
def over_tls(app, certificate) -> Iterator[str]:
    """The application as PagerDuty is reached: by https."""
    port = free_port()
    config = uvicorn.Config(
        app, port=port, ssl_keyfile=str(certificate), ssl_certfile=str(certificate), log_config=None, lifespan="on"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_until(lambda: server.started, 20, "the server listens")
        yield f"https://localhost:{port}"
    finally:
        server.should_exit = True
        thread.join(20)


def test_pagerdutys_own_client_opens_repeats_and_ends_an_alert(
    application, http_sink, certificate, incidents, stored
) -> None:
    http_sink.answer_always(Answer(204, b""))
    trusting = ssl.create_default_context(cafile=str(certificate))
    with (
        over_tls(application(incidents=http_sink.url), certificate) as url,
        pagerduty.EventsApiV2Client(KEY, base_url=url, verify=trusting) as client,
    ):
        key = client.trigger("disk is full", "db-1", severity="critical", custom_details={"free": "0 B"})
        assert client.trigger("disk is full", "db-1", dedup_key=key) == key
        fired = stored()
        assert client.acknowledge(key) == key
        assert client.resolve(key) == key
        with pytest.raises(pagerduty.Error):
            client.trigger("no such severity", "db-1", severity="dreadful")
    assert [(row["service"], row["severity"], row["occurrences"]) for row in fired] == [("db-1", "critical", 2)]
    assert fired[0]["labels"]["free"] == "0 B"
    (told,) = [r for r in http_sink.received if r.path.endswith("/acknowledgements")]
    assert told.json() == {"alert_id": str(fired[0]["id"]), "by": "INGEST_API_KEY"}
    assert str(incidents()[0]["id"]) in told.path
    assert [row["status"] for row in stored()] == ["resolved"]
    assert incidents()[0]["resolve_due_at"] is not None


def test_answers_are_pagerdutys_own(serve, run, stored) -> None:
    async def journey():
        async with serve() as service:
            return [
                await send(service, EVENT),
                await send(service, {**EVENT, "payload": {"source": "a", "severity": "info"}}),
                await send(service, b'{"routing_key": '),
                await send(service, EVENT | {"event_action": "resolve", "dedup_key": "never seen"}),
                await send(service, EVENT | {"event_action": "acknowledge", "dedup_key": "never seen"}),
            ]

    taken, incomplete, broken, unmatched, unmatched_too = run(journey())
    assert (taken.status_code, taken.json()) == (
        202,
        {"status": "success", "message": "Event processed", "dedup_key": "srv01/latency"},
    )
    for refused in (incomplete, broken):
        assert refused.status_code == 400
        assert refused.json()["status"] == "invalid event"
        assert refused.json()["message"] == "Event object is invalid"
    assert incomplete.json()["errors"] == ["'payload.summary' is missing or blank"]
    assert [unmatched.status_code, unmatched_too.status_code] == [202, 202]
    assert [(row["service"], row["status"]) for row in stored()] == [("shop", "firing"), ("shop", "resolved")]


@pytest.mark.parametrize("key", ["ock_" + "x" * 43, "ock_" + "r" * 32, "", None, 7, "a.b.c", "\ud800"])
def test_a_key_that_is_unknown_or_may_not_send_is_refused_and_nothing_is_stored(serve, run, stored, key) -> None:
    async def journey():
        async with serve() as service:
            return await send(service, EVENT | {"routing_key": key})

    answer = run(journey())
    assert answer.status_code == 400
    assert "'routing_key'" in answer.json()["errors"][0]
    assert stored() == []


def test_the_key_in_the_body_counts_and_a_header_does_not(serve, run, stored) -> None:
    async def journey():
        async with serve() as service:
            return await send(service, EVENT | {"routing_key": "nobody"}, Authorization=f"Bearer {KEY}")

    assert run(journey()).status_code == 400
    assert stored() == []


def test_an_event_that_is_sent_again_with_its_key_is_done_once(serve, run, stored) -> None:
    event = {name: part for name, part in EVENT.items() if name != "dedup_key"}

    async def journey():
        async with serve() as one, serve() as other:
            header = {"Idempotency-Key": "a"}
            return [await send(service, event, **header) for service in (one, other)]

    first, again = run(journey())
    assert first.json() == again.json()
    assert again.headers["idempotent-replay"] == "true"
    assert [row["occurrences"] for row in stored()] == [1]


def test_odd_text_is_taken_and_the_dedup_key_comes_back_as_it_was(serve, run, stored) -> None:
    body = json.dumps(EVENT | {"dedup_key": "a\x00\ud800ü", "payload": EVENT["payload"] | {"summary": "\x00\udfff"}})

    async def journey():
        async with serve() as service:
            return await send(service, body.encode(), **{"Idempotency-Key": "odd"})

    answer = run(journey())
    assert answer.status_code == 202
    assert json.loads(answer.content)["dedup_key"] == "a\x00\ud800ü"
    assert [row["message"] for row in stored()] == ["��"]


def test_a_body_of_512_kib_is_taken_and_a_larger_one_is_not(serve, run) -> None:
    async def journey():
        async with serve() as service:
            most = json.dumps(EVENT | {"client": ""}).encode()
            filled = json.dumps(EVENT | {"client": "x" * (512 * 1024 - len(most))}).encode()
            return [(await send(service, body)).status_code for body in (filled, filled + b" ")]

    assert run(journey()) == [202, 413]


def test_an_acknowledgement_that_cannot_be_passed_on_is_to_be_sent_again(serve, run) -> None:
    async def journey():
        async with serve() as service:
            await send(service, EVENT)
            return await send(service, EVENT | {"event_action": "acknowledge"})

    answer = run(journey())
    assert answer.status_code == 503
    assert answer.headers["retry-after"]


def test_two_keys_may_use_the_same_dedup_key(serve, run, database, stored, clock: FixedClock) -> None:
    database.owner.execute(
        "INSERT INTO oncall.api_keys (name, prefix, token_hash, scopes, created_by)"
        " VALUES ('other', 'ock_', sha256('ock_other'), ARRAY['ingest'], 'test')"
    )

    async def journey():
        async with serve() as service:
            await send(service, EVENT)
            return await send(service, EVENT | {"routing_key": "ock_other", "event_action": "resolve"})

    assert run(journey()).status_code == 202
    assert [row["status"] for row in stored()] == ["firing", "resolved"]
