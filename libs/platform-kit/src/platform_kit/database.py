"""Connections, sessions, and the session of a request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

from platform_kit.acting import tell_each_transaction

Sessions = sessionmaker[Session]


def make_engine(url: str, *, application_name: str, pool_size: int = 10) -> Engine:
    """An engine for `postgresql://` URLs. A connection that died with its server is replaced before use."""
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg2"),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=2,
        pool_pre_ping=True,
        pool_recycle=1800,
        hide_parameters=True,  # values of a failed statement are people's data and secrets: not for the log
        connect_args={
            "application_name": application_name,
            "connect_timeout": 2,
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
