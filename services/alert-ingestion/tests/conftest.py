"""What the tests of alert-ingestion share."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from alert_ingestion.main import create_app
from alert_ingestion.settings import Settings
from alert_ingestion.store.expiry import close_expired
from dev_kit.databases import Database
from dev_kit.ports import free_port
from fastapi import FastAPI
from platform_kit.clock import Clock, FixedClock
from platform_kit.tokens import token_hash

T = TypeVar("T")

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
INGEST_KEY = "ock_" + "i" * 32
READ_KEY = "ock_" + "r" * 32
ADMIN_KEY = "ock_" + "a" * 32
FIXTURES = Path(__file__).parent / "fixtures"

ALERT = {"service": "checkout-api", "severity": "high", "message": "it is down"}


@dataclass(frozen=True)
class Service:
    """One process's application, with a client that may send alerts and read them."""

    app: FastAPI
    client: httpx.AsyncClient

    async def post(self, path: str, body: Any, **headers: str) -> httpx.Response:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"Authorization": f"Bearer {INGEST_KEY}", "Content-Type": "application/json"} | headers
        return await self.client.post(path, content=content, headers=sent)

    async def send(self, **alert: Any) -> dict[str, Any]:
        """POST one alert, which must be taken."""
        answer = await self.post("/api/v1/alerts", ALERT | alert)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    async def batch(self, *alerts: dict[str, Any]) -> list[dict[str, Any]]:
        """POST a batch; the results."""
        answer = await self.post("/api/v1/alerts/batch", {"alerts": [ALERT | alert for alert in alerts]})
        assert answer.status_code == 201, answer.text
        return list(answer.json()["results"])

    async def get(self, path: str, **parameters: Any) -> httpx.Response:
        return await self.client.get(path, params=parameters, headers={"X-API-Key": READ_KEY})

    async def list(self, **parameters: Any) -> list[dict[str, Any]]:
        answer = await self.get("/api/v1/alerts", **parameters)
        assert answer.status_code == 200, answer.text
        return list(answer.json()["items"])


Serve = Callable[..., Any]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def application(database: Database, clock: FixedClock) -> Callable[..., FastAPI]:
    """`application()` is the service on the test's database, not started."""

    def make(*, incidents: str | None = None, own_clock: Clock | None = None, **settings: Any) -> FastAPI:
        given = {
            "database_url": database.url("alert_ingestion"),
            "service_token_secret": "only-for-this-test-" + "x" * 32,
            "encryption_keys": "only-for-this-test-" + "k" * 32,
            "incident_service_url": incidents or f"http://127.0.0.1:{free_port()}",
            "ingest_api_key": INGEST_KEY,
            "worker_poll_seconds": 60,  # a test that waits for a worker sets it going itself
        } | settings
        return create_app(Settings(**given), own_clock or clock)

    return make


@pytest.fixture
def expire(clock: FixedClock) -> Callable[..., int]:
    """`expire(service, ...)` closes what is due in all of these at once, as their workers do; how many."""

    def closing(service: Service) -> int:
        def once() -> int:
            with service.app.state.sessions.begin() as session:
                return close_expired(session, clock.now(), limit=50)

        return sum(iter(once, 0))

    def expired(*services: Service) -> int:
        with ThreadPoolExecutor(len(services)) as pool:
            return sum(pool.map(closing, services))

    return expired


@pytest.fixture
def serve(database: Database, application: Callable[..., FastAPI]) -> Serve:
    """`async with serve() as service:` is one application on the test's database; several are replicas.

    Nobody answers at incident-management's address unless `incidents=` names one.
    """
    database.owner.execute(
        "INSERT INTO oncall.api_keys (name, prefix, token_hash, role, created_by)"
        " VALUES ('reader', 'ock_', %s, 'viewer', 'test')",
        (token_hash(READ_KEY),),
    )

    @asynccontextmanager
    async def serving(**settings: Any) -> AsyncIterator[Service]:
        app = application(**settings)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://intake", timeout=60) as client,
        ):
            yield Service(app, client)

    return serving


@pytest.fixture
def admin(database: Database) -> dict[str, str]:
    """Headers of a key that may do everything. Its name is `ops`."""
    database.owner.execute(
        "INSERT INTO oncall.api_keys (name, prefix, token_hash, role, created_by)"
        " VALUES ('ops', 'ock_', %s, 'admin', 'test')",
        (token_hash(ADMIN_KEY),),
    )
    return {"Authorization": f"Bearer {ADMIN_KEY}"}


@pytest.fixture
def run() -> Callable[[Awaitable[T]], T]:
    """Run a coroutine to its end."""

    async def finish(work: Awaitable[T]) -> T:
        return await work

    return lambda work: asyncio.run(finish(work))


@pytest.fixture
def incidents(database: Database) -> Callable[[], Sequence[dict[str, Any]]]:
    """`incidents()`: every incident, oldest first."""
    return lambda: database.owner.rows("SELECT * FROM incidents.incidents ORDER BY id")


@pytest.fixture
def stored(database: Database) -> Callable[[], Sequence[dict[str, Any]]]:
    """`stored()`: every alert row, oldest first."""
    return lambda: database.owner.rows("SELECT * FROM alerts.alerts ORDER BY id")


@pytest.fixture
def fixture_body() -> Iterator[Callable[[str], bytes]]:
    """`fixture_body("alertmanager/firing_grouped.json")`: what that tool sends."""
    yield lambda name: (FIXTURES / name).read_bytes()
