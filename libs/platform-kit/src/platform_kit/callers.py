"""Who calls, and what they may: the one place that decides it for all services."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Annotated, Literal
from urllib.parse import urlsplit

from fastapi import Depends, Request
from sqlalchemy import text
from starlette.concurrency import run_in_threadpool

from platform_kit import tokens
from platform_kit.acting import Acting, act_for
from platform_kit.client_address import TrustedProxies
from platform_kit.database import Sessions
from platform_kit.problems import Problem

Grant = Literal["read", "respond", "admin", "ingest", "service"]

GRANTS_OF_ROLE: Mapping[str, frozenset[str]] = {
    "viewer": frozenset({"read"}),
    "responder": frozenset({"read", "respond", "ingest"}),
    "admin": frozenset({"read", "respond", "admin", "ingest"}),
}
SESSION_COOKIE = "session"
CSRF_HEADER = "X-CSRF-Token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
SENDERS = frozenset({"ingest"})
# What a form on any page of the world can send without asking first.
SENT_BY_FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})

# A revoked key stops working at the latest this much later, on every replica.
REMEMBERED_S = 3.0
REMEMBERED_MOST = 10_000


@dataclass(frozen=True, slots=True)
class CallerIdentity:
    """Somebody who was recognised.

    kind: a signed-in user, an API key, or another service. name: the user's or key's name, or the service's.
    hidden_teams: private teams of which the caller is no part: nothing of theirs is shown.
    """

    kind: Literal["user", "key", "service"]
    id: str
    name: str
    email: str | None
    grants: frozenset[str]
    hidden_teams: frozenset[str] = field(default=frozenset(), kw_only=True)

    @property
    def actor(self) -> str:
        """How the timeline names this caller: the user's e-mail, the key's or service's name."""
        return self.email or self.name

    def may(self, grant: Grant) -> bool:
        return grant in self.grants


@dataclass(frozen=True, slots=True)
class Shown:
    """The secret that came with a request, and whether a browser sent it by itself."""

    token: str
    by_cookie: bool


class Callers:
    """Recognises callers: service tokens, keys given at start, and sessions and keys in the database."""

    def __init__(
        self,
        sessions: Sessions,
        *,
        audience: str,
        service_secret: str,
        given: Mapping[bytes, CallerIdentity] | None = None,
    ) -> None:
        self._sessions = sessions
        self._audience = audience
        self._service_secret = service_secret
        self._given = dict(given or {})
        self._remembered: OrderedDict[bytes, tuple[float, CallerIdentity | None]] = OrderedDict()
        self._known: OrderedDict[bytes, None] = OrderedDict()
        self._lock = Lock()

    def has_known(self, token: str) -> bool:
        """Was this token good when it was last looked at, or is it one that needs no looking up?"""
        digest = tokens.token_hash(token)
        with self._lock:
            return digest in self._given or digest in self._known or token.count(".") == 2

    async def identify(self, token: str) -> CallerIdentity | None:
        """The caller behind this token, or None. Raises what the database raises when it cannot be asked."""
        if token.count(".") == 2:
            service = tokens.service_of(token, self._service_secret, audience=self._audience)
            return (service and CallerIdentity("service", service, service, None, frozenset({"service"}))) or None
        digest = tokens.token_hash(token)
        if digest in self._given:
            return self._given[digest]
        with self._lock:
            remembered = self._remembered.get(digest)
        if remembered and remembered[0] > time.monotonic():
            return remembered[1]
        caller = await run_in_threadpool(self._look_up, digest)
        with self._lock:
            self._remembered[digest] = (time.monotonic() + REMEMBERED_S, caller)
            self._remembered.move_to_end(digest)
            while len(self._remembered) > REMEMBERED_MOST:
                self._remembered.popitem(last=False)
            self._known.pop(digest, None)
            if caller is not None:
                self._known[digest] = None
                while len(self._known) > REMEMBERED_MOST:
                    self._known.popitem(last=False)
        return caller

    def forget(self, digest: bytes) -> None:
        """Stop recognising this token at once in this process: it was revoked or signed out here."""
        with self._lock:
            self._remembered.pop(digest, None)

    def _look_up(self, digest: bytes) -> CallerIdentity | None:
        with self._sessions.begin() as session:
            row = session.execute(
                text("SELECT kind, id, name, email, role, scopes, hidden_teams FROM oncall.caller_by_token(:hash)"),
                {"hash": digest},
            ).one_or_none()
        if row is None:
            return None
        grants = GRANTS_OF_ROLE.get(row.role, frozenset()) | frozenset(row.scopes)
        return CallerIdentity(
            row.kind, str(row.id), row.name, row.email, grants, hidden_teams=frozenset(row.hidden_teams)
        )


