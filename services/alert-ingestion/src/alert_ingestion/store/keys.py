"""What is kept of a key that is shown once."""

from __future__ import annotations

from dataclasses import dataclass

from platform_kit.tokens import KEY_PREFIX, new_token, token_hash

PREFIX_KEPT = 8


@dataclass(frozen=True, slots=True)
class Key:
    """Its first characters, to tell it from others, and its hash."""

    prefix: str
    hash: bytes


def new_key() -> tuple[str, Key]:
    """A new key, and what is kept of it."""
    key = new_token(KEY_PREFIX)
    return key, Key(key[:PREFIX_KEPT], token_hash(key))
