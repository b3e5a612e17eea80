"""One running platform, and everybody who might call it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from dev_kit.platform import Platform
from dev_kit.services import SERVICES
from platform_kit.tokens import KEY_PREFIX, SESSION_PREFIX, new_token, token_hash

NewKey = Callable[..., str]
NewSession = Callable[..., str]
Ask = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def platform(scratch: Path) -> Iterator[Platform]:
    """The four services, one process each, without mail: what is sent goes into a log."""
    with Platform(scratch / f"closed-platform-{secrets.token_hex(3)}") as running:
        yield running


@pytest.fixture(scope="module")
def contracts(platform: Platform) -> dict[str, Any]:
    """The OpenAPI document of each service, as the running service publishes it."""
    return {
        service.name: httpx.get(platform.url(service.name) + "/openapi.json", trust_env=False).json()
        for service in SERVICES
    }


@pytest.fixture(scope="module")
def ask(platform: Platform) -> Iterator[Ask]:
    """`ask(service, method, path, headers, **options)`: one request, with these headers alone."""
    with httpx.Client(timeout=30, trust_env=False) as client:

        def request(service: str, method: str, path: str, headers: dict[str, str], **options: Any) -> httpx.Response:
            client.cookies.clear()
            return client.request(method, platform.url(service) + path, headers=headers, **options)

        yield request


@pytest.fixture(scope="module")
def new_key(platform: Platform) -> NewKey:
    """`new_key(role)` or `new_key(scopes=[…])`: an API key; `expired` and `revoked` are what they say."""

    def make(
        role: str | None = None, *, scopes: tuple[str, ...] = (), expired: bool = False, revoked: bool = False
    ) -> str:
        key = new_token(KEY_PREFIX)
        platform.database.owner.execute(
            "INSERT INTO oncall.api_keys (name, prefix, token_hash, role, scopes, created_by, expires_at, revoked_at)"
            " VALUES (%s, %s, %s, %s, %s, 'test', CASE WHEN %s THEN now() - interval '1 s' END,"
            " CASE WHEN %s THEN now() END)",
            (f"{role or scopes}", key[:12], token_hash(key), role, list(scopes), expired, revoked),
        )
        return key

    return make


@pytest.fixture(scope="module")
def new_session(platform: Platform) -> NewSession:
    """`new_session(role)`: the session token of a new person; `expired` and `disabled` are what they say."""

    def make(role: str, *, expired: bool = False, disabled: bool = False) -> str:
        token, word = new_token(SESSION_PREFIX), secrets.token_hex(4)
        platform.database.owner.execute(
            "WITH made AS (INSERT INTO oncall.users (name, email, role, disabled_at)"
            " VALUES (%s, %s, %s, CASE WHEN %s THEN now() END) RETURNING id)"
            " INSERT INTO oncall.sessions (token_hash, user_id, expires_at)"
            " SELECT %s, id, now() + CASE WHEN %s THEN interval '-1 s' ELSE interval '1 hour' END FROM made",
            (f"Person {word}", f"{word}@example.org", role, disabled, token_hash(token), expired),
        )
        return token

    return make