def shown_by(request: Request) -> Shown | None:
    """The secret of a request. A header goes before the cookie."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return Shown(token.strip(), by_cookie=False)
    if key := request.headers.get("x-api-key", "").strip():
        return Shown(key, by_cookie=False)
    if cookie := request.cookies.get(SESSION_COOKIE, ""):
        return Shown(cookie, by_cookie=True)
    return None


def refuse_foreign_page(request: Request, session_token: str) -> None:
    """A browser sends its cookie whichever page asked: a change must come from our own. Raises 403, 415."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    own = origin is None or urlsplit(origin).netloc == request.headers.get("host", "")
    if site != "same-origin" or not own or not tokens.csrf_matches(session_token, request.headers.get(CSRF_HEADER, "")):
        raise Problem(403, f"A change by a browser must carry the {CSRF_HEADER} of its own page. Reload the page.")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in SENT_BY_FORMS:
        raise Problem(415, "Send JSON, with the Content-Type application/json.")


async def authorise(request: Request, needed: frozenset[str]) -> CallerIdentity | None:
    """The caller of a route that needs one of `needed`; None where the route is open. Raises 401, 403."""
    act_for(None)
    return await admitted(request, shown_by(request), needed) if needed else None


async def admitted(request: Request, shown: Shown | None, needed: frozenset[str]) -> CallerIdentity:
    """The caller who shows this and has one of the grants `needed`, wherever the request had it. Raises 401, 403.

    From here on the request's transactions work for that caller.
    """
    if shown is None:
        raise Problem(
            401,
            "Send an API key or a session token as `Authorization: Bearer …` or `X-API-Key`, or sign in.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    callers: Callers = request.app.state.callers
    caller = await callers.identify(shown.token)
    if caller is None:
        raise Problem(
            401,
            "The key or session is not known, has expired or was revoked.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    if shown.by_cookie and request.method not in SAFE_METHODS:
        refuse_foreign_page(request, shown.token)
    if not needed & caller.grants:
        raise Problem(403, f"This call needs {' or '.join(sorted(needed))}, which this caller does not have.")
    changes = request.method not in SAFE_METHODS
    # Senders are shown nothing: whose a service is must not stand in an alert's way.
    hidden = frozenset[str]() if needed == SENDERS else caller.hidden_teams
    act_for(
        Acting(
            caller.kind,
            caller.id,
            caller.actor,
            address=lambda: client_address(request),
            hidden_teams=hidden,
            changes=changes,
            grants=caller.grants,
        )
    )
    return caller


def client_address(request: Request) -> str:
    """Where the request comes from; our own gateway is believed when it says who asked it."""
    proxies: TrustedProxies = request.app.state.proxies
    return proxies.client_of(request.client.host if request.client else "", request.headers.getlist("x-forwarded-for"))


def current_caller(request: Request) -> CallerIdentity:
    caller: CallerIdentity | None = request.state.caller
    if caller is None:
        raise RuntimeError("an open route asked who calls")
    return caller


Caller = Annotated[CallerIdentity, Depends(current_caller)]
