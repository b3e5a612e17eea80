"""A code shows that a person reads what is sent to an address: until then nobody is paged there."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from uuid import UUID

CODE_DIGITS = 6
CODE_LIVES = timedelta(minutes=15)
NEXT_CODE_AFTER = timedelta(minutes=1)
MOST_TRIES = 5


class Verdict(Enum):
    RIGHT = auto()
    WRONG = auto()
    NO_CODE = auto()  # none was sent, or it is no longer good: expired, or tried too often


@dataclass(frozen=True, slots=True)
class SentCode:
    """The code that was sent last. hash: of the method and the code; None when there is none. tries: wrong ones."""

    hash: bytes | None
    sent_at: datetime | None
    tries: int


def code_hash(method: UUID, code: str) -> bytes:
    return hashlib.sha256(method.bytes + code.encode()).digest()


def verdict(sent: SentCode, method: UUID, shown: str, *, now: datetime) -> Verdict:
    """What a code that somebody typed is worth. A code is good for fifteen minutes and five tries."""
    if sent.hash is None or sent.sent_at is None or now >= sent.sent_at + CODE_LIVES or sent.tries >= MOST_TRIES:
        return Verdict.NO_CODE
    is_right = hmac.compare_digest(sent.hash, code_hash(method, shown.strip()))
    return Verdict.RIGHT if is_right else Verdict.WRONG


def wait_for_next_code(sent_at: datetime | None, *, now: datetime) -> timedelta:
    """How long until another code may be sent: one a minute, so that nobody's mailbox is flooded. Zero: now."""
    return timedelta() if sent_at is None else max(sent_at + NEXT_CODE_AFTER - now, timedelta())
