"""Tables as CSV that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

Cell = str | int | float | datetime | None

# A cell that begins so is a formula to a spreadsheet, also with a full-width sign or after a control character.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: Cell) -> str:
    """The value as text. Text that a spreadsheet would run gets an apostrophe before it; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_RUNS) else value
    return str(value)


def table(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """RFC 4180: lines end in CRLF, the first names the columns."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue()
