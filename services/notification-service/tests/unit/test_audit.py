"""When a page's way counts as late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from notification_service.domain.audit import LATE_AFTER, MEANING, Finding, OldestDue, Stage, ages, findings, words_of

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
        (OldestDue(LATE, LATE, LATE), [Finding.ESCALATION_LATE, Finding.HAND_OVER_LATE, Finding.DELIVERY_LATE]),
    ],
)
def test_what_was_due_more_than_a_minute_ago_is_found(oldest, found):
    assert findings(oldest, [0], NOW) == found


@pytest.mark.parametrize(
    ("lengths", "grows"),
    [
        ([], False),
        ([200] * 7, False),
        ([0, 20, 40, 60, 80, 99, 100], False),  # still short
        ([0, 20, 40, 60, 80, 99, 101], True),
        ([400, 0, 20, 40, 60, 80, 99, 101], True),  # how it was before does not matter
        ([0, 20, 40, 60, 80, 101], False),  # not looked at long enough
        ([0, 200, 400, 300, 500, 600, 700], False),
    ],
)
def test_a_queue_grows_that_is_longer_at_each_look_and_not_short(lengths, grows):
    assert findings(OldestDue(None, None, None), lengths, NOW) == ([Finding.QUEUE_GROWING] if grows else [])


def test_the_admins_are_told_what_is_found_and_what_it_means():
    subject, text = words_of([Finding.DELIVERY_LATE, Finding.QUEUE_GROWING])
    assert subject.endswith("delivery_late, queue_growing")
    assert len(text.splitlines()) == 4
    assert MEANING.keys() == set(Finding)


def test_a_stage_is_as_old_as_its_oldest_overdue_thing_and_new_where_nothing_is_due():
    due = OldestDue(NOW - timedelta(seconds=7), None, NOW + timedelta(minutes=5))
    nothing = timedelta(0)
    assert ages(due, NOW) == {Stage.ESCALATION: timedelta(seconds=7), Stage.HAND_OVER: nothing, Stage.DELIVERY: nothing}
