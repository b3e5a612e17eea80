"""HTTP metrics of every service, and the page that Prometheus reads."""

from __future__ import annotations

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

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
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def observe_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one request. `route` is the template, never the path, so that labels come from a closed set."""
    known = method if method in METHODS else "other"
    children = _seen.get((known, route, status))
    if children is None:
        children = HTTP_REQUESTS.labels(known, route, str(status)), HTTP_DURATION.labels(known, route)
        _seen[known, route, status] = children
    children[0].inc()
    children[1].observe(seconds)


def exposition(*registries: CollectorRegistry) -> bytes:
    """The process's metrics, then those of each further registry that is not the process's own."""
    return b"".join(generate_latest(registry) for registry in dict.fromkeys((REGISTRY, *registries)))
