"""When the next page of an incident is due, and whom to ask for (contract, rule 10).

A policy is a list of steps. Step 1 pages at once; each step then waits its delay for an acknowledgement. After the last
step the list starts again as often as the policy says; then the incident is exhausted and the fallback is paged.
The engine and the simulation both go `next_page`, ask on-call, `advanced`, and so on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeAlias
from uuid import UUID

Target: TypeAlias = Mapping[str, Any]
"""As on-call understands it: `{"type": "schedule", "team": "payments"}`."""

FALLBACK: Target = {"type": "fallback"}


class Reason(StrEnum):
    """Why somebody is paged at a step."""

    OPENED = "opened"
    NOT_ACKNOWLEDGED = "not_acknowledged"
    NOBODY_ON_CALL = "nobody_on_call"
    EXHAUSTED = "exhausted"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class Step:
    """delay: how long to wait for an acknowledgement after this step's pages.

    takes_turns: its targets are paged one an incident, in order, and not all at once.
    """

    delay: timedelta
    targets: tuple[Target, ...]
    takes_turns: bool = False

    def groups(self, turn: int) -> tuple[tuple[Target, ...], ...]:
        """Whom to ask for: the first group that is somebody is paged. turn: how many came before, in all."""
        if not self.takes_turns or not self.targets:
            return (self.targets,)
        number = len(self.targets)
        return tuple((self.targets[(turn + after) % number],) for after in range(number))


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy as it was when the incident was opened. repeat: how often after the first time; None: for ever."""

    id: UUID | None
    name: str
    team: str
    repeat: int | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an escalation has come.

    step, cycle: what is due at `due_at`, both from 1; a step past the last means that the policy has run out.
    has_reached: somebody was paged in this cycle.
    """

    step: int
    cycle: int
    due_at: datetime
    has_reached: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    until: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """Page whoever is on call for these targets.

    others: where `targets` are nobody, whose turn is next, one after the other.
    instead: whom to ask for where all of them are nobody; empty: nobody, go on to the next step.
    """

    step: int
    cycle: int
    targets: tuple[Target, ...]
    instead: tuple[Target, ...]
    reason: Reason
    others: tuple[tuple[Target, ...], ...] = ()
    is_in_turn: bool = False


@dataclass(frozen=True, slots=True)
class Exhausted:
    """The policy has run out: mark the incident and page these, once."""

    step: int
    cycle: int
    targets: tuple[Target, ...] = (FALLBACK,)
    reason: Reason = Reason.EXHAUSTED


Decision: TypeAlias = Wait | Page | Exhausted


def policy_from(frozen: Mapping[str, Any]) -> Policy:
    """The policy that was written into the incident when it was opened."""
    steps = tuple(
        Step(timedelta(seconds=float(step["delay_seconds"])), tuple(step["targets"]), bool(step.get("round_robin")))
        for step in frozen["steps"]
    )
    id = UUID(frozen["policy_id"]) if frozen.get("policy_id") else None
    return Policy(id, frozen["policy_name"], frozen["team"], frozen["repeat"], steps)


def next_page(policy: Policy, progress: Progress, now: datetime) -> Decision:
    """What to do at `now`.

    A page that `is_in_turn` is that of the first turn there is: `at_turn` makes it another's.
    A cycle in which nobody could be paged ends with the fallback: an incident never rings nowhere.
    """
    if now < progress.due_at:
        return Wait(progress.due_at)
    if progress.step > len(policy.steps):
        return Exhausted(progress.step, progress.cycle)
    is_first = progress.cycle == 1 and not progress.has_reached
    step = policy.steps[progress.step - 1]
    targets, *others = step.groups(progress.cycle - 1)
    return Page(
        progress.step,
        progress.cycle,
        targets=targets,
        instead=(FALLBACK,) if _ends_without_a_page(policy, progress) else (),
        reason=Reason.OPENED if is_first else Reason.NOT_ACKNOWLEDGED,
        others=tuple(others),
        is_in_turn=step.takes_turns,
    )


def at_turn(page: Page, turn: int) -> Page:
    """The page of the incident that took this turn at its step. Each repetition has gone on to the one after."""
    groups = (page.targets, *page.others)
    first = turn % len(groups)
    targets, *others = groups[first:] + groups[:first]
    return replace(page, targets=targets, others=tuple(others))


def advanced(policy: Policy, progress: Progress, *, reached: bool, now: datetime) -> Progress | None:
    """How far it is after the due step was done at `now`; None when nothing more is due.

    The delay counts from `now`, not from when the step was due: after an outage one step is done at once, and people
    get its full delay before the next. A step that reached nobody does not wait.
    """
    if progress.step > len(policy.steps):
        return None
    waits = reached or _ends_without_a_page(policy, progress)
    due_at = now + policy.steps[progress.step - 1].delay if waits else now
    if progress.step < len(policy.steps):
        return Progress(progress.step + 1, progress.cycle, due_at, progress.has_reached or reached)
    if policy.repeat is None or progress.cycle <= policy.repeat:
        return Progress(1, progress.cycle + 1, due_at)
    return Progress(progress.step + 1, progress.cycle, due_at, progress.has_reached or reached)


def _ends_without_a_page(policy: Policy, progress: Progress) -> bool:
    return progress.step == len(policy.steps) and not progress.has_reached
