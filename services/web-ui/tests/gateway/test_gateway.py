"""What the gateway serves, what it passes on, and what it keeps closed."""

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

TEMPLATE = Path(__file__).parents[2] / "nginx" / "nginx.conf.template"
SERVICES = Path(__file__).parents[3]
# For the services among themselves, or about themselves.
NOT_FOR_THIS_DOOR = re.compile(
    r"^/(health.*|metrics|version|docs|redoc|openapi\.json"
    r"|api/v1/(pages(/batch)?|contacts/.*|oncall/resolve(/batch)?"
    r"|incidents/[^/]+/(receipts|acknowledgements|answers)))$"
)
POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"


@pytest.mark.parametrize(
    ("path", "backend"),
    [
        ("/api/v1/alerts", "alert-ingestion"),
        ("/api/v1/alerts/batch", "alert-ingestion"),
        ("/api/v1/integrations/alertmanager", "alert-ingestion"),
        ("/api/v1/heartbeats/some-key", "alert-ingestion"),
        ("/v2/enqueue", "alert-ingestion"),
        ("/api/v2/alerts", "alert-ingestion"),
        ("/api/v1/incidents?status=open&status=resolved", "incident-management"),
        ("/api/v1/incidents/stats/summary", "incident-management"),
        ("/api/v1/escalations/simulate", "incident-management"),
        ("/api/v1/events", "incident-management"),
        ("/api/v1/auth/login", "oncall-service"),
        ("/api/v1/users", "oncall-service"),
        ("/api/v1/teams", "oncall-service"),
        ("/api/v1/services", "oncall-service"),
        ("/api/v1/schedules/7/final?from=a&to=b", "oncall-service"),
        ("/api/v1/schedules/7.ics", "oncall-service"),
        ("/api/v1/oncall/current?team=payments", "oncall-service"),
        ("/api/v1/escalation-policies", "oncall-service"),
        ("/api/v1/overrides/1", "oncall-service"),
        ("/api/v1/api-keys", "oncall-service"),
        ("/api/v1/notify", "notification-service"),
        ("/api/v1/notifications/1/retry", "notification-service"),
        ("/api/v1/notification-rules", "notification-service"),
        ("/api/v1/contact-methods", "notification-service"),
        ("/a/signed-link", "notification-service"),
        ("/callbacks/twilio", "notification-service"),
    ],
)
def test_each_path_reaches_its_service_unchanged(gateway: Any, path: str, backend: str) -> None:
    assert gateway.get(path).json() == {"backend": backend}
    assert [request[1] for request in gateway.backends[backend].requests] == [path]


@pytest.mark.parametrize(
    "service", ["alert-ingestion", "incident-management", "oncall-service", "notification-service"]
)
def test_every_published_path_reaches_the_service_that_publishes_it(gateway: Any, service: str) -> None:
    published = json.loads((SERVICES / service / "openapi.json").read_text())["paths"]
    addresses = [re.sub(r"\{\w+\}", "7", path) for path in published if not NOT_FOR_THIS_DOOR.match(path)]
    answers = {address: gateway.get(address) for address in addresses}
    assert {address for address, answer in answers.items() if answer.json() != {"backend": service}} == set()


