"""Passwords are kept as argon2id. Hashing is slow on purpose, so it has threads of its own, and a short queue."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import TypeVar

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

R = TypeVar("R")

# OWASP's parameters for argon2id: some 60 ms of one core, 19 MiB.
MEMORY_KIB, ROUNDS, LANES = 19 * 1024, 2, 1
AT_ONCE = 2
WAITING = 16  # fewer than the threads that answer requests, so that a flood of sign-ins leaves some for the rest


class Busy(Exception):
    """So many passwords are being checked that one more would hold up other requests."""


class Passwords:
    """Makes and checks hashes. Safe to use from many threads."""

    def __init__(self) -> None:
        self._hasher = PasswordHash((Argon2Hasher(time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES),))
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="passwords")
        self._queue = BoundedSemaphore(AT_ONCE + WAITING)
        self._nobodys = self._hasher.hash(secrets.token_urlsafe())

    def hash(self, password: str) -> str:
        """Raises Busy."""
        return self.run(lambda: self._hasher.hash(password))

    def matches(self, password: str, kept: str | None) -> bool:
        """Takes the same time whether there is a hash to compare with or not. Call it inside `run`."""
        try:
            is_right = self._hasher.verify(password, kept or self._nobodys)
        except UnknownHashError:
            return False
        return is_right and kept is not None

    def run(self, work: Callable[[], R]) -> R:
        """Do `work` in one of the few threads for hashing; the caller waits. Raises Busy."""
        if not self._queue.acquire(blocking=False):
            raise Busy
        try:
            return self._pool.submit(work).result()
        finally:
            self._queue.release()
