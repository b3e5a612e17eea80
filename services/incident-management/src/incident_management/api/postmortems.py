"""What people write after an incident: notes put right, the post-mortem, action items."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Response
from platform_kit.callers import Caller, CallerIdentity
from platform_kit.database import DbSession
from platform_kit.json_types import Flag, Whole, WrittenDate
from platform_kit.paging import DEFAULT_LIMIT, CursorText, Limit, Page, decode_cursor, encode_cursor
from platform_kit.problems import problems
from platform_kit.routes import guarded_router, needs
from platform_kit.text import StorableText
from pydantic import AfterValidator, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from incident_management.api.bodies import NoteIn, PersonReference, WireIn
from incident_management.api.dependencies import AppClock, AppLinkTo, AppOncall, person_of
from incident_management.api.examples import A_PERSON, AN_ID
from incident_management.api.incidents import OfTeam
from incident_management.api.schemas import NoteOut, PersonOut, WireOut
from incident_management.clients.oncall import Oncall
from incident_management.store import postmortems as store
from incident_management.store.postmortems import Which
from incident_management.use_cases import postmortems as use_cases
from incident_management.use_cases.look import look_at

router = guarded_router(prefix="/api/v1", tags=["post-mortems"], generate_unique_id_function=lambda route: route.name)


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be blank")
    return text


Markdown = Annotated[StorableText, Field(min_length=1, max_length=200_000), AfterValidator(_not_blank)]
Title = Annotated[StorableText, Field(min_length=1, max_length=500), AfterValidator(_not_blank)]
_A_VERSION: JsonDict = {
    "incident_id": AN_ID,
    "version": 2,
    "author": "ana@example.org",
    "created_at": "2026-03-03T09:00:00Z",
}
_AN_ITEM: JsonDict = {
    "id": "0198c0de-7b00-7000-8000-00000000000c",
    "incident_id": AN_ID,
    "title": "Alert before the disk is full",
    "owner": A_PERSON,
    "due_on": "2026-03-20",
    "created_by": "ana@example.org",
    "created_at": "2026-03-03T09:00:00Z",
    "done_by": None,
    "done_at": None,
}


class NoteTextOut(WireOut):
    """What a note said from `at` on."""

    content: str
    author: str
    at: datetime


class NoteTextsOut(WireOut):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"items": [{"content": "Rolling back.", "author": "ana@example.org", "at": "2026-03-02T14:09:00Z"}]}
            ]
        }
    )

    items: list[NoteTextOut] = Field(description="Oldest first; the last is what it says now.")


class VersionOut(WireOut):
    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [_A_VERSION]})

    incident_id: UUID
    version: int
    author: str
    created_at: datetime


class PostmortemOut(VersionOut):
    model_config = ConfigDict(
        from_attributes=True, json_schema_extra={"examples": [_A_VERSION | {"content": "# Checkout is slow"}]}
    )

    content: str = Field(description="Markdown, without the action items.")


class VersionsOut(WireOut):
    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_A_VERSION]}]})

    items: list[VersionOut] = Field(description="Newest first.")


class PostmortemIn(WireIn):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"content": "# Checkout is slow\n\nThe disk was full.", "version": 1}]}
    )

    content: Markdown
    version: Whole = Field(ge=0, description="The version whose text was changed; 0 where there was none. Else 409.")


class ActionItemIn(WireIn):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"title": "Alert before the disk is full", "owner": "ana@example.org", "due_on": "2026-03-20"}]
        }
    )

    title: Title
    owner: PersonReference | None = Field(default=None, description="A user's id or e-mail.")
    due_on: WrittenDate | None = None


class ActionItemChange(WireIn):
    """What is left out stays as it is; an owner or a day that is null is taken away."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"done": True}]})

    title: Title | None = None
    owner: PersonReference | None = None
    due_on: WrittenDate | None = None
    done: Flag | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> ActionItemChange:
        if not self.model_fields_set:
            raise ValueError("names nothing to change")
        return self


