"""What rules, silences and maintenance make of an alert, beside its own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Route:
    """Everything here is for the few alerts that something is decided about.

    sent_service, sent_severity: as the sender said them, where a rule changed one; its end comes under the same.
    team: whose the incident is that this alert opens. correlation_key: what it gathers on, instead of service and
    severity. hold_back: nobody is paged before it has fired so long. silences: ids of those that mean it.
    is_suppressed: it is recorded only. is_quiet: silenced, held back or in maintenance as it came.
    """

    sent_service: str | None = None
    sent_severity: str | None = None
    team: str | None = None
    correlation_key: str | None = None
    hold_back: timedelta | None = None
    silences: tuple[str, ...] = ()
    is_suppressed: bool = False
    is_quiet: bool = False

    @property
    def sent(self) -> dict[str, str] | None:
        """What a rule changed, as the sender said it."""
        status = "firing" if self.is_suppressed else None
        said = {"service": self.sent_service, "severity": self.sent_severity, "status": status}
        return {name: value for name, value in said.items() if value is not None} or None

    @property
    def opens_by_itself(self) -> bool:
        """Its incident is opened with the alert in one transaction, so that what holds it is known from the start."""
        return bool(self.silences or self.hold_back or self.team or self.correlation_key)
