"""An application made of the kit alone, answering over a real socket, and callers of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from threading import Thread
from typing import Any

import httpx
import hypothesis
import pytest
import uvicorn
from dev_kit.databases import Database
from dev_kit.processes import wait_until
from fastapi import APIRouter, FastAPI
from platform_kit.application import make_application
from platform_kit.settings import ServiceSettings
from platform_kit.tokens import new_token, token_hash

# How long an example takes says how busy the machine is, not whether the example holds.
hypothesis.settings.register_profile("no deadline", deadline=None)
hypothesis.settings.load_profile("no deadline")

NAME = "tried-service"
SECRET = "only-for-this-test-" + "x" * 32

MakeApp = Callable[..., FastAPI]
Serve = Callable[[FastAPI], httpx.Client]
MakeKey = Callable[..., str]


@pytest.fixture
def settings(database: Database) -> ServiceSettings:
    """Settings of a service with a login of its own on the test's database."""
    return ServiceSettings(
        database_url=database.url("notification_service"),
        listen_port=1,
        service_token_secret=SECRET,
        encryption_keys=SECRET,
    )


@pytest.fixture
def make_app(settings: ServiceSettings) -> MakeApp:
    """`make_app(router, …)`: an application with these routes, not started yet."""

    def make(*routers: APIRouter, **options: Any) -> FastAPI:
        given: dict[str, Any] = {"settings": settings, "summary": "For tests.", "schema_version": "0004"}
        return make_application(NAME, routers=routers, **given | options)

    return make


@pytest.fixture
def serve_app() -> Iterator[Serve]:
    """`serve_app(app)`: a client of the application, which answers on a free port until the test ends."""
    with ExitStack() as stop:

        def serve(app: FastAPI) -> httpx.Client:
            server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None))
            thread = Thread(target=server.run, daemon=True)
            thread.start()

            def end() -> None:
                server.should_exit = True
                thread.join(15)

            stop.callback(end)
            wait_until(lambda: server.started, 30, "the application to start")
            port = server.servers[0].sockets[0].getsockname()[1]
            return stop.enter_context(httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False))

        yield serve


@pytest.fixture
def make_key(database: Database) -> MakeKey:
    """`make_key(role)` or `make_key(scopes=[…])`: a new API key."""

    def make(role: str | None = None, scopes: Sequence[str] = ()) -> str:
        token = new_token("ock_")
        database.owner.execute(
            "INSERT INTO oncall.api_keys (name, prefix, token_hash, role, scopes, created_by)"
            " VALUES ('a key', %s, %s, %s, %s, 'test')",
            [token[:8], token_hash(token), role, list(scopes)],
        )
        return token

    return make


@pytest.fixture
def make_session(database: Database) -> MakeKey:
    """`make_session(role)`: the session token of a user who has just signed in."""

    def make(role: str) -> str:
        token = new_token("ocs_")
        database.owner.execute(
            "WITH made AS (INSERT INTO oncall.users (name, email, role) VALUES ('Ana', 'ana@example.org', %s)"
            " RETURNING id)"
            " INSERT INTO oncall.sessions (token_hash, user_id, expires_at)"
            " SELECT %s, id, clock_timestamp() + interval '1 hour' FROM made",
            [role, token_hash(token)],
        )
        return token

    return make
