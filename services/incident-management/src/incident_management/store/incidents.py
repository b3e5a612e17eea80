"""Incidents: one, locked, changed, listed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, select, text, tuple_, update
from sqlalchemy.orm import Session

from incident_management.domain.incident import (
    Hold,
    Incident,
    Origin,
    Person,
    Priority,
    Severity,
    Status,
    correlation_key,
)
from incident_management.store.tables import SEARCHED_MOST, incident_tags, incidents, search_texts

FACTS = (
    incidents.c.id,
    incidents.c.title,
    incidents.c.service,
    incidents.c.severity,
    incidents.c.status,
    incidents.c.priority,
    incidents.c.team,
    incidents.c.origin,
    incidents.c.assignee_id,
    incidents.c.assignee_name,
    incidents.c.assignee_email,
    incidents.c.alert_count,
    incidents.c.version,
    incidents.c.created_at,
    incidents.c.acknowledged_at,
    incidents.c.resolved_at,
    incidents.c.mtta_seconds,
    incidents.c.mttr_seconds,
    incidents.c.snoozed_until,
    incidents.c.suppressed_reason,
    incidents.c.suppressed_until,
    incidents.c.previous_id,
    incidents.c.acknowledged_until,
    incidents.c.tags,
    incidents.c.merged_into,
)


_NEWEST_FIRST = (incidents.c.created_at.desc(), incidents.c.id.desc())
LOOKED_AT_MOST = 100
"""Alerts of an incident, and earlier alerts like each of them, in which the same ones are looked for."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which incidents a list shows; what is empty or None does not narrow it.

    assigned_to: a user's id or e-mail. text: words, each somewhere in its service, title, alerts or notes.
    since, until: of the creation, half open. tags: an incident has all of them. drills: None shows them among others.
    """

    statuses: Sequence[Status] = ()
    severities: Sequence[Severity] = ()
    service: str | None = None
    team: str | None = None
    assigned_to: UUID | str | None = None
    text: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    tags: Sequence[str] = ()
    drills: bool | None = None


def get(session: Session, incident_id: UUID) -> Incident | None:
    return _one(session, select(*FACTS).where(incidents.c.id == incident_id))


def may_answer(session: Session, incident_id: UUID, user_id: UUID, role: str) -> bool:
    """Was this person paged about it, is it in their hands, or could they change it in the user interface?"""
    return bool(session.execute(select(func.incidents.may_answer(incident_id, user_id, role))).scalar_one())


def lock(session: Session, incident_id: UUID) -> Incident | None:
    """The incident, which nobody else changes until this transaction ends.

    The first lock of every transaction that changes an incident or what hangs on it, so that none wait in a circle.
    """
    return _one(session, select(*FACTS).where(incidents.c.id == incident_id).with_for_update(key_share=True))


def lock_all(session: Session, incident_ids: Collection[UUID]) -> dict[UUID, Incident]:
    """Those of them that there are, locked in the order in which alerts lock theirs, so that none wait in a circle."""
    query: Select[Any] = select(*FACTS).where(incidents.c.id.in_(incident_ids))
    query = query.order_by(incidents.c.correlation_key, incidents.c.id)
    rows = session.execute(query.with_for_update(key_share=True)).all()
    return {row.id: incident_from(row) for row in rows}


def touch(session: Session, incident_id: UUID) -> None:
    """It was changed beside its own facts: whoever has read it before has read another version."""
    session.execute(update(incidents).where(incidents.c.id == incident_id).values(version=incidents.c.version + 1))


_TAKE_OVER = text("""
    WITH source AS (SELECT * FROM incidents.incidents WHERE id = :source)
    UPDATE incidents.incidents i
    SET alert_count = i.alert_count + s.alert_count, last_alert_at = greatest(i.last_alert_at, s.last_alert_at),
        resolve_due_at = coalesce(i.resolve_due_at, :resolve_due_at),
        takes_alerts = CASE WHEN :takes_alerts AND NOT EXISTS (
            SELECT FROM incidents.incidents o
            WHERE o.correlation_key = i.correlation_key AND o.takes_alerts AND o.id <> i.id
        ) THEN true ELSE i.takes_alerts END
    FROM source s WHERE i.id = :into
