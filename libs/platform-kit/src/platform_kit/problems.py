"""Errors on the wire: problem documents (RFC 9457), the same in every service. None repeats what the caller sent."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from platform_kit.acting import hidden_teams
from platform_kit.request_context import current_request_id

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = 2


class FieldError(BaseModel):
    field: str = Field(examples=["severity"])
    message: str = Field(examples=["Input should be 'critical', 'high', 'medium', 'low' or 'info'"])


class ProblemDocument(BaseModel):
    """What went wrong and what to do (RFC 9457)."""

    type: str = Field(default="about:blank", examples=["about:blank"])
    title: str = Field(examples=["Unprocessable Content"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["The request body is not as this call takes it. See errors."])
    request_id: str = Field(examples=["0198c0de-0000-7000-8000-000000000000"])
    errors: list[FieldError] | None = None


class Problem(Exception):
    """An answer that is an error. `more` goes into the document beside the standard members."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: list[dict[str, str]] | None = None,
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.headers, self.more = status, detail, errors, headers, more


def title_of(status: int) -> str:
    return "Unprocessable Content" if status == 422 else HTTPStatus(status).phrase


def document(status: int, detail: str, errors: list[dict[str, str]] | None = None, **more: Any) -> dict[str, Any]:
    """The members of a problem document."""
    members: dict[str, Any] = {
        "type": "about:blank",
        "title": title_of(status),
        "status": status,
        "detail": detail,
        "request_id": current_request_id(),
    }
    if errors is not None:
        members["errors"] = errors
    return members | more


def response(problem: Problem) -> JSONResponse:
    """The answer for a problem. 503 always says when to come back."""
    headers = dict(problem.headers or {})
    if problem.status in (429, 503):
        headers.setdefault("Retry-After", str(RETRY_AFTER_S))
    body = document(problem.status, problem.detail, problem.errors, **problem.more)
    return JSONResponse(body, problem.status, headers, MEDIA_TYPE)


def field_errors(error: RequestValidationError) -> list[dict[str, str]]:
    """Which field is wrong and why, without the value that was sent."""
    found = []
    for fault in error.errors():
        place = [str(part) for part in fault["loc"] if part not in ("body", "query", "path", "header", "cookie")]
        message = "is not valid JSON" if fault["type"] == "json_invalid" else str(fault["msg"])
        message = message.removeprefix("Value error, ")  # our own sentences, as they were written
        found.append({"field": ".".join(place) or "body", "message": message})
    return found


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For `responses=` of a route: these statuses answer a problem document."""
    return {
        status: {
            "description": title_of(status),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}},
        }
        for status in statuses
    }


def install(app: FastAPI, methods_at: Callable[[Request], Iterable[str]]) -> None:
    """Answer every error of the application as a problem document. methods_at: every method that an address takes."""

    async def on_problem(_: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)
        return response(error)

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 400:  # the framework's word for bytes that are not JSON
            errors = [{"field": "body", "message": "is not valid JSON"}]
            return response(Problem(422, "The request is not as this call takes it. See errors.", errors=errors))
        details = {
            404: "There is nothing at this address.",
            405: "This address does not take this method.",
            413: "The request body is too large.",
        }
        detail = details.get(error.status_code) or (error.detail if error.status_code < 500 else "Something failed.")
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = ", ".join(sorted(methods_at(request)))
        return response(Problem(error.status_code, detail, headers=headers))

    async def on_invalid(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        detail = "The request is not as this call takes it. See errors."
        return response(Problem(422, detail, errors=field_errors(error)))

    async def on_database(_: Request, error: Exception) -> Response:
        if hidden_teams() and getattr(getattr(error, "orig", None), "pgcode", None) == NOT_ALLOWED:
            return response(Problem(404, "Something that this request names is not there."))
        log.error("the database did not do what was asked", exc_info=error)
        unavailable = isinstance(error, PoolTimeout) or (isinstance(error, DBAPIError) and is_passing(error))
        if unavailable:
            return response(Problem(503, "The database does not answer now. Try again."))
        return response(Problem(500, "Something failed here. The request's id finds it in the log."))

    async def on_anything(_: Request, error: Exception) -> Response:
        log.error("a request failed", exc_info=error)
        return response(Problem(500, "Something failed here. The request's id finds it in the log."))

    app.add_exception_handler(Problem, on_problem)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(DBAPIError, on_database)
    app.add_exception_handler(PoolTimeout, on_database)
    app.add_exception_handler(Exception, on_anything)


# Classes of SQLSTATE that pass by themselves: connection, resources, operator intervention, and the single codes
# for serialization failure, deadlock, lock timeout, a read-only standby and a transaction that stood still too long.
PASSING_CLASSES = ("08", "53", "57")
PASSING_CODES = ("40001", "40P01", "55P03", "25006", "25P03")
# A row that hangs on what is hidden from this caller.
NOT_ALLOWED = "42501"


def is_passing(error: DBAPIError) -> bool:
    """May the same statement succeed when it is tried again?"""
    code = getattr(error.orig, "pgcode", None)
    if code is None:  # the connection went away before the server could say why
        return error.connection_invalidated or type(error.orig).__name__ in ("OperationalError", "InterfaceError")
    return code.startswith(PASSING_CLASSES) or code in PASSING_CODES
