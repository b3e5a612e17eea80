"""Alertmanager's messages, as the real program sent them."""

import hashlib
import json

import pytest
from alert_ingestion.domain.payload import NotUnderstood, Sent
from alert_ingestion.domain.sources import SOURCES

read = SOURCES["alertmanager"]


def told(body: bytes):
    return [alert for alert in read(Sent(body)) if alert.is_reported]


def cut(body: bytes):
    (notice,) = [alert for alert in read(Sent(body)) if not alert.is_reported]
    return notice


def one(**alert) -> bytes:
    return json.dumps({"alerts": [alert], "status": "firing"}).encode()


def test_each_alert_of_a_group_is_one(fixture_body) -> None:
    alerts = told(fixture_body("alertmanager/firing_grouped.json"))
    assert [a.status for a in alerts] == ["firing"] * 3
    assert {a.service for a in alerts} == {"kube-state-metrics"}
    assert {a.severity for a in alerts} == {"medium"}
    assert alerts[0].fingerprint == hashlib.sha256(b"7ecc4190a9e99001").hexdigest()
    assert alerts[0].message == "Pod is crash looping."
    assert alerts[0].labels["pod"] == "checkout-api-7d9c8b6f5d-2xkqz"
    assert {"href": "https://runbooks.example.com/kubernetes/kubepodcrashlooping", "text": "Runbook"} in alerts[0].links


def test_the_alerts_own_status_decides_never_the_groups(fixture_body) -> None:
    alerts = told(fixture_body("alertmanager/mixed_partial_resolve.json"))
    assert [a.status for a in alerts] == ["firing", "resolved", "firing"]


def test_a_firing_alerts_zero_end_is_no_end(fixture_body) -> None:
    (alert,) = told(fixture_body("alertmanager/firing_single_critical.json"))
    assert (alert.severity, alert.ended_at) == ("critical", None)
    assert alert.started_at is not None
    (ended,) = told(fixture_body("alertmanager/resolved_single.json"))
    assert ended.ended_at is not None
    assert ended.fingerprint == alert.fingerprint


def test_alerts_that_were_cut_off_are_an_alert_of_their_own(fixture_body) -> None:
    firing = cut(fixture_body("alertmanager/truncated_max_alerts.json"))
    assert (firing.status, firing.message[:35]) == ("firing", "alertmanager cut 2 further alerts o")
    for whole in ("truncated_resolved", "firing_grouped"):
        closing = cut(fixture_body(f"alertmanager/{whole}.json"))
        assert (closing.status, closing.fingerprint, closing.service) == (
            "resolved",
            firing.fingerprint,
            firing.service,
        )


@pytest.mark.parametrize(
    ("word", "severity"),
    [("critical", "critical"), ("error", "high"), ("high", "high"), ("page", "high"), ("warning", "medium"),
     ("low", "low"), ("info", "info"), ("none", "info"), ("P2", "medium"), ("", "medium"), ("Critical", "critical")],
)  # fmt: skip
def test_the_severity_label_has_its_own_words(word: str, severity: str) -> None:
    assert told(one(labels={"severity": word}))[0].severity == severity


@pytest.mark.parametrize(
    ("labels", "service"),
    [
        ({"service": "s", "job": "j", "alertname": "a"}, "s"),
        ({"service": "", "job": "j", "alertname": "a"}, "j"),
        ({"alertname": "a"}, "a"),
        ({}, "alertmanager"),
        ({"service": "x" * 300}, "x" * 200),
    ],
)
def test_the_service_is_the_first_label_that_names_one(labels, service) -> None:
    assert told(one(labels=labels))[0].service == service


@pytest.mark.parametrize(
    ("annotations", "message"),
    [({"summary": "s", "description": "d"}, "s"), ({"description": "d"}, "d"), ({}, "Down"), (None, "Down")],
)
def test_the_message_is_the_first_text_that_says_something(annotations, message) -> None:
    assert told(one(labels={"alertname": "Down"}, annotations=annotations))[0].message == message


def test_without_a_fingerprint_the_label_set_identifies_in_any_order() -> None:
    one_way, other_way = told(one(labels={"a": "1", "b": "2"}))[0], told(one(labels={"b": "2", "a": "1"}))[0]
    assert one_way.fingerprint == other_way.fingerprint
    assert one_way.fingerprint != told(one(labels={"a": "1", "b": "3"}))[0].fingerprint


def test_an_unknown_status_word_fires() -> None:
    assert told(one(status="unresolved"))[0].status == "firing"


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"alerts": {}}', b'{"alerts": [1]}', b'{"alerts": []}', b"nope"])
def test_another_shape_is_not_understood(body: bytes) -> None:
    with pytest.raises(NotUnderstood):
        read(Sent(body))
