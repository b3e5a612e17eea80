"""Odd values in what tools send."""

from datetime import UTC, datetime

import pytest
from alert_ingestion.domain.alert import Severity
from alert_ingestion.domain.payload import (
    NotUnderstood,
    decoded,
    first,
    instant,
    is_deeper_than,
    is_link,
    labels_of,
    links_of,
    severity_of,
    word,
)


@pytest.mark.parametrize("body", [b"", b"{", b'{"a": NaN}', b"\xff", b"[Infinity]", b"[" * 100_000, b"'a'"])
def test_what_is_not_json_in_utf8_is_not_understood(body: bytes) -> None:
    with pytest.raises(NotUnderstood):
        decoded(body)


def test_numbers_no_double_holds_stay_text() -> None:
    assert decoded(b"[1e400, 1" + b"0" * 5000 + b", 7]") == ["1e400", "1" + "0" * 5000, 7]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-02T12:00:00Z", datetime(2026, 3, 2, 12, tzinfo=UTC)),
        ("2026-03-02T14:00:00.123456789+02:00", datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)),
        ("2026-03-02T14:00:00.000+0200", datetime(2026, 3, 2, 12, tzinfo=UTC)),
        ("2026-03-02 12:00:00", datetime(2026, 3, 2, 12, tzinfo=UTC)),
        (1772452800, datetime(2026, 3, 2, 12, tzinfo=UTC)),
        (1772452800000, datetime(2026, 3, 2, 12, tzinfo=UTC)),
        ("0001-01-01T00:00:00Z", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("yesterday", None),
        (True, None),
        (1e300, None),
        (None, None),
    ],
)
def test_instants_are_read_as_tools_write_them(value, expected) -> None:
    assert instant(value) == expected


def test_words_are_scalars_without_blanks() -> None:
    assert [word(v) for v in (" a ", 7, 1.5, True, None, [], {})] == ["a", "7", "1.5", "true", "", "", ""]
    assert first(None, " ", "x", "y") == "x"


def test_labels_are_cut_to_what_an_alert_holds() -> None:
    labels = labels_of({"k" * 200: "v" * 2000, "empty": "", "list": []}, {f"k{n}": n for n in range(100)})
    assert len(labels) == 64
    assert labels["k" * 128] == "v" * 1024
    assert labels["k0"] == "0"


def test_only_addresses_a_person_may_follow_are_links() -> None:
    assert links_of(
        [("A", "https://a.example/"), ("B", "javascript:alert(1)"), ("C", None), ("D", "https://a.example/")]
    ) == [{"href": "https://a.example/", "text": "A"}]
    assert not is_link("https://a.example/ b")
    assert not is_link("https://a.example/" + "x" * 3000)


def test_depth_is_counted_in_levels() -> None:
    assert not is_deeper_than({"a": [1]}, 2)
    assert is_deeper_than({"a": [1]}, 1)
    assert not is_deeper_than("text", 1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("CRITICAL", "critical"), ("Error", "high"), ("warn", "medium"), ("p4", "low"), ("none", "info"), ("?", "medium")],
)
def test_severity_words_are_matched_whole_and_in_any_case(value: str, expected: str) -> None:
    assert severity_of(value) is Severity(expected)
