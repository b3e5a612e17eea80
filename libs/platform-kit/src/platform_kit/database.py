"""Connections, sessions, and the session of a request."""

from __future__ import annotations

import os
import select
import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated

from fastapi import Depends, Request
from psycopg2 import extensions
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

from platform_kit.acting import tell_each_transaction

Sessions = sessionmaker[Session]

CONNECTS_WITHIN_S = 2.0
# Longer than the longest statement may take by the logins' statement_timeout, which ends one that merely waits.
SPEAKS_WITHIN_S = 6.0


class Connection(extensions.connection):
    """A connection whose server must say something in time.

    A server that is frozen, or dead behind a balancer that is not, keeps the line open and never answers: no timeout
    of the server's own and none of TCP's ends that. Without an end here every thread would sooner or later wait for it.
    """


def _wait(connection: extensions.connection) -> None:
    """What psycopg2 calls while it waits for a server. Raises OperationalError when a Connection's is silent."""
    limit_s: float | None = None
    if isinstance(connection, Connection):
        limit_s = CONNECTS_WITHIN_S if connection.status == extensions.STATUS_SETUP else SPEAKS_WITHIN_S
    while (state := connection.poll()) != extensions.POLL_OK:
        # Not select(): it knows no descriptor above 1,023, of which a storm has more.
        waiting = select.poll()
        waiting.register(connection.fileno(), select.POLLIN if state == extensions.POLL_READ else select.POLLOUT)
        if not waiting.poll(None if limit_s is None else limit_s * 1000):
            _hang_up(connection)  # the next poll() finds the line closed, and raises


def _hang_up(connection: extensions.connection) -> None:
    with socket.socket(fileno=os.dup(connection.fileno())) as line, suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


extensions.set_wait_callback(_wait)


def make_engine(url: str, *, application_name: str, pool_size: int = 10) -> Engine:
    """An engine for `postgresql://` URLs. A connection that died with its server is replaced before use,
    and one whose server is silent is given up."""
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg2"),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=2,
        pool_pre_ping=True,
        pool_recycle=1800,
        hide_parameters=True,  # values of a failed statement are people's data and secrets: not for the log
        connect_args={
            "connection_factory": Connection,
            "application_name": application_name,
            "options": "-c timezone=UTC",
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 3,
            "tcp_user_timeout": 8000,
        },
    )


def make_sessions(engine: Engine) -> Sessions:
    """Sessions whose transactions begin by telling the database for whom the request under way works."""
    sessions = sessionmaker(engine, expire_on_commit=False)
    tell_each_transaction(sessions)
    return sessions


def db_session(request: Request) -> Iterator[Session]:
    """One transaction a request: committed when the route returns, rolled back when it raises."""
    sessions: Sessions = request.app.state.sessions
    with sessions.begin() as session:
        yield session


# scope="function": COMMIT first, answer after. With the default scope a failed commit still answers 2xx.
DbSession = Annotated[Session, Depends(db_session, scope="function")]
