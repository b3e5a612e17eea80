"""Refusals of the database's constraints as problem documents."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import Response
from platform_kit import problems
from platform_kit.problems import Problem
from sqlalchemy.exc import DBAPIError, IntegrityError

# What a constraint that refuses a row means to the person who asked for it.
REFUSED = {
    "integrations_name_key": "An integration of this name is there already.",
    "heartbeats_name_key": "A heartbeat of this name is there already.",
    "rule_sets_pkey": "Somebody changed the rules meanwhile. Read them again, and change those.",
}


def install(app: FastAPI) -> None:
    as_usual = app.exception_handlers[DBAPIError]

    async def on_constraint(request: Request, error: Exception) -> Response:
        assert isinstance(error, IntegrityError)
        constraint = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
        if constraint in REFUSED:
            return problems.response(Problem(409, REFUSED[constraint]))
        answer: Response = await as_usual(request, error)  # type: ignore[misc]
        return answer

    app.add_exception_handler(IntegrityError, on_constraint)
