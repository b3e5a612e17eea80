"""A real Prometheus that names alert ingestion as its Alertmanager pages without one between."""

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

# Of an alert Prometheus says that it ends after four times the delay between sending it again, unless it says more.
PROMETHEUS = """
global: {{scrape_interval: 500ms, evaluation_interval: 500ms}}
rule_files: [rules.yml]
scrape_configs:
  - job_name: checkout
    static_configs: [{{targets: ["127.0.0.1:{target}"]}}]
alerting:
  alertmanagers:
    - authorization: {{credentials: "{key}"}}
      static_configs: [{{targets: ["{intake}"]}}]
"""
RULES = """
groups:
  - name: checkout
    rules:
      - alert: QueueTooLong
        expr: queue_length > 100
        labels: {{severity: critical, service: "{service}", queue: long}}
        annotations: {{summary: "{service}: the queue is too long"}}
      - alert: QueueMuchTooLong
        expr: queue_length > 200
        labels: {{severity: critical, service: "{service}", queue: longer}}
        annotations: {{summary: "{service}: the queue is much too long"}}
"""


@pytest.fixture
def prometheus(
    platform: Platform, team: Any, debian_program: Callable[[str], Any], http_sink: HttpSink, tmp_path: Path
) -> Iterator[Process]:
    """It looks at `queue_length` of the sink twice a second and sends what fires again every three seconds."""
    intake, address = platform.url("alert-ingestion").removeprefix("http://"), f"127.0.0.1:{free_port()}"
    (tmp_path / "rules.yml").write_text(RULES.format(service=team.service))
    (tmp_path / "prometheus.yml").write_text(
        PROMETHEUS.format(target=http_sink.port, key=platform.ingest_key, intake=intake)
    )
    tool = debian_program("prometheus")
    process = Process(
        "prometheus",
        [
            str(tool.path), f"--config.file={tmp_path}/prometheus.yml", f"--storage.tsdb.path={tmp_path}/data",
            f"--web.listen-address={address}", "--rules.alert.resend-delay=3s",
        ],
        environment=tool.environment,
        log_file=tmp_path / "prometheus.log",
        ready_url=f"http://{address}/-/ready",
        cwd=tool.cwd or tmp_path,
    )  # fmt: skip
    queue_is(http_sink, 3)
    process.start()
    try:
        process.wait_until_ready(60)
        yield process
    finally:
        process.stop()


def queue_is(sink: HttpSink, length: int) -> None:
    sink.answer_always(Answer(body=f"queue_length {length}\n".encode(), headers={"Content-Type": "text/plain"}))


def test_what_fires_pages_once_and_ends_when_it_stops_or_when_prometheus_dies(
    platform: Platform,
    team: Any,
    prometheus: Process,
    http_sink: HttpSink,
    mailbox: SmtpSink,
    incidents_of: Callable[[str], list[dict[str, Any]]],
    incident: Callable[[Any], dict[str, Any]],
    paged_once: Callable[..., None],
) -> None:
    def alerts() -> dict[str, dict[str, Any]]:
        return {alert["labels"]["queue"]: alert for alert in incident(opened["id"])["alerts"]}

    queue_is(http_sink, 250)
    mailbox.expect_mail(to=team.person, containing="too long", within_s=60)
    (opened,) = incidents_of(team.service)
    wait_until(lambda: len(alerts()) == 2 and alerts()["long"]["occurrences"] >= 3, 60, "both fire and are sent again")
    assert {alert["source"] for alert in alerts().values()} == {"prometheus"}

    queue_is(http_sink, 150)
    wait_until(lambda: alerts()["longer"]["status"] == "resolved", 60, "what stopped firing is resolved")
    assert alerts()["long"]["status"] == "firing"

    prometheus.kill()  # it says nothing more, of what fires neither
    wait_until(lambda: incident(opened["id"])["status"] == "resolved", 60, "what is not sent again ends by itself")
    paged_once(opened["id"], team.person)
    assert len(incidents_of(team.service)) == 1
