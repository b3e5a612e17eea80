"""The services that are monitored."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Text, delete, func, insert, null, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import aggregate_order_by, array
from sqlalchemy.orm import Session

from oncall_service.domain.directory import Service
from oncall_service.domain.schedule import restriction_from_json, restriction_to_json
from oncall_service.domain.urgency import SupportHours
from oncall_service.store.pages import Asked, Found, page_of
from oncall_service.store.tables import service_dependencies, services, teams


def _with_team() -> Select[Any]:
    needed = services.alias("needed")
    names = (
        select(func.coalesce(func.array_agg(aggregate_order_by(needed.c.name, needed.c.name)), array([], type_=Text)))
        .select_from(service_dependencies.join(needed, needed.c.id == service_dependencies.c.depends_on_id))
        .where(service_dependencies.c.service_id == services.c.id)
        .scalar_subquery()
        .label("depends_on")
    )
    query = select(*services.c, teams.c.name.label("team"), names)
    return query.join_from(services, teams, teams.c.id == services.c.team_id)


def _service(row: Row[Any]) -> Service:
    return Service(
        id=row.id,
        name=row.name,
        team=row.team,
        team_id=row.team_id,
        escalation_policy_id=row.escalation_policy_id,
        auto_resolve=row.auto_resolve,
        auto_resolve_delay_seconds=row.auto_resolve_delay_seconds,
        acknowledgement_timeout_minutes=row.acknowledgement_timeout_minutes,
        low_urgency=tuple(row.low_urgency),
        support_hours=_hours_from_json(row.support_hours) if row.support_hours else None,
        depends_on=tuple(row.depends_on),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _hours_from_json(kept: dict[str, Any]) -> SupportHours:
    return SupportHours(kept["timezone"], tuple(restriction_from_json(window) for window in kept["windows"]))


def _row_of(values: dict[str, Any]) -> dict[str, Any]:
    """The values as columns hold them."""
    row = dict(values)
    hours: SupportHours | None = row.get("support_hours")
    if "support_hours" in row:
        kept = hours and {"timezone": hours.timezone, "windows": [restriction_to_json(w) for w in hours.windows]}
        row["support_hours"] = kept or null()
    return row


def get(session: Session, service_id: UUID) -> Service | None:
    row = session.execute(_with_team().where(services.c.id == service_id)).one_or_none()
    return _service(row) if row else None


def by_name(session: Session, name: str) -> Service | None:
    row = session.execute(_with_team().where(services.c.name == name)).one_or_none()
    return _service(row) if row else None


def page(session: Session, asked: Asked, *, name: str | None, team_id: UUID | None) -> Found[Service]:
    query = _with_team()
    if name is not None:
        query = query.where(services.c.name == name)
    if team_id is not None:
        query = query.where(services.c.team_id == team_id)
    found = page_of(session, query, services, asked)
    return Found([_service(row) for row in found.items], found.next_cursor)


def add(session: Session, values: dict[str, Any]) -> UUID:
    """Raises IntegrityError (services_name_key) when the name is taken."""
    service_id: UUID = session.execute(insert(services).values(_row_of(values)).returning(services.c.id)).scalar_one()
    return service_id


def save(session: Session, service_id: UUID, changes: dict[str, Any]) -> None:
    session.execute(update(services).where(services.c.id == service_id).values(_row_of(changes)))


def depend(session: Session, service_id: UUID, on: Collection[UUID]) -> None:
    """Let it need these services, and no others."""
    own = service_dependencies.c.service_id == service_id
    session.execute(delete(service_dependencies).where(own, service_dependencies.c.depends_on_id.not_in(on)))
    rows = [{"service_id": service_id, "depends_on_id": one} for one in on]
    if rows:
        session.execute(postgresql.insert(service_dependencies).on_conflict_do_nothing(), rows)


def remove(session: Session, service_id: UUID) -> None:
    session.execute(delete(services).where(services.c.id == service_id))
