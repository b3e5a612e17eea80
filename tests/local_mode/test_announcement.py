"""Pages that go to the log are shown to whoever started the platform."""

import json

import pytest

from scripts.local.announcement import page_in


def test_a_page_in_the_log_is_shown_as_its_sentence() -> None:
    assert page_in(json.dumps({"logger": "pages", "message": "Page for ana@example.org: down"})) == (
        "Page for ana@example.org: down"
    )


@pytest.mark.parametrize("line", ["not JSON", "[]", '{"logger": "uvicorn", "message": "started"}', "{}"])
def test_anything_else_in_the_log_is_not(line: str) -> None:
    assert page_in(line) is None
