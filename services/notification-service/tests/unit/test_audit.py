"""When a page's way counts as late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from notification_service.domain.audit import LATE_AFTER, Finding, OldestDue, findings

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
