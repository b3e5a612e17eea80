"""What people can do about an incident where they read of it, and what becomes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, StrEnum, auto


class Action(StrEnum):
    """acknowledge: it is theirs then. escalate: the next person is paged now."""

    ACKNOWLEDGE = "acknowledge"
    RESOLVE = "resolve"
    ESCALATE = "escalate"


class Answered(Enum):
    """What became of an answer. Of several incidents the first of these that holds for one of them."""

    NOT_NOW = auto()  # incident-management or oncall-service does not answer
    DONE = auto()
    THEIRS_ALREADY = auto()
    NOT_POSSIBLE = auto()  # somebody else has it, it is resolved, its pages are held: nothing changed
    NOT_ALLOWED = auto()  # the person may not answer, or not any more, or the incident is gone


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an answer. status, holder: of the incident now, where it is known; holder is a name."""

    outcome: Answered
    status: str | None = None
    holder: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a text message asks for. number: what the incident is called in text messages."""

    action: Action
    number: int


_REPLY = re.compile(r"\s*(a|ack|acknowledge|r|resolve|resolved)\W+([0-9]{6})\W*", re.IGNORECASE)


def reply_of(text: str) -> Reply | None:
    """`ack 204913`, `Resolve #204913.`; None where it is neither."""
    found = _REPLY.fullmatch(text)
    if found is None:
        return None
    is_resolve = found[1].lower().startswith("r")
    return Reply(Action.RESOLVE if is_resolve else Action.ACKNOWLEDGE, int(found[2]))


def sentence(action: Action, answer: Answer) -> str:
    """What became of it, in words that a telephone can say too."""
    match answer.outcome:
        case Answered.DONE:
            return DONE[action]
        case Answered.THEIRS_ALREADY:
            return "You have it already."
        case Answered.NOT_ALLOWED:
            return "This cannot be answered by you. Nothing has changed."
        case Answered.NOT_NOW:
            return "That did not work just now. Nothing has changed, and paging goes on. Try again."
    if answer.status == "resolved":
        return "It is resolved already."
    if answer.status == "open":
        return "That is not possible now: its pages are held. Nothing has changed."
    return f"{answer.holder or 'Somebody'} has it already. Nothing has changed."


DONE = {
    Action.ACKNOWLEDGE: "You have it. Nobody else is paged.",
    Action.RESOLVE: "It is resolved.",
    Action.ESCALATE: "The next person is paged now.",
}
