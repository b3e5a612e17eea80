"""Each tool's own messages give what its table says: one file is one message, byte for byte."""

import hashlib
import json
from pathlib import Path

import pytest
from alert_ingestion.domain.alert import Alert, Status
from alert_ingestion.domain.payload import NotUnderstood, Sent
from alert_ingestion.domain.sources import SOURCES, unreadable
from hypothesis import given, settings
from hypothesis import strategies as st

FIXTURES = Path(__file__).parent.parent / "fixtures"
MANIFEST = json.loads((FIXTURES / "manifest.json").read_text())["fixtures"]
SOURCE_OF = {
    "alertmanager": "alertmanager",
    "grafana": "grafana",
    "aws_sns_cloudwatch": "cloudwatch",
    "azure_monitor": "azure-monitor",
    "gcp_monitoring": "gcp-monitoring",
    "datadog": "datadog",
    "newrelic": "newrelic",
    "sentry": "sentry",
    "uptime_kuma": "uptime-kuma",
    "zabbix": "zabbix",
    "icinga_nagios": "icinga",
    "elastic": "elastic",
    "healthchecks_io": "healthchecks",
    "github": "github",
    "opsgenie": "opsgenie",
    "cloudevents": "cloudevents",
}
# What the sender's own words become. `-` is a message that changes nothing.
STATUS = {
    **dict.fromkeys(("firing", "ALARM", "INSUFFICIENT_DATA", "Fired", "open", "Triggered", "No Data"), "firing"),
    **dict.fromkeys(("CREATED", "ACTIVATED", "triggered", "critical", "0", "down", "failure", None), "firing"),
    **dict.fromkeys(("PROBLEM", "query matched"), "firing"),
    **dict.fromkeys(("resolved", "OK", "Resolved", "closed", "Recovered", "CLOSED", "1", "up", "success"), "resolved"),
    **dict.fromkeys(("RECOVERY", "recovered"), "resolved"),
    **dict.fromkeys(("ACKNOWLEDGED", "ACKNOWLEDGEMENT"), "-"),
}
SEVERITY = {
    "alertmanager": {"critical": "critical", "warning": "medium", "none": "info"},
    "grafana": {"critical": "critical", None: "medium"},
    "cloudwatch": {None: "medium"},
    "azure-monitor": {"Sev0": "critical", "Sev1": "high"},
    "gcp-monitoring": {"Critical": "critical"},
    "datadog": {"P2": "high"},
    "newrelic": {"CRITICAL": "critical"},
    "sentry": {"error": "high", "critical": "critical", None: "medium"},
    "uptime-kuma": {None: "critical"},  # its tag `severity`
    "zabbix": {"4": "high"},
    "icinga": {"CRITICAL": "critical", "DOWN": "critical", "OK": "info"},
    "elastic": {None: "critical", "critical": "critical"},  # the rule's tag `sev:critical`
    "healthchecks": {None: "critical"},  # the check's tag `sev:critical`
    "github": {None: "high"},  # the default branch
    "opsgenie": {"P1": "critical", None: "medium"},
    "cloudevents": {"critical": "critical"},
}
REQUESTS = [f for f in MANIFEST if f["source"] in SOURCE_OF and not f["file"].endswith("_responses.json")]
QUERY = {"opsgenie/close_from_alertmanager.json": {
    "identifier": "4e79067f0e271e10f8aee6e359b3cf05504eb99e63f4b42a8f040108790e6360", "action": "close"
}}  # fmt: skip


def read(fixture: dict) -> list[Alert]:
    headers = {name.lower(): value for name, value in fixture["headers"].items()}
    headers["content-type"] = fixture["content_type"]
    body = (FIXTURES / fixture["file"]).read_bytes()
    sent = Sent(body, headers, QUERY.get(fixture["file"], {}))
    return [alert for alert in SOURCES[SOURCE_OF[fixture["source"]]](sent) if alert.is_reported]


def is_note(alert: Alert) -> bool:
    return alert.status is Status.RESOLVED and alert.severity == "info" and alert.raw is not None


