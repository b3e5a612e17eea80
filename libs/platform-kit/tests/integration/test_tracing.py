"""Which requests are traced, and what a collector gets."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from dev_kit.sinks.http import HttpSink
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from platform_kit.otel import OtlpTracer
from platform_kit.tracing import is_sampled


@pytest.mark.parametrize(
    ("half", "flags", "share", "is_traced"),
    [
        ("0" * 15 + "1", "01", 0.1, True),
        ("0" * 15 + "1", "03", 0.1, True),  # a flag of a later version of the standard
        ("0" * 15 + "1", "00", 0.1, False),  # its sender does not trace it
        ("19" + "0" * 14, "01", 0.1, True),
        ("1a" + "0" * 14, "01", 0.1, False),  # above a tenth of all ids
        ("f" * 16, "01", 1.0, True),
    ],
)
def test_the_id_decides_so_that_every_service_decides_alike(half, flags, share, is_traced):
    assert is_sampled(f"00-0af7651916cd43dd{half}-b7ad6b7169203331-{flags}", share) is is_traced


def test_what_is_begun_here_is_sampled_everywhere_and_reaches_the_collector():
    with HttpSink() as collector:
        tracer = OtlpTracer("tried-service", collector.url, most_id=round(0.01 * 2**64))
        first = tracer.begin("request", "server", "")
        second = tracer.begin("part", "client", first.traceparent)
        second.note("outcome", "refused")
        second.end(error="CallFailed")
        first.end(name="GET /things")
        tracer.stop()
        request = collector.expect_request(path="/v1/traces", within_s=60)

    assert is_sampled(first.traceparent, 0.01)
    [resource] = ExportTraceServiceRequest.FromString(request.body).resource_spans
    part, whole = resource.scope_spans[0].spans
    assert (whole.name, part.parent_span_id, part.trace_id) == ("GET /things", whole.span_id, whole.trace_id)
    assert {a.key: a.value.string_value for a in part.attributes} == {"outcome": "refused", "error.type": "CallFailed"}
    assert (part.status.code, whole.status.code) == (2, 0)


def test_nothing_of_opentelemetry_is_imported_while_traces_are_off():
    program = "import json, sys, platform_kit.application; print(json.dumps(list(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120)

    assert not [name for name in json.loads(done.stdout) if name.startswith("opentelemetry.sdk")]
