from __future__ import annotations

import base64
from datetime import UTC, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from platform_kit.paging import decode_cursor, encode_cursor
from platform_kit.problems import Problem

ID = UUID("01990b7e-6f4e-7b1a-8c55-0d7f6a1b2c3d")


def encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))])), st.uuids())
def test_a_cursor_leads_back_to_where_the_page_ended(at, id):
    assert decode_cursor(encode_cursor(at, id)) == (at, id)


def test_no_cursor_is_the_first_page():
    assert decode_cursor(None) is None


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "not base64!", "é", encoded("|"), encoded("2026-03-02T00:00:00Z|x"), encoded(f"yesterday|{ID}"),
     encoded(f"2026-03-02T00:00:00|{ID}"), base64.urlsafe_b64encode(b"\xff\xfe").decode()],
)  # fmt: skip
def test_a_cursor_that_was_not_ours_is_422(cursor):
    with pytest.raises(Problem) as refused:
        decode_cursor(cursor)

    assert refused.value.status == 422
    assert refused.value.errors == [
        {"field": "cursor", "message": "is not a cursor of this list: take next_cursor of the page before, unchanged"}
    ]
