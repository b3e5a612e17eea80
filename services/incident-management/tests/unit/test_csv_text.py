"""No cell of an export is run by a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incident_management.domain.csv_text import cell, table


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", '=HYPERLINK("x")'])
def test_text_that_a_spreadsheet_would_run_is_made_text(text) -> None:
    assert cell(text) == "'" + text


@pytest.mark.parametrize(("value", "shown"), [(None, ""), (-1, "-1"), (1.5, "1.5"), ("a=b", "a=b"), ("", "")])
def test_numbers_and_other_text_stay_what_they_are(value, shown) -> None:
    assert cell(value) == shown


@given(st.lists(st.lists(st.text(alphabet=st.characters(codec="utf-8")), min_size=2, max_size=2)))
def test_what_is_written_is_read_again_and_nothing_of_it_begins_a_formula(rows) -> None:
    text = table(["a", "b"], rows)
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [["a", "b"], *([cell(value) for value in row] for row in rows)]
    assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for row in read for value in row)
