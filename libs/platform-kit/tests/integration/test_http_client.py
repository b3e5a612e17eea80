"""Calls to a neighbour: one deadline, one more try, and a breaker."""

from __future__ import annotations

import asyncio
import socket
import threading
import time

import pytest
from dev_kit.sinks.http import Answer
from platform_kit.http_client import CallFailed, ServiceClient
from platform_kit.request_context import enter_request
from platform_kit.tokens import service_of

SECRET = "a secret that all services share, 32+"


def client(url: str, deadline_s: float = 2.0) -> ServiceClient:
    return ServiceClient(
        url, issuer="alert-ingestion", audience="incident-management", secret=SECRET, deadline_s=deadline_s
    )


def test_a_call_carries_who_calls_and_which_request_it_belongs_to(http_sink):
    enter_request("r-7", None)

    answer = client(http_sink.url + "/").call("POST", "/api/v1/incidents", {"title": "é"}, headers={"X-More": "1"})

    assert (answer.status, answer.json()) == (200, {})
    [got] = http_sink.requests("/api/v1/incidents")
    token = got.headers["authorization"].removeprefix("Bearer ")
    assert service_of(token, SECRET, audience="incident-management") == "alert-ingestion"
    assert (got.headers["x-request-id"], got.headers["x-more"]) == ("r-7", "1")
    assert got.json() == {"title": "é"}


@pytest.mark.parametrize(
    "answer",
    [Answer(hangs=True), Answer(body=b"x" * 100, drip_s=0.2), Answer(delay_s=5)],
    ids=["hangs", "drips", "is late"],
)
def test_a_peer_that_takes_its_time_costs_the_deadline_and_no_more(http_sink, answer):
    http_sink.answer_always(answer)
    started = time.monotonic()

    with pytest.raises(CallFailed):
        client(http_sink.url, deadline_s=0.5).call("GET", "/", is_idempotent=True)

    assert time.monotonic() - started < 1.5


def test_a_refusal_is_an_answer_and_a_5xx_is_a_failure(http_sink):
    http_sink.answer_next(409, 503)
    calls = client(http_sink.url)

    assert calls.call("GET", "/").status == 409
    with pytest.raises(CallFailed, match="answered 503"):
        calls.call("GET", "/")


def test_an_answer_that_is_not_json_is_a_failure_when_it_is_read(http_sink):
    http_sink.answer_next(Answer(body=b"<html>"))

    with pytest.raises(CallFailed, match="not JSON"):
        client(http_sink.url).call("GET", "/").json()


def test_an_answer_without_end_is_cut_off(http_sink):
    http_sink.answer_next(Answer(body=b"x" * 9_000_000))

    with pytest.raises(CallFailed, match="more than"):
        client(http_sink.url, deadline_s=10).call("GET", "/")


def test_a_call_that_may_be_repeated_is_tried_once_more_when_the_connection_broke():
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            for number in range(3):
                peer, _ = server.accept()
                with peer:
                    asked.append(peer.recv(65536))
                    if number:
                        peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")

        threading.Thread(target=serve, daemon=True).start()
        calls = client(f"http://127.0.0.1:{server.getsockname()[1]}")

        assert calls.call("POST", "/", {}, is_idempotent=True).status == 200
        assert len(asked) == 2


def test_a_call_that_may_not_be_repeated_is_tried_once():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    with pytest.raises(CallFailed):
        client(f"http://127.0.0.1:{port}").call("POST", "/", {})


def test_a_dead_peer_is_not_asked_by_every_request(http_sink):
    http_sink.answer_always(500)
    calls = client(http_sink.url)

    for _ in range(20):
        with pytest.raises(CallFailed):
            calls.call("GET", "/")

    assert len(http_sink.requests()) < 6
    time.sleep(1.1)
    http_sink.answer_always(200)
    assert calls.call("GET", "/").status == 200


def test_calls_work_from_an_event_loop_and_from_many_threads(http_sink):
    calls = client(http_sink.url, deadline_s=10)
    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(calls.call("GET", "/").status)) for _ in range(10)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    async def ask() -> list[int]:
        return [a.status for a in await asyncio.gather(*(calls.acall("GET", "/") for _ in range(10)))]

    assert answers + asyncio.run(ask()) == [200] * 20