""")


# Also those that had been merged into the source. A key needs no entry for an incident of its own.
_MOVE_KEYS = text("""
    WITH keys AS (
        SELECT correlation_key FROM incidents.incidents WHERE id = :source AND origin = 'alert'
        UNION SELECT correlation_key FROM incidents.merged_keys WHERE incident_id = :source
    )
    INSERT INTO incidents.merged_keys AS m (correlation_key, incident_id, merged_at)
    SELECT k.correlation_key, :into, :at FROM keys k, incidents.incidents i
    WHERE i.id = :into AND i.correlation_key <> k.correlation_key
    ON CONFLICT (correlation_key) DO UPDATE SET incident_id = EXCLUDED.incident_id, merged_at = EXCLUDED.merged_at
""")


def take_over(session: Session, source: UUID, into: UUID, *, at: datetime) -> int:
    """The alerts of one incident, their count and what takes further ones go to another; how many alerts.

    Both must be locked. The source is left without alerts; its caller resolves it.
    """
    held = session.execute(
        update(incidents)
        .where(incidents.c.id == source)
        .values(takes_alerts=None, resolve_due_at=None)
        .returning(text("old.takes_alerts"), text("old.resolve_due_at"))
    ).one()
    given = {"source": source, "into": into, "takes_alerts": bool(held[0]), "resolve_due_at": held[1]}
    session.execute(_TAKE_OVER, given)
    session.execute(_MOVE_KEYS, given | {"at": at})
    moved: int = session.execute(
        text("SELECT alerts.move(:source, :into, :at)"), {"source": source, "into": into, "at": at}
    ).scalar_one()
    session.execute(update(incidents).where(incidents.c.id == source).values(alert_count=0))
    found_by = text(
        "UPDATE incidents.search_texts t SET text = left(t.text || E'\\n' || s.text, :most)"
        " FROM incidents.search_texts s WHERE t.incident_id = :into AND s.incident_id = :source"
    )
    session.execute(found_by, {"into": into, "source": source, "most": SEARCHED_MOST})
    return moved


def save(session: Session, incident: Incident) -> None:
    """Write what may change. A resolved incident takes no more alerts, and is not asked to resolve itself."""
    person = incident.assigned_to
    is_over = incident.status is Status.RESOLVED
    session.execute(
        update(incidents)
        .where(incidents.c.id == incident.id)
        .values(
            status=incident.status,
            priority=incident.priority,
            assignee_id=person.id if person else None,
            assignee_name=person.name if person else None,
            assignee_email=person.email if person else None,
            version=incident.version,
            acknowledged_at=incident.acknowledged_at,
            resolved_at=incident.resolved_at,
            mtta_seconds=incident.mtta_seconds,
            mttr_seconds=incident.mttr_seconds,
            snoozed_until=incident.snoozed_until,
            acknowledged_until=incident.acknowledged_until,
            tags=list(incident.tags),
            merged_into=incident.merged_into,
            **({"takes_alerts": None, "resolve_due_at": None} if is_over else {}),
        )
    )


def suppress(session: Session, incident_id: UUID, hold: Hold | None) -> None:
    """Mark what holds its pages; None: nothing does. The incident must be locked."""
    values = {"suppressed_reason": hold.reason if hold else None, "suppressed_until": hold.until if hold else None}
    session.execute(update(incidents).where(incidents.c.id == incident_id).values(values))


def hold_of(session: Session, incident_id: UUID, service: str, at: datetime) -> Hold | None:
    """What holds the pages of this incident at this instant, as alert-ingestion knows it."""
    row = session.execute(
        text("SELECT reason, until, because FROM alerts.held(:id, :service, :at)"),
        {"id": incident_id, "service": service, "at": at},
    ).one_or_none()
    return Hold(row.reason, row.until, row.because) if row else None


def held_among(session: Session, incident_ids: Sequence[UUID], at: datetime) -> set[UUID]:
    """Those of these incidents whose pages something may hold at this instant."""
    found = session.execute(
        text(
            "SELECT i.id FROM incidents.incidents i CROSS JOIN LATERAL alerts.held(i.id, i.service, :at)"
            " WHERE i.id = ANY(CAST(:ids AS uuid[]))"
        ),
        {"ids": list(incident_ids), "at": at},
    )
    return set(found.scalars())


def open_by_person(
    session: Session,
    *,
    title: str,
    service: str,
    severity: Severity,
    actor: str,
    at: datetime,
    origin: Origin = Origin.PERSON,
) -> UUID:
    """A new incident with its timer. It takes no alerts, so it is new whatever else is open."""
    opened = session.execute(
        text(
            "SELECT incident_id FROM incidents.open(:key, false, :service, :severity, :title, :at, :actor,"
            " jsonb_build_object('origin', CAST(:origin AS text)))"
        ),
        {
            "key": correlation_key(service, severity),
            "service": service,
            "severity": severity,
            "title": title,
            "at": at,
            "actor": actor,
            "origin": origin,
        },
    ).scalar_one()
    incident_id = UUID(str(opened))
    if origin is Origin.DRILL:
        session.execute(update(incidents).where(incidents.c.id == incident_id).values(origin=origin))
    return incident_id


def which_are_there(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Those of these incidents that exist."""
    return set(session.execute(select(incidents.c.id).where(incidents.c.id.in_(ids))).scalars())