class ActionItemOut(WireOut):
    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [_AN_ITEM]})

    id: UUID
    incident_id: UUID
    title: str
    owner: PersonOut | None
    due_on: date | None
    created_by: str
    created_at: datetime
    done_by: str | None
    done_at: datetime | None


class ActionItemsOut(WireOut):
    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_AN_ITEM]}]})

    items: list[ActionItemOut] = Field(description="Oldest first.")


@router.patch(
    "/incidents/{incident_id}/notes/{note_id}",
    responses=problems(403, 404, 422),
    summary="Edit a note",
    **needs("respond"),
)
def edit_note(
    incident_id: UUID, note_id: UUID, body: NoteIn, session: DbSession, caller: Caller, clock: AppClock
) -> NoteOut:
    """By its author or an administrator. What it said before stays in its history."""
    may_all = caller.may("admin")
    found = use_cases.edit_note(
        session, incident_id, note_id, body.content, by=caller.actor, may_all=may_all, now=clock.now()
    )
    return NoteOut.model_validate(found)


@router.get(
    "/incidents/{incident_id}/notes/{note_id}/history",
    responses=problems(404, 422),
    summary="Show what a note said before",
    **needs("read"),
)
def list_note_texts(incident_id: UUID, note_id: UUID, session: DbSession) -> NoteTextsOut:
    """Every text that the note ever had."""
    found = use_cases.note_texts(session, incident_id, note_id)
    return NoteTextsOut(items=[NoteTextOut.model_validate(one) for one in found])


@router.get(
    "/incidents/{incident_id}/postmortem.md",
    response_class=Response,
    responses={
        **problems(404, 422),
        200: {"content": {"text/markdown": {"example": "# Checkout is slow"}}, "description": "Markdown."},
    },
    summary="Export the post-mortem",
    **needs("read"),
)
def export_postmortem(incident_id: UUID, session: DbSession, link_to: AppLinkTo) -> Response:
    """As Markdown, with its action items. Where none was saved, a draft: facts and timeline are filled in, what only
    people know is asked."""
    name = f'attachment; filename="postmortem-{incident_id}.md"'
    document = use_cases.exported(session, incident_id, link_to)
    return Response(document, media_type="text/markdown; charset=utf-8", headers={"Content-Disposition": name})


@router.get(
    "/incidents/{incident_id}/postmortem", responses=problems(404, 422), summary="Show the post-mortem", **needs("read")
)
def get_postmortem(incident_id: UUID, session: DbSession) -> PostmortemOut:
    """As it was last saved; 404 where none was."""
    return PostmortemOut.model_validate(use_cases.present(session, incident_id))


@router.post(
    "/incidents/{incident_id}/postmortem",
    status_code=201,
    responses=problems(404, 409, 422),
    summary="Begin a post-mortem",
    **needs("respond"),
)
def begin_postmortem(
    incident_id: UUID, session: DbSession, caller: Caller, clock: AppClock, link_to: AppLinkTo
) -> PostmortemOut:
    """Save the template, filled in with facts and timeline, as version 1; 409 where one was begun."""
    begun = use_cases.begin(session, incident_id, by=caller.actor, now=clock.now(), link_to=link_to)
    return PostmortemOut.model_validate(begun)


@router.put(
    "/incidents/{incident_id}/postmortem",
    responses=problems(404, 409, 422),
    summary="Save the post-mortem",
    **needs("respond"),
)
def save_postmortem(
    incident_id: UUID, body: PostmortemIn, session: DbSession, caller: Caller, clock: AppClock
) -> PostmortemOut:
    """A further version. Of two people who save on top of the same one, the later is answered 409 and loses nothing."""
    by, now = caller.actor, clock.now()
    saved = use_cases.save(session, incident_id, body.content, based_on=body.version, by=by, now=now)
    return PostmortemOut.model_validate(saved)


