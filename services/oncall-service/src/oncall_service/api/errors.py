"""Refusals of the domain and of the database's constraints as problem documents."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import Response
from platform_kit import problems
from platform_kit.problems import Problem
from sqlalchemy.exc import IntegrityError

from oncall_service.domain.errors import Conflict, DomainError, NotAllowed, NotFound, Unusable, WrongPassword
from oncall_service.security.passwords import Busy
from oncall_service.use_cases.sign_in import TooManyTries

# What a constraint that refuses a row means to the person who asked for it.
REFUSED = {
    "users_email_key": "A person with this e-mail address is there already.",
    "teams_name_key": "A team of this name is there already.",
    "services_name_key": "A service of this name is registered already.",
    "escalation_policies_name_key": "The team has an escalation policy of this name already.",
    "schedules_one_a_team": "The team has a schedule already. Change that one.",
    "overrides_do_not_overlap": "Another override covers part of this time. Delete it first, or choose other hours.",
    "overrides_of_a_person_do_not_overlap": "This person has an override in part of this time already.",
    "services_team_fkey": "Services belong to this team. Give them to another team first.",
    "escalation_policies_team_fkey": "Escalation policies belong to this team. Delete them first.",
    "schedules_team_fkey": "The team has a schedule. Delete it first.",
    "overrides_user_fkey": "Overrides name this person. Disable the account instead.",
    "schedule_members_user_fkey": "A schedule names this person. Disable the account instead.",
    "layer_members_user_fkey": "A schedule names this person. Disable the account instead.",
}


def problem_of(error: DomainError) -> Problem:
    match error:
        case TooManyTries():
            return Problem(429, str(error), headers={"Retry-After": str(error.wait_s)})
        case WrongPassword():
            return Problem(401, str(error))
        case NotAllowed():
            return Problem(403, str(error))
        case NotFound():
            return Problem(404, str(error))
        case Conflict():
            return Problem(409, str(error))
        case Unusable():
            found = [{"field": error.field, "message": error.message}]
            return Problem(422, "The request is not as this call takes it. See errors.", errors=found)
        case _:
            raise error


def install(app: FastAPI) -> None:
    async def on_refusal(_: Request, error: Exception) -> Response:
        assert isinstance(error, DomainError)
        return problems.response(problem_of(error))

    async def on_constraint(request: Request, error: Exception) -> Response:
        assert isinstance(error, IntegrityError)
        constraint = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
        if constraint not in REFUSED:
            handler = app.exception_handlers[Exception]
            answer: Response = await handler(request, error)  # type: ignore[misc]
            return answer
        return problems.response(Problem(409, REFUSED[constraint]))

    async def on_busy(_: Request, __: Exception) -> Response:
        return problems.response(Problem(503, "Too many people are signing in at once. Try again."))

    app.add_exception_handler(DomainError, on_refusal)
    app.add_exception_handler(IntegrityError, on_constraint)
    app.add_exception_handler(Busy, on_busy)
