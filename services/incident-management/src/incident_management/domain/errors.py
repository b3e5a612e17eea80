"""What can be refused. `api/errors.py` says how each looks on the wire."""

from __future__ import annotations

from incident_management.domain.incident import Incident


class DomainError(Exception):
    """Something that was asked cannot be done; the message says why, for the person who asked."""


class IncidentNotFound(DomainError):
    def __init__(self) -> None:
        super().__init__("There is no incident with this id.")


class Conflict(DomainError):
    """The incident is not in the state that the change needs. `incident` is how it is now."""

    def __init__(self, message: str, incident: Incident) -> None:
        super().__init__(message)
        self.incident = incident


class IllegalTransition(Conflict):
    """Rule 6 of the life cycle allows no such change of status."""


class StaleVersion(Conflict):
    """Somebody changed the incident after the caller had read it."""


class BadSnooze(DomainError):
    """The instant until which to snooze is past, or too far away."""


class PersonUnknown(DomainError):
    """There is no user with this id or e-mail, or the user is disabled."""


class MayNotAnswer(DomainError):
    """This person was not paged about the incident, and could not change it in the user interface either."""


class OncallDoesNotAnswer(DomainError):
    """Who a person is cannot be asked now; the same request may succeed later."""


class NotFound(DomainError):
    """What is asked for is not there, or the caller may not know that it is."""


class NotTheAuthor(DomainError):
    """What somebody else wrote is theirs to change."""


class SavedMeanwhile(DomainError):
    """Somebody saved another version of a document after the caller had read it. version: the newest one; 0: none."""

    def __init__(self, version: int) -> None:
        said = (
            f"It is at version {version}. Read that one, and save on top of it." if version else "None was saved yet."
        )
        super().__init__(said)
        self.version = version


class BadSubscription(DomainError):
    """A field of a subscription cannot be used."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
