"""What the timeline tells, one function for each thing that happens to an incident here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from incident_management.domain.incident import Hold, Incident, Person, Status
from incident_management.domain.recipients import Recipient, as_wire

SYSTEM = "system"


class EntryType(StrEnum):
    CREATED = "created"
    ALERT_ATTACHED = "alert_attached"
    ALERT_RESOLVED = "alert_resolved"
    ASSIGNED = "assigned"
    REASSIGNED = "reassigned"
    PAGED = "paged"
    DELIVERED = "delivered"
    DELIVERY_FAILED = "delivery_failed"
    ESCALATED = "escalated"
    EXHAUSTED = "exhausted"
    STATUS_CHANGED = "status_changed"
    NOTE = "note"
    SUPPRESSED = "suppressed"
    DEGRADED = "degraded"
    MERGED = "merged"
    SNOOZED = "snoozed"


@dataclass(frozen=True, slots=True)
class Entry:
    type: EntryType
    data: dict[str, Any] = field(default_factory=dict)


def status_changed(before: Status, after: Status, *, reason: str | None = None) -> Entry:
    """reason: where nobody changed it, why it did."""
    return Entry(EntryType.STATUS_CHANGED, {"from": before, "to": after} | ({"reason": reason} if reason else {}))


def merged_into(other: Incident) -> Entry:
    return Entry(EntryType.MERGED, {"into": {"id": str(other.id), "title": other.title}})


def merged_from(other: Incident, *, alerts: int) -> Entry:
    """alerts: how many moved with it."""
    return Entry(EntryType.MERGED, {"from": {"id": str(other.id), "title": other.title}, "alerts": alerts})


def asked(page_id: UUID, person: Person, *, reason: str) -> Entry:
    """Somebody was paged outside the policy: as a responder, or because it is theirs now."""
    return Entry(EntryType.PAGED, {"page_id": str(page_id), "recipient": as_wire(person), "reason": reason})


def assigned(before: Person | None, after: Person | None) -> Entry:
    """`assigned` where nobody had it, else `reassigned`; `to` is null when nobody has it afterwards."""
    to = as_wire(after) if after else None
    if before is None:
        return Entry(EntryType.ASSIGNED, {"to": to})
    return Entry(EntryType.REASSIGNED, {"from": as_wire(before), "to": to})


def note(note_id: UUID, content: str) -> Entry:
    return Entry(EntryType.NOTE, {"note_id": str(note_id), "content": content})


def note_edited(note_id: UUID, content: str) -> Entry:
    """Whoever reads the timeline sees both: what the note said, and what it says now."""
    return Entry(EntryType.NOTE, {"note_id": str(note_id), "content": content, "edited": True})


def paged(page_id: UUID, recipient: Recipient, *, step: int, cycle: int, reason: str, via: str | None) -> Entry:
    """`via`: by which schedule, team or rule this person was chosen, in on-call's words."""
    told = {"page_id": str(page_id), "recipient": as_wire(recipient), "step": step, "cycle": cycle, "reason": reason}
    return Entry(EntryType.PAGED, told | ({"via": via} if via else {}))


def escalated(*, step: int, cycle: int, reason: str) -> Entry:
    return Entry(EntryType.ESCALATED, {"step": step, "cycle": cycle, "reason": reason})


def snoozed(until: datetime) -> Entry:
    return Entry(EntryType.SNOOZED, {"until": until.isoformat()})


def suppressed(hold: Hold, *, step: int, cycle: int) -> Entry:
    """Nobody was paged at this step, because of `hold`; it stays due."""
    told = {"reason": hold.reason, "until": hold.until.isoformat(), "step": step, "cycle": cycle}
    return Entry(EntryType.SUPPRESSED, told | ({"because": hold.because} if hold.because else {}))


def exhausted(*, cycle: int, people_paged: int) -> Entry:
    return Entry(EntryType.EXHAUSTED, {"cycle": cycle, "people_paged": people_paged})


def last_known_used(*, step: int, cycle: int, known_since: datetime) -> Entry:
    reason = "oncall_does_not_answer"
    return Entry(
        EntryType.DEGRADED,
        {"reason": reason, "used": "last_known", "known_since": known_since.isoformat(), "step": step, "cycle": cycle},
    )


def waiting_for_oncall(*, step: int, cycle: int) -> Entry:
    return Entry(
        EntryType.DEGRADED, {"reason": "oncall_does_not_answer", "used": "nothing", "step": step, "cycle": cycle}
    )


def waiting_for_hours(*, step: int, cycle: int, until: datetime) -> Entry:
    told = {"reason": "outside_support_hours", "until": until.isoformat(), "step": step, "cycle": cycle}
    return Entry(EntryType.SUPPRESSED, told)


def hand_over_refused(page_id: UUID, recipient: Recipient, reason: str) -> Entry:
    told = {"page_id": str(page_id), "recipient": as_wire(recipient), "reason": reason}
    return Entry(EntryType.DELIVERY_FAILED, told)
