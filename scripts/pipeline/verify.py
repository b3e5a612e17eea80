"""Does what is deployed do its job? Health of every service, then one alert that must become a page and be resolved.

Usage: docker compose config --format json | python3 scripts/pipeline/verify.py

Reads addresses and credentials from the configuration on standard input. VERIFY_API_KEY, the key of a viewer, is used
to read where the first administrator's password has been changed. Uses the standard library alone, over loopback.
"""

from __future__ import annotations

import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

HEALTHY_WITHIN_S = 60.0
PAGED_WITHIN_S = 60.0
RESOLVED_WITHIN_S = 30.0

HEALTH = {
    "alert-ingestion": "/health/ready",
    "incident-management": "/health/ready",
    "oncall-service": "/health/ready",
    "notification-service": "/health/ready",
    "web-ui": "/health",
    "prometheus": "/-/ready",
    "alertmanager": "/-/ready",
    "grafana": "/api/health",
}
# The alert of the verification: a service of its own, so that a team can be named who gets these pages.
SERVICE, SEVERITY = "pipeline-check", "info"
ARRIVED = {"sent", "delivered"}

T = TypeVar("T")


class Unverified(Exception):
    """What was expected and what was found, as one sentence."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """Where each published service answers, and with what one may speak to it."""

    urls: dict[str, str]
    ingest_key: str
    admin_email: str
    admin_password: str
    viewer_key: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Any


def deployment(config: dict[str, Any], viewer_key: str | None) -> Deployment:
    """Of `docker compose config --format json`. Services scaled to nothing are not there."""
    services = {name: service for name, service in config["services"].items() if not _is_left_out(service)}
    urls = {}
    for name in HEALTH:
        ports = services.get(name, {}).get("ports", [])
        if ports:
            host = ports[0].get("host_ip", "127.0.0.1").replace("0.0.0.0", "127.0.0.1")
            urls[name] = f"http://{host}:{ports[0]['published']}"
    admin = services["oncall-service"]["environment"]
    return Deployment(
        urls=urls,
        ingest_key=services["alert-ingestion"]["environment"]["INGEST_API_KEY"],
        admin_email=admin["ADMIN_EMAIL"],
        admin_password=admin["ADMIN_PASSWORD"],
        viewer_key=viewer_key,
    )


def _is_left_out(service: dict[str, Any]) -> bool:
    return service.get("scale") == 0 or service.get("deploy", {}).get("replicas") == 0


def call(url: str, *, token: str = "", body: dict[str, Any] | None = None) -> Answer:
    """One request, JSON in and out. No answer at all is status 0, with the reason as the body."""
    request = urllib.request.Request(url, data=None if body is None else json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=10) as response:
            return Answer(response.status, _parsed(response.read()))
    except urllib.error.HTTPError as refused:
        return Answer(refused.code, _parsed(refused.read()))
    except OSError as error:
        return Answer(0, str(error))


def _parsed(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text.decode(errors="replace")[:200]


def wait_for(what: str, within_s: float, look: Callable[[], tuple[T | None, str]]) -> T:
    """What `look` finds, as soon as it finds it. Raises Unverified with what it saw last."""
    until = time.monotonic() + within_s
    while True:
        found, seen = look()
        if found is not None:
            return found
        if time.monotonic() >= until:
            raise Unverified(f"expected {what} within {within_s:.0f} s, found {seen}")
        time.sleep(0.5)


def check_health(of: Deployment) -> None:
    for name, path in HEALTH.items():
        url = of.urls.get(name)
        if url is None:
            print(f"    {name}: left out of this deployment")
            continue

        def look(url: str = url + path) -> tuple[bool | None, str]:
            answer = call(url)
            return (True if answer.status == 200 else None), f"status {answer.status}: {answer.body}"

        wait_for(f"{name} to answer 200 at {path}", HEALTHY_WITHIN_S, look)
        print(f"    {name}: healthy")


def read_token(of: Deployment) -> str:
    """A key or session that may read."""
    if of.viewer_key:
        return of.viewer_key
    credentials = {"email": of.admin_email, "password": of.admin_password}
    answer = call(of.urls["oncall-service"] + "/api/v1/auth/login", body=credentials)
    if answer.status != 200:
        raise Unverified(
            f"expected to sign in as {of.admin_email} with ADMIN_PASSWORD, found {answer.status}: {answer.body}. "
            "If the password was changed since, set VERIFY_API_KEY to the key of a viewer"
        )
    return str(answer.body["token"])


def check_version(of: Deployment, token: str) -> None:
    """What answers is all of one release and one commit: no container of an earlier one is left."""
    found = {}
    for name in (name for name, path in HEALTH.items() if path == "/health/ready"):
        answer = call(of.urls[name] + "/version", token=token)
        if answer.status != 200:
            raise Unverified(f"expected {name} to tell its version, found {answer.status}: {answer.body}")
        found[name] = f"{answer.body['version']} ({answer.body['revision']})"
    if len(set(found.values())) != 1:
        told = ", ".join(f"{name} {version}" for name, version in found.items())
        raise Unverified(f"expected every service to be of one version, found {told}")
    print(f"    version: {set(found.values()).pop()} everywhere")


def send(of: Deployment, status: str, message: str) -> dict[str, Any]:
    """Send the verification's alert, firing or resolved; the answer. Its message is what tells it from another run's:
    one alert that came and went with every deployment would be taken for flapping, and page nobody."""
    alert = {
        "service": SERVICE,
        "severity": SEVERITY,
        "message": message,
        "source": "run-pipeline",
        "status": status,
    }
    answer = call(of.urls["alert-ingestion"] + "/api/v1/alerts", token=of.ingest_key, body=alert)
    if answer.status != 201:
        raise Unverified(f"expected the {status} alert to be answered 201, found {answer.status}: {answer.body}")
    return dict(answer.body)


def end_what_an_earlier_run_left(of: Deployment, token: str) -> None:
    """A verification that was interrupted leaves an incident, which would take the new alert without a page."""
    url = f"{of.urls['incident-management']}/api/v1/incidents?service={SERVICE}&limit=200"
    firing = f"{of.urls['alert-ingestion']}/api/v1/alerts?service={SERVICE}&status=firing&limit=200"

    def unresolved() -> tuple[bool | None, str]:
        answer = call(url, token=token)
        if answer.status != 200:
            return None, f"status {answer.status}: {answer.body}"
        left = [incident["id"] for incident in answer.body["items"] if incident["status"] != "resolved"]
        if not left:
            return True, ""
        alerts = call(firing, token=token)
        for alert in alerts.body["items"] if alerts.status == 200 else []:
            send(of, "resolved", alert["message"])
        return None, f"incidents {', '.join(left)}: resolve them in the UI"

    wait_for(f"no unresolved incident of {SERVICE} from an earlier run", RESOLVED_WITHIN_S, unresolved)


def page_of(of: Deployment, token: str, incident: str) -> dict[str, Any]:
    """The page that the incident became, once it has left."""

    def look() -> tuple[dict[str, Any] | None, str]:
        answer = call(
            f"{of.urls['notification-service']}/api/v1/notifications?incident_id={incident}&kind=page", token=token
        )
        if answer.status != 200:
            return None, f"status {answer.status}: {answer.body}"
        pages = answer.body["items"]
        for page in pages:
            if page["status"] in ARRIVED:
                return page, ""
        tried = [f"{page['channel']} to {page['recipient']}: {page['status']} ({_last_error(page)})" for page in pages]
        return None, "; ".join(tried) or "no page at all"

    return wait_for("a page to leave", PAGED_WITHIN_S, look)


def _last_error(page: dict[str, Any]) -> str:
    attempts = page.get("attempts") or []
    return str(attempts[-1].get("error") or attempts[-1].get("outcome")) if attempts else "not tried yet"


def check_alert_to_page_to_resolved(of: Deployment, token: str) -> None:
    end_what_an_earlier_run_left(of, token)
    message = f"Deployment check {uuid.uuid4().hex[:8]}: nothing to do, it resolves itself"
    sent = send(of, "firing", message)
    incident = str(sent["incident_id"])
    if sent["result"] != "new_incident":
        raise Unverified(f"expected the alert to open a new incident, found {sent['result']} ({incident})")
    print(f"    alert: stored, incident {incident}")
    try:
        page = page_of(of, token, incident)
        print(f"    page: {page['status']} by {page['channel']} to {page['recipient']}")
    finally:
        send(of, "resolved", message)

    def resolved() -> tuple[bool | None, str]:
        answer = call(
            f"{of.urls.get('web-ui', of.urls['incident-management'])}/api/v1/incidents/{incident}", token=token
        )
        if answer.status != 200:
            return None, f"status {answer.status}: {answer.body}"
        return (True if answer.body["status"] == "resolved" else None), f"status {answer.body['status']}"

    wait_for("the incident to be resolved, seen through the UI's gateway", RESOLVED_WITHIN_S, resolved)
    print("    incident: resolved")


def check_measured(of: Deployment) -> None:
    """Prometheus has a sample of every service."""
    if "prometheus" not in of.urls:
        return
    expected = {name for name, path in HEALTH.items() if path == "/health/ready"}

    def look() -> tuple[bool | None, str]:
        answer = call(of.urls["prometheus"] + "/api/v1/query?query=up%3D%3D1")
        if answer.status != 200:
            return None, f"status {answer.status}: {answer.body}"
        missing = expected - {series["metric"]["job"] for series in answer.body["data"]["result"]}
        return (None if missing else True), f"no sample of {', '.join(sorted(missing))}"

    wait_for("Prometheus to measure every service", HEALTHY_WITHIN_S, look)
    print("    prometheus: measures every service")


def main() -> int:
    of = deployment(json.load(sys.stdin), os.environ.get("VERIFY_API_KEY") or None)
    try:
        check_health(of)
        token = read_token(of)
        check_version(of, token)
        check_alert_to_page_to_resolved(of, token)
        check_measured(of)
    except Unverified as reason:
        sys.stderr.write(f"verify: {reason}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
