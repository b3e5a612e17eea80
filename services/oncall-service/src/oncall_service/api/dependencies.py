"""What routes are given: parts of the application, and the page that is asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request
from platform_kit.callers import Callers, client_address
from platform_kit.clock import Clock
from platform_kit.database import Sessions
from platform_kit.paging import DEFAULT_LIMIT, CursorText, Limit, decode_cursor

from oncall_service.clients.notification import Reachability
from oncall_service.security.passwords import Passwords
from oncall_service.settings import Settings
from oncall_service.store.pages import Asked
from oncall_service.use_cases.sign_in import SignIn


def _now(request: Request) -> datetime:
    clock: Clock = request.app.state.clock
    return clock.now()


def _passwords(request: Request) -> Passwords:
    found: Passwords = request.app.state.passwords
    return found


def _sign_in(request: Request) -> SignIn:
    found: SignIn = request.app.state.sign_in
    return found


def _callers(request: Request) -> Callers:
    found: Callers = request.app.state.callers
    return found


def _settings(request: Request) -> Settings:
    found: Settings = request.app.state.settings
    return found


def _sessions(request: Request) -> Sessions:
    found: Sessions = request.app.state.sessions
    return found


def _reachability(request: Request) -> Reachability:
    found: Reachability = request.app.state.notification
    return found


def _asked(limit: Limit = DEFAULT_LIMIT, cursor: CursorText = None) -> Asked:
    return Asked(limit, decode_cursor(cursor))


Now = Annotated[datetime, Depends(_now)]
AppSessions = Annotated[Sessions, Depends(_sessions)]
AppReachability = Annotated[Reachability, Depends(_reachability)]
AppPasswords = Annotated[Passwords, Depends(_passwords)]
AppSignIn = Annotated[SignIn, Depends(_sign_in)]
AppCallers = Annotated[Callers, Depends(_callers)]
AppSettings = Annotated[Settings, Depends(_settings)]
ClientAddress = Annotated[str, Depends(client_address)]
AskedPage = Annotated[Asked, Depends(_asked)]
