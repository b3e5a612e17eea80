"""The event stream: what happens is heard at once, and nothing is missed around a break."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from dev_kit.processes import wait_until


def parsed(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    """The events of a stream, each with its fields; data as JSON."""
    event: dict[str, Any] = {}
    for line in lines:
        if line.startswith(":"):
            continue
        if not line and event:
            yield event
            event = {}
        name, _, value = line.partition(": ")
        if name:
            event[name] = json.loads(value) if name == "data" else value


@pytest.fixture
def replayed(app, ana):
    """What a stream tells a reader who comes back, up to the present: the application is told to stop already."""

    def read(after: int | None) -> list[dict[str, Any]]:
        app.state.event_feed.run_once()
        app.state.stopping.set()
        headers = {} if after is None else {"Last-Event-ID": str(after)}
        answer = ana.get("/events", headers=headers)
        assert answer.headers["content-type"].startswith("text/event-stream")
        return list(parsed(iter(answer.text.split("\n"))))

    return read


def test_a_reader_who_comes_back_gets_what_was_missed_in_order(ana, replayed) -> None:
    incident = ana.open()
    ana.patch(incident["id"], status="acknowledged")
    hello, *events = replayed(0)
    assert hello["event"] == "hello"
    assert [event["data"]["type"] for event in events] == ["created", "assigned", "status_changed"]
    first = events[0]["data"]
    assert (first["actor"], first["incident"]["id"]) == ("ana@example.org", incident["id"])
    assert first["incident"]["status"] == "acknowledged"
    ids = [int(event["id"]) for event in events]
    assert [event["data"]["id"] for event in replayed(ids[0])[1:]] == [event["data"]["id"] for event in events[1:]]


def test_a_new_reader_gets_nothing_old_and_an_id_to_go_on_from(ana, replayed) -> None:
    ana.open()
    newest = replayed(0)[-1]
    (hello,) = replayed(None)
    assert hello["id"] == newest["id"]


def test_whoever_missed_too_much_is_told_to_read_the_lists_again(ana, replayed, monkeypatch) -> None:
    monkeypatch.setattr("incident_management.api.events.REPLAY_AT_ONCE", 2)
    monkeypatch.setattr("incident_management.api.events.REPLAY_MOST", 4)
    for _ in range(6):
        ana.open()
    events = replayed(0)
    assert [event.get("event") for event in events] == ["hello", None, None, None, None, "reset"]
    assert len(replayed(int(events[-1]["id"]))) == 1


def test_before_the_first_reading_it_says_to_come_back(ana) -> None:
    answer = ana.get("/events")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")


@pytest.mark.parametrize("headers", [{"Last-Event-ID": "abc"}, {"Last-Event-ID": "-1"}])
def test_an_id_that_was_not_ours_is_refused(app, ana, headers) -> None:
    app.state.event_feed.run_once()
    assert ana.get("/events", headers=headers).status_code == 422


def test_a_change_is_heard_by_those_who_listen_also_to_another_replica_and_streams_end_with_the_process(
    start_service, as_key
) -> None:
    replicas = [start_service("incident-management", WORKER_POLL_SECONDS="30") for _ in range(2)]
    headers, heard, ended = as_key("responder"), [], threading.Event()

    def listen() -> None:
        with httpx.stream("GET", f"{replicas[1].url}/api/v1/events", headers=headers, timeout=120) as stream:
            for event in parsed(stream.iter_lines()):
                heard.append(event)  # one by one, as they come
        ended.set()

    threading.Thread(target=listen, daemon=True).start()
    wait_until(lambda: bool(heard), 60, "hello")
    body = {"title": "down", "service": "db", "severity": "high"}
    assert httpx.post(f"{replicas[0].url}/api/v1/incidents", json=body, headers=headers, timeout=30).status_code == 201
    wait_until(lambda: len(heard) > 1, 25, "the incident is heard, long before the poll")
    assert heard[1]["data"]["incident"]["title"] == "down"
    replicas[1].stop(within_s=30)
    assert ended.wait(10)


def test_a_stream_ends_when_its_caller_is_not_known_any_more(start_service, as_key, database) -> None:
    process = start_service("incident-management")
    headers = as_key("viewer")
    with httpx.stream("GET", f"{process.url}/api/v1/events", headers=headers, timeout=120) as stream:
        lines = stream.iter_lines()
        next(lines)
        database.owner.execute("UPDATE oncall.api_keys SET revoked_at = now()")
        list(lines)  # ends: an endless stream would run into the time-out of this test
