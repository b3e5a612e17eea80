"""What a code proves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from notification_service.domain.verification import (
    CODE_LIVES,
    MOST_TRIES,
    SentCode,
    Verdict,
    code_hash,
    verdict,
    wait_for_next_code,
)

NOW = datetime(2026, 3, 2, 14, tzinfo=UTC)
METHOD = uuid4()
SENT = code_hash(METHOD, "204913")


@pytest.mark.parametrize(
    ("sent", "shown", "expected"),
    [
        (SentCode(SENT, NOW, 0), "204913", Verdict.RIGHT),
        (SentCode(SENT, NOW, 0), " 204913\n", Verdict.RIGHT),
        (SentCode(SENT, NOW, 0), "204914", Verdict.WRONG),
        (SentCode(SENT, NOW, MOST_TRIES - 1), "204913", Verdict.RIGHT),
        (SentCode(SENT, NOW, MOST_TRIES), "204913", Verdict.NO_CODE),
        (SentCode(SENT, NOW - CODE_LIVES + timedelta(seconds=1), 0), "204913", Verdict.RIGHT),
        (SentCode(SENT, NOW - CODE_LIVES, 0), "204913", Verdict.NO_CODE),
        (SentCode(None, None, 0), "204913", Verdict.NO_CODE),
        (SentCode(code_hash(uuid4(), "204913"), NOW, 0), "204913", Verdict.WRONG),
    ],
)
def test_a_code_is_good_for_its_method_for_a_while_and_a_few_tries(sent, shown, expected):
    assert verdict(sent, METHOD, shown, now=NOW) is expected


def test_another_code_is_sent_a_minute_later():
    assert wait_for_next_code(None, now=NOW) == timedelta()
    assert wait_for_next_code(NOW - timedelta(seconds=20), now=NOW) == timedelta(seconds=40)
    assert wait_for_next_code(NOW - timedelta(seconds=90), now=NOW) == timedelta()
