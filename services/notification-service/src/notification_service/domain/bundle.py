"""What a bundle says: how much there is of what, and where each is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from notification_service.domain.notification import Kind

SEVERITIES = ("critical", "high", "medium", "low", "info")
MOST_LISTED = 20
MOST_SERVICES_NAMED = 3
# What stands where everybody may read it: what a bundle carries may be of teams that are hidden from the reader.
KEPT_SUBJECT = {
    Kind.PAGE: "Several pages in one message",
    Kind.UPDATE: "Several updates in one message",
}
KEPT_MESSAGE = "What it carries is listed with it, and in the message itself."


@dataclass(frozen=True, slots=True)
class Carried:
    """A notification in a bundle. subject: of the message it would have been. url: of its incident."""

    incident_id: UUID
    service: str
    subject: str
    url: str
    severity: str


@dataclass(frozen=True, slots=True)
class Words:
    """severity: of the most severe."""

    subject: str
    text: str
    severity: str


def words_of(kind: Kind, carried: Sequence[Carried], *, all_url: str) -> Words:
    """The message for what a bundle carries, oldest first; at least one. all_url: where every incident is seen.

    The most severe stand first, an incident once, and of many the first twenty.
    """
    lines = {one.incident_id: one for one in sorted(carried, key=_rank)}
    listed = list(lines.values())
    if len(listed) == 1:
        return Words(listed[0].subject, f"{listed[0].subject}\n{listed[0].url}", listed[0].severity)
    shown = [f"{one.subject}\n{one.url}" for one in listed[:MOST_LISTED]]
    if left := len(listed) - len(shown):
        shown.append(f"and {left} more: {all_url}")
    return Words(_headline(kind, listed), "\n".join(shown), listed[0].severity)


def _rank(one: Carried) -> int:
    return SEVERITIES.index(one.severity) if one.severity in SEVERITIES else len(SEVERITIES)


def _headline(kind: Kind, listed: Sequence[Carried]) -> str:
    what = f"{len(listed)} more {'incidents' if kind is Kind.PAGE else 'updates'}"
    services = Counter(one.service for one in listed).most_common()
    if len(services) == 1:
        return f"{services[0][0]}: {what}"
    named = [f"{name} {count}" for name, count in services[:MOST_SERVICES_NAMED]]
    if others := len(services) - len(named):
        named.append(f"{others} other {'service' if others == 1 else 'services'}")
    return f"{what}: {', '.join(named)}"
