"""A lane past the framework's layers for the routes that storms come in by.

Each of those layers is a few microseconds and good for something; together they cost more than taking an alert. What of
them a request needs is here: its id, log line and metrics (the kit's layer), and errors as problem documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from inspect import isawaitable

from fastapi import FastAPI, Request
from platform_kit.middleware import RequestLayer
from starlette.types import ASGIApp, Receive, Scope, Send

from alert_ingestion.api.intake_route import IntakeRoute


class HotLane:
    """Answers POSTs to the paths of `routes`, which have no parameters; hands everything else on to `rest`."""

    def __init__(self, rest: ASGIApp, app: FastAPI, routes: Iterable[IntakeRoute], *, max_body_bytes: int) -> None:
        self._rest = rest
        self._lanes = {route.path: RequestLayer(_Answering(app, route), max_body_bytes) for route in routes}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        lane = None
        if scope["type"] == "http" and scope["method"] == "POST":
            lane = self._lanes.get(scope["path"])
        await (lane or self._rest)(scope, receive, send)


class _Answering:
    """One route, and the application's own answers to what it raises."""

    def __init__(self, app: FastAPI, route: IntakeRoute) -> None:
        self._app, self._route = app, route

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["route"] = self._route
        try:
            await self._route.app(scope, receive, send)
        except Exception as error:
            handlers = self._app.exception_handlers
            handler = next(handlers[kind] for kind in type(error).__mro__ if kind in handlers)
            answering = handler(Request(scope), error)
            response = await answering if isawaitable(answering) else answering
            await response(scope, receive, send)


def open_lane(app: FastAPI, routes: Iterable[IntakeRoute], *, max_body_bytes: int) -> None:
    """Put the lane around everything the application does with a request."""
    build = app.build_middleware_stack
    app.build_middleware_stack = lambda: HotLane(  # type: ignore[method-assign]
        build(), app, routes, max_body_bytes=max_body_bytes
    )
