"""Routes of the hot path: the caller is judged, the body read, and prepared bytes are sent, with nothing in between.

FastAPI's own way to a route costs several times what taking an alert costs. Here it only documents the route: the
endpoint gets the request and its body, and returns status and bytes.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs

from fastapi import FastAPI, Request
from platform_kit.callers import CallerIdentity, Shown, admitted, authorise
from platform_kit.problems import Problem
from platform_kit.routes import DeclaredRoute
from starlette.types import Receive, Scope, Send

from alert_ingestion.api.rate_limits import Headers, RateLimits
from alert_ingestion.intake import Answer

BODY_WITHIN_S = 10.0
INGEST = frozenset({"ingest"})


@dataclass(slots=True)
class Received:
    """A request that was let in, with its whole body. headers: by their names in lower case, the last of each.

    caller: None on a route whose protocol has the key in the body, until the endpoint found it there.
    status_over: what a sender is answered that sends too often. told: headers of the answer.
    """

    app: FastAPI
    caller: CallerIdentity | None
    scope: Scope
    headers: Mapping[bytes, bytes]
    body: bytes
    status_over: int = 429
    told: Headers = field(default_factory=list)

    @property
    def sender(self) -> CallerIdentity:
        """Who sent it. Nothing is taken from anybody who is not known."""
        if self.caller is None:
            raise RuntimeError(f"{self.scope['path']}: alerts are taken from callers that are known")
        return self.caller

    async def sent_with(self, key: str) -> Received:
        """The request as one of the sender with this key, which was found in it.

        Raises Problem 401, 403, and what a sender is answered that sends too often.
        """
        caller = await admitted(Request(self.scope), Shown(key, by_cookie=False), INGEST)
        self.told.extend(limits_of(self.app).spend(caller, self.status_over))
        return replace(self, caller=caller)

    def header(self, name: bytes) -> str | None:
        value = self.headers.get(name)
        return None if value is None else value.decode("latin-1")


Endpoint = Callable[[Received], Awaitable[Answer]]
FindKey = Callable[[Scope], str | None]


def limits_of(app: FastAPI) -> RateLimits:
    limits: RateLimits = app.state.rate_limits
    return limits


class IntakeRoute(DeclaredRoute):
    """A route of its own to `endpoint(received) -> Answer`. It takes no included router's prefix.

    body_limit: bytes of a body, also after it is unpacked; more is 413.
    status_over: what a sender is answered that sends too often.
    find_key: where a caller without one of the usual headers may show its key.
    """

    def __init__(
        self,
        path: str,
        endpoint: Endpoint,
        *,
        body_limit: int,
        status_over: int = 429,
        find_key: FindKey | None = None,
        **options: Any,
    ) -> None:
        # FastAPI reads the signature of what it documents: everything there is to say is in `options`.
        super().__init__(path, _documented, name=endpoint.__name__, **options)
        self._needed, self._answer, self._body_limit = self.needed, endpoint, body_limit
        self._status_over, self._find_key = status_over, find_key
        self.app = self._respond

    async def _respond(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = scope["app"]
        if self._find_key and (key := self._find_key(scope)):
            scope = {**scope, "headers": [*scope["headers"], (b"x-api-key", key.encode("latin-1", "replace"))]}
        caller = await authorise(Request(scope), self._needed)
        told = []
        if caller is not None:  # what is refused anyway need not be read
            told = limits_of(app).spend(caller, self._status_over)
            app.state.intake.refuse_if_full(caller.id)
        headers = dict(scope["headers"])
        body = unpacked(await read_body(receive, self._body_limit), headers, self._body_limit)
        answer = await self._answer(Received(app, caller, scope, headers, body, self._status_over, told))
        if answer.body:
            told.append((b"content-type", b"application/json"))
        told.append((b"content-length", b"%d" % len(answer.body)))
        if answer.is_replay:
            told.append((b"idempotent-replay", b"true"))
        await send({"type": "http.response.start", "status": answer.status, "headers": told})
        await send({"type": "http.response.body", "body": answer.body})


def key_of_address(scope: Scope) -> str | None:
    """A key shown as `?key=`, for tools that send no header of one's choice. A header goes before it."""
    if any(name in (b"authorization", b"x-api-key") for name, _ in scope["headers"]):
        return None
    keys = parse_qs(scope["query_string"].decode("latin-1")).get("key")
    return keys[0] if keys else None


def key_of_opsgenie(scope: Scope) -> str | None:
    """A key shown as `Authorization: GenieKey <key>`."""
    value = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
    scheme, _, key = value.partition(" ")
    return key.strip() or None if scheme.lower() == "geniekey" else None


async def _documented() -> None:
    """Never called: `IntakeRoute` answers itself."""


async def read_body(receive: Receive, limit: int, within_s: float = BODY_WITHIN_S) -> bytes:
    """The body as it came. Raises Problem 408, 413, 422."""
    loop, reading = asyncio.get_running_loop(), asyncio.current_task()
    assert reading is not None
    # asyncio.timeout would do, at five times the price.
    timer = loop.call_later(within_s, reading.cancel)
    ends_at = timer.when()
    parts: list[bytes] = []
    size = 0
    try:
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Problem(422, "The request ended before its body did.")
            part = message.get("body", b"")
            size += len(part)
            if size > limit:
                raise _too_large(limit)
            parts.append(part)
            if not message.get("more_body"):
                return part if len(parts) == 1 else b"".join(parts)
    except asyncio.CancelledError:
        if loop.time() < ends_at or reading.uncancel() > 0:
            raise
        raise Problem(408, f"The body was not there within {within_s:g} s.") from None
    finally:
        timer.cancel()


def unpacked(body: bytes, headers: Mapping[bytes, bytes], limit: int) -> bytes:
    """The body, unpacked if its headers say that it is packed. Raises Problem 413, 415, 422."""
    encoding = headers.get(b"content-encoding", b"identity").strip().lower()
    if encoding == b"identity":
        return body
    if encoding != b"gzip":
        raise Problem(415, "Send the body as it is, or with Content-Encoding: gzip.")
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(body, limit + 1)
    except zlib.error:
        raise Problem(422, "The body is not gzip, as its Content-Encoding says.") from None
    if len(unpacked) > limit:
        raise _too_large(limit)
    if not unpacker.eof or unpacker.unused_data:
        raise Problem(422, "The body is not one whole gzip stream.")
    return unpacked


def _too_large(limit: int) -> Problem:
    return Problem(413, f"The request body is larger than {limit} bytes.")
