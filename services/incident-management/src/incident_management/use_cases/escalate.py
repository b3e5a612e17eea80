"""One step of one incident's escalation: ask who is on call, then page them in the transaction that moves the timer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from platform_kit.metrics import exemplar
from sqlalchemy.orm import Session

from incident_management import metrics
from incident_management.clients.oncall import Question
from incident_management.domain import lifecycle, messages, timeline
from incident_management.domain.escalation import (
    Exhausted,
    Page,
    Policy,
    Progress,
    Reason,
    Target,
    Wait,
    advanced,
    at_turn,
    next_page,
    policy_from,
)
from incident_management.domain.incident import Incident, Person
from incident_management.domain.oncall import Chosen
from incident_management.domain.recipients import page_id
from incident_management.store import escalations, history, incidents, pages
from incident_management.store.commits import after_commit
from incident_management.use_cases.change_incident import LinkTo
from incident_management.use_cases.holds import hold_of
from incident_management.use_cases.who_is_on_call import NobodyKnown, OnCall, OncallAnswers

log = logging.getLogger(__name__)

ASK_AGAIN = timedelta(seconds=1)
LOOK_AGAIN = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Found:
    """Whom to page, and why them."""

    on_call: OnCall
    reason: Reason

    @property
    def chosen(self) -> tuple[Chosen, ...]:
        return self.on_call.chosen

    @property
    def wait_until(self) -> datetime | None:
        return self.on_call.wait_until

    @property
    def known_since(self) -> datetime | None:
        return self.on_call.known_since


def found_for(decision: Page | Exhausted, ask: Callable[[Sequence[Target]], OnCall]) -> Found:
    """Whom the decision means. `ask` may be called several times, and raises what it raises."""
    found = ask(decision.targets)
    if isinstance(decision, Exhausted):
        return Found(found, decision.reason)
    for targets in decision.others:
        if found.chosen:
            break
        found = ask(targets)
    if not found.chosen and decision.instead:
        return Found(ask(decision.instead), Reason.NOBODY_ON_CALL)
    return Found(_in_turn(found) if decision.is_in_turn else found, decision.reason)


def _in_turn(found: OnCall) -> OnCall:
    """The same people, of whom the timeline says that it was their turn."""
    chosen = tuple(replace(one, via=f"{one.via}, in turn" if one.via else "in turn") for one in found.chosen)
    return replace(found, chosen=chosen)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was looked up for many steps at once.

    free: incidents whose pages nothing held then; of the others it is not known. answers: what on-call said to the
    targets of an incident's step, where it answered.
    """

    free: frozenset[UUID] = frozenset()
    answers: Mapping[UUID, OnCall] = field(default_factory=dict)


NOTHING_PREPARED = Prepared()


