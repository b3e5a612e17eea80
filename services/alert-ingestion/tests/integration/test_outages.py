"""What is taken survives what dies; what is not taken is said at once (promises P1 and P2)."""

import http.client
import json
import signal
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

ALERT = {"service": "checkout-api", "severity": "high", "message": "it is down"}
KEY = "ock_" + "t" * 32


def post(url: str, body: dict, key: str | None = None) -> tuple[int, dict, http.client.HTTPMessage]:
    """Status, body and headers of one POST; 0 when there was no answer."""
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    headers |= {"Idempotency-Key": key} if key else {}
    request = urllib.request.Request(url + "/api/v1/alerts", json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=15) as answer:
            return answer.status, json.load(answer), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, json.load(error), error.headers
    except (OSError, http.client.HTTPException):
        return 0, {}, http.client.HTTPMessage()


def until_taken(url: str, body: dict, key: str, within_s: float = 60) -> dict:
    """Send as a patient sender does: again with the same key until there is a 2xx."""
    ends_at = time.monotonic() + within_s
    while time.monotonic() < ends_at:
        status, answer, _ = post(url, body, key)
        if status == 201:
            return answer
        assert status in (0, 503), (status, answer)
        time.sleep(0.1)
    raise AssertionError(f"not taken within {within_s} s")


def storm(url: str, count: int, at: dict[int, Callable[[], None]]) -> list[dict]:
    """`count` alerts over 10 services on 25 connections; `at[n]` is done when n of them were taken."""
    taken, lock = [], threading.Lock()

    def send(n: int) -> dict:
        answer = until_taken(url, ALERT | {"service": f"s{n % 10}", "message": f"m{n // 2}"}, f"key-{n}")
        with lock:
            taken.append(answer)
            happens = at.get(len(taken))
        if happens:
            happens()
        return answer

    with ThreadPoolExecutor(25) as pool:
        return list(pool.map(send, range(count)))


def assert_each_is_there_once(database, answers: list[dict]) -> None:
    rows = {row["id"]: row for row in database.owner.rows("SELECT * FROM alerts.alerts")}
    assert {answer["id"] for answer in answers} == set(rows), "no row nobody sent, none missing"
    assert sum(row["occurrences"] for row in rows.values()) == len(answers)
    counts = database.owner.rows("SELECT service, alert_count FROM incidents.incidents")
    assert sorted(c["service"] for c in counts) == sorted({row["service"] for row in rows.values()})
    assert sum(c["alert_count"] for c in counts) == len(answers)


def test_every_2xx_is_there_once_when_the_process_is_killed_in_a_storm(start_service, database) -> None:
    process = start_service("alert-ingestion")

    def kill() -> None:
        process.kill()
        process.start()

    answers = storm(process.url, 600, {150: kill, 300: kill, 450: kill})
    process.wait_until_ready()
    assert_each_is_there_once(database, answers)


@pytest.fixture
def durable(database):
    """The server of the tests answers before a commit is written; for this service it does not."""
    database.owner.execute("ALTER ROLE alert_ingestion SET synchronous_commit = on")
    yield
    database.owner.execute("ALTER ROLE alert_ingestion RESET synchronous_commit")


def test_every_2xx_is_there_once_when_postgresql_is_killed_in_a_storm(
    durable, start_service, database, postgres
) -> None:
    process = start_service("alert-ingestion")

    def kill() -> None:
        postgres.kill()
        postgres.start()

    answers = storm(process.url, 600, {200: kill, 400: kill})
    assert_each_is_there_once(database, answers)


def test_two_processes_share_a_storm_while_one_dies(start_service, database) -> None:
    one, other = start_service("alert-ingestion"), start_service("alert-ingestion")
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(storm, one.url, 200, {100: lambda: (one.kill(), one.start())})
        second = pool.submit(storm, other.url, 200, {})
        answers = first.result() + second.result()
    # Both sent the same requests with the same keys: each was done once.
    rows = database.owner.rows("SELECT id, occurrences FROM alerts.alerts")
    assert sum(row["occurrences"] for row in rows) == 200
    assert {answer["id"] for answer in answers} == {str(row["id"]) for row in rows}


def test_without_a_database_alerts_are_refused_at_once_and_taken_when_it_is_back(
    start_service, database, postgres
) -> None:
    process = start_service("alert-ingestion")
    assert post(process.url, ALERT)[0] == 201
    postgres.stop()
    try:
        for _ in range(3):
            started = time.monotonic()
            status, problem, headers = post(process.url, ALERT)
            assert (status, problem["status"]) == (503, 503)
            assert int(headers["Retry-After"]) >= 1
            assert time.monotonic() - started < 5
    finally:
        postgres.start()
    answer = until_taken(process.url, ALERT, "after the outage")
    assert answer["result"] == "deduplicated"
    assert database.owner.value("SELECT sum(occurrences) FROM alerts.alerts") == 2


def test_a_request_under_way_is_finished_when_the_process_is_asked_to_end(start_service, database) -> None:
    process = start_service("alert-ingestion")
    with ThreadPoolExecutor(20) as pool:
        sending = [pool.submit(post, process.url, ALERT | {"message": f"m{n}"}) for n in range(200)]
        sending[20].result()
        assert process.stop() in (0, -signal.SIGTERM)
        answers = [s.result() for s in sending]
    taken = {answer["id"] for status, answer, _ in answers if status == 201}
    assert {status for status, _, _ in answers} <= {0, 201}
    stored = {row["id"] for row in database.owner.rows("SELECT id FROM alerts.alerts")}
    assert taken == stored


def test_a_missing_setting_stops_the_process_with_a_line_that_names_it(start_service) -> None:
    process = start_service("alert-ingestion", wait=False, CORRELATION_WINDOW_MINUTES="soon")
    deadline = time.monotonic() + 20
    while process.is_running and time.monotonic() < deadline:
        time.sleep(0.05)
    assert process.returncode == 78
    assert "CORRELATION_WINDOW_MINUTES" in process.log_text()


@pytest.mark.parametrize("path", ["/health", "/health/ready", "/metrics", "/openapi.json"])
def test_the_process_answers_on_its_open_paths(start_service, path) -> None:
    process = start_service("alert-ingestion")
    with urllib.request.urlopen(process.url + path, timeout=5) as answer:
        assert answer.status == 200
