"""A service that stands still, a row that cannot be worked on, a sender that shouts: the rest goes on."""

import os
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from dev_kit.platform import Platform
from dev_kit.processes import wait_until

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

# Longer than a call to a neighbour and its second try; `./run-pipeline.sh faults` takes a minute.
STANDS_STILL_S = float(os.environ.get("FAULTS_HANGING_SECONDS", "5"))
SPOIL = "UPDATE incidents.escalations SET policy = '{\"steps\": 7}' WHERE incident_id = %s"
NOT_PAGED = """
    SELECT id, status, assignee_email FROM incidents.incidents i WHERE service = ANY(%s) AND status = 'open'
    AND (assignee_id IS NULL OR NOT EXISTS (SELECT FROM notify.notifications n
         WHERE n.incident_id = i.id AND n.kind = 'page' AND n.sent_at IS NOT NULL))"""


def all_paged(platform: Platform, services: list[str]) -> Callable[[], bool]:
    return lambda: platform.database.owner.rows(NOT_PAGED, (services,)) == []


@pytest.mark.parametrize("neighbour", ["incident-management", "oncall-service", "notification-service"])
def test_while_both_replicas_of_a_neighbour_hang_alerts_are_taken_and_paged_when_they_go_on(
    platform: Platform,
    patient: Callable[..., Any],
    broken_invariants: Callable[[], list[dict[str, Any]]],
    neighbour: str,
) -> None:
    services = [f"hang-{neighbour}-{n}" for n in range(4)]
    over = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        for process in platform.replicas(neighbour):
            process.pause()
        try:
            sending = pool.submit(patient, over, services, per_second=10)
            assert not threading.Event().wait(STANDS_STILL_S)
        finally:
            over.set()
            for process in platform.replicas(neighbour):
                process.resume()
        storm = sending.result(timeout=120)
    assert len(storm.accepted) == len(storm.tried) > 0
    stored = "SELECT message, occurrences FROM alerts.alerts WHERE service = ANY(%s)"
    rows = platform.database.owner.rows(stored, (services,))
    assert {row["message"]: row["occurrences"] for row in rows} == dict.fromkeys(storm.tried, 1)
    wait_until(all_paged(platform, services), 90, "each incident has a person and a page")
    assert broken_invariants() == []


def test_a_row_that_cannot_be_worked_on_holds_up_no_other(platform: Platform) -> None:
    poisoned, well = f"poisoned-{secrets.token_hex(3)}", f"well-{secrets.token_hex(3)}"
    for process in platform.replicas("incident-management"):
        process.pause()  # so that nobody has taken the row before it is spoiled
    try:
        answer = platform.send_alert(service=poisoned)
        spoiled = platform.database.owner.execute(SPOIL, (answer["incident_id"],))
        assert spoiled == 1
    finally:
        for process in platform.replicas("incident-management"):
            process.resume()
    others = [f"{well}-{n}" for n in range(5)]
    for service in others:
        platform.send_alert(service=service)
    wait_until(all_paged(platform, others), 90, "each of the others is paged")


def test_one_sender_that_shouts_keeps_no_other_waiting(
    platform: Platform, broken_invariants: Callable[[], list[dict[str, Any]]]
) -> None:
    made = platform.admin("oncall-service").post("/api/v1/api-keys", json={"name": "shouter", "scopes": ["ingest"]})
    made.raise_for_status()
    run, over = secrets.token_hex(3), threading.Event()

    def shout(number: int) -> set[int]:
        statuses = set()
        headers = {"Authorization": f"Bearer {made.json()['key']}"}
        batch = [{"service": f"noise-{run}-{number}", "severity": "low", "message": f"{n}"} for n in range(200)]
        with httpx.Client(headers=headers, timeout=60, trust_env=False) as client:
            while not over.is_set():
                answer = client.post(f"{platform.url('alert-ingestion')}/api/v1/alerts/batch", json={"alerts": batch})
                statuses.add(answer.status_code)
        return statuses

    quiet = [f"quiet-{run}-{n}" for n in range(5)]
    with ThreadPoolExecutor(4) as pool:
        shouting = [pool.submit(shout, number) for number in range(4)]
        try:
            for service in quiet:
                assert platform.send_alert(service=service)["result"] == "new_incident"
        finally:
            over.set()
        assert set().union(*(one.result(timeout=120) for one in shouting)) <= {201, 503}
    wait_until(all_paged(platform, quiet), 90, "whoever was quiet is paged")
    assert broken_invariants() == []


def test_batches_in_opposite_orders_end_as_if_one_had_come_after_the_other(
    platform: Platform, broken_invariants: Callable[[], list[dict[str, Any]]]
) -> None:
    run = secrets.token_hex(3)
    services = [f"order-{run}-{n:02}" for n in range(40)]
    at_once = threading.Barrier(4)

    def send(number: int) -> list[int]:
        ordered = services if number % 2 else services[::-1]
        client = platform.client("alert-ingestion", replica=1 + number // 2)
        at_once.wait(60)
        answers = []
        for status in ("firing", "resolved", "firing"):
            alerts = [{"service": s, "severity": "high", "message": "m", "status": status} for s in ordered]
            answers.append(client.post("/api/v1/alerts/batch", json={"alerts": alerts}).status_code)
        return answers

    with ThreadPoolExecutor(4) as pool:
        answers = [status for one in pool.map(send, range(4)) for status in one]
    assert set(answers) == {201}
    firing = "SELECT count(*) FROM alerts.alerts WHERE service LIKE %s AND status = 'firing'"
    assert platform.database.owner.value(firing, (f"order-{run}-%",)) <= len(services)
    assert broken_invariants() == []