@pytest.mark.parametrize(
    "path",
    [
        "/metrics",
        "/version",
        "/docs",
        "/redoc",
        "/openapi.json",
        "/health/ready",
        "/api/v1/pages",
        "/api/v1/pages/",
        "/api/v1/pages/7",
        "/api/v1/pages/batch",
        "/api/v1/oncall/resolve",
        "/api/v1/oncall/resolve/batch",
        "/api/v1/oncall/resolve/",
        "/api/v1/oncall//resolve",
        "/api/v1/oncall/%72esolve",
        "/api/v1/oncall/current/../resolve",
        "/api/v1/oncall/current/..%2fresolve",
        "/api/v1/incidents/0f8e/receipts",
        "/api/v1/incidents/0f8e/receipts/",
        "/api/v1/incidents/0f8e/receipts?x=1",
        "/api",
        "/api/v1",
        "/api/v1/unknown",
        "/api/v1/alertsandmore",
        "/api/v3/alerts",
        "/v2",
        "/v2/enqueue/more",
        "/assets/gone-0000.js",
        "/.env",
        "/wp-login.php",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_closed_or_not_there_answers_a_problem_and_reaches_no_service(
    gateway: Any, method: str, path: str
) -> None:
    answer = gateway.request(method, path)
    assert answer.status_code == 404 or (method == "POST" and answer.status_code == 405)
    if answer.status_code == 404:
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert gateway.received() == []


@pytest.mark.parametrize("path", ["/", "/incidents", "/incidents/0f8e", "/on-call", "/stats", "/sign-in"])
def test_the_address_of_a_page_is_answered_by_the_application_and_never_kept(gateway: Any, path: str) -> None:
    answer = gateway.get(path)
    assert answer.status_code == 200
    assert "the application" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


def test_hashed_assets_are_compressed_and_kept_for_a_year(gateway: Any) -> None:
    answer = gateway.get("/assets/app-3f2a.js", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/health",
        "/assets/app-3f2a.js",
        "/assets/gone.js",
        "/favicon.svg",
        "/metrics",
        "/api/v1/incidents",
        "/api/v9",
    ],
)
def test_every_answer_carries_the_security_headers_once(gateway: Any, path: str) -> None:
    headers = gateway.get(path).headers
    assert headers.get_list("x-content-type-options") == ["nosniff"]
    assert headers.get_list("x-frame-options") == ["DENY"]
    assert headers.get_list("referrer-policy") == ["same-origin"]
    (policy,) = headers.get_list("content-security-policy")
    assert policy.startswith(POLICY)
    assert "frame-ancestors 'none'" in policy
    assert headers["server"] == "nginx"


def test_health_is_answered_here_even_when_every_service_is_down(gateway: Any) -> None:
    answer = gateway.get("/health")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    assert gateway.received() == []


def test_a_client_cannot_claim_another_address(gateway: Any) -> None:
    claims = {"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9", "Forwarded": "for=203.0.113.9"}
    gateway.get("/api/v1/incidents", headers=claims)
    (_, _, headers) = gateway.backends["incident-management"].requests[0]
    assert headers["x-forwarded-for"] == "127.0.0.1"
    assert headers["x-real-ip"] == "127.0.0.1"
    assert "forwarded" not in headers


@pytest.mark.parametrize(("sent", "kept"), [("check-42", True), ('"},"level":"x', False), ("x" * 200, False)])
def test_a_request_id_is_passed_on_when_it_is_one_and_made_otherwise(gateway: Any, sent: str, kept: bool) -> None:
    gateway.get("/api/v1/incidents", headers={"X-Request-ID": sent})
    (_, _, headers) = gateway.backends["incident-management"].requests[0]
    assert (headers["x-request-id"] == sent) is kept
    assert re.fullmatch(r"[A-Za-z0-9._:-]{1,128}", headers["x-request-id"])


def test_a_body_over_five_mebibytes_is_refused_with_a_problem(gateway: Any) -> None:
    answer = gateway.request("POST", "/api/v1/alerts", content=b"x" * (5 * 1024 * 1024 + 1))
    assert (answer.status_code, answer.json()["title"]) == (413, "Too large")
    assert gateway.request("POST", "/api/v1/alerts", content=b"x" * (5 * 1024 * 1024)).status_code == 200


def test_a_dead_replica_is_passed_over(gateway: Any) -> None:
    answers = [gateway.request(method, "/api/v1/users") for method in ("GET", "POST", "PATCH") for _ in range(4)]
    assert {answer.status_code for answer in answers} == {200}
    assert len(gateway.backends["oncall-service"].requests) == 12


def test_a_service_that_is_down_is_a_problem_that_says_when_to_retry_and_is_found_again(gateway: Any) -> None:
    backend = gateway.backends["notification-service"]
    backend.stop()
    try:
        answer = gateway.get("/api/v1/notifications")
        assert answer.status_code == 503
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert int(answer.headers["retry-after"]) > 0
    finally:
        backend.start(backend.port)
    assert gateway.get("/api/v1/notifications").json() == {"backend": "notification-service"}


def test_a_service_own_refusal_is_passed_on_as_it_is(gateway: Any) -> None:
    gateway.backends["incident-management"].answer_status = 503
    answer = gateway.get("/api/v1/incidents")
    assert (answer.status_code, answer.json()) == (503, {"backend": "incident-management"})
    assert len(gateway.backends["incident-management"].requests) == 1


def test_the_log_keeps_no_query_no_key_and_no_signed_link(gateway: Any) -> None:
    gateway.get("/a/secret-link")
    gateway.request("POST", "/api/v1/heartbeats/secret-key")
    gateway.get("/api/v1/auth/callback?code=secret-code")
    expected, until = {"/a/-", "/api/v1/heartbeats/-", "/api/v1/auth/callback"}, time.monotonic() + 10
    logged: set[str] = set()
    while not expected <= logged and time.monotonic() < until:  # a line is written after its answer has left
        lines = [json.loads(line) for line in gateway.access_log.read_text().splitlines()]
        logged = {line["path"] for line in lines}
    assert expected <= logged
    assert "secret-" not in gateway.access_log.read_text()


def test_the_template_names_every_placeholder_it_uses_at_its_head() -> None:
    head, body = TEMPLATE.read_text().split("\n\n", 1)
    explained = set(re.findall(r"\b(?:UI|ALERT|INCIDENT|ONCALL|NOTIFICATION)_[A-Z_]+\b", head))
    assert set(re.findall(r"\$\{(\w+)\}", body)) == explained
