"""Does every page still find its way? What an auditor makes of the instants at which the oldest things were due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

# Longer than any restart takes, and than a worker's lease.
LATE_AFTER = timedelta(seconds=60)
# A queue grows that was longer at each of so many looks than at the one before, and is no longer short.
GROWING_LOOKS = 6
SHORT_QUEUE = 100
# What lasts is told again so long after; what comes and goes is not told more often either.
TOLD_AGAIN_AFTER = timedelta(minutes=30)


class Finding(StrEnum):
    """What is late. The same words stand in the metric, the log and the runbook."""

    ESCALATION_LATE = "escalation_late"  # incident-management does not take steps, or nobody answers who is on call
    HAND_OVER_LATE = "hand_over_late"  # a page was made and not handed over to notification-service
    DELIVERY_LATE = "delivery_late"  # a page waits here, and no try is made
    QUEUE_GROWING = "queue_growing"  # more is queued than leaves


class Stage(StrEnum):
    """The stages of a page's way: its escalation step, the hand-over to notification-service, its delivery."""

    ESCALATION = "escalation"
    HAND_OVER = "hand_over"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True)
class OldestDue:
    """Since when the oldest of each is due, also when that is yet to come; None: there is none."""

    step: datetime | None
    hand_over: datetime | None
    delivery: datetime | None


def findings(oldest: OldestDue, lengths: Sequence[int], now: datetime) -> list[Finding]:
    """What should have been done more than a minute ago, in the order of a page's way, and whether the queue grows.
    Nothing: all is well.

    lengths: of the queue, at each look so far, oldest first.
    """
    due = {
        Finding.ESCALATION_LATE: oldest.step,
        Finding.HAND_OVER_LATE: oldest.hand_over,
        Finding.DELIVERY_LATE: oldest.delivery,
    }
    found = [finding for finding, at in due.items() if at is not None and now - at > LATE_AFTER]
    return [*found, Finding.QUEUE_GROWING] if is_growing(lengths) else found


def is_growing(lengths: Sequence[int]) -> bool:
    latest = lengths[-GROWING_LOOKS - 1 :]
    is_rising = all(later > earlier for earlier, later in pairwise(latest))
    return len(latest) > GROWING_LOOKS and is_rising and latest[-1] > SHORT_QUEUE


MEANING = {
    Finding.ESCALATION_LATE: "Escalation steps are not taken: whoever is on call is not paged.",
    Finding.HAND_OVER_LATE: "Pages are made and do not reach notification-service.",
    Finding.DELIVERY_LATE: "Pages wait in notification-service, and nobody tries to send them.",
    Finding.QUEUE_GROWING: "More messages are queued than leave: pages come later and later.",
}


def words_of(found: Sequence[Finding]) -> tuple[str, str]:
    """Subject and text of what the admins are told; at least one finding."""
    subject = f"Paging does not work as it should: {', '.join(found)}"
    lines = [f"{finding}: {MEANING[finding]}" for finding in found]
    lines += [
        "Until it is solved, call the people on call by telephone.",
        "What to do: docs/runbooks/paging-late.md",
    ]
    return subject, "\n".join(lines)


def ages(oldest: OldestDue, now: datetime) -> dict[Stage, timedelta]:
    """How long the oldest of each stage is overdue; zero where nothing is."""
    due = {Stage.ESCALATION: oldest.step, Stage.HAND_OVER: oldest.hand_over, Stage.DELIVERY: oldest.delivery}
    return {stage: timedelta(0) if at is None else max(now - at, timedelta(0)) for stage, at in due.items()}
