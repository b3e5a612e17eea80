"""Who would be paged: the engine's own decisions, with a clock that jumps from one step to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from platform_kit.http_client import CallFailed

from incident_management.clients.oncall import Oncall, Question
from incident_management.domain.errors import OncallDoesNotAnswer
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
)
from incident_management.domain.incident import Severity
from incident_management.domain.oncall import Chosen, chosen_in, wait_until_in
from incident_management.use_cases.escalate import found_for
from incident_management.use_cases.who_is_on_call import OnCall

LOOKS_AHEAD = timedelta(hours=24)
STEPS_MOST = 200


@dataclass(frozen=True, slots=True)
class Simulated:
    """One page that would be made at `at`."""

    at: datetime
    step: int
    cycle: int
    chosen: Chosen
    reason: Reason


@dataclass(frozen=True, slots=True)
class Simulation:
    """exhausted_at: None where the policy has not run out within a day or two hundred steps."""

    pages: list[Simulated]
    exhausted_at: datetime | None


def simulate(
    policy: Policy, turns: Mapping[int, int], service: str, severity: Severity, start: datetime, oncall: Oncall
) -> Simulation:
    """What would happen to an incident of this service, opened at `start`, that nobody acknowledges.

    turns: by step, whose turn it is where people take turns; 0 where a step is absent.

    Raises OncallDoesNotAnswer.
    """
    pages: list[Simulated] = []
    progress: Progress | None = Progress(1, 1, start)
    ends_at = start + LOOKS_AHEAD
    for _ in range(STEPS_MOST):
        if progress is None or progress.due_at > ends_at:
            break
        now = progress.due_at
        decision = next_page(policy, progress, now)
        if isinstance(decision, Wait):
            raise AssertionError("a step that is due does not wait")
        if isinstance(decision, Page) and decision.is_in_turn:
            decision = at_turn(decision, turns.get(decision.step, 0))

        def ask(targets: Sequence[Target], at: datetime = now) -> OnCall:
            return _who(oncall, Question(policy.team, targets, at, service, severity=severity))

        found = found_for(decision, ask)
        if found.wait_until is not None and found.wait_until > now:
            # The day that is looked at begins when the waiting ends: a weekend would hide everything else.
            progress, ends_at = replace(progress, due_at=found.wait_until), found.wait_until + LOOKS_AHEAD
            continue
        pages += [Simulated(now, decision.step, decision.cycle, chosen, found.reason) for chosen in found.chosen]
        if isinstance(decision, Exhausted):
            return Simulation(pages, now)
        progress = advanced(policy, progress, reached=bool(found.chosen), now=now)
    return Simulation(pages, None)


def _who(oncall: Oncall, question: Question) -> OnCall:
    if not question.targets:
        return OnCall(())
    try:
        answer = oncall.resolve(question)
        return OnCall(chosen_in(answer), wait_until=wait_until_in(answer))
    except (CallFailed, ValueError) as error:
        raise OncallDoesNotAnswer("Who is on call cannot be asked now. Try again in a moment.") from error
