"""One layer around every request: its id, its time, its log line, the headers every answer has. Plain ASGI."""

from __future__ import annotations

import logging
import time

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from platform_kit.metrics import observe_request
from platform_kit.rate_limits import ON_SCOPE
from platform_kit.request_context import enter_request
from platform_kit.tracing import request_span

log = logging.getLogger(__name__)

READ = frozenset({b"x-request-id", b"traceparent", b"content-length"})
NO_SNIFFING = (b"x-content-type-options", b"nosniff")
NOT_STORED = (b"cache-control", b"no-store")
QUIET = frozenset({"/health", "/health/ready", "/metrics"})


class BodyLimit:
    """Ends the reading of a body that is larger than it may be, declared or not.

    The framework's own limit is not used: it answers plain text, past the problem documents and the request's id.
    """

    def __init__(self, receive: Receive, declared: str | None, most_bytes: int) -> None:
        self._receive, self._most_bytes = receive, most_bytes
        self._is_declared_too_large = declared is not None and declared.isdigit() and int(declared) > most_bytes
        self._read = 0

    async def __call__(self) -> Message:
        if self._is_declared_too_large:
            raise HTTPException(413)
        message = await self._receive()
        self._read += len(message.get("body", b""))
        if self._read > self._most_bytes:
            raise HTTPException(413)
        return message


class RequestLayer:
    def __init__(self, app: ASGIApp, max_body_bytes: int) -> None:
        self.app, self.max_body_bytes = app, max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        told = {name: value for name, value in scope["headers"] if name in READ}
        request_id = enter_request(_text(told.get(b"x-request-id")), _text(told.get(b"traceparent")))
        traced = request_span()
        status, stream_began = 500, None

        async def send_on(message: Message) -> None:
            nonlocal status, stream_began
            if message["type"] == "http.response.start":
                status = message["status"]
                own = [(b"x-request-id", request_id.encode()), NO_SNIFFING]
                headers = {name.lower(): value for name, value in message.get("headers", ())}
                if b"cache-control" not in headers:
                    own.append(NOT_STORED)
                own += [(name, value) for name, value in scope.get(ON_SCOPE, ()) if name not in headers]
                if headers.get(b"content-type", b"").startswith(b"text/event-stream"):
                    stream_began = time.perf_counter()  # it goes on for hours: how soon it began is what counts
                message["headers"] = [*message.get("headers", ()), *own]
            await send(message)

        try:
            limited = BodyLimit(receive, _text(told.get(b"content-length")), self.max_body_bytes)
            await self.app(scope, limited, send_on)
        finally:
            route = getattr(scope.get("route"), "path_format", None) or "unmatched"
            seconds = (stream_began or time.perf_counter()) - started
            observe_request(scope["method"], route, status, seconds)
            if traced is not None:
                traced.note("http.request.method", scope["method"])
                traced.note("http.route", route)
                traced.note("http.response.status_code", status)
                traced.end(name=f"{scope['method']} {route}", error=str(status) if status >= 500 else None)
            if route not in QUIET:
                level = logging.DEBUG if status < 400 else logging.INFO if status < 500 else logging.ERROR
                if log.isEnabledFor(level):
                    fields = {"method": scope["method"], "route": route, "status": status, "seconds": round(seconds, 4)}
                    log.log(level, "request answered", extra=fields)


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("latin-1")
