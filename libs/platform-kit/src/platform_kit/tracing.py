"""Traces: what one request caused, across services and queues, as spans.

`span` and `request_span` do nothing, and cost next to nothing, until `start_tracing` was called: only then is anything
of OpenTelemetry imported. Which requests are traced is decided once, where a trace begins, by its id alone; so every
service decides alike, and a sender that marks all of its requests as sampled gets no more than its share.
"""

from __future__ import annotations

import random
import time
from contextvars import Token
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self

from sqlalchemy import Engine, event

from platform_kit.request_context import current_span, enter_span, given_traceparent, leave_span

if TYPE_CHECKING:
    from platform_kit.settings import ServiceSettings

Kind = Literal["internal", "server", "client", "producer", "consumer"]
Value = str | int | float | bool

IDS = 1 << 64  # the lower half of a trace's id decides


class OpenSpan(Protocol):
    """A span that was begun and not ended. traceparent: names it to what it causes."""

    traceparent: str

    def note(self, name: str, value: Value) -> None: ...

    def end(self, *, name: str | None = None, error: str | None = None, at_ns: int | None = None) -> None: ...


class Tracer(Protocol):
    """Begins spans and sends them away once they have ended. parent: a traceparent; "" for the first of a trace."""

    def begin(self, name: str, kind: Kind, parent: str, began_ns: int | None = None) -> OpenSpan: ...

    def stop(self) -> None: ...


class Span:
    """A part of the work under way. As a context manager, what is begun inside is part of it."""

    def __init__(self, opened: OpenSpan | None = None) -> None:
        self._opened = opened
        self._token: Token[str] | None = None

    def __enter__(self) -> Self:
        if self._opened is not None:
            self._token = enter_span(self._opened.traceparent)
        return self

    def note(self, name: str, value: Value | None) -> None:
        """Keep an attribute. Never what somebody wrote: a trace is shown to whoever runs the platform."""
        if self._opened is not None and value is not None:
            self._opened.note(name, value)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._opened is not None and self._token is not None:
            leave_span(self._token)
            self._opened.end(error=kind.__name__ if kind else None)


NOTHING = Span()
_tracer: Tracer | None = None
_share = 0.0


def start_tracing(service: str, settings: ServiceSettings, engine: Engine) -> None:
    """Trace from here on, if the settings name a collector."""
    if settings.otel_exporter_otlp_endpoint is None:
        return
    from platform_kit.otel import OtlpTracer

    share = settings.otel_traces_sampler_arg
    trace_with(OtlpTracer(service, str(settings.otel_exporter_otlp_endpoint), most_id=_limit(share)), share)
    event.listen(engine, "before_cursor_execute", _statement_begins)
    event.listen(engine, "after_cursor_execute", _statement_ends)


def trace_with(tracer: Tracer | None, share: float = 1.0) -> None:
    """Trace this share of the requests from here on; None: none any more."""
    global _tracer, _share
    _tracer, _share = tracer, share


def stop_tracing() -> None:
    """Send what was not sent yet, for two seconds at most."""
    if _tracer is not None:
        _tracer.stop()


def span(name: str, kind: Kind = "internal", *, of: str | None = None) -> Span:
    """A part of the work under way, or of what `of` names: the traceparent that a row was queued with."""
    parent = current_span() if of is None else of
    return Span(_tracer.begin(name, kind, parent)) if _tracer is not None and parent else NOTHING


def queued_span(name: str, traceparent: str | None) -> Span:
    """Work that was waiting in a row. traceparent: the row's."""
    return span(name, "consumer", of=traceparent or "")


def past_span(name: str, *, of: str, began_ns: int, ended_ns: int) -> None:
    """A part that is over. Both instants are of `time.time_ns()`."""
    if _tracer is not None and of:
        _tracer.begin(name, "internal", of, began_ns).end(at_ns=ended_ns)


def request_span() -> OpenSpan | None:
    """The span of the request under way, which was entered just now; None where it is not traced.

    Whoever gets one has to end it.
    """
    if _tracer is None:
        return None
    given = given_traceparent()
    # Which requests are looked at is no secret.
    if not (is_sampled(given, _share) if given else random.random() < _share):  # noqa: S311
        return None
    opened = _tracer.begin("request", "server", given)
    enter_span(opened.traceparent)
    return opened


def is_sampled(traceparent: str, share: float) -> bool:
    """Was this well-formed traceparent marked as sampled, and is its trace among this share of all?"""
    return int(traceparent[-2:], 16) % 2 == 1 and int(traceparent[19:35], 16) < _limit(share)


def _limit(share: float) -> int:
    return round(share * IDS)


def _statement_begins(_: Any, __: Any, ___: str, ____: Any, context: Any, _____: bool) -> None:
    if context is not None and current_span():
        context.began_ns = time.time_ns()


def _statement_ends(_: Any, __: Any, statement: str, ____: Any, context: Any, _____: bool) -> None:
    began_ns = getattr(context, "began_ns", None)
    if began_ns is None or _tracer is None:
        return
    opened = _tracer.begin(statement.split(None, 1)[0].upper(), "client", current_span(), began_ns)
    opened.note("db.system.name", "postgresql")
    opened.note("db.query.text", statement)  # with places for the values, never the values
    opened.end()
