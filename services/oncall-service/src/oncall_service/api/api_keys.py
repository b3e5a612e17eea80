"""API keys."""

from __future__ import annotations

from uuid import UUID

from platform_kit.callers import Caller
from platform_kit.database import DbSession
from platform_kit.paging import Page
from platform_kit.problems import problems
from platform_kit.routes import guarded_router, needs

from oncall_service.api.dependencies import AppCallers, AskedPage, Now
from oncall_service.api.wire.people import ApiKeyIn, ApiKeyOut, NewApiKeyOut
from oncall_service.store import keys as store
from oncall_service.use_cases import keys

router = guarded_router(prefix="/api/v1/api-keys", tags=["api keys"])


@router.post("", **needs("admin"), operation_id="create_api_key", status_code=201, responses=problems(422))
def create_api_key(body: ApiKeyIn, session: DbSession, caller: Caller, now: Now) -> NewApiKeyOut:
    """Make a key. The answer is the only place where it is ever shown, so it is not kept for an Idempotency-Key."""
    record, key = keys.create_key(
        session,
        name=body.name,
        role=body.role,
        scopes=list(body.scopes) if body.scopes else None,
        expires_at=body.expires_at,
        team=body.team,
        created_by=caller.actor,
        now=now,
    )
    return NewApiKeyOut(**ApiKeyOut.model_validate(record).model_dump(), key=key)


@router.get("", **needs("admin"), operation_id="list_api_keys", responses=problems(422))
def list_api_keys(session: DbSession, asked: AskedPage) -> Page[ApiKeyOut]:
    """Keys, newest first, revoked ones too; never the keys themselves."""
    found = store.page(session, asked)
    return Page(items=[ApiKeyOut.model_validate(key) for key in found.items], next_cursor=found.next_cursor)


@router.get("/{key_id}", **needs("admin"), operation_id="get_api_key", responses=problems(404, 422))
def get_api_key(key_id: UUID, session: DbSession) -> ApiKeyOut:
    """One key, without the key itself."""
    return ApiKeyOut.model_validate(keys.get_key(session, key_id))


@router.delete(
    "/{key_id}", **needs("admin"), operation_id="revoke_api_key", status_code=204, responses=problems(404, 409, 422)
)
def revoke_api_key(key_id: UUID, session: DbSession, callers: AppCallers) -> None:
    """Revoke a key: refused within 5 s by every service. Twice is once."""
    if digest := keys.revoke_key(session, key_id):
        callers.forget(digest)
