"""Routes of the hot path: the caller is judged, the body read, and prepared bytes are sent, with nothing in between.

FastAPI's own way to a route costs several times what taking an alert costs. Here it only documents the route: the
endpoint gets the request and its body, and returns status and bytes.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute
from platform_kit.callers import authorise
from platform_kit.problems import Problem
from platform_kit.routes import DECLARED
from starlette.types import Receive, Scope, Send

from alert_ingestion.intake import Answer

BODY_WITHIN_S = 10.0

Endpoint = Callable[[Request, bytes], Awaitable[Answer]]


class IntakeRoute(APIRoute):
    """A route of its own to `endpoint(request, body) -> Answer`. It takes no included router's prefix.

    body_limit: bytes of a body, also after it is unpacked; more is 413.
    """

    def __init__(self, path: str, endpoint: Endpoint, *, body_limit: int, **options: Any) -> None:
        # FastAPI reads the signature of what it documents: everything there is to say is in `options`.
        super().__init__(path, _documented, name=endpoint.__name__, max_body_size=body_limit, **options)
        declared = (self.openapi_extra or {}).get(DECLARED)
        if declared is None:
            raise RuntimeError(f"{path}: a route must declare needs(...) or open_to_all(...)")
        self._needed, self._answer, self._body_limit = frozenset(declared), endpoint, body_limit
        self.app = self._respond

    async def _respond(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        request.state.caller = await authorise(request, self._needed)
        body = await read_body(request, self._body_limit)
        answer = await self._answer(request, body)
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer.body))]
        if answer.is_replay:
            headers.append((b"idempotent-replay", b"true"))
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body})


async def _documented() -> None:
    """Never called: `IntakeRoute` answers itself."""


async def read_body(request: Request, limit: int) -> bytes:
    """The body, unpacked if it came packed. Raises Problem 408, 413, 415, 422."""
    headers = request.headers
    if int(headers.get("content-length") or 0) > limit:
        raise _too_large(limit)
    parts, size = [], 0
    try:
        async with asyncio.timeout(BODY_WITHIN_S):
            while True:
                message = await request.receive()
                if message["type"] == "http.disconnect":
                    raise Problem(422, "The request ended before its body did.")
                part = message.get("body", b"")
                size += len(part)
                if size > limit:
                    raise _too_large(limit)
                parts.append(part)
                if not message.get("more_body"):
                    break
    except TimeoutError:
        raise Problem(408, f"The body was not there within {BODY_WITHIN_S:g} s.") from None
    body = b"".join(parts)
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding == "identity":
        return body
    if encoding != "gzip":
        raise Problem(415, "Send the body as it is, or with Content-Encoding: gzip.")
    return _unpacked(body, limit)


def _unpacked(body: bytes, limit: int) -> bytes:
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
