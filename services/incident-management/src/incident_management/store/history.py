"""What happened to an incident: its timeline, its notes, its alerts. The first two are only ever added to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, literal, select, text, true, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from incident_management.domain.timeline import Entry, EntryType
from incident_management.store.tables import SEARCHED_MOST, alerts, note_edits, notes, search_texts, timeline

MOST = 1000
"""How many alerts and timeline entries an incident shows: the newest. The lists of either continue behind it."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry of a timeline, as it was written."""

    id: int
    type: EntryType
    actor: str
    at: datetime
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Note:
    """content: as it was last edited. edited_by, edited_at: None where it never was."""

    id: UUID
    content: str
    author: str
    created_at: datetime
    edited_by: str | None = None
    edited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoteText:
    """What a note said from `at` on."""

    content: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert of the incident, as alert-ingestion keeps it."""

    id: UUID
    incident_id: UUID
    fingerprint: str
    service: str
    severity: str
    message: str
    status: str
    source: str | None
    labels: dict[str, str]
    links: list[Any]
    occurrences: int
    received_at: datetime
    last_seen_at: datetime
    resolved_at: datetime | None


def append(session: Session, incident_id: UUID, *entries: Entry, by: str, at: datetime) -> None:
    """Tell what happened, in this order."""
    if entries:
        rows = [{"incident_id": incident_id, "type": e.type, "actor": by, "at": at, "data": e.data} for e in entries]
        session.execute(insert(timeline), rows)


def append_receipt(session: Session, incident_id: UUID, entry: Entry, *, by: str, at: datetime) -> bool:
    """Tell what became of a notification. False: that was told before."""
    told = (
        postgresql.insert(timeline)
        .values(incident_id=incident_id, type=entry.type, actor=by, at=at, data=entry.data)
        .on_conflict_do_nothing()
        .returning(timeline.c.id)
    )
    return session.execute(told).scalar() is not None


def was_told(session: Session, incident_id: UUID, entry: Entry) -> bool:
    """Is an entry like this, with at least this data, on the timeline already?"""
    like = select(literal(True)).where(
        timeline.c.incident_id == incident_id, timeline.c.type == entry.type, timeline.c.data.contains(entry.data)
    )
    return bool(session.execute(like.limit(1)).scalar())


def was_asked_for(session: Session, incident_id: UUID, at: datetime) -> bool:
    """Did a person ask for the step that is due at this very instant?"""
    asked = select(literal(True)).where(
        timeline.c.incident_id == incident_id,
        timeline.c.type == EntryType.ESCALATED,
        timeline.c.at == at,
        timeline.c.data["reason"].astext == "by_hand",
    )
    return bool(session.execute(asked.limit(1)).scalar())


def timeline_of(session: Session, incident_id: UUID) -> list[Happened]:
    """Oldest first."""
    newest = select(timeline).where(timeline.c.incident_id == incident_id).order_by(timeline.c.id.desc()).limit(MOST)
    return [
        Happened(row.id, EntryType(row.type), row.actor, row.at, row.data)
        for row in reversed(session.execute(newest).all())
    ]


def add_note(session: Session, incident_id: UUID, content: str, *, by: str, at: datetime) -> Note:
    written = (
        insert(notes).values(incident_id=incident_id, content=content, author=by, created_at=at).returning(notes.c.id)
    )
    note = Note(session.execute(written).scalar_one(), content, by, at)
    _find_by(session, incident_id, content)
    return note


def _find_by(session: Session, incident_id: UUID, content: str) -> None:
    """Let a search for these words find the incident."""
    found_by = func.left(search_texts.c.text + "\n" + func.lower(content), SEARCHED_MOST)
    session.execute(update(search_texts).where(search_texts.c.incident_id == incident_id).values(text=found_by))


_LAST_EDIT = (
    select(note_edits.c.content, note_edits.c.edited_by, note_edits.c.edited_at)
    .where(note_edits.c.note_id == notes.c.id)
    .order_by(note_edits.c.number.desc())
    .limit(1)
    .lateral("last_edit")
)
_NOTES = select(
    notes.c.id,
    func.coalesce(_LAST_EDIT.c.content, notes.c.content).label("content"),
    notes.c.author,
    notes.c.created_at,
    _LAST_EDIT.c.edited_by,
    _LAST_EDIT.c.edited_at,
).select_from(notes.outerjoin(_LAST_EDIT, true()))


def notes_of(session: Session, incident_id: UUID) -> list[Note]:
    """Oldest first."""
    query = _NOTES.where(notes.c.incident_id == incident_id).order_by(notes.c.id)
    return [Note(**row) for row in session.execute(query).mappings()]


def note(session: Session, incident_id: UUID, note_id: UUID) -> Note | None:
    row = session.execute(_NOTES.where(notes.c.incident_id == incident_id, notes.c.id == note_id)).mappings()
    found = row.one_or_none()
    return Note(**found) if found else None


def edit_note(session: Session, incident_id: UUID, note_id: UUID, content: str, *, by: str, at: datetime) -> None:
    """What it says from now on; what it said stays in its history. Its incident must be locked."""
    number = select(func.coalesce(func.max(note_edits.c.number), 0) + 1).where(note_edits.c.note_id == note_id)
    edit = {"note_id": note_id, "number": number.scalar_subquery(), "content": content}
    session.execute(insert(note_edits).values(**edit, edited_by=by, edited_at=at))
    _find_by(session, incident_id, content)


def note_texts(session: Session, note_id: UUID) -> list[NoteText]:
    """All that a note ever said, oldest first."""
    first = select(notes).where(notes.c.id == note_id)
    edits = select(note_edits).where(note_edits.c.note_id == note_id).order_by(note_edits.c.number)
    return [
        *(NoteText(row.content, row.author, row.created_at) for row in session.execute(first)),
        *(NoteText(row.content, row.edited_by, row.edited_at) for row in session.execute(edits)),
    ]


def alerts_of(session: Session, incident_id: UUID) -> list[Alert]:
    """In the order in which they came."""
    newest = (
        select(alerts)
        .where(alerts.c.incident_id == incident_id)
        .order_by(alerts.c.received_at.desc(), alerts.c.id.desc())
        .limit(MOST)
    )
    rows: Sequence[Any] = session.execute(newest).mappings().all()
    return [Alert(**row) for row in reversed(rows)]


def is_firing(session: Session, incident_id: UUID, *, besides: UUID | None = None) -> bool:
    """Does any alert of the incident still fire, this one left out?"""
    firing = text(
        "SELECT EXISTS (SELECT FROM alerts.alerts WHERE incident_id = :id AND status = 'firing'"
        " AND id IS DISTINCT FROM CAST(:besides AS uuid))"
    )
    return bool(session.execute(firing, {"id": incident_id, "besides": besides}).scalar_one())