@dataclass(frozen=True, slots=True)
class FirstAlert:
    """What opens an incident, where none takes it: an alert as it came at `at`."""

    title: str
    service: str
    severity: Severity
    at: datetime

    @property
    def key(self) -> str:
        return correlation_key(self.service, self.severity)


def correlate(session: Session, alerts: Sequence[FirstAlert], *, window: timedelta) -> list[UUID]:
    """The incidents that take the alerts of these services and severities, in order; opened where there is none.

    Raises what the database raises on a serialization failure: the caller tries the whole transaction again.
    """
    firsts: dict[str, FirstAlert] = {}
    for alert in alerts:
        firsts.setdefault(alert.key, alert)
    found = session.execute(
        text(
            "SELECT key, incident_id FROM incidents.correlate(CAST(:keys AS text[]), CAST(:services AS text[]),"
            " CAST(:severities AS text[]), CAST(:titles AS text[]), CAST(:instants AS timestamptz[]), :window)"
        ),
        {
            "keys": list(firsts),
            "services": [first.service for first in firsts.values()],
            "severities": [first.severity.value for first in firsts.values()],
            "titles": [first.title for first in firsts.values()],
            "instants": [first.at for first in firsts.values()],
            "window": window,
        },
    )
    taking = {row.key: UUID(str(row.incident_id)) for row in found}
    return [taking[alert.key] for alert in alerts]


def listed(session: Session, filters: Filters, after: tuple[datetime, UUID] | None, limit: int) -> list[Incident]:
    """Newest first, from the place `after`; one more than `limit`, so that the caller sees whether there are more."""
    query: Select[Any] = select(*FACTS)
    newest: tuple[ColumnElement[Any], ...] = (incidents.c.created_at, incidents.c.id)
    if filters.text:
        # The order is taken from the table of texts: where many match, the newest are found without sorting them all.
        query = query.join(search_texts, search_texts.c.incident_id == incidents.c.id)
        newest = (search_texts.c.created_at, search_texts.c.incident_id)
        for word in filters.text.split():
            anywhere = "%" + word.replace("/", "//").replace("%", "/%").replace("_", "/_") + "%"
            query = query.where(search_texts.c.text.like(func.lower(anywhere), escape="/"))
    elif filters.tags:
        # As with the texts: the newest that have the first tag are found without looking at all that have it.
        first = filters.tags[0]
        query = query.join(incident_tags, incident_tags.c.incident_id == incidents.c.id)
        query = query.where(incident_tags.c.tag == first)
        newest = (incident_tags.c.created_at, incident_tags.c.incident_id)
    query = _filtered(query, filters)
    if after is not None:
        query = query.where(tuple_(*newest) < tuple_(*after))
    query = query.order_by(*(column.desc() for column in newest)).limit(limit + 1)
    return [incident_from(row) for row in session.execute(query)]


def lock_next_to_resolve(session: Session, now: datetime) -> Incident | None:
    """The next incident that was asked to look whether it is over. One that somebody else holds is passed by."""
    due = (
        select(*FACTS)
        .where(incidents.c.resolve_due_at <= now)
        .order_by(incidents.c.resolve_due_at)
        .limit(1)
        .with_for_update(key_share=True, skip_locked=True)
    )
    return _one(session, due)


