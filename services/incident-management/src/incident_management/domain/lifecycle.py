"""The life cycle of an incident (contract, rules 6 and 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from incident_management.domain.errors import Conflict, IllegalTransition, StaleVersion
from incident_management.domain.incident import Incident, Person, Priority, Status

ALLOWED: Mapping[Status, frozenset[Status]] = {
    Status.OPEN: frozenset({Status.ACKNOWLEDGED, Status.IN_PROGRESS, Status.RESOLVED}),
    Status.ACKNOWLEDGED: frozenset({Status.IN_PROGRESS, Status.RESOLVED}),
    Status.IN_PROGRESS: frozenset({Status.RESOLVED}),
    Status.RESOLVED: frozenset(),
}


def moved(incident: Incident, to: Status, *, at: datetime) -> Incident:
    """The incident with its new status, and MTTA and MTTR where they become known.

    MTTA is set once, by the first change away from open; straight to resolved, it equals MTTR. An `at` before the
    creation, as two machines' clocks can make it, counts as zero seconds. Raises IllegalTransition.
    """
    if to not in ALLOWED[incident.status]:
        raise IllegalTransition(_refusal(incident.status, to), incident)
    since_created = max((at - incident.created_at).total_seconds(), 0.0)
    changed = replace(incident, status=to, snoozed_until=None, acknowledged_until=None)
    if incident.mtta_seconds is None:
        changed = replace(changed, acknowledged_at=at, mtta_seconds=since_created)
    if to is Status.RESOLVED:
        changed = replace(changed, resolved_at=at, mttr_seconds=since_created)
    return changed


def assigned(incident: Incident, person: Person | None) -> Incident:
    """The incident in this person's hands, or in nobody's. Raises Conflict when it is resolved."""
    if incident.status is Status.RESOLVED:
        raise Conflict("A resolved incident cannot be assigned. Notes can still be added.", incident)
    return replace(incident, assigned_to=person)


def snoozed(incident: Incident, until: datetime) -> Incident:
    """The incident put off: nobody is paged before `until`. Raises Conflict when it is resolved."""
    if incident.status is Status.RESOLVED:
        raise Conflict("A resolved incident cannot be snoozed.", incident)
    return replace(incident, snoozed_until=until, acknowledged_until=None)


def woken(incident: Incident) -> Incident:
    """The snoozed incident at the end of its time: open again, so that it can be acknowledged. MTTA stays."""
    return replace(incident, status=Status.OPEN, snoozed_until=None, acknowledged_until=None)


def running_out(incident: Incident, after: timedelta | None, *, at: datetime) -> Incident:
    """The incident whose acknowledgement, given `at`, lasts only so long. None: until somebody resolves it."""
    if incident.status is not Status.ACKNOWLEDGED or after is None:
        return incident
    return replace(incident, acknowledged_until=at + after)


def merged(incident: Incident, into: Incident, *, at: datetime) -> Incident:
    """The incident that lives on in another: resolved. Raises Conflict when either is resolved, or both are one."""
    if incident.id == into.id:
        raise Conflict("An incident cannot be merged into itself.", incident)
    for one in (into, incident):
        if one.status is Status.RESOLVED:
            raise Conflict(f'"{one.title}" is resolved. Only incidents that are under way can be merged.', one)
    return replace(moved(incident, Status.RESOLVED, at=at), merged_into=into.id)


def tagged(incident: Incident, tags: tuple[str, ...]) -> Incident:
    """The incident with these tags instead of those it had."""
    return replace(incident, tags=tags)


def prioritised(incident: Incident, priority: Priority) -> Incident:
    """The incident with another priority; also after it was resolved, for whoever looks back."""
    return replace(incident, priority=priority)


def numbered(before: Incident, after: Incident) -> Incident:
    """The changed incident with the next version, whatever changed in it; the same one when nothing did."""
    return after if after == before else replace(after, version=before.version + 1)


def refuse_stale(incident: Incident, version: int | None) -> None:
    """Raises StaleVersion when the caller has read another version than there is now. None: did not say."""
    if version is not None and version != incident.version:
        message = f"The incident was changed since version {version} was read. Look at it as it is now, then try again."
        raise StaleVersion(message, incident)


def _refusal(status: Status, to: Status) -> str:
    if status is to:
        return f"The incident is {status} already."
    if status is Status.RESOLVED:
        return f"A resolved incident cannot become {to}. Open a new one if it is back."
    return f"An incident that is {status} cannot become {to}."
