"""A storm of one alert is one incident."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from dev_kit.platform import Platform

pytestmark = pytest.mark.e2e

ALERTS = 1_000
WINDOW_S = 12.0  # of the running platform


def test_a_thousand_identical_alerts_on_two_processes_are_one_incident_and_after_the_window_one_more(
    platform: Platform, team: Any, send_all: Callable[..., Any], incidents_of: Callable[[str], list[dict[str, Any]]]
) -> None:
    alert = {"service": team.service, "severity": "high", "message": "the queue is full"}

    first = send_all([alert] * ALERTS, connections=100)
    assert [s.answer.status_code for s in first if s.answer] == [201] * ALERTS
    results = sorted(s.answer.json()["result"] for s in first)
    assert results.count("new_incident") == 1
    assert set(results) <= {"new_incident", "deduplicated", "existing_incident"}
    (only,) = incidents_of(team.service)
    assert only["alert_count"] == ALERTS

    time.sleep(WINDOW_S + 1)  # the window is the database's clock: nothing to inject from outside
    second = send_all([alert] * ALERTS, connections=100)
    assert all(s.was_accepted for s in second)
    assert [i["alert_count"] for i in incidents_of(team.service)] == [ALERTS, ALERTS]


def test_the_storm_pages_once(
    platform: Platform,
    team: Any,
    send_all: Callable[..., Any],
    incidents_of: Callable[[str], list[dict[str, Any]]],
    paged_once: Callable[..., None],
) -> None:
    send_all([{"service": team.service, "severity": "critical", "message": "it is down"}] * 100)
    (only,) = incidents_of(team.service)
    paged_once(only["id"], team.person)
