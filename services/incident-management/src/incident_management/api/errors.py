"""How each refusal looks on the wire."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import Response
from platform_kit import problems
from platform_kit.problems import Problem

from incident_management.domain.errors import (
    BadSnooze,
    BadSubscription,
    Conflict,
    DomainError,
    IncidentNotFound,
    MayNotAnswer,
    NotFound,
    NotTheAuthor,
    OncallDoesNotAnswer,
    PersonUnknown,
    SavedMeanwhile,
)


def install(app: FastAPI) -> None:
    """Answer every domain error as a problem document."""

    async def on_refusal(_: Request, error: Exception) -> Response:
        assert isinstance(error, DomainError)
        return problems.response(problem_of(error))

    app.add_exception_handler(DomainError, on_refusal)


def problem_of(error: DomainError) -> Problem:
    """A conflict shows the incident as it is now, so that the caller need not ask again."""
    message = str(error)
    match error:
        case IncidentNotFound() | NotFound():
            return Problem(404, message)
        case NotTheAuthor() | MayNotAnswer():
            return Problem(403, message)
        case SavedMeanwhile(version=version):
            return Problem(409, message, current={"version": version})
        case BadSubscription(field=field):
            detail = "The request is not as this call takes it. See errors."
            return Problem(422, detail, errors=[{"field": field, "message": message}])
        case Conflict(incident=incident):
            person = incident.assigned_to
            current = {
                "status": incident.status,
                "assigned_to": person and {"id": str(person.id), "name": person.name, "email": person.email},
                "version": incident.version,
            }
            return Problem(409, message, current=current)
        case PersonUnknown():
            return Problem(422, message, errors=[{"field": "assigned_to", "message": message}])
        case BadSnooze():
            return Problem(422, message, errors=[{"field": "until", "message": message}])
        case OncallDoesNotAnswer():
            return Problem(503, message)
    raise TypeError(f"no status is known for {type(error).__name__}")
