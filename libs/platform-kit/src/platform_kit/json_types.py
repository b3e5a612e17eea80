"""Members of a JSON body that are what they say: `false` is no number, `"1"` neither, and `0` is no `false`.

Left to itself the framework takes each for the other, so that a body with a mistake is taken for one that means
something else: a wait of `false` minutes, a team that is not private because somebody wrote `0`.
"""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Any

from pydantic import BeforeValidator, Strict


def _number(value: Any) -> Any:
    if isinstance(value, bool | str):
        raise ValueError("must be a number")
    return value


def _text(value: Any) -> Any:
    if isinstance(value, bool | int | float) or (isinstance(value, str) and _is_bare_number(value)):
        raise ValueError("must be text, such as 2026-03-02 for a day or 09:00 for a time")
    return value


def _is_bare_number(text: str) -> bool:
    return text.strip().replace(".", "", 1).lstrip("+-").isdigit()


Flag = Annotated[bool, Strict()]
Whole = Annotated[int, BeforeValidator(_number)]
Number = Annotated[float, BeforeValidator(_number)]
WrittenDate = Annotated[date, BeforeValidator(_text)]
WrittenTime = Annotated[time, BeforeValidator(_text)]
