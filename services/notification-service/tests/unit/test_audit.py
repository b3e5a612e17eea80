"""When a page's way counts as late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from notification_service.domain.audit import LATE_AFTER, Finding, OldestDue, Stage, ages, findings

NOW = datetime(2026, 3, 2, 14, tzinfo=UTC)
LATE, JUST_IN_TIME = NOW - LATE_AFTER - timedelta(seconds=1), NOW - LATE_AFTER


@pytest.mark.parametrize(
    ("oldest", "found"),
    [
        (OldestDue(None, None, None), []),
        (OldestDue(JUST_IN_TIME, JUST_IN_TIME, JUST_IN_TIME), []),
        (OldestDue(NOW + timedelta(hours=1), None, NOW + timedelta(minutes=5)), []),
        (OldestDue(LATE, None, None), [Finding.ESCALATION_LATE]),
        (OldestDue(None, LATE, None), [Finding.HAND_OVER_LATE]),
        (OldestDue(None, None, LATE), [Finding.DELIVERY_LATE]),
        (OldestDue(LATE, LATE, LATE), list(Finding)),
    ],
)
def test_what_was_due_more_than_a_minute_ago_is_found(oldest, found):
    assert findings(oldest, NOW) == found


def test_a_stage_is_as_old_as_its_oldest_overdue_thing_and_new_where_nothing_is_due():
    due = OldestDue(NOW - timedelta(seconds=7), None, NOW + timedelta(minutes=5))
    nothing = timedelta(0)
    assert ages(due, NOW) == {Stage.ESCALATION: timedelta(seconds=7), Stage.HAND_OVER: nothing, Stage.DELIVERY: nothing}
