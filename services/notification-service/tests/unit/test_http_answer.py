from __future__ import annotations

from datetime import UTC, datetime

import pytest
from notification_service.domain.http_answer import outcome_of, seconds_to_wait
from notification_service.domain.outcome import Delivered, Failed, Reason

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_any_2xx_is_delivered(status):
    assert outcome_of(status, retry_after=None, answer="ok", now=NOW) == Delivered(status, answer="ok")


@pytest.mark.parametrize(
    ("status", "reason", "is_permanent"),
    [
        (301, Reason.REDIRECTED, True),
        (307, Reason.REDIRECTED, True),
        (400, Reason.REJECTED, True),
        (401, Reason.REJECTED, True),
        (404, Reason.REJECTED, True),
        (410, Reason.REJECTED, True),
        (408, Reason.TIMEOUT, False),
        (425, Reason.RECEIVER_ERROR, False),
        (429, Reason.RATE_LIMITED, False),
        (500, Reason.RECEIVER_ERROR, False),
        (503, Reason.RECEIVER_ERROR, False),
    ],
)
def test_other_answers_fail_for_good_or_for_now(status, reason, is_permanent):
    outcome = outcome_of(status, retry_after=None, answer="", now=NOW)

    assert isinstance(outcome, Failed)
    assert (outcome.reason, outcome.is_permanent, outcome.status_code) == (reason, is_permanent, status)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("120", 120),
        (" 3 ", 3),
        ("0", 0),
        ("9" * 400, 999_999_999),
        ("Mon, 02 Mar 2026 14:00:30 GMT", 30),
        ("Mon, 02 Mar 2026 13:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("²", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_or_nothing(header, seconds):
    assert seconds_to_wait(header, NOW) == seconds


def test_a_503_that_says_when_is_heard_and_a_404_is_not():
    later = outcome_of(503, retry_after="9", answer="", now=NOW)
    never = outcome_of(404, retry_after="9", answer="", now=NOW)

    assert isinstance(later, Failed)
    assert isinstance(never, Failed)
    assert (later.retry_after_s, never.retry_after_s) == (9, None)
