"""Signing in with the word of an OpenID Connect provider: the account it stands for, its role and its teams."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from platform_kit.acting import Acting, act_for
from platform_kit.database import Sessions
from platform_kit.tokens import SESSION_PREFIX, new_token, token_hash
from sqlalchemy.orm import Session

from oncall_service.domain.errors import Conflict
from oncall_service.domain.people import User, UserRole, email_address
from oncall_service.domain.single_sign_on import Access, Identity, Refusal, SignInRefused, role_of, teams_of
from oncall_service.security.openid_connect import Provider
from oncall_service.security.passwords import Passwords
from oncall_service.store import teams, users
from oncall_service.use_cases.people import Changes, change_user
from oncall_service.use_cases.sign_in import SignedIn

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SingleSignOn:
    """name: what the button says one signs in with. trusts_email: every address the provider gives counts as proved."""

    name: str
    sessions: Sessions
    passwords: Passwords
    provider: Provider
    access: Access
    life: timedelta
    trusts_email: bool

    def enter(self, identity: Identity, *, ended: str | None, now: datetime, address: Callable[[], str]) -> SignedIn:
        """A new session. ended: the token of the session this browser had, which ends. Raises SignInRefused.

        What it changes is written down as the provider's doing, for the sign-in of a browser at `address()`: whoever
        gave out the groups there made the account, its role and its teams, not the person.
        """
        token = new_token(SESSION_PREFIX)
        act_for(Acting("system", "", f"sign-in by {self.name}", address, frozenset(), changes=True))
        with self.sessions.begin() as session:
            user = self._account(session, identity, now)
            self._join_teams(session, identity, user)
            if ended:
                users.end_session(session, token_hash(ended))
            expires_at = users.open_session(session, user.id, token_hash(token), now=now, life=self.life)
        return SignedIn(token, expires_at, user)

    def _account(self, session: Session, identity: Identity, now: datetime) -> User:
        user = users.by_identity(session, _key(identity)) or self._known_by_address(session, identity)
        if user is not None and user.is_disabled:
            raise SignInRefused(Refusal.DISABLED, "the account is disabled")
        role = role_of(identity.groups, self.access)
        if user is None:
            if role is None:
                raise SignInRefused(Refusal.NO_ACCESS, "no group of the person may come in")
            made = users.find_or_add(session, name=identity.name[:200], email=_address(identity), role=role)
            users.save(session, made.id, {"oidc_identity": _key(identity)})
            log.info("made the account of somebody who signed in by the provider", extra={"user_id": str(made.id)})
            return made
        if not self.access.decides_roles:
            return user
        if role is None:
            raise SignInRefused(Refusal.NO_ACCESS, "no group of the person may come in")
        return self._with_role(session, user, role, now)

    def _known_by_address(self, session: Session, identity: Identity) -> User | None:
        """The account of this address becomes this person's, once, and only where the address was proved."""
        if not (identity.is_email_verified or self.trusts_email):
            raise SignInRefused(Refusal.FAILED, "the provider does not say that the e-mail address is the person's")
        user = users.by_email(session, _address(identity))
        if user is not None and not users.set_identity(session, user.id, _key(identity)):
            raise SignInRefused(Refusal.FAILED, "the account of this address is another person's at the provider")
        return user

    def _with_role(self, session: Session, user: User, role: UserRole, now: datetime) -> User:
        if role is user.role:
            return user
        try:
            with session.begin_nested():
                return change_user(session, self.passwords, user.id, Changes(role=role), now=now)[0]
        except Conflict:
            log.warning("the last administrator stays one, whatever the groups say", extra={"user_id": str(user.id)})
            return user

    def _join_teams(self, session: Session, identity: Identity, user: User) -> None:
        into, out_of = teams_of(identity.groups, self.access)
        for name in sorted(into):
            teams.add_members(session, teams.find_or_add(session, name), [user.id])
        for name in sorted(out_of):
            if team := teams.by_name(session, name):
                teams.remove_member(session, team.id, user.id)


def _key(identity: Identity) -> str:
    return f"{identity.issuer}\n{identity.subject}"


def _address(identity: Identity) -> str:
    try:
        return email_address(identity.email)
    except ValueError as error:
        raise SignInRefused(Refusal.FAILED, "the provider's e-mail address is none") from error
