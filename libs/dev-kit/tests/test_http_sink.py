"""The HTTP sink answers as it was told."""

import threading
import time

import httpx
import pytest
from dev_kit.sinks.http import Answer, HttpSink, redirect


def test_it_keeps_what_came(http_sink: HttpSink) -> None:
    assert httpx.post(http_sink.url + "/hook", json={"a": 1}, headers={"X-Key": "k"}).status_code == 200
    (request,) = http_sink.requests("/hook")
    assert (request.method, request.json(), request.headers["x-key"]) == ("POST", {"a": 1}, "k")


def test_it_gives_the_answers_in_turn_and_then_the_usual_one(http_sink: HttpSink) -> None:
    http_sink.answer_next(500, Answer(429, headers={"Retry-After": "2"}), redirect("http://elsewhere.example/"))
    answers = [httpx.post(http_sink.url) for _ in range(4)]
    assert [a.status_code for a in answers] == [500, 429, 302, 200]
    assert answers[1].headers["Retry-After"] == "2"
    assert answers[2].headers["Location"] == "http://elsewhere.example/"


def test_a_dripping_answer_outlasts_a_timeout_that_is_counted_from_the_last_byte(http_sink: HttpSink) -> None:
    http_sink.answer_next(Answer(body=b"drip", drip_s=0.2))
    started = time.monotonic()
    assert httpx.get(http_sink.url, timeout=0.5).text == "drip"
    assert time.monotonic() - started > 0.6


def test_a_hanging_answer_never_comes_and_does_not_hold_up_others(http_sink: HttpSink) -> None:
    http_sink.answer_next(Answer(hangs=True))
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(http_sink.url, timeout=0.3)
    assert httpx.get(http_sink.url, timeout=2).status_code == 200


def test_an_answer_cut_short_is_seen_as_such(http_sink: HttpSink) -> None:
    http_sink.answer_next(Answer(body=b"half", declared_length=8))
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(http_sink.url)


def test_expecting_waits_for_the_request_and_names_the_one_that_is_missing(http_sink: HttpSink) -> None:
    threading.Timer(0.2, lambda: httpx.post(http_sink.url + "/late", content="at last")).start()
    assert http_sink.expect_request(path="/late", containing="last", within_s=5).text == "at last"
    with pytest.raises(RuntimeError, match="containing 'never'"):
        http_sink.expect_request(containing="never", within_s=0.1)
