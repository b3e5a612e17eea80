"""Routes that are closed unless they say who may call them.

Each route is declared with `**needs("read")` or `**open_to_all("why")`. One that declares neither stops the service
from starting. The caller is judged before the body is read.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute

from platform_kit.callers import Grant, authorise

DECLARED = "x-needs"
SCHEMES: dict[str, dict[str, str]] = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An API key or a session token."},
    "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "An API key."},
    "session": {"type": "apiKey", "in": "cookie", "name": "session", "description": "A browser that signed in."},
}


def needs(*grants: Grant) -> dict[str, Any]:
    """Keyword arguments of a route that takes callers with any of these grants."""
    return {"openapi_extra": {DECLARED: sorted(grants), "security": [{name: []} for name in SCHEMES]}}


def open_to_all(why: str) -> dict[str, Any]:
    """Keyword arguments of a route that anybody may call; `why` is published with it."""
    return {"openapi_extra": {DECLARED: [], "x-open-because": why, "security": []}}


class GuardedRoute(APIRoute):
    """Judges the caller, then hands on to FastAPI."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        declared = (self.openapi_extra or {}).get(DECLARED)
        if declared is None:
            raise RuntimeError(f"{self.path}: a route must declare needs(...) or open_to_all(...)")
        needed = frozenset(declared)
        handler = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            request.state.caller = await authorise(request, needed)
            return await handler(request)

        return guarded


def guarded_router(**options: Any) -> APIRouter:
    """An APIRouter whose routes are closed by default."""
    return APIRouter(route_class=GuardedRoute, **options)
