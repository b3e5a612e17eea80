"""One person asks another to take their hours, perhaps for hours in return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote
from uuid import UUID
from zoneinfo import ZoneInfo

from oncall_service.domain.errors import Conflict, NotAllowed, Unusable
from oncall_service.domain.final_schedule import Turn
from oncall_service.domain.overrides import Override, Role
from oncall_service.domain.people import Person
from oncall_service.domain.spans import Span, merged, without


class SwapStatus(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Swap:
    """asked_by gives `period` away to asked_of, and takes `in_return`, where there is one."""

    id: UUID
    schedule_id: UUID
    role: Role
    asked_by: Person
    asked_of: Person
    period: Span
    in_return: Span | None
    note: str | None
    status: SwapStatus
    created_at: datetime
    answered_at: datetime | None

    @property
    def overrides(self) -> list[Override]:
        """What an accepted swap comes to."""
        taken = [Override(self.asked_of.id, self.period, self.role)]
        return taken + ([Override(self.asked_by.id, self.in_return, self.role)] if self.in_return else [])


# Whose answer it is.
ANSWERED_BY: Mapping[SwapStatus, str] = {
    SwapStatus.ACCEPTED: "asked_of",
    SwapStatus.DECLINED: "asked_of",
    SwapStatus.WITHDRAWN: "asked_by",
}


def refuse_answer(swap: Swap, answer: SwapStatus, by: UUID | None, *, is_admin: bool) -> None:
    """Only an open swap is answered, by the person whose answer it is or an administrator.

    by: the person, None for an API key. Raises Conflict, NotAllowed.
    """
    whose: Person = getattr(swap, ANSWERED_BY[answer])
    if by != whose.id and not is_admin:
        raise NotAllowed(f"Only {whose.name} can answer this, or an administrator.")
    if swap.status is not SwapStatus.OPEN:
        raise Conflict(f"This swap was {swap.status} already.")


def refuse_unless_on_call(user: UUID, period: Span, turns: Iterable[Turn], field: str) -> None:
    """One can only give away hours that one has, all of them. Raises Unusable."""
    held = merged(turn.span for turn in turns if turn.user == user)
    if list(without(period, held)):
        whose = "the person who asks is" if field == "start" else "the other person is"
        raise Unusable(field, f"{whose} not on call in all of these hours")


def refuse_overlap(period: Span, in_return: Span | None) -> None:
    """Raises Unusable when hours would be given away for themselves."""
    if in_return and in_return.starts_at < period.ends_at and period.starts_at < in_return.ends_at:
        raise Unusable("in_return", "must not overlap with the hours that are given away")


# -- what both are told ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to one person. recipient: an e-mail address."""

    recipient: str
    subject: str
    message: str


def notices(swap: Swap, team: str, zone: ZoneInfo, *, link: str) -> list[Notice]:
    """What to tell whom, now that the swap has the status it has. link: the page of all schedules."""
    giver, taker = swap.asked_by, swap.asked_of
    hours = f"{_words(swap.period, zone)} ({zone.key})"
    lines = [f"{taker.name} takes {hours} from {giver.name}, {swap.role} on call for {team}."]
    if swap.in_return:
        lines.append(f"In return {giver.name} takes {_words(swap.in_return, zone)}.")
    if swap.note:
        lines += ["", swap.note]
    told = {
        SwapStatus.OPEN: ((taker,), f"{giver.name} asks you to take {hours} for {team}"),
        SwapStatus.ACCEPTED: ((giver, taker), f"Swap agreed: {taker.name} takes {hours} for {team}"),
        SwapStatus.DECLINED: ((giver, taker), f"Swap declined: {giver.name} keeps {hours} for {team}"),
        SwapStatus.WITHDRAWN: ((taker,), f"Swap withdrawn: {giver.name} keeps {hours} for {team}"),
    }
    people, subject = told[swap.status]
    message = "\n".join([subject + ".", "", *lines, "", f"{link}?team={quote(team, safe='')}"])
    return [Notice(person.email, subject, message) for person in people]


def _words(span: Span, zone: ZoneInfo) -> str:
    start, end = (at.astimezone(zone) for at in (span.starts_at, span.ends_at))
    return f"{start:%a %Y-%m-%d %H:%M} to {end:%a %Y-%m-%d %H:%M}"
