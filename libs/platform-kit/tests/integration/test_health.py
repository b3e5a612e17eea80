from __future__ import annotations

import socket
import time

import pytest
from platform_kit.metrics import exemplar
from platform_kit.release import VERSION
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.openmetrics.parser import text_string_to_metric_families


def test_a_service_with_its_schema_is_alive_and_ready(make_app, serve_app):
    client = serve_app(make_app())

    assert client.get("/health").json() == {"status": "ok", "service": "tried-service"}
    assert client.get("/health/ready").status_code == 200


def test_a_service_that_needs_a_newer_schema_says_so(make_app, serve_app):
    answer = serve_app(make_app(schema_version="9999")).get("/health/ready")

    assert answer.status_code == 503
    assert "9999" in answer.json()["checks"]["schema"]


@pytest.mark.parametrize("is_listening", [True, False], ids=["silent", "gone"])
def test_a_database_that_does_not_answer_makes_it_unready_at_once_and_alive_all_the_same(
    make_app, serve_app, settings, is_listening
):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        if not is_listening:
            server.close()
        away = settings.model_copy(update={"database_url": f"postgresql://nobody:x@127.0.0.1:{port}/nowhere"})
        client = serve_app(make_app(settings=away))

        started = time.monotonic()
        answer = client.get("/health/ready")
        took_s = time.monotonic() - started

        assert answer.status_code == 503
        assert "database" in answer.json()["checks"]
        assert took_s < 1.5
        assert client.get("/health").status_code == 200


def test_metrics_name_the_routes_template_and_hold_the_services_own(make_app, serve_app):
    own = CollectorRegistry()
    Counter("things_total", "Things.", registry=own).inc(3)
    app = make_app(registry=own)
    Counter("scraped_total", "Read at each scrape.", registry=app.state.scrape_registry)
    client = serve_app(app)
    client.get("/nowhere/secret-id")

    page = client.get("/metrics").text

    assert "things_total 3.0" in page
    assert "scraped_total 0.0" in page
    assert 'http_requests_total{method="GET",route="unmatched",status="404"}' in page
    assert "secret-id" not in page


def test_a_histogram_points_at_the_trace_of_a_slow_request_for_those_who_read_openmetrics(make_app, serve_app):
    app = make_app()
    own = Histogram("thing_seconds", "Things.", registry=app.state.scrape_registry)
    traceparent = "00-0af7651916cd43dd0000000000000001-b7ad6b7169203331-01"
    own.observe(0.3, exemplar(traceparent))
    own.observe(0.3, exemplar(""))
    client = serve_app(app)

    answer = client.get("/metrics", headers={"Accept": "application/openmetrics-text;version=1.0.0,text/plain;q=0.5"})
    families = {family.name: family for family in text_string_to_metric_families(answer.text)}  # refuses what is none

    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert [sample.exemplar.labels for sample in families["thing_seconds"].samples if sample.exemplar] == [
        {"trace_id": "0af7651916cd43dd0000000000000001"}
    ]
    assert "http_requests" in families
    assert "trace_id" not in client.get("/metrics").text


def test_who_may_read_is_told_the_release_and_the_commit(make_app, serve_app, make_key, settings):
    told = settings.model_copy(update={"revision": "0aaebaf0c97b"})
    client = serve_app(make_app(settings=told))

    assert client.get("/version").status_code == 401
    answer = client.get("/version", headers={"X-API-Key": make_key("viewer")})
    assert answer.json() | {"schema_version": ""} == {
        "service": "tried-service",
        "version": VERSION,
        "revision": "0aaebaf0c97b",
        "schema_version": "",
    }
    assert f'platform_build_info{{revision="0aaebaf0c97b",version="{VERSION}"}} 1.0' in client.get("/metrics").text
