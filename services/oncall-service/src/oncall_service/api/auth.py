"""Sign in, sign out, who am I."""

from __future__ import annotations

from uuid import UUID

from fastapi import Request, Response
from platform_kit.callers import SESSION_COOKIE, Caller, shown_by
from platform_kit.database import DbSession
from platform_kit.problems import Problem, problems
from platform_kit.routes import guarded_router, needs, open_to_all
from platform_kit.tokens import csrf_token, token_hash

from oncall_service.api.dependencies import AppCallers, AppSettings, AppSignIn, ClientAddress, Now
from oncall_service.api.wire.people import Login, LoginOut, MeOut, PasswordChange, UserOut
from oncall_service.settings import Settings
from oncall_service.store import keys, users
from oncall_service.use_cases import sign_in as sign_in_use_cases

CSRF_COOKIE = "csrf_token"

router = guarded_router(prefix="/api/v1/auth", tags=["sign-in"])


@router.post(
    "/login",
    **open_to_all("nobody is known before signing in", counted_by_address=True),
    operation_id="login",
    responses=problems(401, 422, 429, 503),
)
def login(
    body: Login,
    request: Request,
    response: Response,
    sign_in: AppSignIn,
    settings: AppSettings,
    address: ClientAddress,
    now: Now,
) -> LoginOut:
    """Sign in with e-mail address and password.

    The token is a bearer token on all four services; a browser gets it as a cookie. Wrong passwords are slowed down.
    """
    ended = request.cookies.get(SESSION_COOKIE)
    done = sign_in(body.email, body.password.get_secret_value(), address=address, ended=ended, now=now)
    set_session_cookies(response, done.token, settings)
    return LoginOut(token=done.token, expires_at=done.expires_at, user=UserOut.model_validate(done.user))


def set_session_cookies(response: Response, token: str, settings: Settings) -> None:
    """Let the browser have the session, and its pages the token against forged changes."""
    for name, value, is_readable in ((SESSION_COOKIE, token, False), (CSRF_COOKIE, csrf_token(token), True)):
        response.set_cookie(
            name,
            value,
            max_age=int(settings.session_hours * 3600),
            path="/",
            secure=settings.is_https,
            httponly=not is_readable,
            samesite="lax",
        )


@router.post("/logout", **needs("read"), operation_id="logout", status_code=204, responses=problems(409))
def logout(
    request: Request, response: Response, session: DbSession, caller: Caller, callers: AppCallers, settings: AppSettings
) -> None:
    """End the session that is shown. An API key has no session: revoke it instead."""
    shown = shown_by(request)
    if caller.kind != "user" or shown is None:
        raise Problem(409, "An API key cannot sign out. Revoke it instead.")
    sign_in_use_cases.sign_out(session, shown.token)
    callers.forget(token_hash(shown.token))
    for name in (SESSION_COOKIE, CSRF_COOKIE):
        response.delete_cookie(name, path="/", secure=settings.is_https, samesite="lax")


@router.get("/me", **needs("read"), operation_id="get_me")
def get_me(session: DbSession, caller: Caller) -> MeOut:
    """Who the caller is, and what they may do."""
    found = users.get(session, UUID(caller.id)) if caller.kind == "user" else keys.get(session, UUID(caller.id))
    return MeOut(
        kind="user" if caller.kind == "user" else "key",
        id=UUID(caller.id),
        name=caller.name,
        email=caller.email,
        role=found.role if found else None,
        grants=sorted(caller.grants),
    )


@router.post(
    "/password",
    **needs("read"),
    operation_id="change_own_password",
    status_code=204,
    responses=problems(401, 409, 422, 429),
)
def change_own_password(
    body: PasswordChange, sign_in: AppSignIn, caller: Caller, callers: AppCallers, address: ClientAddress
) -> None:
    """Change one's own password. Every session of the person ends, this one too."""
    if caller.kind != "user":
        raise Problem(409, "An API key has no password.")
    ended = sign_in.change_password(
        UUID(caller.id), body.current_password.get_secret_value(), body.new_password.get_secret_value(), address=address
    )
    for digest in ended:
        callers.forget(digest)
