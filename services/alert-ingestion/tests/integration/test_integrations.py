"""Monitoring tools send what they send, and get a 2xx for all that can be read."""

import json
from datetime import timedelta

import pytest

AT = "/api/v1/integrations/"


def test_an_alertmanager_group_fires_and_resolves_by_its_alerts(serve, run, fixture_body, incidents, stored) -> None:
    async def journey():
        async with serve() as service:
            return [
                (await service.post(AT + "alertmanager", fixture_body(f"alertmanager/{name}.json"))).json()["results"]
                for name in ("firing_grouped", "firing_grouped", "mixed_partial_resolve", "resolved_remaining")
            ]

    fired, again, partly, rest = run(journey())
    assert [r["result"] for r in fired] == ["new_incident", "existing_incident", "existing_incident"]
    assert [r["result"] for r in again] == ["deduplicated"] * 3
    assert [r["result"] for r in partly] == ["deduplicated", "resolved", "deduplicated"]
    assert [r["result"] for r in rest] == ["resolved", "resolved"]
    assert [r["status"] for r in stored()] == ["resolved"] * 3
    (incident,) = incidents()
    assert (incident["alert_count"], incident["service"], incident["severity"]) == (8, "kube-state-metrics", "medium")
    assert incident["resolve_due_at"] is not None


def test_alerts_that_alertmanager_cut_off_are_seen_until_all_is_resolved(serve, run, fixture_body, stored) -> None:
    async def journey():
        async with serve() as service:
            fired = await service.post(AT + "alertmanager", fixture_body("alertmanager/truncated_max_alerts.json"))
            between = [(row["message"][:20], row["status"]) for row in stored()]
            await service.post(AT + "alertmanager", fixture_body("alertmanager/truncated_resolved.json"))
            return fired.json()["results"], between

    results, between = run(journey())
    assert len(results) == 1
    assert between == [("Pod is crash looping", "firing"), ("alertmanager cut 2 f", "firing")]
    assert [row["status"] for row in stored()] == ["resolved", "resolved"]


def test_a_late_end_of_an_earlier_alertmanager_episode_closes_nothing(serve, run, fixture_body, stored, clock) -> None:
    firing = json.loads(fixture_body("alertmanager/firing_single_critical.json"))
    firing["alerts"][0]["startsAt"] = "2026-11-23T14:00:00Z"

    async def journey():
        async with serve() as service:
            await service.post(AT + "alertmanager", fixture_body("alertmanager/firing_single_critical.json"))
            clock.advance(timedelta(hours=1))
            await service.post(AT + "alertmanager", firing)
            return await service.post(AT + "alertmanager", fixture_body("alertmanager/resolved_single.json"))

    (late,) = run(journey()).json()["results"]
    assert late["result"] == "resolved"  # the first incident's own
    assert [row["status"] for row in stored()] == ["resolved", "firing"]


def test_a_message_of_unknown_shape_is_kept_and_somebody_is_told(serve, run, incidents, stored) -> None:
    bodies = [b'{"what": "is this"}', b'{"broken": "json', b"\xff\x00", b'{"what": "is this"}']

    async def journey():
        async with serve() as service:
            return [await service.post(AT + "alertmanager", body) for body in bodies]

    answers = run(journey())
    assert [a.status_code for a in answers] == [201] * 4
    assert [[r["result"] for r in a.json()["results"]] for a in answers] == [["recorded"]] * 4
    kept = [row["raw"] for row in stored() if row["status"] == "resolved"]
    assert kept == ['{"what": "is this"}', '{"broken": "json', "��", '{"what": "is this"}']
    (incident,) = incidents()
    assert "could not be read" in incident["title"]
    assert incident["alert_count"] == 4


def test_odd_text_in_a_tools_message_is_replaced_everywhere(serve, run, stored) -> None:
    body = (
        rb'{"alerts": [{"labels": {"service": "a\u0000", "k\ud800": "v\u0000"}, "annotations": {"summary": "\udfff"}}]}'
    )

    async def journey():
        async with serve() as service:
            return await service.post(AT + "alertmanager", body)

    assert run(journey()).status_code == 201
    (row,) = stored()
    assert (row["service"], row["message"]) == ("a�", "�")
    assert row["labels"] == {"service": "a�", "k�": "v�"}


