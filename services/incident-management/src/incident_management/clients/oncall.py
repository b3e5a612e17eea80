"""Asks oncall-service who is on call, and who a person is."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from platform_kit.http_client import Answer, CallFailed, ServiceClient

from incident_management.domain.errors import OncallDoesNotAnswer, PersonUnknown
from incident_management.domain.escalation import Target
from incident_management.domain.incident import Person

log = logging.getLogger(__name__)

# It has understood the question and says that it makes no sense: asking again would never help.
_REFUSED = frozenset({400, 413, 422})


@dataclass(frozen=True, slots=True)
class Question:
    """Who is on call for these targets at this instant.

    due_at: when the step should have been done; None looks ahead, and on-call does not count it as a step.
    severity: by which the page may wait for the service's hours of support; None: it does not.
    """

    team: str
    targets: Sequence[Target]
    at: datetime
    service: str | None = None
    due_at: datetime | None = None
    step: int = 1
    cycle: int = 1
    severity: str | None = None


class Oncall:
    def __init__(self, client: ServiceClient) -> None:
        self._client = client

    def resolve(self, question: Question) -> dict[str, Any]:
        """The answer, `{people, channels, outcome}`; nobody when the question is refused. Raises CallFailed."""
        answer = self._client.call("POST", "/api/v1/oncall/resolve", _body(question), is_idempotent=True)
        if answer.status == 200:
            return _object(answer)
        if answer.status in _REFUSED:
            log.error(
                "on-call refuses a target of a policy, so it counts as nobody",
                extra={"status": answer.status, "team": question.team, "step": question.step},
            )
            return {"people": [], "channels": [], "outcome": "empty"}
        raise CallFailed(f"oncall-service answered {answer.status}")

    def resolve_all(self, questions: Sequence[Question]) -> list[dict[str, Any]]:
        """To each question its answer, in one call. Raises CallFailed, also where one of them is refused."""
        body = {"questions": [_body(question) for question in questions]}
        answer = self._client.call("POST", "/api/v1/oncall/resolve/batch", body, is_idempotent=True)
        answers = _object(answer).get("answers") if answer.status == 200 else None
        if not isinstance(answers, list) or len(answers) != len(questions):
            raise CallFailed(f"oncall-service answered {answer.status}")
        return answers

    def person(self, reference: UUID | str) -> Person:
        """The user with this id or e-mail. Raises PersonUnknown, OncallDoesNotAnswer."""
        return self.person_and_role(reference)[0]

    def person_and_role(self, reference: UUID | str) -> tuple[Person, str]:
        """The user with this id or e-mail, and their role; "" where none is told.

        Raises PersonUnknown, OncallDoesNotAnswer.
        """
        by_id = isinstance(reference, UUID)
        path = f"/api/v1/users/{reference}" if by_id else f"/api/v1/users?email={quote(str(reference), safe='')}"
        try:
            answer = self._client.call("GET", path, is_idempotent=True)
            if answer.status not in (200, 404, 422):  # 422: nobody can have such a name
                raise CallFailed(f"oncall-service answered {answer.status}")
            found = _object(answer) if answer.status == 200 else {}
            users = [found] if by_id and found else found.get("items", [])
            if not users or users[0].get("disabled_at"):
                raise PersonUnknown("There is no user with this id or e-mail.")
            person = Person(UUID(users[0]["id"]), users[0]["name"], users[0]["email"])
            return person, str(users[0].get("role") or "")
        except (CallFailed, KeyError, ValueError) as error:
            log.warning("on-call could not be asked who a user is", extra={"error": str(error)})
            raise OncallDoesNotAnswer("Who this user is cannot be asked now. Try again in a moment.") from error


def _body(question: Question) -> dict[str, Any]:
    return {
        "team": question.team,
        "service": question.service,
        "severity": question.severity,
        "targets": [dict(target) for target in question.targets],
        "at": question.at.isoformat(),
        "due_at": question.due_at.isoformat() if question.due_at else None,
        "step": question.step,
        "cycle": question.cycle,
    }


def _object(answer: Answer) -> dict[str, Any]:
    read = answer.json()
    if not isinstance(read, dict):
        raise CallFailed("oncall-service did not answer an object")
    return read
