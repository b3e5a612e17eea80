"""People."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi.responses import JSONResponse
from platform_kit.database import DbSession
from platform_kit.idempotency import Once, answer_once
from platform_kit.paging import Page
from platform_kit.problems import problems
from platform_kit.routes import guarded_router, needs

from oncall_service.api.dependencies import AppCallers, AppPasswords, AskedPage, Now
from oncall_service.api.wire.common import Name
from oncall_service.api.wire.people import UserChange, UserIn, UserOut
from oncall_service.store import users
from oncall_service.use_cases import people

router = guarded_router(prefix="/api/v1/users", tags=["people"])


@router.post(
    "",
    **needs("admin"),
    operation_id="create_user",
    status_code=201,
    response_model=UserOut,
    responses=problems(409, 422),
)
def create_user(body: UserIn, session: DbSession, passwords: AppPasswords, once: Once) -> JSONResponse:
    """Add a person. Without a password they are called, and cannot sign in yet."""
    password = body.password.get_secret_value() if body.password else None

    def make() -> UserOut:
        user = people.create_user(
            session, passwords, name=body.name, email=body.email, password=password, role=body.role
        )
        return UserOut.model_validate(user)

    return answer_once(session, "oncall", once, 201, make)


@router.get("", **needs("read", "service"), operation_id="list_users", responses=problems(422))
def list_users(
    session: DbSession,
    asked: AskedPage,
    email: Annotated[Name | None, Query(description="Exactly this address, letter case aside.")] = None,
    q: Annotated[Name | None, Query(description="Part of the name or the address.")] = None,
) -> Page[UserOut]:
    """People, newest first."""
    found = users.page(session, asked, email=email, q=q)
    return Page(items=[UserOut.model_validate(user) for user in found.items], next_cursor=found.next_cursor)


@router.get("/{user_id}", **needs("read", "service"), operation_id="get_user", responses=problems(404, 422))
def get_user(user_id: UUID, session: DbSession) -> UserOut:
    """One person."""
    return UserOut.model_validate(people.get_user(session, user_id))


@router.patch("/{user_id}", **needs("admin"), operation_id="change_user", responses=problems(404, 409, 422))
def change_user(
    user_id: UUID, body: UserChange, session: DbSession, passwords: AppPasswords, callers: AppCallers, now: Now
) -> UserOut:
    """Change a person. A new password or role, and being disabled, signs them out. The last administrator stays one."""
    changes = people.Changes(
        name=body.name,
        email=body.email,
        password=body.password.get_secret_value() if body.password else None,
        role=body.role,
        disabled=body.disabled,
    )
    user, ended = people.change_user(session, passwords, user_id, changes, now=now)
    for digest in ended:
        callers.forget(digest)
    return UserOut.model_validate(user)


@router.delete(
    "/{user_id}", **needs("admin"), operation_id="delete_user", status_code=204, responses=problems(404, 409, 422)
)
def delete_user(user_id: UUID, session: DbSession, callers: AppCallers) -> None:
    """Delete a person whom no schedule and no policy names. Others can be disabled."""
    for digest in people.delete_user(session, user_id):
        callers.forget(digest)
