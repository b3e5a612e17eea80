"""Rules, in their order, decide what alerts become; past alerts show what would have come of them."""

from datetime import UTC, datetime, timedelta

import pytest
from alert_ingestion.domain.alert import Alert, Severity, Status
from alert_ingestion.domain.matchers import BadMatcher
from alert_ingestion.domain.rules import ruled
from alert_ingestion.domain.tryout import Past, outcome
from alert_ingestion.patterns import compiled, rules_from

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WINDOW = timedelta(minutes=5)
ALERT = Alert("checkout-api", Severity.HIGH, "disk is full", "f" * 64, labels={"region": "eu-1"})
NOTHING = {
    "name": "a rule",
    "service": None,
    "severity": None,
    "team": None,
    "correlation_key": None,
    "hold_back_seconds": None,
    "suppress": False,
    "continue": False,
}


def rules(*kept):
    return rules_from([NOTHING | {"matchers": ["service=~.+"]} | one for one in kept])


def past(*first_last_end: tuple[float, float, float | None]) -> list[Past]:
    """Alerts of one service: seconds after noon at which each came, was last seen, and ended."""

    def at(seconds: float | None) -> datetime | None:
        return None if seconds is None else NOON + timedelta(seconds=seconds)

    return [
        Past(str(n), ALERT._replace(fingerprint=f"{n:064}"), at(first), at(last), at(end))
        for n, (first, last, end) in enumerate(first_last_end)
    ]


def test_the_first_rule_that_fits_is_the_last_unless_it_goes_on() -> None:
    given = rules(
        {"matchers": ["region=us-1"], "team": "away"},
        {"severity": "low", "continue": True},
        {"matchers": ["severity=low"], "service": "storage"},
        {"team": "nobody"},
    )
    found = ruled(ALERT, given)
    assert (found.service, found.severity, found.route.team) == ("storage", Severity.LOW, None)
    assert found.route.sent == {"service": "checkout-api", "severity": "high"}
    assert found.closes[0] == "checkout-api"  # its end comes as it was sent


def test_an_alert_that_no_rule_fits_stays_the_very_same() -> None:
    assert ruled(ALERT, rules({"matchers": ["region=us-1"], "suppress": True})) is ALERT


def test_a_correlation_key_holds_what_the_alert_says() -> None:
    found = ruled(ALERT, rules({"correlation_key": "{region}/{rack}/{service}"}))
    assert found.correlation_key == "eu-1//checkout-api|="


def test_an_end_is_never_suppressed() -> None:
    assert ruled(ALERT, rules({"suppress": True})).is_suppressed
    ended = ALERT._replace(status=Status.RESOLVED)
    assert ruled(ended, rules({"suppress": True})) == ended


@pytest.mark.parametrize(
    ("times", "incidents"),
    [
        ([0, 240, 480], 1),
        ([0, 300], 1),
        ([0, 301], 2),
        (list(range(0, 86401, 300)), 1),
        (list(range(0, 86701, 300)), 2),  # a day is the longest
    ],
)
def test_past_alerts_gather_as_intake_gathers_them(times, incidents) -> None:
    assert len(outcome(past(*((t, t, None) for t in times)), [], WINDOW).incidents) == incidents


def test_what_ends_sooner_than_it_is_held_back_pages_nobody() -> None:
    given = past((0, 0, 59), (1000, 1000, 1060), (5000, 5000, None))
    found = outcome(given, rules({"hold_back_seconds": 60}), WINDOW)
    assert [incident.is_paged for incident in found.incidents] == [False, True, True]
    assert found.paged == 2


def test_what_is_suppressed_opens_nothing() -> None:
    found = outcome(past((0, 0, None), (1, 1, None)), rules({"suppress": True}), WINDOW)
    assert (found.incidents, found.suppressed) == ([], 2)


def test_a_pattern_that_would_take_for_ever_elsewhere_is_quick() -> None:
    fits = compiled(["message=~(a*)*b"])
    assert fits(ALERT._replace(message="a" * 16_000)) is False


def test_a_rule_with_a_bad_pattern_is_refused() -> None:
    with pytest.raises(BadMatcher):
        rules({"matchers": ["service=~["]})
