"""Signing in with an OpenID Connect provider: away, and back."""

from __future__ import annotations

import logging
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from platform_kit.callers import SESSION_COOKIE, client_address
from platform_kit.problems import Problem, problems
from platform_kit.routes import guarded_router, open_to_all
from platform_kit.secrets_at_rest import MARK, SecretsAtRest, Unreadable

from oncall_service.api.auth import set_session_cookies
from oncall_service.api.dependencies import AppSettings, Now
from oncall_service.api.wire.people import SingleSignOnOut
from oncall_service.domain.single_sign_on import Refusal, SignInRefused, return_path
from oncall_service.security.openid_connect import AWAY_S, departure_from
from oncall_service.use_cases.single_sign_on import SingleSignOn

log = logging.getLogger(__name__)

COOKIE = "oidc"
PATH = "/api/v1/auth/oidc"
LONGEST = 2000

router = guarded_router(prefix=PATH, tags=["sign-in"])


@router.get(
    "/start",
    **open_to_all("nobody is known before signing in", counted_by_address=True),
    operation_id="start_single_sign_on",
    response_model=SingleSignOnOut,
    responses={302: {"description": "To the provider."}, **problems(404, 422, 503)},
)
def start_single_sign_on(
    request: Request,
    settings: AppSettings,
    next: Annotated[str, Query(max_length=LONGEST, description="Where to go afterwards: a path of the UI.")] = "/",
    ask: Annotated[bool, Query(description="Only say whether there is a provider.")] = False,
) -> Response:
    """Send the browser to the provider, or say whether there is one."""
    single: SingleSignOn | None = request.app.state.single_sign_on
    if ask:
        return JSONResponse({"is_offered": single is not None, "name": single.name if single else None})
    if single is None:
        raise Problem(404, "No OpenID Connect provider is set up: see OIDC_ISSUER.")
    try:
        address, departure = single.provider.leave(return_path(next))
    except SignInRefused as refused:
        return _refused(refused)
    secrets: SecretsAtRest = request.app.state.secrets
    leaving = RedirectResponse(address, 302)
    leaving.set_cookie(
        COOKIE,
        secrets.seal(departure.packed()),
        max_age=AWAY_S,
        path=PATH,
        secure=settings.is_https,
        httponly=True,
        samesite="lax",
    )
    return leaving


@router.get(
    "/callback",
    **open_to_all("nobody is known before signing in", counted_by_address=True),
    operation_id="finish_single_sign_on",
    status_code=303,
    response_class=RedirectResponse,
    responses=problems(422),
)
def finish_single_sign_on(
    request: Request,
    settings: AppSettings,
    now: Now,
    state: Annotated[str, Query(max_length=LONGEST)] = "",
    code: Annotated[str, Query(max_length=LONGEST)] = "",
    error: Annotated[str, Query(max_length=LONGEST)] = "",
) -> Response:
    """Where the provider sends the browser back to. It ends where the browser wanted to be, or at the sign-in page."""
    single: SingleSignOn | None = request.app.state.single_sign_on
    try:
        if single is None or error:
            raise SignInRefused(Refusal.DENIED, "the provider or the person said no")
        departure = departure_from(_opened(request))
        if not code or departure.state != state:
            raise SignInRefused(Refusal.FAILED, "another browser left for the provider, or nobody did")
        identity = single.provider.come_back(code, departure)
        done = single.enter(
            identity,
            ended=request.cookies.get(SESSION_COOKIE),
            now=now,
            address=lambda: client_address(request),
        )
    except SignInRefused as refused:
        answer = _refused(refused)
    else:
        answer = RedirectResponse(departure.next, 303)
        set_session_cookies(answer, done.token, settings)
    answer.delete_cookie(COOKIE, path=PATH, secure=settings.is_https, httponly=True, samesite="lax")
    return answer


def _opened(request: Request) -> str:
    """What the browser left with. What was never sealed by us counts for nothing."""
    secrets: SecretsAtRest = request.app.state.secrets
    kept = request.cookies.get(COOKIE, "")
    try:
        return secrets.open(kept) if kept.startswith(MARK) else ""
    except Unreadable:
        return ""


def _refused(refused: SignInRefused) -> RedirectResponse:
    log.warning("nobody was signed in by the provider", extra={"refusal": refused.refusal, "why": str(refused)})
    return RedirectResponse(f"/sign-in?{urlencode({'refused': refused.refusal})}", 303)
