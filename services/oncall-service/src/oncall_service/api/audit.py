"""Who changed what."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from platform_kit.database import DbSession
from platform_kit.paging import Page
from platform_kit.problems import problems
from platform_kit.routes import guarded_router, needs

from oncall_service.api.dependencies import AskedPage
from oncall_service.api.wire.audit import AuditEntryOut, ObjectType
from oncall_service.api.wire.common import Instant, Name
from oncall_service.store import audit

router = guarded_router(prefix="/api/v1/audit", tags=["audit"])


@router.get("", **needs("admin"), operation_id="list_audit_entries", responses=problems(422))
def list_audit_entries(
    session: DbSession,
    asked: AskedPage,
    actor: Annotated[Name | None, Query(description="An e-mail address, or the name of a key.")] = None,
    object_type: ObjectType | None = None,
    object_id: Annotated[Name | None, Query(description="The id of what was changed.")] = None,
    since: Annotated[Instant | None, Query(description="Changed then or later.")] = None,
    until: Annotated[Instant | None, Query(description="Changed before.")] = None,
) -> Page[AuditEntryOut]:
    """Changes to what people set up, newest first: accounts, keys, teams, schedules, policies, routing, contacts.

    Nobody can alter an entry.
    """
    found = audit.page(session, asked, audit.Filters(actor, object_type, object_id, since, until))
    return Page(items=[AuditEntryOut.model_validate(entry) for entry in found.items], next_cursor=found.next_cursor)
