"""What a team is told each week of what its schedule lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from oncall_service.domain.final_schedule import Turn
from oncall_service.domain.people import Person
from oncall_service.domain.spans import Span
from oncall_service.domain.swaps import Notice

TOLD_AT = time(9)
"""On Mondays, on the wall clock of the schedule's zone."""
AHEAD = timedelta(days=14)
NAMED_MOST = 20


@dataclass(frozen=True, slots=True)
class Lack:
    """What is wrong with a schedule in the coming two weeks.

    disabled, unreachable: who has a turn, and their first one.
    """

    gaps: Sequence[Span]
    disabled: Sequence[tuple[Person, Turn]]
    unreachable: Sequence[tuple[Person, Turn]]

    @property
    def is_nothing(self) -> bool:
        return not (self.gaps or self.disabled or self.unreachable)


def week_to_tell(zone: ZoneInfo, now: datetime) -> tuple[date, datetime]:
    """The Monday of the newest week of which a team is to be told by now, and since when."""
    local = now.astimezone(zone)
    monday = local.date() - timedelta(days=local.weekday())
    told_at = datetime.combine(monday, TOLD_AT, zone)
    if told_at > now:
        monday -= timedelta(days=7)
        told_at = datetime.combine(monday, TOLD_AT, zone)
    return monday, told_at


def notices(team: str, zone: ZoneInfo, lack: Lack, people: Sequence[Person], *, link: str) -> list[Notice]:
    """What to tell each of these people; nothing where nothing is wrong."""
    if lack.is_nothing:
        return []
    subject = f"On call for {team}: {_summary(lack)} in the coming two weeks"
    lines = [f"{subject}."]
    if lack.gaps:
        lines += ["", f"Nobody is on call ({zone.key}):", *_listed([_words(gap, zone) for gap in lack.gaps])]
    if lack.unreachable:
        lines += ["", "No page would reach them, for want of a verified contact method or a rule that uses one:"]
        lines += _listed([_named(person, turn, zone) for person, turn in lack.unreachable])
    if lack.disabled:
        lines += ["", "Their accounts are disabled, and they are passed by:"]
        lines += _listed([_named(person, turn, zone) for person, turn in lack.disabled])
    message = "\n".join([*lines, "", link])
    return [Notice(address, subject, message) for address in sorted({person.email for person in people})]


def _summary(lack: Lack) -> str:
    found = []
    if lack.gaps:
        found.append("a gap" if len(lack.gaps) == 1 else f"{len(lack.gaps)} gaps")
    unpaged = len({person.id for person, _ in (*lack.unreachable, *lack.disabled)})
    if unpaged:
        found.append("a person who cannot be paged" if unpaged == 1 else f"{unpaged} people who cannot be paged")
    return " and ".join(found)


def _named(person: Person, turn: Turn, zone: ZoneInfo) -> str:
    return f"{person.name} <{person.email}>, first {_words(turn.span, zone)}"


def _listed(lines: Sequence[str]) -> list[str]:
    more = [f"- and {len(lines) - NAMED_MOST} more"] if len(lines) > NAMED_MOST else []
    return [*(f"- {line}" for line in lines[:NAMED_MOST]), *more]


def _words(span: Span, zone: ZoneInfo) -> str:
    start, end = (at.astimezone(zone) for at in (span.starts_at, span.ends_at))
    return f"{start:%a %Y-%m-%d %H:%M} to {end:%a %Y-%m-%d %H:%M}"
