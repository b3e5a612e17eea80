"""A real rule in a real Prometheus fires, a real Alertmanager tells us, and a person gets a mail."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dev_kit.platform import Platform
from dev_kit.ports import free_port
from dev_kit.processes import Process, wait_until
from dev_kit.sinks.http import Answer, HttpSink
from dev_kit.sinks.smtp import SmtpSink

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

PROMETHEUS = """
global: {{scrape_interval: 500ms, evaluation_interval: 500ms}}
rule_files: [rules.yml]
scrape_configs:
  - job_name: checkout
    static_configs: [{{targets: ["127.0.0.1:{target}"]}}]
alerting:
  alertmanagers: [{{static_configs: [{{targets: ["127.0.0.1:{alertmanager}"]}}]}}]
"""
RULES = """
groups:
  - name: checkout
    rules:
      - alert: QueueTooLong
        expr: queue_length > 100
        labels: {{severity: critical, service: "{service}"}}
        annotations:
          summary: "{service}: the queue has {{{{ $value }}}} entries"
"""
ALERTMANAGER = """
route: {{receiver: oncall, group_by: [alertname, service], group_wait: 500ms, group_interval: 1s, repeat_interval: 1h}}
receivers:
  - name: oncall
    webhook_configs:
      - url: {url}/api/v1/integrations/alertmanager
        send_resolved: true
        http_config: {{authorization: {{credentials: "{key}"}}}}
"""


class Queue:
    """What Prometheus scrapes: one number, that the test sets."""

    def __init__(self, sink: HttpSink) -> None:
        self._sink = sink
        self.port = sink.port
        self.set(3)

    def set(self, length: int) -> None:
        self._sink.answer_always(
            Answer(body=f"queue_length {length}\n".encode(), headers={"Content-Type": "text/plain"})
        )


@pytest.fixture
def queue(
    platform: Platform, team: Any, debian_program: Callable[[str], Any], http_sink: HttpSink, tmp_path: Path
) -> Iterator[Queue]:
    """A queue that Prometheus watches, with a rule that fires above 100, and an Alertmanager that knows our address."""
    queue, ports = Queue(http_sink), {name: free_port() for name in ("prometheus", "alertmanager")}
    (tmp_path / "rules.yml").write_text(RULES.format(service=team.service))
    (tmp_path / "prometheus.yml").write_text(PROMETHEUS.format(target=queue.port, alertmanager=ports["alertmanager"]))
    (tmp_path / "alertmanager.yml").write_text(
        ALERTMANAGER.format(url=platform.url("alert-ingestion"), key=platform.ingest_key)
    )
    options = {
        "alertmanager": ["--cluster.listen-address=", f"--storage.path={tmp_path}/alertmanager"],
        "prometheus": [f"--storage.tsdb.path={tmp_path}/prometheus"],
    }
    started: list[Process] = []
    try:
        for name, more in options.items():
            tool, address = debian_program(name), f"127.0.0.1:{ports[name]}"
            process = Process(
                name,
                [str(tool.path), f"--config.file={tmp_path}/{name}.yml", f"--web.listen-address={address}", *more],
                environment=tool.environment,
                log_file=tmp_path / f"{name}.log",
                ready_url=f"http://{address}/-/ready",
                cwd=tool.cwd or tmp_path,
            )
            process.start()
            started.append(process)
        for process in started:
            process.wait_until_ready(60)
        yield queue
    finally:
        for process in started:
            process.stop()


def test_a_rule_that_fires_pages_the_person_on_call_and_resolves_itself_when_it_stops(
    platform: Platform,
    team: Any,
    queue: Queue,
    mailbox: SmtpSink,
    incidents_of: Callable[[str], list[dict[str, Any]]],
    incident: Callable[[Any], dict[str, Any]],
    paged_once: Callable[..., None],
) -> None:
    queue.set(250)
    mail = mailbox.expect_mail(to=team.person, containing="the queue has 250 entries", within_s=60)
    (opened,) = incidents_of(team.service)
    assert str(opened["id"]) in mail.text  # a link to it
    paged_once(opened["id"], team.person)
    shown = incident(opened["id"])
    assert (shown["severity"], shown["status"], shown["team"]) == ("critical", "open", team.name)
    (alert,) = shown["alerts"]
    assert (alert["source"], alert["status"], alert["labels"]["alertname"]) == (
        "alertmanager",
        "firing",
        "QueueTooLong",
    )

    queue.set(3)
    wait_until(lambda: incident(opened["id"])["status"] == "resolved", 60, "the incident resolves itself")
    resolved = incident(opened["id"])
    changes = [entry for entry in resolved["timeline"] if entry["type"] == "status_changed"]
    assert [(change["actor"], change["data"]["to"]) for change in changes] == [("system", "resolved")]
    assert resolved["mttr_seconds"] == resolved["mtta_seconds"] > 0
    assert len(incidents_of(team.service)) == 1, json.dumps(incidents_of(team.service), default=str)
