"""Machines whose clocks are wrong by an hour or a day, and clocks that jump: the database's clock is what counts."""

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import httpx
import pytest
from dev_kit.databases import Database
from dev_kit.ports import free_port
from dev_kit.processes import Process, wait_until
from dev_kit.services import SERVICES

from scripts.debian_tools import NotAvailable, program

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

KEY = "ock_" + "c" * 32
RIGHT = {service.name: "+0" for service in SERVICES}
# Each against its neighbours, both ways, by more than any token or lease lasts.
WRONG = {"alert-ingestion": "+1d", "incident-management": "-1d", "oncall-service": "+1h", "notification-service": "-1h"}
PAGED = "SELECT 1 FROM notify.notifications WHERE incident_id = %s AND kind = 'page' AND sent_at IS NOT NULL"


@pytest.fixture(scope="module")
def faketime() -> Path:
    """The library that tells a process another time."""
    try:
        root = program("faketime").cwd
    except NotAvailable as error:
        pytest.skip(str(error))
    found = sorted(Path(root or "/usr").glob("**/faketime/libfaketimeMT.so.1"))
    if not found:
        pytest.skip("libfaketime is not where Debian puts it")
    return found[0]


def set_clocks(directory: Path, offsets: dict[str, str]) -> None:
    """Let the clock of each service's machine jump to this far from the truth, while it runs."""
    for name, offset in offsets.items():
        draft = directory / f"{name}.draft"
        draft.write_text(offset + "\n")
        draft.rename(directory / f"{name}.time")


def test_alerts_are_paged_at_once_whatever_the_clocks_of_the_machines_say(
    database: Database, faketime: Path, tmp_path: Path, start_service: Callable[..., Process]
) -> None:
    set_clocks(tmp_path, RIGHT)
    ports = {service.name: free_port() for service in SERVICES}
    urls = {s.url_variable: f"http://127.0.0.1:{ports[s.name]}" for s in SERVICES if s.url_variable}
    processes = [
        start_service(
            service.name,
            wait=False,
            port=ports[service.name],
            INGEST_API_KEY=KEY,
            LD_PRELOAD=str(faketime),
            FAKETIME_TIMESTAMP_FILE=str(tmp_path / f"{service.name}.time"),
            FAKETIME_CACHE_DURATION="1",
            FAKETIME_DONT_FAKE_MONOTONIC="1",
            **urls,
        )
        for service in SERVICES
    ]
    for process in processes:
        process.wait_until_ready(90)
    intake = f"http://127.0.0.1:{ports['alert-ingestion']}/api/v1/alerts"
    with httpx.Client(headers={"Authorization": f"Bearer {KEY}"}, timeout=30, trust_env=False) as client:
        for round_, clocks in enumerate((RIGHT, WRONG, {name: _other_way(by) for name, by in WRONG.items()}, RIGHT)):
            set_clocks(tmp_path, clocks)
            assert not threading.Event().wait(2)  # each process looks every second
            body = {"service": f"clock-{round_}", "severity": "critical", "message": "it is down"}
            answer = client.post(intake, json=body)
            assert answer.status_code == 201, answer.text
            incident = answer.json()["incident_id"]
            paged = partial(database.owner.rows, PAGED, (incident,))
            wait_until(lambda look=paged: look() or None, 60, f"a page, with {clocks}")  # type: ignore[misc]
    truth = database.owner.value("SELECT now()")
    stored = database.owner.rows("SELECT received_at FROM alerts.alerts")
    assert len(stored) == 4
    assert all(truth - timedelta(minutes=10) < row["received_at"] <= truth for row in stored)
    one_page_each = "SELECT count(*) FROM notify.notifications WHERE kind = 'page'"
    assert database.owner.value(one_page_each) == 4


def _other_way(offset: str) -> str:
    return offset.translate(str.maketrans("+-", "-+"))
