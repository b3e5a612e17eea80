"""Why an incident paged whom, and why somebody was not paged: told from what was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from incident_management.domain.incident import Incident, Origin, Person, Status
from incident_management.domain.recipients import Recipient
from incident_management.domain.timeline import EntryType

LIFETIME = timedelta(hours=24)
"""An incident older than this takes no more alerts; `incidents.correlate` has the same bound."""


class Opened(StrEnum):
    """Why there is a new incident, and not another alert on an earlier one."""

    BY_PERSON = "by_person"
    FIRST = "first"
    PREVIOUS_RESOLVED = "previous_resolved"
    PREVIOUS_TOO_OLD = "previous_too_old"
    WINDOW_PASSED = "window_passed"


@dataclass(frozen=True, slots=True)
class Previous:
    """The incident of the same service and severity before this one."""

    id: UUID
    title: str
    status: Status
    created_at: datetime
    last_alert_at: datetime | None
    resolved_at: datetime | None


def why_opened(incident: Incident, previous: Previous | None, window: timedelta) -> Opened:
    """By which rule of correlation the incident is a new one.

    window: how long after its latest alert the previous one took further ones, by today's setting.
    """
    if incident.origin is not Origin.ALERT:
        return Opened.BY_PERSON
    if previous is None:
        return Opened.FIRST
    if previous.resolved_at is not None and previous.resolved_at <= incident.created_at:
        return Opened.PREVIOUS_RESOLVED
    if previous.last_alert_at is not None and incident.created_at - previous.last_alert_at <= window:
        return Opened.PREVIOUS_TOO_OLD if incident.created_at - previous.created_at > LIFETIME else Opened.FIRST
    return Opened.WINDOW_PASSED


class Seen(Protocol):
    """When an alert came first and last."""

    @property
    def received_at(self) -> datetime: ...

    @property
    def last_seen_at(self) -> datetime: ...


def gaps(alerts: Iterable[Seen]) -> list[timedelta | None]:
    """For each alert, in the order in which they came: how long after the latest one before it.

    None for the first. Of an alert that came again and again only the first and last instants are known, so that a gap
    is an upper bound.
    """
    found: list[timedelta | None] = []
    latest: datetime | None = None
    repeats: list[datetime] = []
    for alert in alerts:
        known = [at for at in repeats if at <= alert.received_at] + ([latest] if latest else [])
        found.append(alert.received_at - max(known) if known else None)
        latest = alert.received_at
        repeats.append(alert.last_seen_at)
    return found


class Happened(Protocol):
    """An entry of the timeline."""

    @property
    def type(self) -> EntryType: ...

    @property
    def actor(self) -> str: ...

    @property
    def at(self) -> datetime: ...

    @property
    def data(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class StepDone:
    """One step as it was done. known_since: on-call did not answer, and what it had said at that instant was used.

    via: for each page of it, by what its recipient was chosen.
    """

    step: int
    cycle: int
    at: datetime
    reason: str
    known_since: str | None
    via: dict[UUID, str | None]


def steps_done(timeline: Sequence[Happened]) -> list[StepDone]:
    """The steps that were done, oldest first: what was told of one at one instant is one step."""
    told: dict[tuple[datetime, int, int], list[Happened]] = {}
    for entry in timeline:
        is_step = entry.type in (EntryType.PAGED, EntryType.ESCALATED, EntryType.DEGRADED, EntryType.EXHAUSTED)
        if not is_step or entry.data.get("reason") == "by_hand" or entry.data.get("used") == "nothing":
            continue
        if entry.data.get("cycle") is None:  # a page outside the policy
            continue
        step = entry.data.get("step", 0)
        told.setdefault((entry.at, step, entry.data["cycle"]), []).append(entry)
    return [_step_done(*key, entries) for key, entries in told.items()]


def _step_done(at: datetime, step: int, cycle: int, entries: Sequence[Happened]) -> StepDone:
    pages = [entry for entry in entries if entry.type is EntryType.PAGED]
    reasons = [entry.data["reason"] for entry in (*pages, *entries) if "reason" in entry.data]
    known = [entry.data["known_since"] for entry in entries if entry.type is EntryType.DEGRADED]
    return StepDone(
        step=step,
        cycle=cycle,
        at=at,
        reason=str(reasons[0]) if reasons else str(EntryType.EXHAUSTED),
        known_since=known[0] if known else None,
        via={UUID(entry.data["page_id"]): entry.data.get("via") for entry in pages},
    )


class Answer(StrEnum):
    """Why somebody was paged, or was not."""

    DELIVERED = "delivered"
    UNDER_WAY = "under_way"
    NOT_DELIVERED = "not_delivered"
    CANCELLED = "cancelled"
    SUPPRESSED = "suppressed"
    SNOOZED = "snoozed"
    NOT_ON_CALL = "not_on_call"
    ONCALL_DID_NOT_ANSWER = "oncall_did_not_answer"
    SCHEDULE_CHANGED = "schedule_changed"
    NOT_THEIR_TURN = "not_their_turn"
    TAKEN_BEFORE = "taken_before"
    NOT_YET_DUE = "not_yet_due"


@dataclass(frozen=True, slots=True)
class PageMade:
    """A page to somebody, and whether notification-service has it. step, cycle: null where no policy made it."""

    id: UUID
    recipient: Recipient
    step: int | None
    cycle: int | None
    created_at: datetime
    handed_over_at: datetime | None
    cancelled_at: datetime | None
    attempts: int
    last_error: str | None


@dataclass(frozen=True, slots=True)
class Meant:
    """A step of the policy, and whom on-call names for it. at: when it was done, or would be.

    takes_turns: only one of them is paged about an incident.
    """

    step: int
    at: datetime
    people: tuple[Person, ...]
    takes_turns: bool = False


@dataclass(frozen=True, slots=True)
class Explained:
    """step: of the policy, by which this person was or would have been paged; None where there is none."""

    answer: Answer
    because: str
    step: int | None = None


REACHED = frozenset({"sent", "delivered"})
GIVEN_UP = frozenset({"dead", "cancelled"})


def explain_page(pages: Sequence[PageMade], outcomes: Sequence[str] | None) -> Explained:
    """What became of the pages to one person, of which there is at least one.

    outcomes: the statuses of the notifications made for them; None where notification-service did not say.
    """
    last = pages[-1]
    if all(page.cancelled_at is not None for page in pages):
        return Explained(
            Answer.CANCELLED, "A page was written, and cancelled: somebody took the incident before it left.", last.step
        )
    if outcomes and any(status in REACHED for status in outcomes):
        return Explained(Answer.DELIVERED, "They were paged, and a receiver took the message.", last.step)
    if outcomes and all(status in GIVEN_UP for status in outcomes):
        return Explained(Answer.NOT_DELIVERED, "They were paged, but no message could be delivered.", last.step)
    if last.handed_over_at is None and last.last_error:
        return Explained(Answer.UNDER_WAY, f"The page waits to be handed over: {last.last_error}.", last.step)
    return Explained(Answer.UNDER_WAY, "They were paged; whether a message arrived is not known yet.", last.step)


def explain_silence(
    person: Person,
    incident: Incident,
    timeline: Sequence[Happened],
    done: Sequence[StepDone],
    meant: Sequence[Meant] | None,
) -> Explained:
    """Why there is no page to this person.

    meant: every step of the policy with whom on-call names for it, in order; None where on-call does not answer.
    """
    if meant is None:
        return Explained(Answer.ONCALL_DID_NOT_ANSWER, "Who was on call cannot be asked now. Try again in a moment.")
    own = next((step for step in meant if any(one.id == person.id for one in step.people)), None)
    if own is None:
        others = sorted({one.name for step in meant for one in step.people})
        whom = f"It names {', '.join(others)}." if others else "It names nobody."
        return Explained(Answer.NOT_ON_CALL, f"No step of the policy names {person.name} at its instant. {whom}")
    was_done = [step for step in done if step.step == own.step]
    if was_done and was_done[-1].known_since is not None:
        why = "On-call did not answer when the step was due; whoever it had last named was paged."
        return Explained(Answer.ONCALL_DID_NOT_ANSWER, why, own.step)
    if was_done and own.takes_turns:
        return Explained(Answer.NOT_THEIR_TURN, f"At step {own.step} people take turns; it was another's.", own.step)
    if was_done:
        why = "By the schedule as it is now they were on call for this step; when it was done, on-call named others."
        return Explained(Answer.SCHEDULE_CHANGED, why, own.step)
    if incident.snoozed_until is not None:
        return Explained(Answer.SNOOZED, "The incident is snoozed: nobody is paged before its time.", own.step)
    taken = next((e for e in timeline if e.type is EntryType.STATUS_CHANGED), None)
    if not incident.is_open and taken is not None:
        why = f"{taken.actor} took the incident before step {own.step} was due."
        return Explained(Answer.TAKEN_BEFORE, why, own.step)
    held = next((e for e in reversed(timeline) if e.type is EntryType.SUPPRESSED), None)
    if held is not None and not done:
        why = f"Its pages are held back: {held.data.get('reason', 'maintenance or a silence')}."
        return Explained(Answer.SUPPRESSED, why, own.step)
    return Explained(Answer.NOT_YET_DUE, f"Step {own.step} names them, and is not due yet.", own.step)
