"""HTTP metrics of every service, and the page that Prometheus reads."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client import generate_latest as prometheus_text
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST as CONTENT_TYPE_OPENMETRICS
from prometheus_client.openmetrics.exposition import generate_latest as _openmetrics_text

from platform_kit.request_context import current_span

HTTP_REQUESTS = Counter("http_requests_total", "Requests answered.", ["method", "route", "status"])
HTTP_DURATION = Histogram(
    "http_request_duration_seconds",
    "From the first byte of a request to the last of its answer.",
    ["method", "route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
BUILD = Gauge("platform_build_info", "1, for the release and the commit that run.", ["version", "revision"])
# Finding a label's child costs more than counting on it. Routes are templates, so there are not many.
_seen: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
openmetrics_text: Callable[[CollectorRegistry], bytes] = _openmetrics_text  # the library's has no types
END_OF_OPENMETRICS = b"# EOF\n"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def observe_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one request. `route` is the template, never the path, so that labels come from a closed set."""
    known = method if method in METHODS else "other"
    children = _seen.get((known, route, status))
    if children is None:
        children = HTTP_REQUESTS.labels(known, route, str(status)), HTTP_DURATION.labels(known, route)
        _seen[known, route, status] = children
    children[0].inc()
    children[1].observe(seconds, exemplar())


def exemplar(of: str | None = None) -> dict[str, str] | None:
    """What a histogram keeps beside a value: the trace of `of`, the traceparent that a row was queued with, or of the
    work under way. None where that is not traced.
    """
    traceparent = current_span() if of is None else of
    return {"trace_id": traceparent[3:35]} if traceparent else None


def exposition(accept: str, *registries: CollectorRegistry) -> tuple[bytes, str]:
    """The process's metrics, then those of each further registry that is not the process's own, and the media type.

    Exemplars have a place in OpenMetrics only: whoever accepts that gets it, everybody else Prometheus' own text.
    """
    all_registries = dict.fromkeys((REGISTRY, *registries))
    if "application/openmetrics-text" not in accept:
        return b"".join(prometheus_text(registry) for registry in all_registries), CONTENT_TYPE_LATEST
    pages = (openmetrics_text(registry).removesuffix(END_OF_OPENMETRICS) for registry in all_registries)
    return b"".join(pages) + END_OF_OPENMETRICS, CONTENT_TYPE_OPENMETRICS
