"""What may wait until somebody is at work, and what wakes people."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from oncall_service.domain.restrictions import Restriction, windows
from oncall_service.domain.spans import Span

PIERCES_ALWAYS = "critical"
LOOKS_AHEAD = timedelta(days=8)
"""Longer than any window takes to come again."""


@dataclass(frozen=True, slots=True)
class SupportHours:
    """When a service is supported, on the wall clock of its zone. No windows: never closed."""

    timezone: str
    windows: tuple[Restriction, ...]


def waits_until(severity: str, low: Collection[str], hours: SupportHours | None, at: datetime) -> datetime | None:
    """When a page of this severity that is due at `at` may go out; None: at once.

    low: severities that wait for the hours of support. Hours that never begin hold nothing back.
    """
    if hours is None or severity not in low or severity == PIERCES_ALWAYS:
        return None
    found = windows(hours.windows, ZoneInfo(hours.timezone), Span(at, at + LOOKS_AHEAD))
    if not found or found[0].holds(at):
        return None
    return found[0].starts_at
