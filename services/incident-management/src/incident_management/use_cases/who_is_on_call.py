"""Who is on call, asked of oncall-service; what it last said where it does not answer."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from platform_kit.http_client import CallFailed

from incident_management.clients.oncall import Oncall, Question
from incident_management.domain.escalation import FALLBACK, Policy, Target
from incident_management.domain.oncall import Chosen, chosen_in, wait_until_in
from incident_management.store import last_known

log = logging.getLogger(__name__)

REMEMBER_EVERY = timedelta(minutes=1)
LOOK_AHEAD_EVERY = timedelta(minutes=5)
REMEMBERED_MOST = 10_000
QUESTIONS_A_CALL = 100
"""As many as oncall-service takes."""


class NobodyKnown(Exception):
    """On-call does not answer, and never did for these targets."""


@dataclass(frozen=True, slots=True)
class OnCall:
    """known_since: set when on-call did not answer, and this is what it said at that instant.

    wait_until: set when the page may wait for the service's hours of support, which begin then.
    """

    chosen: tuple[Chosen, ...]
    known_since: datetime | None = None
    wait_until: datetime | None = None


class OncallAnswers:
    """Asks, and keeps each answer for the time when nobody answers. Usable from several threads."""

    def __init__(self, sessions: Sessions, clock: Clock, oncall: Oncall) -> None:
        self._sessions, self._clock, self._oncall = sessions, clock, oncall
        self._kept: dict[str, last_known.Known] = {}

    def who(self, question: Question) -> OnCall:
        """Whom to page. Raises NobodyKnown. No transaction may be open."""
        if not question.targets:
            return OnCall(())
        try:
            return self._ask(question)
        except CallFailed as error:
            log.warning("on-call does not answer", extra={"team": question.team, "error": str(error)})
        key = last_known.key_of(question.team, question.targets)
        with self._sessions.begin() as session:
            known = last_known.recall(session, key)
        if known is None:
            raise NobodyKnown
        return OnCall(chosen_in(known.answer), known.at)

    def who_all(self, questions: Sequence[Question]) -> list[OnCall] | None:
        """To each question its answer, in one call; None where that fails: then each is asked alone, by `who`."""
        if not questions:
            return []
        try:
            answers = self._oncall.resolve_all(questions)
            found = [OnCall(chosen_in(answer), wait_until=wait_until_in(answer)) for answer in answers]
        except (CallFailed, ValueError) as error:
            log.warning("on-call does not answer to many steps at once", extra={"error": str(error)})
            return None
        for question, answer in zip(questions, answers, strict=True):
            self._keep(question.team, question.targets, answer)
        return found

    def look_ahead(self, policy: Policy) -> None:
        """Learn who would be paged at every step, so that somebody is known should on-call be away by then."""
        now = self._clock.now()
        questions = []
        for targets in [*(group for step in policy.steps for group in step.groups(0)), (FALLBACK,)]:
            kept = self._kept.get(last_known.key_of(policy.team, targets))
            if targets and (kept is None or now - kept.at >= LOOK_AHEAD_EVERY):
                questions.append(Question(policy.team, targets, now))
        for start in range(0, len(questions), QUESTIONS_A_CALL):
            together = questions[start : start + QUESTIONS_A_CALL]
            if len(together) > 1 and self.who_all(together) is not None:
                continue
            try:
                for question in together:
                    self._ask(question)
            except CallFailed:
                return

    def _ask(self, question: Question) -> OnCall:
        answer = self._oncall.resolve(question)
        try:
            found = OnCall(chosen_in(answer), wait_until=wait_until_in(answer))
        except ValueError as error:
            raise CallFailed(str(error)) from error
        self._keep(question.team, question.targets, answer)
        return found

    def _keep(self, team: str, targets: Sequence[Target], answer: dict[str, Any]) -> None:
        """The same answer again is written once a minute."""
        key, now = last_known.key_of(team, targets), self._clock.now()
        before = self._kept.get(key)
        if before and before.answer == answer and now - before.at < REMEMBER_EVERY:
            return
        with self._sessions.begin() as session:
            last_known.remember(session, key, answer, at=now)
        if len(self._kept) >= REMEMBERED_MOST:
            self._kept.clear()
        self._kept[key] = last_known.Known(answer, now)
