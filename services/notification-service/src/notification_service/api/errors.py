"""Errors of the domain as answers."""

from __future__ import annotations

from math import ceil

from fastapi import FastAPI, Request
from fastapi.responses import Response
from platform_kit.problems import Problem, response

from notification_service.domain.errors import (
    BadRecipient,
    BadStep,
    CannotRetry,
    CannotRetryBundle,
    ChannelIsOff,
    ContactMethodNotFound,
    DomainError,
    HasItAlready,
    NotificationNotFound,
    NotVerified,
    TeamUnknown,
    TemplateNotFound,
    TemplateRefused,
    TooManyMethods,
    TooSoon,
)


def problem_of(error: DomainError) -> Problem:
    if isinstance(error, NotificationNotFound):
        return Problem(404, str(error))
    if isinstance(error, CannotRetry):
        return Problem(409, str(error), current={"status": error.status})
    if isinstance(error, ContactMethodNotFound | TemplateNotFound):
        return Problem(404, str(error))
    if isinstance(error, CannotRetryBundle | HasItAlready | NotVerified | TooManyMethods):
        return Problem(409, str(error))
    if isinstance(error, TooSoon):
        return Problem(429, str(error), headers={"Retry-After": str(ceil(error.wait.total_seconds()))})
    if isinstance(error, BadStep):
        return Problem(
            422, "The rules cannot be used. See errors.", errors=[{"field": error.field, "message": str(error)}]
        )
    if isinstance(error, TeamUnknown):
        return Problem(422, str(error), errors=[{"field": "team", "message": str(error)}])
    if isinstance(error, TemplateRefused):
        message = "The template cannot be used. See errors."
        return Problem(422, message, errors=[{"field": error.field, "message": str(error)}])
    if isinstance(error, ChannelIsOff):
        return Problem(422, str(error), errors=[{"field": "channel", "message": str(error)}])
    if isinstance(error, BadRecipient):
        return Problem(
            422, "The recipient cannot be used. See errors.", errors=[{"field": "recipient", "message": str(error)}]
        )
    raise error


def install(app: FastAPI) -> None:
    async def on_domain_error(_: Request, error: Exception) -> Response:
        assert isinstance(error, DomainError)
        return response(problem_of(error))

    app.add_exception_handler(DomainError, on_domain_error)
