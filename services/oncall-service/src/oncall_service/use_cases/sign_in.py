"""Sign in, sign out, change one's own password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from platform_kit.database import Sessions
from platform_kit.tokens import SESSION_PREFIX, new_token, token_hash
from sqlalchemy.orm import Session

from oncall_service.domain.errors import DomainError, Unusable, WrongPassword
from oncall_service.domain.people import User, refuse_weak
from oncall_service.security.passwords import Passwords
from oncall_service.security.throttle import Throttle
from oncall_service.store import users


class TooManyTries(DomainError):
    """Wrong passwords, too many of them lately. wait_s: seconds until the next try."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(f"Too many wrong passwords. Try again in {wait_s} s.")
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class SignedIn:
    token: str
    expires_at: datetime
    user: User


@dataclass(frozen=True, slots=True)
class SignIn:
    """Checks who signs in; one for the process, because it remembers wrong passwords."""

    sessions: Sessions
    passwords: Passwords
    throttle: Throttle
    life: timedelta

    def __call__(self, email: str, password: str, *, address: str, ended: str | None, now: datetime) -> SignedIn:
        """A new session. ended: the token of the session this browser had, which ends.

        No connection is held while the password is hashed. An unknown account, a wrong password and a disabled
        account give the same answer after the same time. Raises WrongPassword, TooManyTries, Busy.
        """
        with self.sessions.begin() as session:
            user = users.by_email(session, email)
            kept = users.password_hash_of(session, user.id) if user and not user.is_disabled else None
        self.passwords.run(lambda: self._check(email, password, kept, address))
        assert user is not None  # there was a hash to match
        token = new_token(SESSION_PREFIX)
        with self.sessions.begin() as session:
            if ended:
                users.end_session(session, token_hash(ended))
            expires_at = users.open_session(session, user.id, token_hash(token), now=now, life=self.life)
        return SignedIn(token, expires_at, user)

    def _check(self, email: str, password: str, kept: str | None, address: str) -> None:
        """One after the other in the few threads for hashing: tries sent at once are counted like any others."""
        if wait_s := self.throttle.wait_s(email, address):
            raise TooManyTries(wait_s)
        if not self.passwords.matches(password, kept):
            self.throttle.failed(email, address)
            raise WrongPassword("The e-mail address or the password is wrong.")
        self.throttle.succeeded(email, address)

    def change_password(self, user_id: UUID, current: str, new: str, *, address: str) -> list[bytes]:
        """Set one's own password; every session ends. Returns their hashes.

        Raises WrongPassword, TooManyTries, Unusable, Busy.
        """
        if current == new:
            raise Unusable("new_password", "is the present one")
        refuse_weak(new, "new_password")
        with self.sessions.begin() as session:
            user = users.get(session, user_id)
            kept = users.password_hash_of(session, user_id)
        if user is None:
            raise WrongPassword("This account is gone.")
        self.passwords.run(lambda: self._check(user.email, current, kept, address))
        hashed = self.passwords.hash(new)
        with self.sessions.begin() as session:
            users.save(session, user_id, {"password_hash": hashed})
            return users.end_sessions_of(session, user_id)


def sign_out(session: Session, token: str) -> None:
    users.end_session(session, token_hash(token))