def lock_next_run_out(session: Session, now: datetime) -> Incident | None:
    """The next incident whose acknowledgement has run out. One that somebody else holds is passed by."""
    due = (
        select(*FACTS)
        .where(incidents.c.acknowledged_until <= now)
        .order_by(incidents.c.acknowledged_until)
        .limit(1)
        .with_for_update(key_share=True, skip_locked=True)
    )
    return _one(session, due)


_EARLIER = text("""
    SELECT DISTINCT i.created_at, i.id FROM (
        SELECT DISTINCT fingerprint FROM alerts.alerts WHERE incident_id = :id LIMIT :most
    ) own
    CROSS JOIN LATERAL (
        SELECT DISTINCT a.incident_id FROM (
            SELECT incident_id FROM alerts.alerts
            WHERE fingerprint = own.fingerprint ORDER BY received_at DESC LIMIT :most
        ) a
    ) same
    JOIN incidents.incidents this ON this.id = :id
    JOIN incidents.incidents i ON i.id = same.incident_id
    WHERE (i.created_at, i.id) < (this.created_at, this.id)
    ORDER BY i.created_at DESC, i.id DESC LIMIT :limit
""")


def earlier(session: Session, incident_id: UUID, *, limit: int) -> list[Incident]:
    """Incidents before this one that had one of its alerts, newest first."""
    found = session.execute(_EARLIER, {"id": incident_id, "limit": limit, "most": LOOKED_AT_MOST}).all()
    query: Select[Any] = select(*FACTS).where(incidents.c.id.in_([row.id for row in found]))
    return [incident_from(row) for row in session.execute(query.order_by(*_NEWEST_FIRST))]


def keep_unresolved(session: Session, incident_id: UUID) -> None:
    """It was looked at, and is not over."""
    session.execute(update(incidents).where(incidents.c.id == incident_id).values(resolve_due_at=None))


def _filtered(query: Select[Any], filters: Filters) -> Select[Any]:
    if filters.statuses:
        query = query.where(incidents.c.status.in_(filters.statuses))
    if filters.severities:
        query = query.where(incidents.c.severity.in_(filters.severities))
    if filters.service is not None:
        query = query.where(incidents.c.service == filters.service)
    if filters.team is not None:
        query = query.where(incidents.c.team == filters.team)
    if isinstance(filters.assigned_to, UUID):
        query = query.where(incidents.c.assignee_id == filters.assigned_to)
    elif filters.assigned_to is not None:
        query = query.where(incidents.c.assignee_address == filters.assigned_to.lower())
    for tag in filters.tags:
        own = incident_tags.alias()
        has = select(own).where(own.c.incident_id == incidents.c.id, own.c.tag == tag)
        query = query.where(has.exists())
    if filters.drills is not None:
        is_drill = incidents.c.origin == Origin.DRILL
        query = query.where(is_drill if filters.drills else ~is_drill)
    if filters.since is not None:
        query = query.where(incidents.c.created_at >= filters.since)
    if filters.until is not None:
        query = query.where(incidents.c.created_at < filters.until)
    return query


def _one(session: Session, query: Select[Any]) -> Incident | None:
    row = session.execute(query).one_or_none()
    return incident_from(row) if row else None


def incident_from(row: Row[Any]) -> Incident:
    person = Person(row.assignee_id, row.assignee_name, row.assignee_email) if row.assignee_id else None
    return Incident(
        id=row.id,
        title=row.title,
        service=row.service,
        severity=Severity(row.severity),
        status=Status(row.status),
        priority=Priority(row.priority),
        team=row.team,
        origin=Origin(row.origin),
        assigned_to=person,
        alert_count=row.alert_count,
        version=row.version,
        created_at=row.created_at,
        acknowledged_at=row.acknowledged_at,
        resolved_at=row.resolved_at,
        mtta_seconds=row.mtta_seconds,
        mttr_seconds=row.mttr_seconds,
        snoozed_until=row.snoozed_until,
        suppressed=Hold(row.suppressed_reason, row.suppressed_until) if row.suppressed_reason else None,
        previous_id=row.previous_id,
        acknowledged_until=row.acknowledged_until,
        tags=tuple(row.tags),
        merged_into=row.merged_into,
    )
