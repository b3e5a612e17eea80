"""Ingestion asks incident-management to open incidents, and does it itself where that does not answer (rule 5)."""

import asyncio
import time
from collections import Counter
from datetime import timedelta

import pytest
from dev_kit.sinks.http import Answer

ALERT = {"service": "checkout-api", "severity": "high", "message": "it is down"}
ASKED = "/api/v1/incidents"


@pytest.fixture
def opens(database):
    """What incident-management does when it is asked: the same function."""

    def open_incident(service: str, severity: str, at) -> None:
        database.login("incident_management").rows(
            "SELECT * FROM incidents.correlate(ARRAY[%s], ARRAY[%s], ARRAY[%s], ARRAY['asked'], ARRAY[%s], '5 min')",
            (f"{service}|{severity}", service, severity, at),
        )

    return open_incident


def test_the_first_alert_of_a_key_asks_for_an_incident(serve, run, http_sink) -> None:
    http_sink.answer_always(201)

    async def journey():
        async with serve(incidents=http_sink.url) as service:
            await service.send()
            await service.send(message="another")
            await service.send(status="resolved")
            await service.send(severity="low")

    run(journey())
    first, second = http_sink.requests(ASKED)
    assert first.json() == {
        "title": "it is down",
        "service": "checkout-api",
        "severity": "high",
        "origin": "alert",
        "at": "2026-03-02T12:00:00Z",
    }
    assert second.json()["severity"] == "low"
    assert first.headers["authorization"].startswith("Bearer ")
    assert first.headers["x-request-id"]


def test_what_opens_together_is_asked_together(serve, run, http_sink, incidents) -> None:
    http_sink.answer_always(201)

    async def journey():
        async with serve(incidents=http_sink.url) as service:
            await service.batch(*({"service": f"s{n}"} for n in range(150)), {"service": "s0", "message": "another"})

    run(journey())
    asked = [request.json()["incidents"] for request in http_sink.requests(f"{ASKED}/batch")]
    assert [len(many) for many in asked] == [100, 50]
    assert {one["service"] for many in asked for one in many} == {f"s{n}" for n in range(150)}
    assert asked[0][0].keys() == {"title", "service", "severity", "at"}
    assert http_sink.requests(ASKED) == []
    assert len(incidents()) == 150


def test_an_incident_that_the_neighbour_opened_is_new_to_its_first_alert_alone(
    serve, run, opens, incidents, clock
) -> None:
    opens("checkout-api", "high", clock.now())

    async def journey():
        async with serve() as service:
            return [(await service.send(message=m))["result"] for m in ("a", "b", "a")]

    assert run(journey()) == ["new_incident", "existing_incident", "deduplicated"]
    assert [(i["title"], i["alert_count"]) for i in incidents()] == [("asked", 3)]


def test_it_is_asked_again_after_the_window_and_after_the_last_end(serve, run, http_sink, clock) -> None:
    http_sink.answer_always(201)

    async def journey():
        async with serve(incidents=http_sink.url) as service:
            await service.send()
            clock.advance(timedelta(minutes=6))
            await service.send()
            await service.send(status="resolved")
            await service.send(message="afterwards")

    run(journey())
    assert len(http_sink.requests(ASKED)) == 3


def test_a_storm_asks_once_for_its_key(serve, run, http_sink, incidents) -> None:
    http_sink.answer_always(Answer(status=201, delay_s=0.2))

    async def journey():
        async with serve(incidents=http_sink.url) as service:
            return await asyncio.gather(
                *(service.post("/api/v1/alerts", ALERT | {"message": f"m{n}"}) for n in range(300))
            )

    assert Counter(a.json()["result"] for a in run(journey())) == {"new_incident": 1, "existing_incident": 299}
    assert len(http_sink.requests(ASKED)) == 1
    assert [i["alert_count"] for i in incidents()] == [300]


@pytest.mark.parametrize(
    "answer", [Answer(hangs=True), Answer(status=201, drip_s=1), Answer(status=500), Answer(status=403)]
)
def test_without_a_usable_answer_the_incident_is_opened_here(serve, run, http_sink, incidents, answer) -> None:
    http_sink.answer_always(answer)

    async def journey():
        async with serve(incidents=http_sink.url) as service:
            started = time.monotonic()
            return await service.send(), time.monotonic() - started

    taken, seconds = run(journey())
    assert taken["result"] == "new_incident"
    assert seconds < 5  # one deadline of two seconds, and what a busy machine adds
    assert [i["alert_count"] for i in incidents()] == [1]


def test_a_neighbour_that_hangs_holds_up_no_alert_of_an_open_incident(serve, run, http_sink) -> None:
    http_sink.answer_next(201)
    http_sink.answer_always(Answer(hangs=True))

    async def journey():
        async with serve(incidents=http_sink.url) as service:
            await service.send()
            held_up = asyncio.create_task(service.send(service="another"))
            await asyncio.sleep(0.1)
            started = time.monotonic()
            for n in range(20):
                await service.send(message=f"m{n}")
            seconds = time.monotonic() - started
            assert not held_up.done()
            return seconds, await held_up

    seconds, held_up = run(journey())
    assert seconds < 1.5
    assert held_up["result"] == "new_incident"


def test_a_neighbour_that_hangs_does_not_cost_every_key_its_deadline(serve, run, http_sink, incidents) -> None:
    http_sink.answer_always(Answer(hangs=True))

    async def journey():
        async with serve(incidents=http_sink.url) as service:
            started = time.monotonic()
            await service.batch(*({"service": f"s{n}"} for n in range(200)))
            batch_s = time.monotonic() - started
            for n in range(20):  # one after the other, each a new key
                await service.send(service=f"t{n}")
            return batch_s, time.monotonic() - started

    batch_s, seconds = run(journey())
    assert batch_s < 5  # one deadline, not two hundred
    assert seconds < 12
    assert len(incidents()) == 220
