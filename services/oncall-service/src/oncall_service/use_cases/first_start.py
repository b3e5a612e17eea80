"""What must be there before anybody can do anything: an administrator, and the senders' key as a row."""

from __future__ import annotations

import hmac
import logging

from platform_kit.database import Sessions
from platform_kit.tokens import token_hash
from platform_kit.worker import WorkerLoop
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from oncall_service.domain.directory import ENVIRONMENT_KEY
from oncall_service.domain.people import UserRole, name_from
from oncall_service.security.passwords import Passwords
from oncall_service.store import first_admin, keys, users

log = logging.getLogger(__name__)

RETRY_S = 1.0
SHOWN_OF_KEY = 4


def provide_admin(session: Session, passwords: Passwords, *, email: str, password: str) -> None:
    """The account of ADMIN_EMAIL: made when it is not there, given the password when ADMIN_PASSWORD has changed.

    Everything else about an account that is there stays as people made it: also a password that its owner changed.
    """
    user = users.by_email(session, email)
    applied = first_admin.applied_password_hash(session, email)
    if user is not None and applied is not None and passwords.run(lambda: passwords.matches(password, applied)):
        return
    hashed = passwords.hash(password)
    if user is None:
        users.add(session, name=name_from(email), email=email, role=UserRole.ADMIN, password_hash=hashed)
        log.info("made the first administrator", extra={"email": email})
    else:
        users.save(session, user.id, {"password_hash": hashed})
        users.end_sessions_of(session, user.id)
        log.info("the administrator has a new password from ADMIN_PASSWORD", extra={"email": email})
    first_admin.remember_password(session, email, hashed)


def provide_ingest_key(session: Session, key: str) -> None:
    """INGEST_API_KEY as a key with the scope ingest; the one before it is revoked."""
    wanted = token_hash(key)
    current = keys.hash_from_environment(session)
    if current and hmac.compare_digest(current[1], wanted):
        return
    if current:
        keys.revoke(session, current[0])
    if keys.reinstate(session, wanted):
        return
    keys.add(
        session,
        name=ENVIRONMENT_KEY,
        prefix=key[:SHOWN_OF_KEY],
        token_hash=wanted,
        role=None,
        scopes=["ingest"],
        created_by="system",
        expires_at=None,
        is_from_environment=True,
    )


class FirstStart:
    """Does both before the first request is taken; again each second while the database does not answer."""

    def __init__(self, sessions: Sessions, passwords: Passwords, *, email: str, password: str, ingest_key: str) -> None:
        self._sessions, self._passwords = sessions, passwords
        self._email, self._password, self._ingest_key = email, password, ingest_key
        self._is_done = False
        self._again = WorkerLoop("first-start", self._if_needed, poll_s=RETRY_S)

    def start(self) -> None:
        try:
            self._if_needed()
        except SQLAlchemyError:
            log.warning("the database does not answer: the first administrator is made as soon as it does")
            self._again.start()

    def stop(self) -> None:
        self._again.stop()

    def _if_needed(self) -> int:
        if self._is_done:
            return 0
        with self._sessions.begin() as session:
            first_admin.one_start_at_a_time(session)
            provide_admin(session, self._passwords, email=self._email, password=self._password)
            provide_ingest_key(session, self._ingest_key)
        self._is_done = True
        return 1
