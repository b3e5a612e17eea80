"""Does every page still find its way? What an auditor makes of the instants at which the oldest things were due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# Longer than any restart takes, and than a worker's lease.
LATE_AFTER = timedelta(seconds=60)


class Finding(StrEnum):
    """What is late. The same words stand in the metric, the log and the runbook."""

    ESCALATION_LATE = "escalation_late"  # incident-management does not take steps, or nobody answers who is on call
    HAND_OVER_LATE = "hand_over_late"  # a page was made and not handed over to notification-service
    DELIVERY_LATE = "delivery_late"  # a page waits here, and no try is made


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


def findings(oldest: OldestDue, now: datetime) -> list[Finding]:
    """What should have been done more than a minute ago, in the order of a page's way. Nothing: all is well."""
    due = {
        Finding.ESCALATION_LATE: oldest.step,
        Finding.HAND_OVER_LATE: oldest.hand_over,
        Finding.DELIVERY_LATE: oldest.delivery,
    }
    return [finding for finding, at in due.items() if at is not None and now - at > LATE_AFTER]


def ages(oldest: OldestDue, now: datetime) -> dict[Stage, timedelta]:
    """How long the oldest of each stage is overdue; zero where nothing is."""
    due = {Stage.ESCALATION: oldest.step, Stage.HAND_OVER: oldest.hand_over, Stage.DELIVERY: oldest.delivery}
    return {stage: timedelta(0) if at is None else max(now - at, timedelta(0)) for stage, at in due.items()}
