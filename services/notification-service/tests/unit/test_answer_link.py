"""Links that only this service can make."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from notification_service.domain.answer_link import LINK_LIVES, LinkExpired, LinkForged, Links, notification_of, token

NOW = datetime(2026, 3, 2, 14, tzinfo=UTC)
SECRET = b"s" * 32
ID = uuid4()


def test_a_link_leads_to_its_notification_for_a_day_and_is_the_same_in_every_try():
    link = Links("https://oncall.example.org/", SECRET).answer(ID, NOW)
    shown = link.removeprefix("https://oncall.example.org/a/")

    assert link == Links("https://oncall.example.org", SECRET).answer(ID, NOW)
    assert notification_of(SECRET, shown, now=NOW + LINK_LIVES - timedelta(seconds=1)) == ID
    with pytest.raises(LinkExpired):
        notification_of(SECRET, shown, now=NOW + LINK_LIVES)


def test_a_link_that_was_changed_anywhere_or_signed_by_another_is_forged():
    shown = token(SECRET, ID, NOW + LINK_LIVES)
    changed = [shown[:n] + ("A" if shown[n] != "A" else "B") + shown[n + 1 :] for n in range(len(shown) - 1)]

    for forged in [*changed, token(b"x" * 32, ID, NOW + LINK_LIVES), shown[:-4], shown + "AAAA", "", "é", "a" * 5000]:
        with pytest.raises(LinkForged):
            notification_of(SECRET, forged, now=NOW)
