"""Teams and their members."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from oncall_service.domain.directory import Team
from oncall_service.domain.people import Person
from oncall_service.store.pages import Asked, Found, page_of
from oncall_service.store.tables import team_members, teams, users


def _with_manager() -> Select[Any]:
    return select(*teams.c, users.c.name.label("manager_name"), users.c.email.label("manager_email")).outerjoin_from(
        teams, users, users.c.id == teams.c.manager_id
    )


def _teams(session: Session, rows: Iterable[Row[Any]]) -> list[Team]:
    rows = list(rows)
    members = _members(session, [row.id for row in rows])
    return [
        Team(
            id=row.id,
            name=row.name,
            manager=Person(row.manager_id, row.manager_name, row.manager_email) if row.manager_id else None,
            is_private=row.is_private,
            escalation_policy_id=row.escalation_policy_id,
            members=tuple(members.get(row.id, ())),
            created_at=row.created_at,
            updated_at=row.updated_at,
        )
        for row in rows
    ]


def _members(session: Session, team_ids: Collection[UUID]) -> dict[UUID, list[Person]]:
    rows = session.execute(
        select(team_members.c.team_id, users.c.id, users.c.name, users.c.email)
        .join_from(team_members, users, users.c.id == team_members.c.user_id)
        .where(team_members.c.team_id.in_(team_ids))
        .order_by(users.c.name, users.c.id)
    )
    found: dict[UUID, list[Person]] = {}
    for row in rows:
        found.setdefault(row.team_id, []).append(Person(row.id, row.name, row.email))
    return found


def get(session: Session, team_id: UUID) -> Team | None:
    return next(iter(_teams(session, session.execute(_with_manager().where(teams.c.id == team_id)))), None)


def by_name(session: Session, name: str) -> Team | None:
    return next(iter(_teams(session, session.execute(_with_manager().where(teams.c.name == name)))), None)


def page(session: Session, asked: Asked, *, name: str | None, member: UUID | None) -> Found[Team]:
    query = _with_manager()
    if name is not None:
        query = query.where(teams.c.name == name)
    if member is not None:
        mine = select(team_members.c.team_id).where(team_members.c.user_id == member)
        query = query.where(teams.c.id.in_(mine))
    found = page_of(session, query, teams, asked)
    return Found(_teams(session, found.items), found.next_cursor)


def add(session: Session, values: dict[str, Any]) -> UUID:
    """Raises IntegrityError (teams_name_key) when the name is taken."""
    team_id: UUID = session.execute(insert(teams).values(values).returning(teams.c.id)).scalar_one()
    return team_id


def find_or_add(session: Session, name: str) -> UUID:
    """The team of this name, made when there is none; two who make it at once get the same one."""
    session.execute(upsert(teams).values(name=name).on_conflict_do_nothing(constraint="teams_name_key"))
    team_id: UUID = session.execute(select(teams.c.id).where(teams.c.name == name)).scalar_one()
    return team_id


def save(session: Session, team_id: UUID, changes: dict[str, Any]) -> None:
    session.execute(update(teams).where(teams.c.id == team_id).values(changes))


def remove(session: Session, team_id: UUID) -> None:
    """Raises IntegrityError while services, policies or a schedule belong to it."""
    session.execute(delete(teams).where(teams.c.id == team_id))


def set_members(session: Session, team_id: UUID, user_ids: Collection[UUID]) -> None:
    session.execute(delete(team_members).where(team_members.c.team_id == team_id))
    add_members(session, team_id, user_ids)


def add_members(session: Session, team_id: UUID, user_ids: Collection[UUID]) -> None:
    if user_ids:
        rows = [{"team_id": team_id, "user_id": user_id} for user_id in set(user_ids)]
        session.execute(upsert(team_members).values(rows).on_conflict_do_nothing())


def remove_member(session: Session, team_id: UUID, user_id: UUID) -> bool:
    """Returns whether the person was a member."""
    gone = session.execute(
        delete(team_members)
        .where(team_members.c.team_id == team_id, team_members.c.user_id == user_id)
        .returning(team_members.c.user_id)
    )
    return gone.scalar_one_or_none() is not None


def policy_unless_set(session: Session, team_id: UUID, policy_id: UUID) -> None:
    """The first policy of a team is the one that its services follow."""
    session.execute(
        update(teams)
        .where(teams.c.id == team_id, teams.c.escalation_policy_id.is_(None))
        .values(escalation_policy_id=policy_id)
    )
