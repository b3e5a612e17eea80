"""Everything that decided whom an incident paged, in one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from platform_kit.http_client import CallFailed

from incident_management.clients.notification import Notification
from incident_management.clients.oncall import Oncall, Question
from incident_management.domain import trace
from incident_management.domain.escalation import Policy, policy_from
from incident_management.domain.incident import Incident, Person
from incident_management.domain.oncall import chosen_in
from incident_management.store import history
from incident_management.store import trace as store
from incident_management.store.escalations import Timer
from incident_management.use_cases.look import Detail, look_closely


@dataclass(frozen=True, slots=True)
class Trace:
    """notifications: as notification-service tells them, by page; None where it does not answer."""

    incident: Incident
    correlation_key: str
    window: timedelta
    opened: trace.Opened
    previous: trace.Previous | None
    alerts: list[tuple[history.Alert, timedelta | None]]
    policy: Policy
    steps: list[trace.StepDone]
    pages: list[trace.PageMade]
    notifications: dict[UUID, list[dict[str, Any]]] | None
    timer: Timer
    timeline: list[history.Happened]


def trace_incident(sessions: Sessions, incident_id: UUID, notification: Notification, *, window: timedelta) -> Trace:
    """What was recorded of an incident's way from its alerts to people. Raises IncidentNotFound."""
    with sessions.begin() as session:
        detail: Detail = look_closely(session, incident_id)
        key = store.correlation_key_of(session, incident_id)
        previous = store.previous_of(session, incident_id)
        policy = policy_from(store.frozen_policy(session, incident_id))
        pages = store.pages_of(session, incident_id)
    try:
        told: list[dict[str, Any]] | None = notification.of_incident(incident_id)
    except CallFailed:
        told = None
    return Trace(
        incident=detail.incident,
        correlation_key=key,
        window=window,
        opened=trace.why_opened(detail.incident, previous, window),
        previous=previous,
        alerts=list(zip(detail.alerts, trace.gaps(detail.alerts), strict=True)),
        policy=policy,
        steps=trace.steps_done(detail.timeline),
        pages=pages,
        notifications=None if told is None else _by_page(told),
        timer=detail.escalation,
        timeline=detail.timeline,
    )


def explain(found: Trace, person: Person, oncall: Oncall, clock: Clock) -> trace.Explained:
    """Why this person was paged, or was not."""
    own = [page for page in found.pages if page.recipient == person or _is(page, person)]
    if own:
        told = found.notifications
        outcomes = None if told is None else [_status(n) for page in own for n in told.get(page.id, [])]
        return trace.explain_page(own, outcomes)
    meant = _meant(found, oncall, clock.now())
    return trace.explain_silence(person, found.incident, found.timeline, found.steps, meant)


def _status(told: dict[str, Any]) -> str:
    """Of a notification; what went in a bundle is sent when its bundle is."""
    is_sent_with_others = told["status"] == "bundled" and told.get("sent_at") is not None
    return "sent" if is_sent_with_others else str(told["status"])


def _is(page: trace.PageMade, person: Person) -> bool:
    """Also under a name or address they have changed since."""
    return isinstance(page.recipient, Person) and page.recipient.id == person.id


def _meant(found: Trace, oncall: Oncall, now: datetime) -> Sequence[trace.Meant] | None:
    """Whom on-call names for each step of the policy, at the instant it was done; else at the next due one, or now."""
    done = {step.step: step.at for step in found.steps}
    meant = []
    for number, step in enumerate(found.policy.steps, start=1):
        at = done.get(number) or found.timer.next_at or now
        question = Question(found.policy.team, step.targets, at, found.incident.service)
        try:
            chosen = chosen_in(oncall.resolve(question)) if step.targets else ()
        except (CallFailed, ValueError):
            return None
        people = tuple(one.recipient for one in chosen if isinstance(one.recipient, Person))
        meant.append(trace.Meant(number, at, people, step.takes_turns))
    return meant


def _by_page(told: list[dict[str, Any]]) -> dict[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = {}
    for one in reversed(told):  # oldest first
        if one.get("page_id"):
            found.setdefault(UUID(one["page_id"]), []).append(one)
    return found
