"""PagerDuty's events are read as its own documentation says."""

import json
from pathlib import Path

import pytest
from alert_ingestion.domain.protocols.pagerduty import Action, InvalidEvent, read_event, routing_key_of

FIXTURES = Path(__file__).parent.parent / "fixtures" / "pagerduty_events_v2"
PAYLOAD = {"summary": "slow", "source": "srv01", "severity": "critical"}


def read(event, sender="a"):
    return read_event(event, sender=sender, new_key=lambda: "made")


def fixture(name):
    return json.loads((FIXTURES / f"{name}.json").read_bytes())


def test_a_full_event_keeps_what_it_says_and_not_its_key() -> None:
    event = read(fixture("trigger_full"))
    alert = event.alert
    assert (event.action, event.dedup_key) == (Action.TRIGGER, "srv01/HTTP/latency-p99")
    assert (alert.service, alert.severity, alert.status) == ("checkout-api", "critical", "firing")
    assert alert.message == "p99 latency of checkout-api is 4.2 s on srv01.example.com"
    assert alert.started_at.isoformat() == "2026-10-25T00:30:12.315000+00:00"
    assert alert.labels["source"] == "srv01.example.com"
    assert alert.labels["p99_ms"] == "4210"
    assert [link["text"] for link in alert.links] == [
        "Sample Monitoring Service",
        "Runbook",
        "p99 latency",
        "p99 latency",
    ]
    assert "R0EXAMPLE0" not in json.dumps(alert.raw)
    assert alert.raw["payload"]["custom_details"]["nested"]["a"]["b"][2] == {"c": None}


@pytest.mark.parametrize(
    ("word", "severity"), [("critical", "critical"), ("error", "high"), ("warning", "medium"), ("info", "info")]
)
def test_its_severities_are_ours(word, severity) -> None:
    assert read({"event_action": "trigger", "payload": PAYLOAD | {"severity": word}}).alert.severity == severity


def test_without_a_component_the_source_is_the_service_and_a_key_is_made() -> None:
    event = read(fixture("trigger_minimal_no_dedup"))
    assert (event.alert.service, event.dedup_key) == (fixture("trigger_minimal_no_dedup")["payload"]["source"], "made")


def test_what_triggered_is_what_resolves_for_the_same_sender_alone() -> None:
    opened, ended = read(fixture("trigger_full")), read(fixture("resolve"))
    other = read(fixture("resolve"), sender="b")
    assert ended.alert.status == "resolved"
    same_key = fixture("resolve")["dedup_key"] == opened.dedup_key
    assert (ended.alert.closes == opened.alert.closes) is same_key
    assert other.alert.fingerprint != ended.alert.fingerprint
    shouted = read(fixture("resolve") | {"dedup_key": fixture("resolve")["dedup_key"].swapcase()})
    assert shouted.alert.fingerprint != ended.alert.fingerprint


@pytest.mark.parametrize(
    "name", ["acknowledge", "resolve", "resolve_from_alertmanager", "trigger_from_alertmanager", "trigger_from_zabbix"]
)
def test_what_senders_send_is_read(name) -> None:
    event = read(fixture(name))
    assert (event.action, event.dedup_key) == (fixture(name)["event_action"], fixture(name)["dedup_key"])


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (fixture("invalid_severity_from_alertmanager"), "payload.severity"),
        ({"event_action": "trigger"}, "payload"),
        ({"event_action": "trigger", "payload": PAYLOAD | {"summary": " "}}, "payload.summary"),
        ({"event_action": "trigger", "payload": PAYLOAD | {"source": None}}, "payload.source"),
        ({"event_action": "trigger", "payload": PAYLOAD | {"severity": "Critical"}}, "payload.severity"),
        ({"event_action": "trigger", "payload": PAYLOAD | {"severity": []}}, "payload.severity"),
        ({"event_action": "close", "dedup_key": "a"}, "event_action"),
        ({"event_action": ["trigger"], "dedup_key": "a"}, "event_action"),
        ({"dedup_key": "a"}, "event_action"),
        ({"event_action": "resolve"}, "dedup_key"),
        ({"event_action": "acknowledge", "dedup_key": ""}, "dedup_key"),
        ({"event_action": "resolve", "dedup_key": 7}, "dedup_key"),
        ({"event_action": "trigger", "payload": PAYLOAD, "dedup_key": "k" * 256}, "dedup_key"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(event, said) -> None:
    with pytest.raises(InvalidEvent) as refused:
        read(event)
    assert [error for error in refused.value.errors if f"'{said}'" in error]


def test_a_dedup_key_may_have_255_characters() -> None:
    assert read({"event_action": "resolve", "dedup_key": "k" * 255}).dedup_key == "k" * 255


@pytest.mark.parametrize("event", [None, [], "trigger", {}, {"routing_key": " "}, {"routing_key": 7}])
def test_an_event_without_a_key_is_nobodys(event) -> None:
    with pytest.raises(InvalidEvent):
        routing_key_of(event)
