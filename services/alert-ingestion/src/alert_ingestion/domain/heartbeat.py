"""A dead man's switch: something is expected to report again and again, and its silence is an alert."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from alert_ingestion.domain.alert import Alert, Severity, Status, fingerprint_of_key

SOURCE = "heartbeat"


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """interval: between two beats. grace: how much later a beat may be. last_beat_at: None before the first."""

    id: UUID
    name: str
    service: str
    severity: Severity
    interval: timedelta
    grace: timedelta
    last_beat_at: datetime | None

    def overdue(self) -> Alert:
        """The alert while nothing reports."""
        since = f"since {self.last_beat_at:%Y-%m-%d %H:%M:%S} UTC" if self.last_beat_at else "so far"
        expected = f"expected every {_spoken(self.interval)}, with {_spoken(self.grace)} of grace"
        return self._alert(Status.FIRING, f"Heartbeat {self.name} is overdue: no beat {since}, {expected}")

    def returned(self) -> Alert:
        """The end of that alert."""
        return self._alert(Status.RESOLVED, f"Heartbeat {self.name} is back")

    def _alert(self, status: Status, message: str) -> Alert:
        return Alert(
            service=self.service,
            severity=self.severity,
            message=message,
            fingerprint=fingerprint_of_key(f"{SOURCE}:{self.id}"),
            status=status,
            source=SOURCE,
            labels={"heartbeat": self.name},
            is_of_tool=True,
        )


def _spoken(length: timedelta) -> str:
    """In the largest unit that says it without a remainder: "90 s", "5 min", "24 h"."""
    seconds = length.total_seconds()
    for unit, size in (("h", 3600), ("min", 60)):
        if seconds and seconds % size == 0:
            return f"{seconds / size:g} {unit}"
    return f"{seconds:g} s"
