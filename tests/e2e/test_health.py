"""Every part says whether it lives, and the one door shows no more than it should."""

import httpx
import pytest
from dev_kit.platform import Platform

pytestmark = pytest.mark.e2e

SERVICES = ("alert-ingestion", "incident-management", "oncall-service", "notification-service")


def test_the_five_health_endpoints_answer(platform: Platform) -> None:
    urls = [platform.url(service) for service in SERVICES] + [platform.ui_url]
    assert {url: httpx.get(f"{url}/health").status_code for url in urls} == dict.fromkeys(urls, 200)


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_is_ready_and_exports_metrics(platform: Platform, service: str) -> None:
    assert httpx.get(f"{platform.url(service)}/health/ready").status_code == 200
    assert "http_requests_total" in httpx.get(f"{platform.url(service)}/metrics").text


@pytest.mark.parametrize("service", SERVICES)
def test_readiness_says_when_the_database_is_away_and_comes_back_with_it(platform: Platform, service: str) -> None:
    ready = f"{platform.url(service)}/health/ready"
    platform.cluster.stop()
    try:
        assert httpx.get(ready, timeout=5).status_code == 503
        assert httpx.get(f"{platform.url(service)}/health").status_code == 200
    finally:
        platform.cluster.start()
    platform.process(service).wait_until_ready(10)


@pytest.mark.parametrize("path", ["/metrics", "/docs", "/openapi.json", "/health/ready"])
def test_what_is_for_operators_is_not_behind_the_one_door(platform: Platform, path: str) -> None:
    assert httpx.get(platform.ui_url + path).status_code == 404


def test_nobody_comes_in_without_a_key(platform: Platform) -> None:
    for path in ("/api/v1/alerts", "/api/v1/incidents", "/api/v1/users", "/api/v1/notifications"):
        assert httpx.get(platform.ui_url + path).status_code == 401, path
