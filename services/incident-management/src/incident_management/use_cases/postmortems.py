"""What people write after an incident: notes put right, post-mortems, and what they want to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from platform_kit.addresses import without_keys
from sqlalchemy.orm import Session

from incident_management.domain import timeline
from incident_management.domain.action_item import ActionItem
from incident_management.domain.errors import IncidentNotFound, NotFound, NotTheAuthor, SavedMeanwhile
from incident_management.domain.postmortem import draft, with_action_items
from incident_management.store import history, incidents, postmortems
from incident_management.use_cases.change_incident import LinkTo
from incident_management.use_cases.look import look_at, look_closely


def edit_note(
    session: Session, incident_id: UUID, note_id: UUID, content: str, *, by: str, may_all: bool, now: datetime
) -> history.Note:
    """What a note says from now on, told on the timeline. may_all: also of what another one wrote.

    Raises NotFound, NotTheAuthor.
    """
    if incidents.lock(session, incident_id) is None:
        raise IncidentNotFound
    found = _note(session, incident_id, note_id)
    if found.author != by and not may_all:
        raise NotTheAuthor("A note is edited by its author or an administrator. Add a note of your own.")
    if found.content != content:
        history.edit_note(session, incident_id, note_id, content, by=by, at=now)
        history.append(session, incident_id, timeline.note_edited(note_id, content), by=by, at=now)
    return _note(session, incident_id, note_id)


def note_texts(session: Session, incident_id: UUID, note_id: UUID) -> list[history.NoteText]:
    """Raises NotFound."""
    _note(session, incident_id, note_id)
    return history.note_texts(session, note_id)


def begin(session: Session, incident_id: UUID, *, by: str, now: datetime, link_to: LinkTo) -> postmortems.Saved:
    """Save the first version: the template, filled in with what was recorded. Raises SavedMeanwhile."""
    return save(session, incident_id, drafted(session, incident_id, link_to), based_on=0, by=by, now=now)


def save(
    session: Session, incident_id: UUID, content: str, *, based_on: int, by: str, now: datetime
) -> postmortems.Saved:
    """Save a further version. based_on: the version whose text was changed; 0: there was none.

    Raises IncidentNotFound, SavedMeanwhile.
    """
    look_at(session, incident_id)
    before = postmortems.present(session, incident_id)
    if (before.version if before else 0) != based_on or not postmortems.save(
        session, incident_id, based_on + 1, content, by=by, at=now
    ):
        newest = postmortems.present(session, incident_id)
        raise SavedMeanwhile(newest.version if newest else 0)
    return postmortems.Saved(incident_id, based_on + 1, content, by, now)


def present(session: Session, incident_id: UUID) -> postmortems.Saved:
    """Raises IncidentNotFound, NotFound."""
    look_at(session, incident_id)
    found = postmortems.present(session, incident_id)
    if found is None:
        raise NotFound("This incident has no post-mortem yet. POST begins one.")
    return found


def version(session: Session, incident_id: UUID, number: int) -> postmortems.Saved:
    """Raises NotFound."""
    found = postmortems.version(session, incident_id, number)
    if found is None:
        raise NotFound("This incident's post-mortem has no such version.")
    return found


def exported(session: Session, incident_id: UUID, link_to: LinkTo) -> str:
    """The post-mortem as Markdown, its action items below; the template filled in where none was saved."""
    look_at(session, incident_id)
    found = postmortems.present(session, incident_id)
    document = found.content if found else drafted(session, incident_id, link_to)
    return with_action_items(document, postmortems.items_of(session, incident_id))


def drafted(session: Session, incident_id: UUID, link_to: LinkTo) -> str:
    """The template, filled in. It is read by many, so it names no URL that one could post to."""
    detail = look_closely(session, incident_id)
    told = [replace(entry, data=without_keys(entry.data)) for entry in detail.timeline]
    messages = [alert.message for alert in detail.alerts]
    return draft(detail.incident, told, messages, link=link_to(incident_id))


def add_item(session: Session, incident_id: UUID, values: Mapping[str, Any], *, by: str, now: datetime) -> ActionItem:
    """Raises IncidentNotFound."""
    look_at(session, incident_id)
    made = {"incident_id": incident_id, "created_by": by, "created_at": now}
    return find_item(session, postmortems.add_item(session, made | dict(values)))


def change_item(
    session: Session, item_id: UUID, values: Mapping[str, Any], *, done: bool | None, by: str, now: datetime
) -> ActionItem:
    """done: None leaves it; said again, whoever said it first stays. Raises NotFound."""
    before = find_item(session, item_id, lock=True)
    wanted = dict(values)
    if done and before.done_at is None:
        wanted |= {"done_by": by, "done_at": now}
    if done is False:
        wanted |= {"done_by": None, "done_at": None}
    if wanted:
        postmortems.change_item(session, item_id, wanted)
    return find_item(session, item_id)


def remove_item(session: Session, item_id: UUID) -> None:
    """Raises NotFound."""
    if not postmortems.remove_item(session, item_id):
        raise NotFound("There is no action item with this id.")


def find_item(session: Session, item_id: UUID, *, lock: bool = False) -> ActionItem:
    """Raises NotFound."""
    found = postmortems.item(session, item_id, lock=lock)
    if found is None:
        raise NotFound("There is no action item with this id.")
    return found


def _note(session: Session, incident_id: UUID, note_id: UUID) -> history.Note:
    found = history.note(session, incident_id, note_id)
    if found is None:
        raise NotFound("This incident has no note with this id.")
    return found
