"""Secrets that must be shown again later are encrypted where they are kept: a copy of the database tells none of them.

What need only be recognised is kept as a hash instead (see tokens). A sealed secret is text,
`enc:<which key>:<Fernet token>`; a column of the type SealedText seals and opens by itself.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
from collections.abc import Sequence
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Dialect, Engine, Text
from sqlalchemy.types import TypeDecorator

log = logging.getLogger(__name__)

MARK = "enc:"
KEY_LENGTH_LEAST = 32
_ON_DIALECT = "secrets_at_rest"


class Unreadable(Exception):
    """Sealed with a key that is not among ours, or not as it was written."""


class SecretsAtRest:
    """Seals with the first key, opens with any.

    keys: random texts of at least 32 characters, newest first. To rotate, put a new one first, restart, reseal, and
    only then take the old one away: without it what it sealed is lost.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys or any(len(key) < KEY_LENGTH_LEAST for key in keys):
            raise ValueError(f"takes keys of at least {KEY_LENGTH_LEAST} characters, the newest first")
        self._fernet = MultiFernet([_fernet(key) for key in keys])
        self._prefix = f"{MARK}{_name(keys[0])}:"

    @property
    def prefix(self) -> str:
        """How what the first key sealed begins."""
        return self._prefix

    def seal(self, secret: str) -> str:
        """Twice the same secret gives two different texts."""
        return self._prefix + self._fernet.encrypt(secret.encode("utf-8", "surrogatepass")).decode()

    def open(self, kept: str) -> str:
        """The secret. Text that was never sealed is what it is: it was written before there were keys. Raises
        Unreadable."""
        if not kept.startswith(MARK):
            return kept
        try:
            return self._fernet.decrypt(kept.rpartition(":")[2]).decode("utf-8", "surrogatepass")
        except InvalidToken:
            raise Unreadable("sealed with a key that is not in ENCRYPTION_KEYS, or damaged") from None

    def is_current(self, kept: str) -> bool:
        """Was this sealed with the first key?"""
        return kept.startswith(self._prefix)

    def serve(self, engine: Engine) -> None:
        """Let columns of the type SealedText of this engine be sealed and opened with these keys."""
        setattr(engine.dialect, _ON_DIALECT, self)


class SealedText(TypeDecorator[str]):
    """A column whose text is sealed on its way into the database and opened on its way out.

    What cannot be opened is None, and logged: whoever reads a row must go on with the rest of it. Two rows with the
    same secret differ in the database: neither a unique constraint nor a condition can compare them.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _serving(dialect).seal(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        try:
            return _serving(dialect).open(value)
        except Unreadable as error:
            log.error("a sealed secret cannot be read", extra={"reason": str(error)})
            return None


def _serving(dialect: Dialect) -> SecretsAtRest:
    serving: SecretsAtRest | None = getattr(dialect, _ON_DIALECT, None)
    if serving is None:
        raise RuntimeError("no keys serve this engine: SecretsAtRest(...).serve(engine) comes first")
    return serving


def _fernet(key: str) -> Fernet:
    # The key has its entropy already: one keyed hash brings it to Fernet's length.
    return Fernet(base64.urlsafe_b64encode(hmac.digest(key.encode(), b"secrets at rest", hashlib.sha256)))


def _name(key: str) -> str:
    """Tells keys apart, and nothing of the key."""
    return hmac.digest(key.encode(), b"name of the key", hashlib.sha256).hex()[:8]
