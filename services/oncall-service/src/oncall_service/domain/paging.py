"""Whom one step of an escalation pages, from what each of its targets came to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from oncall_service.domain.escalation import ChannelTarget
from oncall_service.domain.people import Person, User


class Outcome(StrEnum):
    """resolved: there is somebody to page. empty: there is not. fallback: only because nobody else was there."""

    RESOLVED = "resolved"
    EMPTY = "empty"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person to page. via: why them, in words for the timeline."""

    person: Person
    via: str


@dataclass(frozen=True, slots=True)
class Reached:
    """What one target came to."""

    people: tuple[Recipient, ...] = ()
    channels: tuple[ChannelTarget, ...] = ()
    is_fallback: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Everybody to page in this step, each once, in the order of the targets."""

    people: tuple[Recipient, ...]
    channels: tuple[ChannelTarget, ...]
    outcome: Outcome


def answer(reached: Iterable[Reached]) -> Answer:
    people: dict[UUID, Recipient] = {}
    channels: dict[ChannelTarget, None] = {}
    is_fallback = False
    for target in reached:
        is_fallback |= target.is_fallback
        for recipient in target.people:
            people.setdefault(recipient.person.id, recipient)
        channels.update(dict.fromkeys(target.channels))
    outcome = Outcome.FALLBACK if is_fallback else Outcome.RESOLVED
    if not people and not channels:
        outcome = Outcome.EMPTY
    return Answer(tuple(people.values()), tuple(channels), outcome)


def fallback_for(team: str, manager: User | None, admins: Iterable[User]) -> Reached:
    """The team's manager, where there is one who can be called; else the administrators. Never the whole roster."""
    if manager is not None and not manager.is_disabled:
        return Reached((Recipient(manager, f"manager of {team}"),), is_fallback=True)
    found = tuple(Recipient(admin, "administrator") for admin in admins if not admin.is_disabled)
    return Reached(found, is_fallback=True)
