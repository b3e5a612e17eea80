"""The service as a real process, callers of it, and incident-management as far as this service talks to it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Thread
from typing import Any

import httpx
import hypothesis
import pytest
import uvicorn
from dev_kit.databases import Database
from dev_kit.processes import Process, wait_until
from dev_kit.sinks.http import Answer, HttpSink
from notification_service.main import create_app
from notification_service.settings import Settings
from platform_kit.tokens import new_token, service_token, token_hash

# How long an example takes says how busy the machine is, not whether the example holds.
hypothesis.settings.register_profile("no deadline", deadline=None)
hypothesis.settings.load_profile("no deadline")

SERVICE = "notification-service"
SECRET = "only-for-this-test-" + "x" * 32

QUICK = {
    "NOTIFY_RETRY_BASE_SECONDS": "0.2",
    "NOTIFY_MAX_ATTEMPTS": "3",
    "NOTIFY_TIMEOUT_SECONDS": "2",
    "WORKER_LEASE_SECONDS": "2",
    "WORKER_POLL_SECONDS": "0.2",
}

Json = dict[str, Any]


class Service:
    """The service where it answers, and what a test asks of it."""

    def __init__(self, url: str, key: str) -> None:
        self.http = httpx.Client(base_url=url, headers={"X-API-Key": key}, timeout=30, trust_env=False)

    def as_service(self, caller: str = "incident-management") -> dict[str, str]:
        """Headers of another service."""
        return {"Authorization": f"Bearer {service_token(SECRET, issuer=caller, audience=SERVICE)}", "X-API-Key": ""}

    def notify(self, channel: str, recipient: str, message: str = "disk full", **more: Any) -> str:
        """Queue a message; returns its id."""
        answer = self.http.post(
            "/api/v1/notify", json={"channel": channel, "recipient": recipient, "message": message, **more}
        )
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    def hand_over(self, page: Json) -> list[Json]:
        """Hand over a page as incident-management does; returns the notifications it was made into."""
        answer = self.http.post("/api/v1/pages", json=page, headers=self.as_service())
        assert answer.status_code == 202, answer.text
        return list(answer.json()["notifications"])

    def get(self, id: str) -> Json:
        answer = self.http.get(f"/api/v1/notifications/{id}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def expect(self, id: str, status: str, within_s: float = 30) -> Json:
        """The notification once it has this status."""

        def found() -> Json | None:
            shown = self.get(id)
            return shown if shown["status"] == status else None

        return wait_until(found, within_s, f"notification {id} {status}; it is {self.get(id)}")

    def metric(self, name: str, **labels: str) -> float:
        """The value of one sample of /metrics. Raises KeyError."""
        wanted = name + ("{" + ",".join(f'{k}="{v}"' for k, v in labels.items()) + "}" if labels else "")
        for line in self.http.get("/metrics").text.splitlines():
            if line.startswith(wanted + " "):
                return float(line.rpartition(" ")[2])
        raise KeyError(wanted)


StartNotifications = Callable[..., Service]
StartProcess = Callable[..., Process]


@pytest.fixture
def make_key(database: Database) -> Callable[[str], str]:
    """`make_key(role)`: a new API key with the grants of that role."""

    def make(role: str) -> str:
        token = new_token("ock_")
        database.owner.execute(
            "INSERT INTO oncall.api_keys (name, prefix, token_hash, role, created_by) VALUES (%s, %s, %s, %s, 'test')",
            [role, token[:8], token_hash(token), role],
        )
        return token

    return make


@pytest.fixture
def key(make_key: Callable[[str], str]) -> str:
    """An API key of a responder."""
    return make_key("responder")


@dataclass(frozen=True)
class Somebody:
    """A person who is signed in. `headers` show it."""

    id: str
    email: str
    headers: dict[str, str]


@pytest.fixture
def sign_in(database: Database) -> Callable[..., Somebody]:
    """`sign_in(email, role)`: a new person with a session."""

    def make(email: str = "ana@example.org", role: str = "responder") -> Somebody:
        token, id = new_token("ocs_"), str(uuid.uuid4())
        database.owner.execute(
            "INSERT INTO oncall.users (id, name, email, role) VALUES (%s, %s, %s, %s)",
            [id, email.partition("@")[0].title(), email, role],
        )
        database.owner.execute(
            "INSERT INTO oncall.sessions (token_hash, user_id, expires_at) VALUES (%s, %s, now() + interval '1 hour')",
            [token_hash(token), id],
        )
        return Somebody(id, email, {"Authorization": f"Bearer {token}"})

    return make


@pytest.fixture
def incidents() -> Iterator[HttpSink]:
    """incident-management as far as receipts go: takes each with 204."""
    with HttpSink() as sink:
        sink.answer_always(Answer(status=204, body=b""))
        yield sink


@pytest.fixture
def expect_receipts(incidents: HttpSink) -> Callable[[int], list[Json]]:
    """`expect_receipts(count)`: what incident-management was told, once so many receipts came, alone or together."""

    def told() -> list[Json]:
        bodies = [r.json() for r in incidents.requests() if r.path.endswith(("/receipts", "/receipts/batch"))]
        return [receipt for body in bodies for receipt in body.get("receipts", [body])]

    def expect(count: int) -> list[Json]:
        return wait_until(lambda: told() if len(told()) >= count else None, 30, f"{count} receipts")

    return expect


@pytest.fixture
def start_notifications(database: Database, key: str, incidents: HttpSink) -> Iterator[StartNotifications]:
    """`start_notifications(**settings)`: the service with its workers, in a thread of the test's own process.

    Retries are quick, receipts go to `incidents`.
    """
    with ExitStack() as stop:

        def start(**settings: str) -> Service:
            given = {
                "DATABASE_URL": database.url("notification_service"),
                "SERVICE_TOKEN_SECRET": SECRET,
                "ENCRYPTION_KEYS": SECRET,
                "INCIDENT_SERVICE_URL": incidents.url,
                "OUTBOUND_ALLOW": "127.0.0.0/8",
                "PUBLIC_URL": "https://oncall.example.org",
            }
            values = {name.lower(): value for name, value in (given | QUICK | settings).items()}
            config = uvicorn.Config(create_app(Settings(**values)), host="127.0.0.1", port=0, log_config=None)
            server = uvicorn.Server(config)
            thread = Thread(target=server.run, daemon=True)
            thread.start()
            wait_until(lambda: server.started, 10, "the service to start")

            def end() -> None:
                server.should_exit = True
                thread.join(15)

            stop.callback(end)
            port = server.servers[0].sockets[0].getsockname()[1]
            service = Service(f"http://127.0.0.1:{port}", key)
            stop.callback(service.http.close)
            return service

        yield start


@pytest.fixture
def start_process(start_service: Callable[..., Process], incidents: HttpSink) -> StartProcess:
    """`start_process(**settings)`: the service as a process that can be killed. `Service(process.url, key)` asks it."""

    def start(**settings: str) -> Process:
        given = {"SERVICE_TOKEN_SECRET": SECRET, "INCIDENT_SERVICE_URL": incidents.url}
        return start_service(SERVICE, **(given | QUICK | settings))

    return start


@pytest.fixture
def ask(key: str) -> Iterator[Callable[[str], Service]]:
    """`ask(url)`: the service that answers there."""
    with ExitStack() as stop:

        def at(url: str) -> Service:
            service = Service(url, key)
            stop.callback(service.http.close)
            return service

        yield at


@pytest.fixture
def service(start_notifications: StartNotifications) -> Service:
    """The service with quick retries and no mail server."""
    return start_notifications()


@pytest.fixture
def make_page() -> Callable[..., Json]:
    """`make_page(to=…)`: a page as incident-management hands it over, for a mail address or a place."""

    def make(
        *,
        to: str | Json = "ana@example.org",
        service: str = "checkout-api",
        severity: str = "critical",
        user_id: str | None = None,
        **more: Any,
    ) -> Json:
        person = {"id": user_id or str(uuid.uuid4()), "name": "Ana", "email": to}
        return {
            "id": str(uuid.uuid4()),
            "kind": "page",
            "incident": {
                "id": str(uuid.uuid4()),
                "title": "error rate above 5 %",
                "service": service,
                "severity": severity,
                "status": "open",
                "team": "payments",
                "alert_count": 1,
                "created_at": datetime.now(UTC).isoformat(),
            },
            "recipient": person if isinstance(to, str) else to,
            "step": 1,
            "cycle": 1,
            "subject": "[critical] checkout-api: error rate above 5 %",
            "message": "error rate above 5 %",
        } | more

    return make
