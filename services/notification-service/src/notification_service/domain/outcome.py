"""How one try to deliver ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a try failed. The same words stand in the attempt, the log and the documentation."""

    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    RATE_LIMITED = "rate_limited"
    RECEIVER_ERROR = "receiver_error"
    REJECTED = "rejected"
    REDIRECTED = "redirected"
    ADDRESS_NOT_ALLOWED = "address_not_allowed"
    BAD_RECIPIENT = "bad_recipient"
    CHANNEL_OFF = "channel_off"
    LOGIN_REFUSED = "login_refused"
    INTERNAL_ERROR = "internal_error"


# Trying the same again cannot end otherwise.
PERMANENT = frozenset(
    {Reason.REJECTED, Reason.REDIRECTED, Reason.ADDRESS_NOT_ALLOWED, Reason.BAD_RECIPIENT, Reason.CHANNEL_OFF}
)


@dataclass(frozen=True, slots=True)
class Delivered:
    """The receiver has it. provider_id: the receiver's own name for the message. answer: what it said, trimmed."""

    status_code: int | None = None
    provider_id: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """The provider has it, and will tell what becomes of it. The fields are as in Delivered."""

    status_code: int | None = None
    provider_id: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """The receiver does not have it, or did not say so. retry_after_s: how long it asked us to wait."""

    reason: Reason
    error: str
    status_code: int | None = None
    retry_after_s: float | None = None
    answer: str | None = None

    @property
    def is_permanent(self) -> bool:
        return self.reason in PERMANENT


Outcome = Delivered | Sent | Failed
