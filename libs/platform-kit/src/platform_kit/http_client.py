"""Outgoing HTTP with one total deadline. httpx's own timeouts are per read: a peer that drips holds them for ever."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Coroutine
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import httpx

from platform_kit.request_context import outgoing_headers
from platform_kit.tokens import service_token
from platform_kit.tracing import span

R = TypeVar("R")

DEADLINE_S = 2.0
READ_MOST_BYTES = 8 * 1024 * 1024
FAILURES_TO_OPEN = 3
OPEN_S = 1.0


class CallFailed(Exception):
    """The peer did not answer within the deadline, or not at all."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes

    def json(self) -> Any:
        """The body as JSON. Raises CallFailed when it is not."""
        try:
            return json.loads(self.body)
        except ValueError as error:
            raise CallFailed("the answer is not JSON") from error


class _Loop:
    """One event loop in a thread, for calls from code that blocks. All clients of the process share it."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="outgoing-http", daemon=True).start()

    def run(self, work: Coroutine[Any, Any, R]) -> R:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


@cache
def _loop() -> _Loop:
    return _Loop()


class Breaker:
    """Stops asking a peer that does not answer: after some failures in a row, one try a second.

    So a dead peer costs its deadline now and then, not on every request.
    """

    def __init__(self, failures: int = FAILURES_TO_OPEN, open_s: float = OPEN_S) -> None:
        self._most, self._open_s = failures, open_s
        self._failures, self._retry_at = 0, 0.0

    def allows(self, now_s: float) -> bool:
        """May a call be made? Lets one through each `open_s` while open."""
        if self._failures < self._most:
            return True
        if now_s < self._retry_at:
            return False
        self._retry_at = now_s + self._open_s
        return True

    def record(self, succeeded: bool, now_s: float) -> None:
        self._failures = 0 if succeeded else self._failures + 1
        if self._failures >= self._most:
            self._retry_at = now_s + self._open_s


class ServiceClient:
    """Calls one neighbouring service, as this service.

    Every call has one total deadline. A call marked idempotent is tried once more when the connection failed,
    within the same deadline. Usable from threads (`call`) and from an event loop (`acall`).
    """

    def __init__(
        self, base_url: str, *, issuer: str, audience: str, secret: str, deadline_s: float = DEADLINE_S
    ) -> None:
        self._base_url, self._issuer, self._audience, self._secret = base_url.rstrip("/"), issuer, audience, secret
        self._deadline_s = deadline_s
        self._breaker = Breaker()
        self._clients: dict[int, httpx.AsyncClient] = {}

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        headers: dict[str, str] | None = None,
        is_idempotent: bool = False,
    ) -> Answer:
        """The answer, whatever its status below 500. Raises CallFailed: no answer in time, a 5xx, or breaker open."""
        with span(f"{method} {self._audience}", "client") as calling:
            # The loop's thread has no request of its own: the headers are taken here.
            context = outgoing_headers() | (headers or {})
            answer = _loop().run(self._call(method, path, body, context, is_idempotent))
            calling.note("http.response.status_code", answer.status)
        return answer

    async def acall(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        headers: dict[str, str] | None = None,
        is_idempotent: bool = False,
    ) -> Answer:
        """`call` for code that runs on an event loop."""
        with span(f"{method} {self._audience}", "client") as calling:
            answer = await self._call(method, path, body, outgoing_headers() | (headers or {}), is_idempotent)
            calling.note("http.response.status_code", answer.status)
        return answer

    async def _call(self, method: str, path: str, body: Any, headers: dict[str, str], is_idempotent: bool) -> Answer:
        if not self._breaker.allows(time.monotonic()):
            raise CallFailed(f"{self._audience} did not answer just now; not asked again yet")
        token = service_token(self._secret, issuer=self._issuer, audience=self._audience)
        headers = headers | {"Authorization": f"Bearer {token}"}
        try:
            async with asyncio.timeout(self._deadline_s):
                try:
                    answer = await self._send(method, path, body, headers)
                except (httpx.ConnectError, httpx.RemoteProtocolError, httpx.ReadError):
                    if not is_idempotent:
                        raise
                    answer = await self._send(method, path, body, headers)
        except (TimeoutError, httpx.HTTPError) as error:
            self._breaker.record(False, time.monotonic())
            raise CallFailed(f"{self._audience}: {type(error).__name__}") from error
        self._breaker.record(answer.status < 500, time.monotonic())
        if answer.status >= 500:
            raise CallFailed(f"{self._audience} answered {answer.status}")
        return answer

    async def _send(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Answer:
        client = self._client()
        async with client.stream(method, self._base_url + path, json=body, headers=headers) as response:
            read = bytearray()
            async for chunk in response.aiter_bytes():
                read += chunk
                if len(read) > READ_MOST_BYTES:
                    raise CallFailed(f"{self._audience} answered more than {READ_MOST_BYTES} bytes")
            return Answer(response.status_code, bytes(read))

    def _client(self) -> httpx.AsyncClient:
        # A client belongs to the event loop it was first used on.
        key = id(asyncio.get_running_loop())
        if key not in self._clients:
            self._clients[key] = httpx.AsyncClient(
                timeout=self._deadline_s, trust_env=False, limits=httpx.Limits(max_keepalive_connections=10)
            )
        return self._clients[key]
