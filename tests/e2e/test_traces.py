"""One trace shows an alert from its request to the mail, through four services and both queues."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from dev_kit.platform import Platform
from dev_kit.processes import wait_until
from dev_kit.sinks.http import HttpSink
from dev_kit.sinks.smtp import SmtpSink
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

pytestmark = pytest.mark.e2e

PATIENCE_S = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """A span as a collector gets it; ids in hex, parent "" for the first of a trace."""

    service: str
    name: str
    trace: str
    id: str
    parent: str


@dataclass(frozen=True, slots=True)
class Collector:
    """What was sent by OTLP over HTTP."""

    sink: HttpSink

    def spans(self) -> list[Seen]:
        found = []
        for request in self.sink.requests("/v1/traces"):
            for resource in ExportTraceServiceRequest.FromString(request.body).resource_spans:
                told = {a.key: a.value.string_value for a in resource.resource.attributes}
                found += [
                    Seen(told["service.name"], s.name, s.trace_id.hex(), s.span_id.hex(), s.parent_span_id.hex())
                    for scope in resource.scope_spans
                    for s in scope.spans
                ]
        return found

    def trace_of(self, trace: str, *names: str) -> list[Seen]:
        """The spans of a trace, once those of these names are among them, and the parents of all but the first."""

        def complete() -> list[Seen] | None:
            found = [span for span in self.spans() if span.trace == trace]
            has_all = {span.name for span in found} >= set(names)
            return found if has_all and len(begun_elsewhere(found)) == 1 else None

        return wait_until(complete, PATIENCE_S, f"a trace {trace} with {names}, in one piece")


def begun_elsewhere(spans: list[Seen]) -> list[Seen]:
    """Those whose parent is not among them."""
    known = {span.id for span in spans}
    return [span for span in spans if span.parent not in known]


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    with HttpSink() as sink:
        yield Collector(sink)


@pytest.fixture(scope="module")
def platform(scratch: Path, mailbox: SmtpSink, collector: Collector) -> Iterator[Platform]:
    settings = {
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(mailbox.port),
        "SMTP_FROM": "pager@example.org",
        "OTEL_EXPORTER_OTLP_ENDPOINT": collector.sink.url,
        "OTEL_TRACES_SAMPLER_ARG": "1",
    }
    with Platform(scratch / f"traced-{secrets.token_hex(3)}", settings=settings) as running:
        yield running


def send(platform: Platform, service: str, traceparent: str | None = None) -> httpx.Response:
    headers = {"traceparent": traceparent} if traceparent else {}
    alert = {"service": service, "severity": "high", "message": "it is down"}
    answer = platform.client("alert-ingestion").post("/api/v1/alerts", json=alert, headers=headers)
    assert answer.status_code == 201, answer.text
    return answer


def test_one_trace_shows_alert_incident_page_and_delivery(platform: Platform, collector: Collector):
    trace = secrets.token_hex(16)
    send(platform, "traced", f"00-{trace}-{secrets.token_hex(8)}-01")

    told = ("deliver by email", "tell receipt", "POST /api/v1/incidents/{incident_id}/receipts")
    spans = collector.trace_of(trace, *told)

    assert {
        ("alert-ingestion", "POST /api/v1/alerts"),
        ("alert-ingestion", "store alerts"),
        ("incident-management", "POST /api/v1/incidents"),
        ("incident-management", "escalation step"),
        ("oncall-service", "POST /api/v1/oncall/resolve"),
        ("incident-management", "hand over page"),
        ("notification-service", "POST /api/v1/pages"),
        ("notification-service", "deliver by email"),
        ("notification-service", "tell receipt"),
        ("incident-management", "INSERT"),
    } <= {(span.service, span.name) for span in spans}
    assert [span.name for span in begun_elsewhere(spans)] == ["POST /api/v1/alerts"]


def test_the_trace_goes_on_where_intake_itself_opened_the_incident(platform: Platform, collector: Collector):
    trace = secrets.token_hex(16)
    platform.process("incident-management").stop()
    send(platform, "traced-alone", f"00-{trace}-{secrets.token_hex(8)}-01")
    platform.process("incident-management").start()
    platform.process("incident-management").wait_until_ready(PATIENCE_S)

    collector.trace_of(trace, "POST /api/v1/alerts", "escalation step", "hand over page", "deliver by email")


def test_what_its_sender_does_not_trace_is_not_traced(platform: Platform, collector: Collector):
    untraced, traced = secrets.token_hex(16), secrets.token_hex(16)
    send(platform, "untraced", f"00-{untraced}-{secrets.token_hex(8)}-00")
    send(platform, "traced-later", f"00-{traced}-{secrets.token_hex(8)}-01")

    collector.trace_of(traced, "deliver by email")

    assert untraced not in {span.trace for span in collector.spans()}
