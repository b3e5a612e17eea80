"""What can go wrong with a notification, in the words of the trade."""

from __future__ import annotations

from uuid import UUID


class DomainError(Exception):
    """The message says what to do."""


class NotificationNotFound(DomainError):
    def __init__(self, id: UUID) -> None:
        super().__init__("There is no such notification.")
        self.id = id


class CannotRetry(DomainError):
    """Only what failed or was given up can be sent again, and asking twice sends it once."""

    def __init__(self, status: str) -> None:
        super().__init__(f"Only a failed or dead notification can be sent again; this one is {status}.")
        self.status = status


class ChannelIsOff(DomainError):
    def __init__(self, channel: str, because: str) -> None:
        super().__init__(f"The channel {channel} is off: {because}")
        self.channel = channel


class BadRecipient(DomainError):
    """The channel cannot reach a recipient that is written like this."""
