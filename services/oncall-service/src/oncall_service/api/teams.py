"""Teams."""

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

from oncall_service.api.dependencies import AskedPage
from oncall_service.api.wire.common import Name, PersonReference
from oncall_service.api.wire.teams import TeamChange, TeamIn, TeamOut
from oncall_service.store import teams as store
from oncall_service.use_cases import teams

router = guarded_router(prefix="/api/v1/teams", tags=["teams"])


@router.post(
    "",
    **needs("admin"),
    operation_id="create_team",
    status_code=201,
    response_model=TeamOut,
    responses=problems(409, 422),
)
def create_team(body: TeamIn, session: DbSession, once: Once) -> JSONResponse:
    """Add a team."""

    def make() -> TeamOut:
        team = teams.create_team(
            session,
            name=body.name,
            manager=body.manager,
            members=list(body.members),
            escalation_policy_id=body.escalation_policy_id,
            is_private=body.private,
        )
        return TeamOut.model_validate(team)

    return answer_once(session, "oncall", once, 201, make)


@router.get("", **needs("read"), operation_id="list_teams", responses=problems(422))
def list_teams(
    session: DbSession,
    asked: AskedPage,
    name: Annotated[Name | None, Query(description="Exactly this name.")] = None,
    member: Annotated[UUID | None, Query(description="Teams this person is a member of.")] = None,
) -> Page[TeamOut]:
    """Teams, newest first."""
    found = store.page(session, asked, name=name, member=member)
    return Page(items=[TeamOut.model_validate(team) for team in found.items], next_cursor=found.next_cursor)


@router.get("/{team_id}", **needs("read"), operation_id="get_team", responses=problems(404, 422))
def get_team(team_id: UUID, session: DbSession) -> TeamOut:
    """One team, with its members."""
    return TeamOut.model_validate(teams.get_team(session, team_id))


@router.patch("/{team_id}", **needs("admin"), operation_id="change_team", responses=problems(404, 409, 422))
def change_team(team_id: UUID, body: TeamChange, session: DbSession) -> TeamOut:
    """Change a team. What is absent stays."""
    changes = {field: getattr(body, field) for field in body.model_fields_set}
    for field in ("name", "members", "private"):
        if changes.get(field, "") is None:
            del changes[field]
    if "private" in changes:
        changes["is_private"] = changes.pop("private")
    return TeamOut.model_validate(teams.change_team(session, team_id, changes))


@router.delete(
    "/{team_id}", **needs("admin"), operation_id="delete_team", status_code=204, responses=problems(404, 409, 422)
)
def delete_team(team_id: UUID, session: DbSession) -> None:
    """Delete a team that owns nothing any more."""
    teams.delete_team(session, team_id)


@router.put(
    "/{team_id}/members/{person}", **needs("admin"), operation_id="add_team_member", responses=problems(404, 422)
)
def add_team_member(team_id: UUID, person: PersonReference, session: DbSession) -> TeamOut:
    """Make a person, by id or e-mail address, a member of the team. Twice is once."""
    return TeamOut.model_validate(teams.add_member(session, team_id, person))


@router.delete(
    "/{team_id}/members/{person}",
    **needs("admin"),
    operation_id="remove_team_member",
    status_code=204,
    responses=problems(404, 422),
)
def remove_team_member(team_id: UUID, person: PersonReference, session: DbSession) -> None:
    """Take a person, by id or e-mail address, out of the team. Schedules that name them keep them."""
    teams.remove_member(session, team_id, person)
