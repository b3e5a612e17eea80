"""What may not be passed on is in no image, unless a person looked at it, and looks again."""

from datetime import date
from email.message import Message

import pytest

from scripts.pipeline.licences import Exemption, faults, is_allowed, licence_of

TODAY = date(2026, 11, 23)
LOOKED_AT = Exemption("driver", "LGPL-3.0", "Imported as a library.", date(2026, 12, 31))


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("(MIT OR GPL-3.0-only)", True),
        ("Apache-2.0 AND MIT", True),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", False),
        ("GPL-3.0-only", False),
        ("", False),
    ],
)
def test_of_alternatives_one_is_enough_of_what_holds_together_all(licence: str, allowed: bool) -> None:
    assert is_allowed(licence) is allowed


def test_a_licence_outside_the_list_names_its_package() -> None:
    [sentence] = faults({"good": "MIT", "driver": "LGPL-3.0"}, [], TODAY)
    assert sentence == "driver: its licence, LGPL-3.0, is not among those allowed"


def test_an_exception_holds_until_its_day_and_for_its_licence_alone() -> None:
    assert faults({"driver": "LGPL-3.0"}, [LOOKED_AT], TODAY) == []
    assert "ended on 2026-12-31" in faults({"driver": "LGPL-3.0"}, [LOOKED_AT], date(2027, 1, 1))[0]
    assert "speaks of LGPL-3.0" in faults({"driver": "AGPL-3.0"}, [LOOKED_AT], TODAY)[0]


def test_an_exception_that_nothing_needs_is_a_fault() -> None:
    assert faults({"driver": "MIT"}, [LOOKED_AT], TODAY) == [
        "driver: licences.toml has an exception that nothing needs"
    ]


def test_a_package_that_tells_nothing_is_a_fault() -> None:
    assert faults({"silent": ""}, [], TODAY) == [
        "silent: its licence, which it does not tell, is not among those allowed"
    ]


def test_an_expression_goes_before_classifiers_and_words() -> None:
    told = Message()
    told["License"] = "Apache"
    assert licence_of(told) == "Apache-2.0"
    told["Classifier"] = "License :: OSI Approved :: MIT License"
    assert licence_of(told) == "MIT"
    told["License-Expression"] = "BSD-3-Clause"
    assert licence_of(told) == "BSD-3-Clause"
