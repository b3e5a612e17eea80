"""The line to the database is slow, silent or cut: nothing that was acknowledged is lost, and nobody waits for ever."""

import re
import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from dev_kit.databases import Database
from dev_kit.processes import Process, answers, wait_until
from dev_kit.tcp_proxy import TcpProxy

pytestmark = pytest.mark.e2e

KEY = "ock_" + "f" * 32
ANSWERED_WITHIN_S = 10


@dataclass(frozen=True, slots=True)
class Try:
    key: str
    status: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Intake:
    """Alert ingestion, whose line to the database is in our hands."""

    process: Process
    line: TcpProxy
    database: Database

    def send(self, count: int, *, key: str = "") -> list[Try]:
        """So many alerts at once, each with an Idempotency-Key of its own; `key` sends them with one that was used."""
        with (
            httpx.Client(timeout=30, limits=httpx.Limits(max_connections=50), trust_env=False) as client,
            ThreadPoolExecutor(50) as pool,
        ):
            return list(pool.map(lambda _: self._one(client, key or secrets.token_hex(12)), range(count)))

    def _one(self, client: httpx.Client, key: str) -> Try:
        began = time.monotonic()
        answer = client.post(
            f"{self.process.url}/api/v1/alerts",
            json={"service": "line-api", "severity": "low", "message": key},
            headers={"Authorization": f"Bearer {KEY}", "Idempotency-Key": key},
        )
        return Try(key, answer.status_code, time.monotonic() - began)

    def stored(self) -> dict[str, int]:
        rows = self.database.owner.rows("SELECT message, occurrences FROM alerts.alerts")
        return {row["message"]: row["occurrences"] for row in rows}

    def takes_alerts(self) -> bool:
        return {one.status for one in self.send(1)} == {201}


@pytest.fixture
def intake(database: Database, start_service: Callable[..., Process]) -> Iterator[Intake]:
    with TcpProxy(database.cluster.port) as line:
        url = re.sub(r":\d+/", f":{line.port}/", database.url("alert_ingestion"))
        process = start_service("alert-ingestion", DATABASE_URL=url, INGEST_API_KEY=KEY)
        assert Intake(process, line, database).takes_alerts()
        yield Intake(process, line, database)
        line.silence(is_silent=False)


def _once_each(stored: dict[str, int], tries: list[Try]) -> bool:
    return all(stored.get(one.key) == 1 for one in tries if one.status == 201)


def test_a_slow_line_slows_and_loses_nothing(intake: Intake) -> None:
    intake.line.delay_s = 0.1
    tries = intake.send(100)
    assert {one.status for one in tries} == {201}
    assert _once_each(intake.stored(), tries)


def test_a_cut_line_is_made_anew(intake: Intake) -> None:
    tries: list[Any] = []
    with ThreadPoolExecutor(1) as pool:
        for _ in range(5):
            sending = pool.submit(intake.send, 100)
            intake.line.cut()
            tries += sending.result(timeout=60)
    assert {one.status for one in tries} <= {201, 503}
    again = [intake.send(1, key=one.key)[0] for one in tries if one.status == 503]
    assert {one.status for one in again} <= {201}
    assert _once_each(intake.stored(), [*tries, *again])
    assert len(intake.stored()) == len(tries) + 1  # and the one that showed that it runs


def test_a_silent_line_is_answered_with_try_again_and_what_was_acknowledged_is_there(intake: Intake) -> None:
    intake.line.silence(is_silent=True)
    tries = intake.send(20)
    assert {one.status for one in tries} == {503}
    assert max(one.seconds for one in tries) < ANSWERED_WITHIN_S + 5
    assert answers(f"{intake.process.url}/health")
    assert not answers(f"{intake.process.url}/health/ready")
    intake.line.silence(is_silent=False)
    wait_until(intake.takes_alerts, 10, "alerts are taken again")
    again = [intake.send(1, key=one.key)[0] for one in tries]
    assert {one.status for one in again} == {201}
    assert _once_each(intake.stored(), again)
