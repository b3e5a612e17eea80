"""Routes that are closed unless they say who may call them.

Each route is declared with `**needs("read")` or `**open_to_all("why")`. One that declares neither stops the service
from starting, and so does one of another router, whose caller nobody would judge. The caller is judged before the
body is read.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Iterator
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Match

from platform_kit.callers import Grant
from platform_kit.rate_limits import counted

DECLARED = "x-needs"
COUNTED = "x-counted-by-address"
SCHEMES: dict[str, dict[str, str]] = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An API key or a session token."},
    "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "An API key."},
    "session": {"type": "apiKey", "in": "cookie", "name": "session", "description": "A browser that signed in."},
}


def needs(*grants: Grant) -> dict[str, Any]:
    """Keyword arguments of a route that takes callers with any of these grants."""
    return {"openapi_extra": {DECLARED: sorted(grants), "security": [{name: []} for name in SCHEMES]}}


def open_to_all(why: str, *, counted_by_address: bool = False) -> dict[str, Any]:
    """Keyword arguments of a route that anybody may call; `why` is published with it.

    counted_by_address: whether where a request comes from may ask only so often.
    """
    counted = {COUNTED: True} if counted_by_address else {}
    return {"openapi_extra": {DECLARED: [], "x-open-because": why, "security": [], **counted}}


class DeclaredRoute(APIRoute):
    """A route that says who may call it, and judges the caller before anything else. What derives from it does so."""

    @property
    def needed(self) -> frozenset[str]:
        """The grants of which a caller must have one; empty where anybody may call. Raises RuntimeError."""
        declared = (self.openapi_extra or {}).get(DECLARED)
        if declared is None:
            raise RuntimeError(f"{self.path}: a route must declare needs(...) or open_to_all(...)")
        return frozenset(declared)


class GuardedRoute(DeclaredRoute):
    """Judges the caller, then hands on to FastAPI."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        needed, by_address = self.needed, COUNTED in (self.openapi_extra or {})
        handler = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            request.state.caller = await counted(request, needed, by_address=by_address)
            return await handler(request)

        return guarded


def guarded_router(**options: Any) -> APIRouter:
    """An APIRouter whose routes are closed by default."""
    return APIRouter(route_class=GuardedRoute, **options)


# What the framework answers itself: the published contract, and a page that shows it.
OF_THE_FRAMEWORK = frozenset({"/openapi.json", "/docs", "/docs/oauth2-redirect"})


def refuse_undeclared(routes: Iterable[BaseRoute]) -> None:
    """Raises RuntimeError when one of an application's routes does not declare who may call it."""
    for route in _all(routes):
        path = getattr(route, "path", type(route).__name__)
        if isinstance(route, DeclaredRoute):
            _ = route.needed
        elif path not in OF_THE_FRAMEWORK:
            raise RuntimeError(f"{path}: a route must be one of guarded_router(), which judges its callers")


def methods_at(request: Request) -> set[str]:
    """Every method that the address of this request takes: the framework's own 405 names the first route's alone."""
    return {method for route in _all(request.app.routes) for method in _methods(route, request)}


def _methods(route: BaseRoute, request: Request) -> Iterable[str]:
    match, _ = route.matches(request.scope)
    return () if match is Match.NONE else getattr(route, "methods", None) or ()


def _all(routes: Iterable[BaseRoute]) -> Iterator[BaseRoute]:
    for route in routes:
        included = getattr(route, "original_router", None)  # the framework keeps an included router whole
        if included is None:
            yield route
        else:
            yield from _all(included.routes)
