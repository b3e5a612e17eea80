"""What can go wrong with a notification, in the words of the trade."""

from __future__ import annotations

from datetime import timedelta
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


class CannotRetryBundle(DomainError):
    """What a bundle carried was given up one by one."""

    def __init__(self) -> None:
        super().__init__("A bundle is not sent again. Send again what it carried, each by itself.")


class ChannelIsOff(DomainError):
    def __init__(self, channel: str, because: str) -> None:
        super().__init__(f"The channel {channel} is off: {because}")
        self.channel = channel


class BadRecipient(DomainError):
    """The channel cannot reach a recipient that is written like this."""


class ContactMethodNotFound(DomainError):
    def __init__(self) -> None:
        super().__init__("There is no such contact method.")


class HasItAlready(DomainError):
    """What is asked for is done."""

    def __init__(self) -> None:
        super().__init__("This person has this contact method already, or it is verified already.")


class TemplateNotFound(DomainError):
    def __init__(self) -> None:
        super().__init__("There is no such template.")


class TeamUnknown(DomainError):
    def __init__(self) -> None:
        super().__init__("There is no such team.")


class TemplateRefused(DomainError):
    """What stands in this field cannot be used."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class TooManyMethods(DomainError):
    def __init__(self, most: int) -> None:
        super().__init__(f"A person has at most {most} contact methods. Remove one first.")


class TooSoon(DomainError):
    """wait: until it may be asked again."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__("A code was sent a moment ago. Look for it, or ask again in a minute.")
        self.wait = wait


class NotVerified(DomainError):
    def __init__(self) -> None:
        super().__init__("This contact method is not verified yet. Enter the code that was sent there first.")


class BadStep(DomainError):
    """A step of somebody's rules names a method that cannot be used. place: in its list, from 0."""

    def __init__(self, urgency: str, place: int, message: str) -> None:
        super().__init__(message)
        self.field = f"{urgency}.{place}.contact_method_id"
