"""What somebody can do about an incident from where they read of it."""

from __future__ import annotations

from enum import StrEnum


class AnswerAction(StrEnum):
    """acknowledge: it is theirs then. escalate: the next person is paged now."""

    ACKNOWLEDGE = "acknowledge"
    RESOLVE = "resolve"
    ESCALATE = "escalate"