@router.get(
    "/incidents/{incident_id}/postmortem/versions",
    responses=problems(404, 422),
    summary="List versions of the post-mortem",
    **needs("read"),
)
def list_postmortem_versions(incident_id: UUID, session: DbSession) -> VersionsOut:
    """Newest first, without their texts; none where no post-mortem was begun."""
    look_at(session, incident_id)
    return VersionsOut(items=[VersionOut.model_validate(one) for one in store.versions(session, incident_id)])


@router.get(
    "/incidents/{incident_id}/postmortem/versions/{version}",
    responses=problems(404, 422),
    summary="Show a version of the post-mortem",
    **needs("read"),
)
def get_postmortem_version(incident_id: UUID, version: int, session: DbSession) -> PostmortemOut:
    """As it was saved then."""
    return PostmortemOut.model_validate(use_cases.version(session, incident_id, version))


@router.get(
    "/incidents/{incident_id}/action-items",
    responses=problems(404, 422),
    summary="List action items of an incident",
    **needs("read"),
)
def list_action_items_of_incident(incident_id: UUID, session: DbSession) -> ActionItemsOut:
    """Open and done ones."""
    look_at(session, incident_id)
    return ActionItemsOut(items=[ActionItemOut.model_validate(i) for i in store.items_of(session, incident_id)])


@router.post(
    "/incidents/{incident_id}/action-items",
    status_code=201,
    responses=problems(404, 422, 503),
    summary="Add an action item",
    **needs("respond"),
)
def create_action_item(
    incident_id: UUID, body: ActionItemIn, session: DbSession, caller: Caller, clock: AppClock, oncall: AppOncall
) -> ActionItemOut:
    """What is to be done, by whom, until when."""
    values = _values(body, caller, oncall)
    return ActionItemOut.model_validate(
        use_cases.add_item(session, incident_id, values, by=caller.actor, now=clock.now())
    )


@router.get("/action-items", responses=problems(422), summary="List action items", **needs("read"))
def list_action_items(
    session: DbSession,
    status: Annotated[Which, Query()] = Which.OPEN,
    team: OfTeam = None,
    owner: Annotated[str | None, Query(max_length=320, description="An e-mail address.")] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Page[ActionItemOut]:
    """Over all incidents, newest first: the open ones, unless others are asked for."""
    found = store.items(session, decode_cursor(cursor), limit, which=status, team=team, owner=owner)
    last = found[limit - 1] if len(found) > limit else None
    return Page(
        items=[ActionItemOut.model_validate(one) for one in found[:limit]],
        next_cursor=encode_cursor(last.created_at, last.id) if last else None,
    )


@router.patch(
    "/action-items/{item_id}", responses=problems(404, 422, 503), summary="Change an action item", **needs("respond")
)
def change_action_item(
    item_id: UUID, body: ActionItemChange, session: DbSession, caller: Caller, clock: AppClock, oncall: AppOncall
) -> ActionItemOut:
    """Also to say that it is done."""
    values = _values(body, caller, oncall)
    changed = use_cases.change_item(session, item_id, values, done=body.done, by=caller.actor, now=clock.now())
    return ActionItemOut.model_validate(changed)


@router.delete(
    "/action-items/{item_id}",
    status_code=204,
    responses=problems(404, 422),
    summary="Delete an action item",
    **needs("respond"),
)
def delete_action_item(item_id: UUID, session: DbSession) -> None:
    """Nothing is left of it but the log of changes."""
    use_cases.remove_item(session, item_id)


def _values(body: ActionItemIn | ActionItemChange, caller: CallerIdentity, oncall: Oncall) -> dict[str, Any]:
    """The columns that a body sets; who an owner is, is asked of on-call."""
    values: dict[str, Any] = {}
    if body.title is not None:
        values["title"] = body.title
    if "due_on" in body.model_fields_set:
        values["due_on"] = body.due_on
    if "owner" in body.model_fields_set:
        person = person_of(body.owner, caller, oncall) if body.owner else None
        values |= {
            "owner_id": person.id if person else None,
            "owner_name": person.name if person else None,
            "owner_email": person.email if person else None,
        }
    return values
