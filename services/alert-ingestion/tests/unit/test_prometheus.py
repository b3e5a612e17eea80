"""What Prometheus sends to an Alertmanager."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alert_ingestion.domain.payload import NotUnderstood
from alert_ingestion.domain.protocols.prometheus import read_alerts

FIXTURES = Path(__file__).parent.parent / "fixtures" / "prometheus_api_v2"
NOW = datetime(2026, 11, 23, 13, 17, tzinfo=UTC)
DOWN = {"labels": {"alertname": "Down", "service": "shop", "severity": "page"}}


def read(alert: dict, now: datetime = NOW):
    (found,), left_out = read_alerts(json.dumps([alert]).encode(), now)
    assert left_out == 0
    return found


def test_a_captured_alert_fires_until_its_end_and_ends_with_the_captured_end() -> None:
    (fired,), _ = read_alerts((FIXTURES / "firing.json").read_bytes(), NOW)
    (ended,), _ = read_alerts((FIXTURES / "resolved.json").read_bytes(), NOW)
    assert (fired.status, fired.service, fired.severity) == ("firing", "checkout", "critical")
    assert fired.message == "Instance checkout-01.example.com:8080 down"
    assert fired.expires_at == datetime(2026, 11, 23, 13, 20, 34, 925000, tzinfo=UTC)
    assert (ended.status, ended.expires_at) == ("resolved", None)
    assert ended.closes == fired.closes


@pytest.mark.parametrize(
    ("ends_at", "status", "expires_in_s"),
    [
        (None, "firing", 300),
        ("0001-01-01T00:00:00Z", "firing", 300),
        ("nonsense", "firing", 300),
        ("2026-11-23T13:17:01Z", "firing", 1),
        ("2026-11-23T13:17:00Z", "resolved", None),
        ("2026-11-23T13:16:59Z", "resolved", None),
    ],
)
def test_its_end_says_whether_it_fires_and_how_long_that_holds(ends_at, status, expires_in_s) -> None:
    alert = read(DOWN | {"endsAt": ends_at})
    expires_at = None if expires_in_s is None else NOW + timedelta(seconds=expires_in_s)
    assert (alert.status, alert.expires_at) == (status, expires_at)


def test_the_labels_are_the_identity_in_whatever_order() -> None:
    turned = {"labels": dict(reversed(DOWN["labels"].items()))}
    assert read(DOWN).fingerprint == read(turned).fingerprint
    assert read(DOWN).fingerprint != read({"labels": DOWN["labels"] | {"instance": "b"}}).fingerprint


def test_what_is_no_alert_is_left_out_and_counted() -> None:
    body = json.dumps([DOWN, {}, {"labels": {}}, {"labels": {"a": ""}}, 7, {"labels": "x"}]).encode()
    alerts, left_out = read_alerts(body, NOW)
    assert (len(alerts), left_out) == (1, 5)


@pytest.mark.parametrize("body", [b"", b"{}", b"null", b'{"alerts": []}', b"\xff"])
def test_what_is_no_list_is_not_understood(body) -> None:
    with pytest.raises(NotUnderstood):
        read_alerts(body, NOW)
