from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from platform_kit.text import StorableText, storable
from pydantic import BaseModel


class Note(BaseModel):
    text: StorableText


@given(st.text())
def test_storable_text_is_utf8_without_nul_and_keeps_the_rest(text):
    kept = storable(text)

    assert "\x00" not in kept
    kept.encode()
    assert len(kept) == len(text)
    assert storable(kept) == kept


def test_a_field_takes_odd_text_and_marks_it():
    assert Note(text="a\x00b\ud800c").text == "a\ufffdb\ufffdc"
