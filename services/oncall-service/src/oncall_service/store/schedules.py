"""Schedules with their members and layers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from oncall_service.domain.overrides import Role
from oncall_service.domain.people import Person
from oncall_service.domain.rotation import Unit
from oncall_service.domain.schedule import (
    Draft,
    DraftLayer,
    DraftMember,
    LayerMember,
    Schedule,
    ScheduleKind,
    ScheduleLayer,
    WeeklyMember,
    restriction_from_json,
    restriction_to_json,
)
from oncall_service.domain.spans import Span
from oncall_service.store.pages import Asked, Found, page_of
from oncall_service.store.tables import (
    layer_members,
    overrides,
    schedule_layers,
    schedule_members,
    schedules,
    teams,
    users,
)

UserIds = Mapping[str, UUID]
"""The account of each e-mail address, in lower case."""


def _with_team() -> Select[Any]:
    return select(*schedules.c, teams.c.name.label("team")).join_from(
        schedules, teams, teams.c.id == schedules.c.team_id
    )


def get(session: Session, schedule_id: UUID) -> Schedule | None:
    rows = session.execute(_with_team().where(schedules.c.id == schedule_id)).all()
    return next(iter(_whole(session, rows)), None)


def of_team(session: Session, team_id: UUID) -> Schedule | None:
    rows = session.execute(_with_team().where(schedules.c.team_id == team_id)).all()
    return next(iter(_whole(session, rows)), None)


def page(session: Session, asked: Asked, *, team_id: UUID | None) -> Found[Schedule]:
    query = _with_team()
    if team_id is not None:
        query = query.where(schedules.c.team_id == team_id)
    found = page_of(session, query, schedules, asked)
    return Found(_whole(session, found.items), found.next_cursor)


def all_of_them(session: Session) -> list[Schedule]:
    """All schedules there are: one a team."""
    return _whole(session, session.execute(_with_team()).all())


def of_user(session: Session, user_id: UUID, within: Span) -> list[Schedule]:
    """Schedules that name this person, themselves or by an override in the range."""
    overriding = select(overrides.c.schedule_id).where(
        overrides.c.user_id == user_id, overrides.c.period.overlaps(Range(within.starts_at, within.ends_at))
    )
    rows = session.execute(_with_team().where(_names(user_id) | schedules.c.id.in_(overriding)).order_by(teams.c.name))
    return _whole(session, rows.all())


def add(session: Session, team_id: UUID, draft: Draft, user_ids: UserIds, *, name: str) -> UUID:
    """Raises IntegrityError (schedules_one_a_team) when the team has a schedule."""
    values = {"team_id": team_id, "name": name, "kind": draft.kind, "timezone": draft.timezone}
    schedule_id: UUID = session.execute(insert(schedules).values(values).returning(schedules.c.id)).scalar_one()
    _add_parts(session, schedule_id, draft, user_ids)
    return schedule_id


def replace(session: Session, schedule_id: UUID, team_id: UUID, draft: Draft, user_ids: UserIds, *, name: str) -> None:
    """The schedule becomes what the draft says; its id and its overrides stay."""
    values = {"team_id": team_id, "name": name, "kind": draft.kind, "timezone": draft.timezone}
    session.execute(update(schedules).where(schedules.c.id == schedule_id).values(values))
    session.execute(delete(schedule_members).where(schedule_members.c.schedule_id == schedule_id))
    session.execute(delete(schedule_layers).where(schedule_layers.c.schedule_id == schedule_id))
    _add_parts(session, schedule_id, draft, user_ids)


def remove(session: Session, schedule_id: UUID) -> None:
    session.execute(delete(schedules).where(schedules.c.id == schedule_id))


# -- writing ---------------------------------------------------------------------------------------------------------


def _add_parts(session: Session, schedule_id: UUID, draft: Draft, user_ids: UserIds) -> None:
    for role in Role:
        members = [member for member in draft.members if member.role is role]
        rows = [
            {"schedule_id": schedule_id, "role": role, "position": position, "user_id": _id_of(member, user_ids)}
            for position, member in enumerate(members)
        ]
        if rows:
            session.execute(insert(schedule_members), rows)
    for position, layer in enumerate(draft.layers):
        _add_layer(session, schedule_id, position, layer, user_ids)


def _add_layer(session: Session, schedule_id: UUID, position: int, layer: DraftLayer, user_ids: UserIds) -> None:
    values = {
        "schedule_id": schedule_id,
        "position": position,
        "name": layer.name,
        "role": layer.role,
        "unit": layer.unit,
        "every": layer.every,
        "handoff_time": layer.handoff_time,
        "start_date": layer.start_date,
        "end_date": layer.end_date,
        "restrictions": [restriction_to_json(restriction) for restriction in layer.restrictions],
    }
    layer_id = session.execute(insert(schedule_layers).values(values).returning(schedule_layers.c.id)).scalar_one()
    rows = [
        {
            "layer_id": layer_id,
            "position": place,
            "user_id": _id_of(member, user_ids),
            "joins_on": member.joins_on,
            "leaves_on": member.leaves_on,
        }
        for place, member in enumerate(layer.members)
    ]
    session.execute(insert(layer_members), rows)


def _id_of(member: DraftMember, user_ids: UserIds) -> UUID:
    return user_ids[member.person.email.lower()]


# -- reading ---------------------------------------------------------------------------------------------------------


def _whole(session: Session, rows: Sequence[Row[Any]]) -> list[Schedule]:
    ids = [row.id for row in rows]
    members, layers = _members_of(session, ids), _layers_of(session, ids)
    return [
        Schedule(
            id=row.id,
            team=row.team,
            team_id=row.team_id,
            name=row.name,
            kind=ScheduleKind(row.kind),
            timezone=row.timezone,
            members=tuple(members.get(row.id, ())),
            layers=tuple(layers.get(row.id, ())),
            created_at=row.created_at,
            updated_at=row.updated_at,
        )
        for row in rows
    ]


def _members_of(session: Session, schedule_ids: Collection[UUID]) -> dict[UUID, list[WeeklyMember]]:
    rows = session.execute(
        select(schedule_members, users.c.id, users.c.name, users.c.email)
        .join_from(schedule_members, users, users.c.id == schedule_members.c.user_id)
        .where(schedule_members.c.schedule_id.in_(schedule_ids))
        .order_by(schedule_members.c.role, schedule_members.c.position)
    )
    found: dict[UUID, list[WeeklyMember]] = {}
    for row in rows:
        member = WeeklyMember(Person(row.id, row.name, row.email), Role(row.role))
        found.setdefault(row.schedule_id, []).append(member)
    return found


def _layers_of(session: Session, schedule_ids: Collection[UUID]) -> dict[UUID, list[ScheduleLayer]]:
    rows = session.execute(
        select(schedule_layers)
        .where(schedule_layers.c.schedule_id.in_(schedule_ids))
        .order_by(schedule_layers.c.position)
    ).all()
    members = _layer_members(session, [row.id for row in rows])
    found: dict[UUID, list[ScheduleLayer]] = {}
    for row in rows:
        layer = ScheduleLayer(
            id=row.id,
            name=row.name,
            role=Role(row.role),
            unit=Unit(row.unit),
            every=row.every,
            handoff_time=row.handoff_time,
            start_date=row.start_date,
            end_date=row.end_date,
            restrictions=tuple(restriction_from_json(kept) for kept in row.restrictions),
            members=tuple(members.get(row.id, ())),
        )
        found.setdefault(row.schedule_id, []).append(layer)
    return found


def _layer_members(session: Session, layer_ids: Iterable[UUID]) -> dict[UUID, list[LayerMember]]:
    rows = session.execute(
        select(layer_members, users.c.id, users.c.name, users.c.email)
        .join_from(layer_members, users, users.c.id == layer_members.c.user_id)
        .where(layer_members.c.layer_id.in_(list(layer_ids)))
        .order_by(layer_members.c.position)
    )
    found: dict[UUID, list[LayerMember]] = {}
    for row in rows:
        member = LayerMember(Person(row.id, row.name, row.email), row.joins_on, row.leaves_on)
        found.setdefault(row.layer_id, []).append(member)
    return found


def naming(session: Session, user_id: UUID) -> list[str]:
    """The teams whose schedules name this person."""
    named = select(teams.c.name).join_from(schedules, teams, teams.c.id == schedules.c.team_id)
    query = named.where(_names(user_id)).order_by(func.lower(teams.c.name))
    return list(session.execute(query).scalars())


def _names(user_id: UUID) -> ColumnElement[bool]:
    by_week = select(schedule_members.c.schedule_id).where(schedule_members.c.user_id == user_id)
    by_layer = (
        select(schedule_layers.c.schedule_id)
        .join_from(schedule_layers, layer_members, layer_members.c.layer_id == schedule_layers.c.id)
        .where(layer_members.c.user_id == user_id)
    )
    return schedules.c.id.in_(by_week) | schedules.c.id.in_(by_layer)
