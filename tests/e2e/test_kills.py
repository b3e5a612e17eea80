"""kill -9 of any one service during a thousand alerts: every alert that was acknowledged exists once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from dev_kit.platform import Platform

pytestmark = pytest.mark.e2e

ALERTS = 1_000
SERVICES = 10


@pytest.mark.parametrize(
    "victim", ["alert-ingestion", "incident-management", "oncall-service", "notification-service", "postgres"]
)
def test_every_acknowledged_alert_exists_once_when_one_is_killed(
    platform: Platform, new_team: Callable[[], Any], send_all: Callable[..., Any], victim: str
) -> None:
    teams = [new_team() for _ in range(SERVICES)]
    alerts = [
        {"service": teams[n % SERVICES].service, "severity": "high", "message": "m", "dedup_key": f"{victim}-{n}"}
        for n in range(ALERTS)
    ]
    under_way = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(send_all, alerts, patience_s=60, on_sent=under_way)
        assert under_way.wait(60)
        assert not sending.done()
        if victim == "postgres":
            platform.cluster.kill()
            platform.cluster.start()
        else:
            platform.process(victim).kill()
            platform.process(victim).start()
        sent = sending.result(timeout=120)

    accepted = [s for s in sent if s.was_accepted]
    assert len(accepted) == ALERTS
    services = tuple(team.service for team in teams)
    stored = platform.database.owner.rows(
        "SELECT service, occurrences FROM alerts.alerts WHERE service IN %s", (services,)
    )
    assert len(stored) == ALERTS
    assert {row["occurrences"] for row in stored} == {1}
    counts = platform.database.owner.rows(
        "SELECT service, count(*) AS incidents, sum(alert_count) AS alerts FROM incidents.incidents"
        " WHERE service IN %s GROUP BY service",
        (services,),
    )
    assert {row["service"]: (row["incidents"], row["alerts"]) for row in counts} == dict.fromkeys(
        services, (1, ALERTS // SERVICES)
    )
