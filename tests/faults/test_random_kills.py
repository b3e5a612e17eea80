"""Somebody dies every two seconds, PostgreSQL among them, while alerts come: in the end all is as if nobody had."""

import os
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from dev_kit.platform import Platform
from dev_kit.processes import wait_until

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]

# Long enough that each kind of process dies once; `./run-pipeline.sh faults` takes three minutes.
KILLING_S = float(os.environ.get("FAULTS_KILLING_SECONDS", "14"))
BETWEEN_S = 2.0
SERVICES = [f"killed-{n}" for n in range(5)]
NOT_PAGED = """
    SELECT id, status, assignee_email FROM incidents.incidents i WHERE service = ANY(%s) AND status = 'open'
    AND (assignee_id IS NULL OR NOT EXISTS (SELECT FROM notify.notifications n
         WHERE n.incident_id = i.id AND n.kind = 'page' AND n.sent_at IS NOT NULL))"""


def test_after_a_row_of_deaths_every_alert_is_there_once_and_everybody_was_paged(
    platform: Platform, patient: Callable[..., Any], broken_invariants: Callable[[], list[dict[str, Any]]]
) -> None:
    dice = random.Random(20)  # the same row of deaths in every run
    # Not nginx, whose workers outlive it on its port: in a container all of it dies at once.
    victims = ["postgres", *(p.name for p in platform.processes if p.name not in ("gateway", "balancer"))]
    done = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(patient, done, SERVICES)
        try:
            ends_at = time.monotonic() + KILLING_S
            while time.monotonic() < ends_at:
                _kill_and_start(platform, dice.choice(victims))
                assert not threading.Event().wait(BETWEEN_S)
        finally:
            done.set()
        storm = sending.result(timeout=180)
    assert len(storm.accepted) == len(storm.tried)

    for process in platform.processes:
        process.wait_until_ready(60)
    rows = platform.database.owner.rows(
        "SELECT message, occurrences FROM alerts.alerts WHERE service = ANY(%s)", (SERVICES,)
    )
    assert {row["message"]: row["occurrences"] for row in rows} == dict.fromkeys(storm.tried, 1)
    wait_until(
        lambda: platform.database.owner.rows(NOT_PAGED, (SERVICES,)) == [], 30, "each incident has a person and a page"
    )
    assert broken_invariants() == []


def _kill_and_start(platform: Platform, victim: str) -> None:
    if victim == "postgres":
        platform.cluster.kill()
        platform.cluster.start()
    else:
        process = next(p for p in platform.processes if p.name == victim)
        process.kill()
        process.start()
