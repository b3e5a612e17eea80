"""One step of one incident's escalation: ask who is on call, then page them in the transaction that moves the timer."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from platform_kit.http_client import CallFailed
from sqlalchemy.orm import Session

from incident_management import metrics
from incident_management.clients.oncall import Oncall, Question
from incident_management.domain import messages, timeline
from incident_management.domain.escalation import (
    Exhausted,
    Page,
    Policy,
    Progress,
    Reason,
    Target,
    Wait,
    advanced,
    next_page,
    policy_from,
)
from incident_management.domain.incident import Incident, Person
from incident_management.domain.oncall import Chosen, chosen_in
from incident_management.domain.recipients import page_id
from incident_management.store import escalations, history, incidents, last_known, pages
from incident_management.store.commits import after_commit
from incident_management.use_cases.change_incident import LinkTo

log = logging.getLogger(__name__)

ASK_AGAIN = timedelta(seconds=1)
REMEMBER_EVERY = timedelta(minutes=1)
REMEMBERED_MOST = 10_000


class NobodyKnown(Exception):
    """On-call does not answer, and never did for these targets: the step waits until it does."""


@dataclass(frozen=True, slots=True)
class Found:
    """Whom to page. known_since: set when on-call did not answer and this is what it last said, then."""

    chosen: tuple[Chosen, ...]
    known_since: datetime | None
    reason: Reason


class Escalator:
    """Does steps that were claimed. Several may work at once, here and in other replicas."""

    def __init__(self, sessions: Sessions, clock: Clock, oncall: Oncall, link_to: LinkTo) -> None:
        self._sessions, self._clock, self._oncall, self._link_to = sessions, clock, oncall, link_to
        self._remembered: dict[str, last_known.Known] = {}

    def do_step(self, claimed: escalations.Claimed) -> None:
        """Do the step that is due, or leave it due: never twice, and never after an acknowledgement."""
        policy = policy_from(claimed.policy)
        decision = next_page(policy, claimed.progress, self._clock.now())
        if isinstance(decision, Wait):  # the clock went back since it was claimed
            with self._sessions.begin() as session:
                escalations.put_off(session, claimed, decision.until)
            return
        try:
            found = self._find(claimed, policy, decision)
        except NobodyKnown:
            self._wait_for_oncall(claimed)
            return
        with self._sessions.begin() as session:
            self._record(session, claimed, policy, decision, found)

    def _find(self, claimed: escalations.Claimed, policy: Policy, decision: Page | Exhausted) -> Found:
        """Whom the decision means, asked of on-call while no transaction is open. Raises NobodyKnown."""
        chosen, known_since = self._ask(claimed, policy, decision.targets)
        if not chosen and isinstance(decision, Page) and decision.instead:
            chosen, known_since = self._ask(claimed, policy, decision.instead)
            return Found(chosen, known_since, Reason.NOBODY_ON_CALL)
        return Found(chosen, known_since, decision.reason)

    def _ask(
        self, claimed: escalations.Claimed, policy: Policy, targets: Sequence[Target]
    ) -> tuple[tuple[Chosen, ...], datetime | None]:
        if not targets:
            return (), None
        now, progress = self._clock.now(), claimed.progress
        key = last_known.key_of(policy.team, targets)
        question = Question(policy.team, claimed.service, targets, now, progress.due_at, progress.step, progress.cycle)
        try:
            answer = self._oncall.resolve(question)
            chosen = chosen_in(answer)
        except (CallFailed, ValueError) as error:
            log.warning("on-call does not answer", extra={"incident_id": str(claimed.incident_id), "error": str(error)})
            return self._last_known(key)
        self._remember(key, answer, now)
        return chosen, None

    def _remember(self, key: str, answer: dict[str, Any], now: datetime) -> None:
        """Keep the answer for the time when on-call does not answer; the same one again is written once a minute."""
        before = self._remembered.get(key)
        if before and before.answer == answer and now - before.at < REMEMBER_EVERY:
            return
        with self._sessions.begin() as session:
            last_known.remember(session, key, answer, at=now)
        if len(self._remembered) >= REMEMBERED_MOST:
            self._remembered.clear()
        self._remembered[key] = last_known.Known(answer, now)

    def _last_known(self, key: str) -> tuple[tuple[Chosen, ...], datetime]:
        with self._sessions.begin() as session:
            known = last_known.recall(session, key)
        if known is None:
            raise NobodyKnown
        return chosen_in(known.answer), known.at

    def _wait_for_oncall(self, claimed: escalations.Claimed) -> None:
        """Say once that the step waits, and try it again in a second."""
        entry = timeline.waiting_for_oncall(step=claimed.progress.step, cycle=claimed.progress.cycle)
        with self._sessions.begin() as session:
            now = self._clock.now()
            if escalations.still_holds(session, claimed):
                if not history.was_told(session, claimed.incident_id, entry):
                    history.append(session, claimed.incident_id, entry, by=timeline.SYSTEM, at=now)
                escalations.put_off(session, claimed, now + ASK_AGAIN)

    def _record(
        self,
        session: Session,
        claimed: escalations.Claimed,
        policy: Policy,
        decision: Page | Exhausted,
        found: Found,
    ) -> None:
        """Page, tell and move the timer on, together; nothing at all if somebody took the incident meanwhile."""
        incident = incidents.lock(session, claimed.incident_id)
        if incident is None or not incident.is_open or not escalations.still_holds(session, claimed):
            log.info("a step was overtaken", extra={"incident_id": str(claimed.incident_id)})
            return
        # Read after the locks were waited for, so that no page is stamped later than an acknowledgement before it.
        now = self._clock.now()
        after = advanced(policy, claimed.progress, reached=bool(found.chosen), now=now)
        if after is None:
            escalations.exhaust(session, incident.id)
        else:
            escalations.move_on(session, incident.id, after)
        new = [self._page(incident, claimed, policy, decision, found, chosen, after, now) for chosen in found.chosen]
        added = set(pages.add(session, incident.id, new, at=now))
        told = _opening_entries(decision, found)
        told += _assigned_to_first(session, incident, found.chosen)
        told += [
            timeline.paged(
                page.id,
                page.recipient,
                step=decision.step,
                cycle=decision.cycle,
                reason=found.reason,
                via=chosen.via,
            )
            for page, chosen in zip(new, found.chosen, strict=True)
            if page.id in added
        ]
        history.append(session, incident.id, *told, by=timeline.SYSTEM, at=now)
        if found.known_since is not None:
            late_s = max((now - claimed.progress.due_at).total_seconds(), 0)
            after_commit(session, metrics.LAST_KNOWN.inc)
            after_commit(session, lambda: metrics.ESCALATION_LAG.observe(late_s))
        log.info(
            "a step was done",
            extra={
                "incident_id": str(incident.id),
                "step": decision.step,
                "cycle": decision.cycle,
                "people": len(found.chosen),
                "reason": found.reason,
            },
        )

    def _page(
        self,
        incident: Incident,
        claimed: escalations.Claimed,
        policy: Policy,
        decision: Page | Exhausted,
        found: Found,
        chosen: Chosen,
        after: Progress | None,
        now: datetime,
    ) -> pages.NewPage:
        message = messages.page(
            incident,
            reason=found.reason,
            via=chosen.via,
            after=after,
            policy=policy,
            link=self._link_to(incident.id),
            now=now,
            known_since=found.known_since,
        )
        step, cycle = decision.step, decision.cycle
        return pages.NewPage(
            id=page_id(incident.id, claimed.episode, cycle, step, chosen.recipient),
            kind="page",
            episode=claimed.episode,
            cycle=cycle,
            step=step,
            recipient=chosen.recipient,
            subject=message.subject,
            message=message.text,
        )


def _opening_entries(decision: Page | Exhausted, found: Found) -> list[timeline.Entry]:
    """What is told of the step itself, before whom it paged."""
    step, cycle = decision.step, decision.cycle
    told = []
    if isinstance(decision, Exhausted):
        told.append(timeline.exhausted(cycle=cycle, people_paged=len(found.chosen)))
    elif not found.chosen or found.reason is Reason.NOBODY_ON_CALL:
        told.append(timeline.escalated(step=step, cycle=cycle, reason=Reason.NOBODY_ON_CALL))
    elif found.reason is Reason.NOT_ACKNOWLEDGED:
        told.append(timeline.escalated(step=step, cycle=cycle, reason=found.reason))
    if found.known_since is not None:
        told.append(timeline.last_known_used(step=step, cycle=cycle, known_since=found.known_since))
    return told


def _assigned_to_first(session: Session, incident: Incident, chosen: Sequence[Chosen]) -> list[timeline.Entry]:
    """Put an incident that nobody has into the hands of the first person paged."""
    people = [c.recipient for c in chosen if isinstance(c.recipient, Person)]
    if incident.assigned_to is not None or not people:
        return []
    # The version stays: it guards people's changes against each other, and nobody's view is made wrong by this one.
    incidents.save(session, replace(incident, assigned_to=people[0]))
    return [timeline.assigned(None, people[0])]
