"""A restart on purpose is seen by nobody: what is in flight is answered, and what comes goes to the other replica."""

import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from dev_kit.platform import Platform
from dev_kit.processes import wait_until

pytestmark = pytest.mark.e2e

IN_FLIGHT = 100
WAITING_FOR_THE_LOCK = "SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


@pytest.mark.parametrize("service", ["alert-ingestion", "incident-management"])
def test_a_rolling_restart_fails_no_alert(
    platform: Platform,
    steady: Callable[..., Any],
    broken_invariants: Callable[[], list[dict[str, Any]]],
    service: str,
) -> None:
    done = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(steady, done, per_second=50)
        try:
            for process in platform.replicas(service):
                time.sleep(1)  # a second's alerts before, between and after: the load is what is tested
                process.restart()
            time.sleep(1)
        finally:
            done.set()
        storm = sending.result(timeout=60)
    assert storm.failures == []
    stored = platform.database.owner.rows("SELECT message FROM alerts.alerts WHERE service = 'steady-api'")
    assert len(stored) >= len(storm.accepted)
    assert broken_invariants() == []


def test_a_connection_that_a_gateway_kept_is_answered_once_more_after_sigterm(platform: Platform) -> None:
    """Closed at once, it could be closed while a request comes in on it: nobody would know whether to repeat that."""
    process = platform.replicas("alert-ingestion")[0]
    alert = {"service": "kept-api", "severity": "low", "message": "m"}
    headers = {"Authorization": f"Bearer {platform.ingest_key}"}
    with httpx.Client(base_url=process.url, timeout=30, trust_env=False) as kept:
        assert kept.post("/api/v1/alerts", json=alert, headers=headers).status_code == 201
        with ThreadPoolExecutor(1) as pool:
            stopping = pool.submit(process.stop, within_s=15)
            wait_until(lambda: _is_refused(process.url), 10, "no new connection to be taken")
            last = kept.post("/api/v1/alerts", json=alert, headers=headers)
            assert (last.status_code, last.headers["connection"]) == (201, "close")
            assert stopping.result() == -signal.SIGTERM


def _is_refused(url: str) -> bool:
    try:
        httpx.get(f"{url}/health", timeout=30, trust_env=False)
    except httpx.ConnectError:
        return True
    return False


def test_what_is_in_flight_at_sigterm_is_answered(platform: Platform) -> None:
    process = platform.replicas("alert-ingestion")[0]
    headers = {"Authorization": f"Bearer {platform.ingest_key}"}
    at_the_door = threading.Barrier(IN_FLIGHT + 1)

    def send(number: int) -> int:
        body = {"service": "in-flight", "severity": "low", "message": f"m {number}"}
        with httpx.Client(timeout=30, trust_env=False) as client:
            client.get(f"{process.url}/health")  # so that its connection stands
            at_the_door.wait(60)
            return client.post(f"{process.url}/api/v1/alerts", json=body, headers=headers).status_code

    with ThreadPoolExecutor(IN_FLIGHT) as pool, platform.database.owner.connect() as owner, owner.cursor() as cursor:
        cursor.execute("LOCK TABLE alerts.alerts IN EXCLUSIVE MODE")  # nobody can write, so all hundred wait
        answers = [pool.submit(send, number) for number in range(IN_FLIGHT)]
        at_the_door.wait(60)
        wait_until(lambda: platform.database.owner.value(WAITING_FOR_THE_LOCK), 30, "a writer that waits")
        assert not threading.Event().wait(2)  # the slowest of a hundred threads has written its request by then
        assert not any(answer.done() for answer in answers)
        owner.rollback()
    stopped_at = time.monotonic()
    assert process.stop(within_s=15) == -signal.SIGTERM  # its own end, not the SIGKILL of one that was given up
    assert time.monotonic() - stopped_at < 15
    assert [answer.result(timeout=30) for answer in answers] == [201] * IN_FLIGHT