def test_an_unknown_source_is_not_found(serve, run) -> None:
    async def journey():
        async with serve() as service:
            return await service.post(AT + "no-such-tool", {})

    answer = run(journey())
    assert answer.status_code == 404
    assert "alertmanager" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("source", "fires", "ends"),
    [
        ("grafana", "grafana/firing_single", "grafana/resolved"),
        ("cloudwatch", "aws_sns_cloudwatch/alarm", "aws_sns_cloudwatch/ok"),
        ("azure-monitor", "azure_monitor/metric_fired", "azure_monitor/metric_resolved"),
        ("gcp-monitoring", "gcp_monitoring/pubsub_push_open", "gcp_monitoring/closed"),
        ("datadog", "datadog/custom_template_triggered", "datadog/custom_template_recovered"),
        ("newrelic", "newrelic/activated", "newrelic/closed"),
        ("sentry", "sentry/issue_alert_triggered", "sentry/issue_resolved"),
        ("uptime-kuma", "uptime_kuma/down", "uptime_kuma/up"),
        ("zabbix", "zabbix/problem", "zabbix/recovery"),
        ("icinga", "icinga_nagios/service_problem", "icinga_nagios/service_recovery"),
        ("elastic", "elastic/kibana_active", "elastic/kibana_recovered"),
        ("healthchecks", "healthchecks_io/down", "healthchecks_io/up"),
        ("github", "github/workflow_run_failure", "github/workflow_run_success"),
    ],
)
def test_each_tools_end_closes_what_it_opened(serve, run, fixture_body, incidents, stored, source, fires, ends) -> None:
    async def journey():
        async with serve() as service:
            return [
                (await service.post(AT + source, fixture_body(f"{name}.json"))).json()["results"][0]["result"]
                for name in (fires, fires, ends)
            ]

    assert run(journey()) == ["new_incident", "deduplicated", "resolved"]
    assert [row["status"] for row in stored()] == ["resolved"]
    assert incidents()[0]["resolve_due_at"] is not None


def test_one_tools_end_leaves_anothers_alert_of_the_same_number_firing(serve, run, stored) -> None:
    kuma = {"heartbeat": {"status": 0}, "monitor": {"id": 31, "name": "shop"}, "msg": "down"}
    zabbix = {"event_id": "31", "event_value": "0", "event_name": "CPU", "host_name": "shop"}

    async def journey():
        async with serve() as service:
            await service.post(AT + "uptime-kuma", kuma)
            return await service.post(AT + "zabbix", zabbix)

    assert run(journey()).json()["results"][0]["result"] == "recorded"
    assert [row["status"] for row in stored()] == ["firing", "resolved"]


def test_alerts_that_were_cut_and_never_told_of_again_end_after_a_day(
    serve, run, fixture_body, stored, clock, expire
) -> None:
    async def journey():
        async with serve() as service:
            await service.post(AT + "alertmanager", fixture_body("alertmanager/truncated_max_alerts.json"))
            clock.advance(timedelta(hours=23, minutes=59))
            before = expire(service)
            clock.advance(timedelta(minutes=1))
            return before, expire(service)

    assert run(journey()) == (0, 1)
    assert [(row["message"][:18], row["status"]) for row in stored()] == [
        ("Pod is crash loopi", "firing"),
        ("alertmanager cut 2", "resolved"),
    ]


def test_an_alert_that_is_cut_off_later_ends_after_a_day_unless_it_is_named_again(
    serve, run, fixture_body, stored, clock, expire
) -> None:
    cut = json.loads(fixture_body("alertmanager/truncated_max_alerts.json"))
    one = cut["alerts"][0]
    other = one | {"fingerprint": "00000000000000ff"}
    both = cut | {"alerts": [one, other], "truncatedAlerts": 0}

    async def journey():
        async with serve() as service:
            steps = []
            for sent in (both, cut, both, cut):  # the second names only the first of the two
                await service.post(AT + "alertmanager", sent)
                steps.append({row["fingerprint"][:4]: row["expires_at"] for row in stored()[:2]})
                clock.advance(timedelta(minutes=1))
            clock.advance(timedelta(hours=23))
            expire(service)
            before = [row["status"] for row in stored()[:2]]
            clock.advance(timedelta(hours=1))
            expire(service)
            return steps, before

    steps, before = run(journey())
    assert before == ["firing"] * 2
    ends = [sum(end is not None for end in step.values()) for step in steps]
    assert ends == [0, 1, 0, 1]
    named, unnamed = stored()[:2]
    assert (named["status"], unnamed["status"]) == ("firing", "resolved")
