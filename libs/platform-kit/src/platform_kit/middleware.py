"""One layer around every request: its id, its time, its log line, the headers every answer has. Plain ASGI."""

from __future__ import annotations

import logging
import time

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from platform_kit.metrics import observe_request
from platform_kit.request_context import enter_request

log = logging.getLogger(__name__)

QUIET = frozenset({"/health", "/health/ready", "/metrics"})


class RequestLayer:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        headers = Headers(scope=scope)
        request_id = enter_request(headers.get("x-request-id"), headers.get("traceparent"))
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        status = 500

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                answer = MutableHeaders(scope=message)
                answer["X-Request-ID"] = request_id
                answer.setdefault("Cache-Control", "no-store")
                answer["X-Content-Type-Options"] = "nosniff"
            await send(message)

        try:
            await self.app(scope, receive, send_on)
        finally:
            route = getattr(scope.get("route"), "path", None) or "unmatched"
            seconds = time.perf_counter() - started
            observe_request(scope["method"], route, status, seconds)
            if route not in QUIET:
                level = logging.DEBUG if status < 400 else logging.INFO if status < 500 else logging.ERROR
                if log.isEnabledFor(level):
                    fields = {"method": scope["method"], "route": route, "status": status, "seconds": round(seconds, 4)}
                    log.log(level, "request answered", extra=fields)