@pytest.mark.parametrize("fixture", REQUESTS, ids=lambda f: f["file"])
def test_a_message_of_a_tool_is_read_as_its_sender_means_it(fixture) -> None:
    if fixture["file"] in ("opsgenie/acknowledge.json", "opsgenie/update_message_from_alertmanager.json"):
        return  # below: their alias is in the address
    alerts = read(fixture)
    source = SOURCE_OF[fixture["source"]]
    assert {alert.source for alert in alerts} == {source}
    if not fixture["expect"]:
        assert [is_note(alert) for alert in alerts] == [True]
        return
    assert len(alerts) == len(fixture["expect"])
    for alert, expected in zip(alerts, fixture["expect"], strict=True):
        acknowledged = fixture["file"] == "zabbix/update_acknowledged.json"
        status = "-" if acknowledged else meant(source, expected["status"])
        if status == "-":
            assert is_note(alert)
            continue
        assert alert.status == status
        assert 1 <= len(alert.service) <= 200
        assert alert.message
        if expected["dedup"] is not None:
            assert alert.fingerprint == hashlib.sha256(expected["dedup"].encode()).hexdigest()
        if source == "github" and "check_run" in fixture["file"]:
            assert alert.severity == "low"  # another branch than the default
        else:
            assert alert.severity == SEVERITY[source][expected["severity"]]


def meant(source: str, word: str | None) -> str:
    if source == "zabbix":
        return {"1": "firing", "0": "resolved"}[str(word)]
    return STATUS[word]


def test_every_source_of_the_contract_is_there() -> None:
    assert set(SOURCES) == {
        "alertmanager", "grafana", "cloudwatch", "azure-monitor", "gcp-monitoring", "datadog", "newrelic", "sentry",
        "uptime-kuma", "zabbix", "icinga", "elastic", "healthchecks", "github", "opsgenie", "cloudevents", "generic",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fires", "ends"),
    [
        ("grafana/firing_single.json", "grafana/resolved.json"),
        ("aws_sns_cloudwatch/alarm.json", "aws_sns_cloudwatch/ok.json"),
        ("azure_monitor/metric_fired.json", "azure_monitor/metric_resolved.json"),
        ("gcp_monitoring/pubsub_push_open.json", "gcp_monitoring/closed.json"),
        ("datadog/custom_template_triggered.json", "datadog/custom_template_recovered.json"),
        ("newrelic/activated.json", "newrelic/closed.json"),
        ("sentry/issue_alert_triggered.json", "sentry/issue_resolved.json"),
        ("sentry/metric_alert_critical.json", "sentry/metric_alert_resolved.json"),
        ("uptime_kuma/down.json", "uptime_kuma/up.json"),
        ("zabbix/problem.json", "zabbix/recovery.json"),
        ("icinga_nagios/service_problem.json", "icinga_nagios/service_recovery.json"),
        ("elastic/kibana_active.json", "elastic/kibana_recovered.json"),
        ("healthchecks_io/down.json", "healthchecks_io/up.json"),
        ("github/workflow_run_failure.json", "github/workflow_run_success.json"),
        ("opsgenie/create_from_alertmanager.json", "opsgenie/close_from_alertmanager.json"),
    ],
)
def test_an_end_closes_what_its_beginning_opened(fires, ends) -> None:
    by_file = {f["file"]: f for f in MANIFEST}
    first, last = read(by_file[fires])[0], read(by_file[ends])[0]
    assert (first.status, last.status) == ("firing", "resolved")
    assert first.closes == last.closes
    if first.started_at and last.ended_at:
        assert last.ended_at >= first.started_at


def opsgenie(body: str, **query: str) -> Alert:
    (alert,) = SOURCES["opsgenie"](Sent(body.encode(), {}, query))
    return alert


def test_an_opsgenie_acknowledgement_is_noted() -> None:
    body = (FIXTURES / "opsgenie/acknowledge.json").read_text()
    assert is_note(opsgenie(body, identifier="a", action="acknowledge"))
    assert is_note(opsgenie('{"action": "Acknowledge", "alert": {"alias": "a", "message": "m"}}'))
    assert opsgenie('{"action": "Close", "alert": {"alias": "a", "message": "m"}}').status == "resolved"


def test_a_default_datadog_message_says_it_all_in_its_title() -> None:
    (alert,) = SOURCES["datadog"](Sent(b'{"title": "[P1] [Recovered on {service:pay,host:a}] CPU high"}'))
    assert (alert.status, alert.severity, alert.service) == ("resolved", "critical", "pay")
    (fired,) = SOURCES["datadog"](Sent(b'{"title": "[P1] [Triggered on {service:pay,host:a}] CPU high"}'))
    assert fired.closes == alert.closes
    with pytest.raises(NotUnderstood):
        SOURCES["datadog"](Sent(b'{"title": "upstream_down"}'))


