"""Two of everything behind nginx, and a client that keeps what it tried and what it was told."""

import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from dev_kit.platform import Platform
from dev_kit.sinks.smtp import SmtpSink

INVARIANTS = (Path(__file__).parent / "invariants.sql").read_text()


@dataclass
class Storm:
    """Alerts that were sent at a steady pace, each once: what was tried and how each try ended."""

    tried: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    @property
    def accepted(self) -> list[str]:
        return [key for key, outcome in self.tried.items() if outcome == "2xx"]


@pytest.fixture(scope="module")
def mailbox() -> Iterator[SmtpSink]:
    with SmtpSink() as sink:
        yield sink


@pytest.fixture(scope="module")
def smtp_settings(mailbox: SmtpSink) -> dict[str, str]:
    """Mail goes to the mailbox, and nothing waits longer than a test can."""
    return {
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(mailbox.port),
        "SMTP_FROM": "pager@example.org",
        "WORKER_POLL_SECONDS": "0.2",
        "WORKER_LEASE_SECONDS": "3",
        "NOTIFY_RETRY_BASE_SECONDS": "0.5",
    }


@pytest.fixture(scope="module")
def two_of_each(scratch: Path, smtp_settings: dict[str, str]) -> Iterator[Platform]:
    with Platform(
        scratch / f"two-of-each-{secrets.token_hex(3)}", replicas=2, settings=smtp_settings, with_gateway=True
    ) as platform:
        yield platform


@pytest.fixture
def platform(two_of_each: Platform) -> Iterator[Platform]:
    """The running platform. What a test leaves stopped is started again."""
    yield two_of_each
    for process in two_of_each.processes:
        if not process.is_running:
            process.start()
    for process in two_of_each.processes:
        process.wait_until_ready(60)


@pytest.fixture
def steady(platform: Platform) -> Callable[..., Storm]:
    """`steady(until, per_second=50)` sends alerts through nginx at that pace, whatever becomes of the ones before,
    until the event is set. Nothing is tried twice: what a sender without patience sees is what counts."""

    def send(until: threading.Event, *, per_second: float = 50, service: str = "steady-api") -> Storm:
        storm = Storm()
        headers = {"Authorization": f"Bearer {platform.ingest_key}"}
        run = secrets.token_hex(4)

        def one(key: str) -> None:
            body = {"service": service, "severity": "low", "message": "m", "dedup_key": key}
            try:
                answer = client.post(f"{platform.ui_url}/api/v1/alerts", json=body, headers=headers)
            except httpx.TransportError as error:
                storm.tried[key] = type(error).__name__
            else:
                storm.tried[key] = "2xx" if answer.is_success else f"{answer.status_code}: {answer.text}"
            if storm.tried[key] != "2xx":
                storm.failures.append(f"{key}: {storm.tried[key]}")

        limits = httpx.Limits(max_connections=50, max_keepalive_connections=50)
        with (
            httpx.Client(timeout=15, limits=limits, trust_env=False) as client,
            ThreadPoolExecutor(50) as pool,
        ):
            began, number = time.monotonic(), 0
            while not until.is_set():
                pool.submit(one, f"{run}-{number}")
                number += 1
                until.wait(max(0.0, began + number / per_second - time.monotonic()))
        return storm

    return send


@pytest.fixture
def patient(platform: Platform) -> Callable[..., Storm]:
    """`patient(until, services, per_second=50)` sends as `steady` does, but tries again with the same Idempotency-Key,
    at the other door, until it is told yes. It returns when the last of them was."""

    def send(until: threading.Event, services: Sequence[str], *, per_second: float = 50) -> Storm:
        storm = Storm()
        urls = [f"{process.url}/api/v1/alerts" for process in platform.replicas("alert-ingestion")]
        run = secrets.token_hex(4)

        def one(number: int) -> None:
            key = f"{run}-{number}"
            body = {"service": services[number % len(services)], "severity": "high", "message": key, "dedup_key": key}
            headers = {"Authorization": f"Bearer {platform.ingest_key}", "Idempotency-Key": key}
            storm.tried[key] = ""
            give_up = time.monotonic() + 90
            while storm.tried[key] != "2xx" and time.monotonic() < give_up:
                number += 1
                try:
                    answer = client.post(urls[number % len(urls)], json=body, headers=headers)
                except httpx.TransportError as error:
                    storm.tried[key] = type(error).__name__
                else:
                    storm.tried[key] = "2xx" if answer.is_success else str(answer.status_code)
                if storm.tried[key] != "2xx":
                    storm.failures.append(f"{key}: {storm.tried[key]}")
                    time.sleep(0.2)

        with httpx.Client(timeout=15, trust_env=False) as client, ThreadPoolExecutor(50) as pool:
            began, number = time.monotonic(), 0
            while not until.is_set():
                pool.submit(one, number)
                number += 1
                until.wait(max(0.0, began + number / per_second - time.monotonic()))
        return storm

    return send


@pytest.fixture
def broken_invariants(platform: Platform) -> Callable[[], list[dict[str, Any]]]:
    """What of `invariants.sql` does not hold: a row for each thing that must not be, none when all is well."""
    return lambda: platform.database.owner.rows(INVARIANTS)
