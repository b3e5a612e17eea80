"""Spans by OpenTelemetry, sent by OTLP over HTTP. Imported only where traces are on."""

from __future__ import annotations

import random

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.trace import (
    NonRecordingSpan,
    Span,
    SpanContext,
    SpanKind,
    Status,
    StatusCode,
    TraceFlags,
    format_span_id,
    format_trace_id,
    set_span_in_context,
)

from platform_kit.release import VERSION
from platform_kit.tracing import Kind, Value

# Longer than a collector beside us takes, shorter than anybody waits for the process to end.
SENT_WITHIN_S = 2
KINDS = {kind.name.lower(): kind for kind in SpanKind}


class _Sampled(RandomIdGenerator):
    """Ids of traces that every service of the platform counts as sampled: their lower half lies below the limit."""

    def __init__(self, most_id: int) -> None:
        self._most_id = most_id

    def generate_trace_id(self) -> int:
        return random.getrandbits(64) << 64 | random.randrange(1, self._most_id)  # noqa: S311


class OtlpSpan:
    def __init__(self, span: Span) -> None:
        self._span = span
        context = span.get_span_context()
        self.traceparent = f"00-{format_trace_id(context.trace_id)}-{format_span_id(context.span_id)}-01"

    def note(self, name: str, value: Value) -> None:
        self._span.set_attribute(name, value)

    def end(self, *, name: str | None = None, error: str | None = None, at_ns: int | None = None) -> None:
        if name is not None:
            self._span.update_name(name)
        if error is not None:
            self._span.set_attribute("error.type", error)
            self._span.set_status(Status(StatusCode.ERROR))
        self._span.end(at_ns)


class OtlpTracer:
    """Sends spans in batches, from a thread of its own. Where the collector does not take them they are dropped.

    endpoint: of the collector, such as http://collector:4318. most_id: the lower half of the ids of new traces is
    smaller; at least 2.
    """

    def __init__(self, service: str, endpoint: str, *, most_id: int) -> None:
        resource = Resource.create({"service.name": service, "service.version": VERSION})
        self._provider = TracerProvider(resource=resource, id_generator=_Sampled(most_id), shutdown_on_exit=False)
        exporter = OTLPSpanExporter(f"{endpoint.rstrip('/')}/v1/traces", timeout=SENT_WITHIN_S)
        self._provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=2000))
        self._tracer = self._provider.get_tracer("platform_kit")

    def begin(self, name: str, kind: Kind, parent: str, began_ns: int | None = None) -> OtlpSpan:
        context = set_span_in_context(NonRecordingSpan(_context_of(parent))) if parent else None
        return OtlpSpan(self._tracer.start_span(name, context, KINDS[kind], start_time=began_ns))

    def stop(self) -> None:
        self._provider.shutdown()


def _context_of(traceparent: str) -> SpanContext:
    _, trace_id, span_id, _ = traceparent.split("-")
    return SpanContext(int(trace_id, 16), int(span_id, 16), is_remote=True, trace_flags=TraceFlags(1))
