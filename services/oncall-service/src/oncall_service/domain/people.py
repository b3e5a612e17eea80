"""People, and the rules about who may still sign in tomorrow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from oncall_service.domain.errors import Conflict, Unusable

# What mail servers take in practice. Names of one's own network (ops@mail.local, root@localhost) are addresses too.
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_ADDRESS = re.compile(rf"""[^\s@<>"(),:;\\\[\]\x00-\x1f\x7f]{{1,64}}@{_LABEL}(?:\.{_LABEL})*""")
LONGEST_ADDRESS = 254

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 1000  # argon2 reads all of it: no one may make us hash a novel
GUESSED_FIRST = frozenset(
    {"password", "passw0rd", "password1", "12345678", "123456789", "1234567890", "qwertyui", "changeme", "admin123"}
    | {"administrator", "letmein1", "iloveyou", "password123", "qwerty123", "welcome1"}
)


class UserRole(StrEnum):
    ADMIN = "admin"
    RESPONDER = "responder"
    VIEWER = "viewer"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as others see them."""

    id: UUID
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class User(Person):
    """An account. disabled_at: since when it cannot sign in and is not called; None while it can."""

    role: UserRole
    disabled_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @property
    def is_disabled(self) -> bool:
        return self.disabled_at is not None

    @property
    def is_active_admin(self) -> bool:
        return self.role is UserRole.ADMIN and not self.is_disabled


def email_address(text: str) -> str:
    """The address without spaces around it. Raises ValueError when no mail could be sent to it."""
    address = text.strip()
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        raise ValueError("is not an e-mail address such as ana@example.com")
    return address


def name_from(email: str) -> str:
    """What to call somebody of whom only the address is known."""
    return email.partition("@")[0]


def password_fault(password: str) -> str | None:
    """Why this password cannot be taken, or None when it can."""
    if len(password) < SHORTEST_PASSWORD:
        return f"must have at least {SHORTEST_PASSWORD} characters"
    if len(password) > LONGEST_PASSWORD:
        return f"must have at most {LONGEST_PASSWORD} characters"
    if password.casefold() in GUESSED_FIRST or len(set(password)) == 1:
        return "is one of the first that is guessed: choose another"
    return None


def refuse_weak(password: str, field: str = "password") -> None:
    """Raises Unusable when the password cannot be taken."""
    if fault := password_fault(password):
        raise Unusable(field, fault)


def refuse_loss_of_last_admin(before: User, after: User | None, active_admins: int) -> None:
    """Somebody must always be able to administrate. Raises Conflict when the change would leave nobody.

    after: None when the account is deleted. active_admins: how many there are before the change.
    """
    stays = after is not None and after.is_active_admin
    if before.is_active_admin and not stays and active_admins <= 1:
        raise Conflict(f"{before.email} is the last administrator. Make somebody else an administrator first.")