class Escalator:
    """Does steps that were claimed. Several may work at once, here and in other replicas."""

    def __init__(self, sessions: Sessions, clock: Clock, oncall: OncallAnswers, link_to: LinkTo) -> None:
        self._sessions, self._clock, self._oncall, self._link_to = sessions, clock, oncall, link_to

    def prepare(self, claimed: Sequence[escalations.Claimed]) -> Prepared:
        """Look what is held, and ask who is on call, for many steps that were claimed: in one transaction, one call.

        Whether pages are held is looked at again in the transaction that makes them.
        """
        now = self._clock.now()
        with self._sessions.begin() as session:
            held = incidents.held_among(session, [step.incident_id for step in claimed], now)
        free = [step for step in claimed if step.incident_id not in held]
        questions: dict[UUID, Question] = {}
        for step in free:
            policy = policy_from(step.policy)
            decision = next_page(policy, step.progress, now)
            if isinstance(decision, Page) and decision.is_in_turn:
                continue  # turns are taken step by step, and each then asks for itself
            if not isinstance(decision, Wait) and decision.targets:
                questions[step.incident_id] = _question(step, policy, decision.targets, now)
        answers = self._oncall.who_all(list(questions.values()))
        return Prepared(
            frozenset(step.incident_id for step in free), dict(zip(questions, answers, strict=True)) if answers else {}
        )

    def do_step(self, claimed: escalations.Claimed, prepared: Prepared = NOTHING_PREPARED) -> None:
        """Do the step that is due, or leave it due: never twice, and never after an acknowledgement."""
        policy = policy_from(claimed.policy)
        decision = next_page(policy, claimed.progress, self._clock.now())
        if isinstance(decision, Wait):  # the clock went back since it was claimed
            with self._sessions.begin() as session:
                escalations.put_off(session, claimed, decision.until)
            return
        if claimed.incident_id not in prepared.free and self._is_held(claimed):
            return
        if isinstance(decision, Page) and decision.is_in_turn and policy.id:
            turn = claimed.turn
            if turn is None:
                with self._sessions.begin() as session:
                    turn = escalations.take_turn(session, claimed, policy.id)
            if turn is None:  # somebody took the incident meanwhile
                return
            decision = at_turn(decision, turn)
        try:
            found = self._find(claimed, policy, decision, prepared.answers.get(claimed.incident_id))
        except NobodyKnown:
            self._wait_for_oncall(claimed)
            return
        until = found.wait_until
        if until is not None and until > self._clock.now() and self._waits_for_hours(claimed, until):
            return
        with self._sessions.begin() as session:
            self._record(session, claimed, policy, decision, found)
        if found.known_since is None:
            self._oncall.look_ahead(policy)

    def _is_held(self, claimed: escalations.Claimed) -> bool:
        """Looks before on-call is asked, so that a step that pages nobody does not count there."""
        with self._sessions.begin() as session:
            if incidents.hold_of(session, claimed.incident_id, claimed.service, self._clock.now()) is None:
                return False
            incident = incidents.lock(session, claimed.incident_id)
            if incident is None or not escalations.still_holds(session, claimed):
                return True
            return _held(session, incident, claimed, self._clock.now())

    def _find(
        self, claimed: escalations.Claimed, policy: Policy, decision: Page | Exhausted, known: OnCall | None
    ) -> Found:
        """Whom the decision means, asked of on-call while no transaction is open. Raises NobodyKnown.

        known: what on-call has just said to the decision's targets.
        """

        def ask(targets: Sequence[Target]) -> OnCall:
            if known is not None and targets == decision.targets:
                return known
            return self._oncall.who(_question(claimed, policy, targets, self._clock.now()))

        return found_for(decision, ask)

    def _wait_for_oncall(self, claimed: escalations.Claimed) -> None:
        """Say once that the step waits, and try it again in a second."""
        entry = timeline.waiting_for_oncall(step=claimed.progress.step, cycle=claimed.progress.cycle)
        with self._sessions.begin() as session:
            now = self._clock.now()
            if escalations.still_holds(session, claimed):
                if not history.was_told(session, claimed.incident_id, entry):
                    history.append(session, claimed.incident_id, entry, by=timeline.SYSTEM, at=now)
                escalations.put_off(session, claimed, now + ASK_AGAIN)

    def _waits_for_hours(self, claimed: escalations.Claimed, until: datetime) -> bool:
        """Say that the step waits for the hours of support; then who is on call is asked anew.

        False: a person asked for this step, so it does not wait.
        """
        with self._sessions.begin() as session:
            incident = incidents.lock(session, claimed.incident_id)
            if incident is None or not escalations.still_holds(session, claimed):
                return True
            if history.was_asked_for(session, incident.id, claimed.progress.due_at):
                return False
            escalations.move_on(session, incident.id, replace(claimed.progress, due_at=until))
            entry = timeline.waiting_for_hours(step=claimed.progress.step, cycle=claimed.progress.cycle, until=until)
            history.append(session, incident.id, entry, by=timeline.SYSTEM, at=self._clock.now())
            return True

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
        if incident is None or not escalations.still_holds(session, claimed):
            log.info("a step was overtaken", extra={"incident_id": str(claimed.incident_id)})
            return
        # Read after the locks were waited for, so that no page is stamped later than an acknowledgement before it.
        now = self._clock.now()
        if _held(session, incident, claimed, now):
            return
        if incident.snoozed_until is not None:
            incident = _wake(session, incident, now)
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
            traced = exemplar()
            after_commit(session, lambda: metrics.ESCALATION_LAG.observe(late_s, traced))
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


def _question(claimed: escalations.Claimed, policy: Policy, targets: Sequence[Target], now: datetime) -> Question:
    due = claimed.progress
    return Question(policy.team, targets, now, claimed.service, due.due_at, due.step, due.cycle, claimed.severity)


def _held(session: Session, incident: Incident, claimed: escalations.Claimed, now: datetime) -> bool:
    """Leave the step due while something holds the incident's pages.

    Looked at again soon, besides when alert-ingestion says that a hold may have ended.
    """
    hold = hold_of(session, incident, now)
    before = incident.suppressed
    if hold is None:
        if before is not None:
            incidents.suppress(session, incident.id, None)
        return False
    if before is None or (before.reason, before.until) != (hold.reason, hold.until):
        incidents.suppress(session, incident.id, hold)
        entry = timeline.suppressed(hold, step=claimed.progress.step, cycle=claimed.progress.cycle)
        history.append(session, incident.id, entry, by=timeline.SYSTEM, at=now)
    escalations.hold(session, claimed, min(hold.until, now + LOOK_AGAIN))
    return True


def _wake(session: Session, incident: Incident, now: datetime) -> Incident:
    """End the snooze: the incident is open again, whoever had acknowledged it."""
    woken = lifecycle.numbered(incident, lifecycle.woken(incident))
    incidents.save(session, woken)
    if woken.status is not incident.status:
        entry = timeline.status_changed(incident.status, woken.status)
        history.append(session, incident.id, entry, by=timeline.SYSTEM, at=now)
    return woken


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
