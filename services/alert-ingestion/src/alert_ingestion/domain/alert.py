"""One event that a monitoring tool sent, normalised, and what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from alert_ingestion.domain.route import Route

FINGERPRINT_MESSAGE_LENGTH = 100
TITLE_LENGTH = 200
NO_LABELS: Mapping[str, str] = MappingProxyType({})


class Severity(StrEnum):
    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


class Status(StrEnum):
    FIRING = "firing"
    RESOLVED = "resolved"


class Result(StrEnum):
    """What became of an alert. `recorded`: stored, and neither opened nor closed anything."""

    NEW_INCIDENT = "new_incident"
    EXISTING_INCIDENT = "existing_incident"
    DEDUPLICATED = "deduplicated"
    RESOLVED = "resolved"
    SUPPRESSED = "suppressed"
    RECORDED = "recorded"


def fingerprint_of(service: str, severity: str, message: str) -> str:
    """What identifies an alert whose sender gives it no identity: SHA-256 hex."""
    return fingerprint_of_key(f"{service}|{severity}|{message[:FINGERPRINT_MESSAGE_LENGTH]}")


def fingerprint_of_key(dedup_key: str) -> str:
    """What identifies an alert by its sender's own key: SHA-256 hex."""
    return hashlib.sha256(dedup_key.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Cut:
    """A message that does not name all of its group's alerts. named: fingerprints of those it names.

    Those it does not name end after `lasts` unless they are named again: when they end, nobody may tell.
    """

    group_key: str
    named: frozenset[str]
    lasts: timedelta


class Alert(NamedTuple):
    """An alert as every source is brought to. A tuple, for a storm makes more of these than of anything else.

    fingerprint: the same for the same alert again and for its end. started_at, ended_at: by the sender's own clock,
    None where it does not say. expires_at: when a firing alert ends by itself unless it is sent again; None for never.
    lasts: the same as a span, counted from when it was received, where its sender names no instant.
    raw: what was sent, where the fields here do not hold all of it.
    cut: on the alert that stands for those a source cut from its message.
    is_of_tool: it came by a tool's own message. Then its end closes what the same tool fires under the fingerprint;
    else what fires for the same service, for two senders may have chosen one key.
    is_reported: False for what the platform itself adds to a request. The answer to the sender leaves it out, and where
    it closes nothing it is not recorded either.
    """

    service: str
    severity: Severity
    message: str
    fingerprint: str
    status: Status = Status.FIRING
    source: str | None = None
    labels: Mapping[str, str] = NO_LABELS
    links: Sequence[Any] = ()
    raw: Any = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    expires_at: datetime | None = None
    lasts: timedelta | None = None
    cut: Cut | None = None
    is_of_tool: bool = False
    is_reported: bool = True
    route: Route | None = None

    @property
    def correlation_key(self) -> str:
        """Alerts of one key gather on one incident (rule 1). incident-management makes the same key."""
        if self.route is not None and self.route.correlation_key is not None:
            return chosen_key(self.route.correlation_key)
        return correlation_key(self.service, self.severity)

    @property
    def is_suppressed(self) -> bool:
        """It fires, and a rule says that it is recorded only."""
        return self.route is not None and self.route.is_suppressed and self.status is Status.FIRING

    @property
    def opens_by_itself(self) -> bool:
        """Nobody need be asked before for the incident it may open."""
        return self.route is not None and (self.route.opens_by_itself or self.route.is_suppressed)

    @property
    def closes(self) -> tuple[str, str, bool]:
        """What the end of this alert closes: whose fingerprint, which, and whether a tool's or a service's."""
        if self.is_of_tool:
            return self.source or "", self.fingerprint, True
        own = self.route.sent_service if self.route is not None else None
        return own or self.service, self.fingerprint, False

    @property
    def title(self) -> str:
        """The title of an incident that this alert opens."""
        return self.message[:TITLE_LENGTH]


def correlation_key(service: str, severity: str) -> str:
    """The key of an incident from alerts. No two pairs share one: a severity has no `|`."""
    return f"{service}|{severity}"


def chosen_key(text: str) -> str:
    """The key of an incident that a rule gathers alerts on. None of a service and a severity ends so."""
    return f"{text}|="


class Outcome(NamedTuple):
    """What became of one alert. id: of the alert's row; a repeat has the first one's. incident_id: None if recorded."""

    id: str
    incident_id: str | None
    fingerprint: str
    result: Result
