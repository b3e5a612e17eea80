"""What a fire drill showed: who was paged, when, and who acknowledged how fast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from incident_management.domain.incident import Incident, Person, Status
from incident_management.domain.recipients import Recipient, from_wire
from incident_management.domain.timeline import EntryType
from incident_management.domain.trace import Happened

ANSWERS = frozenset({Status.ACKNOWLEDGED, Status.IN_PROGRESS, Status.RESOLVED})


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody whom the drill paged. after: since it began. answered_after: since their own first page; None: they did
    not answer the drill."""

    recipient: Recipient
    paged_at: datetime
    step: int | None
    after: timedelta
    answered_after: timedelta | None


@dataclass(frozen=True, slots=True)
class Report:
    """acknowledged_by: as timelines name them; None while nobody has. exhausted: the policy ran out."""

    reached: tuple[Reached, ...]
    acknowledged_by: str | None
    acknowledged_after: timedelta | None
    exhausted: bool


def report(incident: Incident, timeline: Sequence[Happened]) -> Report:
    """From what was told, oldest first. Whoever was paged several times counts by the first."""
    first: dict[Recipient, Happened] = {}
    for entry in timeline:
        if entry.type is EntryType.PAGED:
            first.setdefault(from_wire(dict(entry.data["recipient"])), entry)
    answer = next((entry for entry in timeline if _answers(entry)), None)
    return Report(
        reached=tuple(
            Reached(
                recipient,
                entry.at,
                entry.data.get("step"),
                entry.at - incident.created_at,
                answer.at - entry.at if answer and _is(recipient, answer.actor) else None,
            )
            for recipient, entry in first.items()
        ),
        acknowledged_by=answer.actor if answer else None,
        acknowledged_after=answer.at - incident.created_at if answer else None,
        exhausted=any(entry.type is EntryType.EXHAUSTED for entry in timeline),
    )


def _answers(entry: Happened) -> bool:
    return entry.type is EntryType.STATUS_CHANGED and entry.data.get("to") in ANSWERS


def _is(recipient: Recipient, actor: str) -> bool:
    return isinstance(recipient, Person) and recipient.email.lower() == actor.lower()
