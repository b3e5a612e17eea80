"""What can go wrong by the rules of the product. `api/errors.py` maps each to a status."""

from __future__ import annotations


class DomainError(Exception):
    """A refusal. Its text is for the person who asked: what is wrong and what to do."""


class NotFound(DomainError):
    """What was asked for is not there, or the caller may not know that it is."""


class Conflict(DomainError):
    """The request is well formed, but the present state does not allow it."""


class NotAllowed(DomainError):
    """The caller may do this kind of thing, but not to this object."""


class Unusable(DomainError):
    """A field of the request means nothing here: an unknown reference, a value out of range."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field, self.message = field, message


class WrongPassword(DomainError):
    """The e-mail address and the password do not belong together, or the account is not there or disabled."""
