"""What a body's members may be, and what they may not be taken for."""

from datetime import date, time
from typing import Any

import pytest
from platform_kit.json_types import Flag, Number, Whole, WrittenDate, WrittenTime
from pydantic import TypeAdapter, ValidationError


@pytest.mark.parametrize(
    ("kind", "given", "meant"),
    [
        (Flag, False, False),
        (Whole, 3, 3),
        (Whole, 3.0, 3),
        (Number, 3, 3.0),
        (Number, 0.5, 0.5),
        (WrittenDate, "2026-03-02", date(2026, 3, 2)),
        (WrittenTime, "09:00", time(9)),
    ],
)
def test_a_member_of_its_own_kind_is_taken(kind: Any, given: Any, meant: Any) -> None:
    assert TypeAdapter(kind).validate_python(given) == meant


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        *((Flag, given) for given in (0, 1, "true", "0", None)),
        *((Whole, given) for given in (False, True, "1", 0.5, None)),
        *((Number, given) for given in (False, True, "1", None)),
        *((WrittenDate, given) for given in (0, False, "0", "1772409600", None)),
        *((WrittenTime, given) for given in (0, 0.5, False, "0", None)),
    ],
)
def test_a_member_of_another_kind_is_refused(kind: Any, given: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(given)
