"""What identifies an alert, and which key it gathers under."""

import hashlib
from datetime import UTC, datetime, timedelta

from alert_ingestion.domain.alert import correlation_key, fingerprint_of, fingerprint_of_key
from alert_ingestion.domain.open_keys import OpenKeys

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WINDOW = timedelta(minutes=5)


def test_a_fingerprint_is_of_service_severity_and_the_first_hundred_characters() -> None:
    expected = hashlib.sha256(("search|high|" + "é" * 100).encode()).hexdigest()
    assert fingerprint_of("search", "high", "é" * 100) == expected
    assert fingerprint_of("search", "high", "é" * 100 + "tail") == expected
    assert fingerprint_of("search", "high", "é" * 99) != expected


def test_the_senders_own_key_alone_is_hashed() -> None:
    assert fingerprint_of_key("disk-7") == hashlib.sha256(b"disk-7").hexdigest()


def test_no_two_services_share_a_correlation_key() -> None:
    assert correlation_key("a|high", "low") != correlation_key("a", "high|low".partition("|")[0])


def test_a_key_is_open_for_exactly_the_window() -> None:
    keys = OpenKeys(WINDOW)
    keys.took(["search|high"], NOON)
    assert keys.has("search|high", NOON + WINDOW)
    assert not keys.has("search|high", NOON + WINDOW + timedelta(microseconds=1))
    assert not keys.has("other|high", NOON)


def test_a_key_whose_incident_ended_is_not_open() -> None:
    keys = OpenKeys(WINDOW)
    keys.took(["search|high"], NOON)
    keys.forget(["search|high", "never seen"])
    assert not keys.has("search|high", NOON)


def test_the_keys_longest_not_seen_are_forgotten_first() -> None:
    keys = OpenKeys(WINDOW, most=2)
    for name in ("a", "b", "a", "c"):
        keys.took([name], NOON)
    assert [keys.has(name, NOON) for name in ("a", "b", "c")] == [True, False, True]
