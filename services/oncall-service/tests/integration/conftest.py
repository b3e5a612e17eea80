"""The service in this process, on a real port, with a database of the test's own."""

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
import uvicorn
from dev_kit.databases import Database
from dev_kit.ports import free_port
from fastapi import FastAPI
from oncall_service.main import create_app
from oncall_service.settings import Settings
from platform_kit import tokens

SECRET = "only-for-this-test-" + "x" * 32
ADMIN_EMAIL, ADMIN_PASSWORD = "Admin@example.org", "correct horse battery"
INGEST_KEY = "ock_" + "t" * 32


@dataclass
class OnCallService:
    """A running service. Each client is somebody: an API key of a role, a session, another service."""

    app: FastAPI
    url: str
    database: Database
    _closing: ExitStack = field(default_factory=ExitStack)

    def client(self, token: str | None = None, *, source: str | None = None) -> httpx.Client:
        """source: the loopback address to call from."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        transport = httpx.HTTPTransport(local_address=source, verify=False)  # plain http: nothing to verify with
        client = httpx.Client(base_url=self.url, headers=headers, transport=transport, trust_env=False, timeout=60)
        return self._closing.enter_context(client)

    def with_key(
        self, role: str | None = "admin", scopes: tuple[str, ...] = (), *, expires_at: str | None = None
    ) -> httpx.Client:
        return self.client(self.new_key(role, scopes, expires_at=expires_at))

    def new_key(
        self, role: str | None = "admin", scopes: tuple[str, ...] = (), *, expires_at: str | None = None
    ) -> str:
        key = tokens.new_token(tokens.KEY_PREFIX)
        self.database.owner.execute(
            "INSERT INTO oncall.api_keys (name, prefix, token_hash, role, scopes, created_by, expires_at)"
            " VALUES (%s, %s, %s, %s, %s, 'test', %s)",
            (f"key of a {role or scopes}", key[:12], tokens.token_hash(key), role, list(scopes), expires_at),
        )
        return key

    def as_service(self, issuer: str = "incident-management") -> httpx.Client:
        return self.client(tokens.service_token(SECRET, issuer=issuer, audience="oncall-service"))

    def sign_in(
        self, email: str = ADMIN_EMAIL, password: str = ADMIN_PASSWORD, *, source: str | None = None, **headers: str
    ) -> httpx.Response:
        body = {"email": email, "password": password}
        return self.client(source=source).post("/api/v1/auth/login", json=body, headers=headers)


def settings_for(database: Database, **changes: Any) -> Settings:
    given = {
        "database_url": database.url("oncall_service"),
        "listen_port": free_port(),
        "service_token_secret": SECRET,
        "encryption_keys": SECRET,
        "admin_email": ADMIN_EMAIL,
        "admin_password": ADMIN_PASSWORD,
        "ingest_api_key": INGEST_KEY,
        "public_url": "http://127.0.0.1:8080",
        "notification_service_url": "http://127.0.0.1:1",  # nobody is there
    }
    return Settings(**(given | changes))


@contextmanager
def running(database: Database, **changes: Any) -> Iterator[OnCallService]:
    settings = settings_for(database, **changes)
    app = create_app(settings)
    config = uvicorn.Config(app, host="127.0.0.1", port=settings.listen_port, log_config=None, proxy_headers=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    ends_at = time.monotonic() + 20
    while not server.started:
        if time.monotonic() > ends_at or not thread.is_alive():
            raise RuntimeError("the service did not start")
        time.sleep(0.01)
    service = OnCallService(app, f"http://127.0.0.1:{settings.listen_port}", database)
    try:
        yield service
    finally:
        service._closing.close()
        server.should_exit = True
        thread.join(15)


StartOnCall = Callable[..., OnCallService]


@pytest.fixture
def start(database: Database) -> Iterator[StartOnCall]:
    """`start(**settings)`: a replica of the service on the test's database."""
    with ExitStack() as closing:
        yield lambda **changes: closing.enter_context(running(database, **changes))


@pytest.fixture(scope="session")
def shared_service(template_database: Database) -> Iterator[OnCallService]:
    database = template_database.copy(f"shared_{secrets.token_hex(6)}")
    with running(database) as service:
        yield service
    database.drop()


@pytest.fixture
def service(shared_service: OnCallService) -> OnCallService:
    """A service whose database is as the migrations left it: nobody is there but whom the test adds."""
    tables = shared_service.database.owner.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'oncall'")
    names = ", ".join(f"oncall.{row['tablename']}" for row in tables)
    shared_service.database.owner.execute(
        f"TRUNCATE {names} CASCADE; INSERT INTO oncall.teams (name) VALUES ('default')"
    )
    shared_service.database.owner.execute("TRUNCATE oncall.audit_log")
    return shared_service


@pytest.fixture
def admin(service: OnCallService) -> httpx.Client:
    return service.with_key("admin")


@pytest.fixture
def make(admin: httpx.Client) -> Callable[..., dict[str, Any]]:
    """`make(path, **body)`: POST by an administrator that must answer 201; the answer."""

    def post(path: str, **body: Any) -> dict[str, Any]:
        answer = admin.post(f"/api/v1/{path}", json=body)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    return post
