"""Shifts from somebody's calendar become overrides."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from oncall_service.calendars.occurrences import Occurrence, occurrences
from oncall_service.domain.overrides import Override, OverrideEntry, Role
from oncall_service.domain.people import User
from oncall_service.domain.spans import Span
from oncall_service.store import overrides, users
from oncall_service.use_cases.schedules import get_override, get_schedule


@dataclass(frozen=True, slots=True)
class Skipped:
    """An event that made no override, and why."""

    occurrence: Occurrence
    reason: str


def import_calendar(
    session: Session, schedule_id: UUID, document: bytes, within: Span, role: Role, *, by: str
) -> tuple[list[OverrideEntry], list[Skipped]]:
    """One override for each event in the range; the person is an attendee, or named by the summary.

    An event of nobody, of somebody disabled, or at a time that another override covers is skipped and named.
    Raises NotFound, Unusable.
    """
    found = occurrences(document, within)  # takes seconds at worst: before the transaction begins
    get_schedule(session, schedule_id)
    made: list[OverrideEntry] = []
    skipped: list[Skipped] = []
    for occurrence in found:
        person = _person(session, occurrence)
        if person is None:
            skipped.append(Skipped(occurrence, "no attendee and no name in the summary is a person here"))
            continue
        if person.is_disabled:
            skipped.append(Skipped(occurrence, f"{person.name} is disabled"))
            continue
        try:
            with session.begin_nested():
                override = Override(person.id, occurrence.span, role)
                override_id = overrides.add(session, schedule_id, override, created_by=by)
        except IntegrityError:
            skipped.append(Skipped(occurrence, "another override covers part of this time"))
            continue
        made.append(get_override(session, schedule_id, override_id))
    return made, skipped


def _person(session: Session, occurrence: Occurrence) -> User | None:
    for address in occurrence.addresses:
        if user := users.by_email(session, address):
            return user
    named = users.named_in(session, occurrence.summary)
    return named[0] if len(named) == 1 else None