def test_a_state_that_only_contains_a_known_word_is_not_that_word() -> None:
    (alert,) = SOURCES["generic"](Sent(b'{"message": "m", "status": "upstream_down"}'))
    assert alert.status == "firing"
    (ended,) = SOURCES["generic"](Sent(b'{"message": "m", "status": "OK"}'))
    assert ended.status == "resolved"


def test_generic_takes_the_users_own_mapping() -> None:
    body = b'{"error": {"text": "disk full"}, "app": {"name": "search"}, "state": "grand", "how": "p1", "key": 7}'
    query = {
        "message": "error.text", "service": "app.name", "status": "state", "resolved": "grand,fine", "severity": "how",
        "dedup_key": "key",
    }  # fmt: skip
    (alert,) = SOURCES["generic"](Sent(body, {}, query))
    assert (alert.message, alert.service, alert.status, alert.severity) == (
        "disk full",
        "search",
        "resolved",
        "critical",
    )
    assert alert.fingerprint == hashlib.sha256(b"7").hexdigest()


def test_generic_takes_a_list() -> None:
    assert len(SOURCES["generic"](Sent(b'[{"text": "a"}, {"text": "b"}]'))) == 2


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_uptime_kuma_may_send_a_form(kind: str) -> None:
    text = '{"heartbeat":{"status":0,"msg":"down"},"monitor":{"id":7,"name":"shop"}}'
    if kind.startswith("multipart"):
        body = f'--x\r\nContent-Disposition: form-data; name="data"\r\n\r\n{text}\r\n--x--\r\n'
    else:
        body = "data=" + text.replace('"', "%22")
    (alert,) = SOURCES["uptime-kuma"](Sent(body.encode(), {"content-type": kind}))
    assert (alert.service, alert.status) == ("shop", "firing")


def test_uptime_kumas_warning_about_a_certificate_fires() -> None:
    body = b'{"heartbeat": null, "monitor": null, "msg": "[shop] The certificate will expire in 7 days"}'
    (alert,) = SOURCES["uptime-kuma"](Sent(body))
    assert alert.status == "firing"


def test_addresses_that_speak_for_a_check_are_not_kept() -> None:
    (alert,) = SOURCES["healthchecks"](Sent((FIXTURES / "healthchecks_io/down.json").read_bytes()))
    assert "ping" not in json.dumps(alert.raw["check"]).replace("n_pings", "").replace("last_ping", "").replace(
        "next_ping", ""
    )


def test_a_cloudevent_in_binary_mode_has_its_attributes_in_headers() -> None:
    headers = {"ce-specversion": "1.0", "ce-source": "https://m.example", "ce-subject": "shop%20api"}
    (alert,) = SOURCES["cloudevents"](Sent(b'{"summary": "slow", "severity": "high"}', headers))
    assert (alert.service, alert.severity) == ("shop api", "high")
    assert alert.fingerprint == hashlib.sha256(b"https://m.example|shop api").hexdigest()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=6),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=6), children, max_size=3),
    max_leaves=6,
)


def damaged(value, draw):
    """The message with some of its parts replaced by something else."""
    if draw(st.integers(0, 12)) == 0:
        return draw(JSON)
    if isinstance(value, dict):
        return {key: damaged(part, draw) for key, part in value.items() if draw(st.integers(0, 25))}
    if isinstance(value, list):
        return [damaged(part, draw) for part in value]
    return value


@settings(max_examples=400, deadline=None, print_blob=True)
@given(st.sampled_from(REQUESTS), st.data())
def test_a_damaged_message_is_read_or_not_understood_and_never_fails(fixture, data) -> None:
    whole = json.loads((FIXTURES / fixture["file"]).read_bytes())
    body = json.dumps(damaged(whole, data.draw)).encode()
    headers = {name.lower(): value for name, value in fixture["headers"].items()}
    source = SOURCE_OF[fixture["source"]]
    for reading in (source, "generic"):
        try:
            alerts = SOURCES[reading](Sent(body, headers))
        except NotUnderstood:
            alerts = unreadable(reading, body)
        for alert in alerts:
            assert 1 <= len(alert.service) <= 200
            assert 1 <= len(alert.message) <= 16384
            assert len(alert.labels) <= 64
