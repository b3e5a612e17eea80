"""How the hours of being on call are spread over people, exact across changes of the clocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from oncall_service.domain.final_schedule import Turn
from oncall_service.domain.restrictions import Restriction, windows
from oncall_service.domain.spans import Span, common, merged, touching

NIGHT = Restriction(time(22), time(7))
WEEKEND = Restriction(time(0), time(0), start_day=5, end_day=0)


@dataclass(frozen=True, slots=True)
class Load:
    """What one person held: real time, so the night of a change of the clocks is an hour shorter or longer.

    shifts: stretches without a break. night: of it, from 22:00 to 07:00. weekend: of it, Saturdays and Sundays.
    """

    user: UUID
    shifts: int
    held: timedelta
    night: timedelta
    weekend: timedelta


def loads(turns: Sequence[Turn], within: Span, zone: ZoneInfo) -> list[Load]:
    """The load of everybody who is in `turns`, the heaviest first. Nights and weekends are those of `zone`."""
    nights, weekends = windows((NIGHT,), zone, within), windows((WEEKEND,), zone, within)
    found = []
    for user in {turn.user for turn in turns}:
        held = merged(turn.span for turn in turns if turn.user == user)
        found.append(Load(user, len(held), _total(held), _shared(held, nights), _shared(held, weekends)))
    return sorted(found, key=lambda load: (-load.held, load.user))


def _total(spans: Iterable[Span]) -> timedelta:
    return sum((span.ends_at - span.starts_at for span in spans), timedelta())


def _shared(held: Iterable[Span], windows: Sequence[Span]) -> timedelta:
    return _total(cut for span in held for window in touching(windows, span) if (cut := common(span, window)))
