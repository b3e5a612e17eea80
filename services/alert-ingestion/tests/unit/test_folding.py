"""Many alerts are folded into as few rows as they are about."""

from datetime import UTC, datetime

from alert_ingestion.domain.alert import Alert, Severity, Status, fingerprint_of_key
from alert_ingestion.domain.folding import folded


def alert(name: str, status: Status = Status.FIRING, *, severity: Severity = Severity.HIGH, minute: int = 0) -> Alert:
    at = datetime(2026, 3, 2, 12, minute, tzinfo=UTC)
    return Alert("search", severity, name, fingerprint_of_key(name), status, started_at=at, ended_at=at)


def test_the_same_alert_a_thousand_times_is_one_write() -> None:
    (only,) = folded([alert("disk")] * 1000)
    (same,) = only.firing.values()
    assert len(same.places) == 1000


def test_different_alerts_are_written_in_one_round_in_the_order_they_came() -> None:
    (only,) = folded([alert("b"), alert("a"), alert("b")])
    assert [same.places for same in only.firing.values()] == [[0, 2], [1]]


def test_an_alert_that_fires_and_resolves_takes_two_rounds() -> None:
    fires, ends = folded([alert("disk"), alert("disk", Status.RESOLVED)])
    assert (len(fires.firing), len(fires.resolved)) == (1, 0)
    assert (len(ends.firing), len(ends.resolved)) == (0, 1)


def test_an_alert_that_comes_back_is_written_after_its_end() -> None:
    rounds = folded([alert("disk"), alert("cpu"), alert("disk", Status.RESOLVED), alert("disk"), alert("disk")])
    assert [sorted(p for same in r.firing.values() for p in same.places) for r in rounds] == [[0, 1], [], [3, 4]]


def test_one_identity_in_two_severities_is_two_alerts() -> None:
    (only,) = folded([alert("disk"), alert("disk", severity=Severity.LOW)])
    assert len(only.firing) == 2


def test_the_latest_start_of_a_folded_alert_counts() -> None:
    (only,) = folded([alert("disk", minute=3), alert("disk", minute=1)])
    (same,) = only.firing.values()
    assert same.started_at == datetime(2026, 3, 2, 12, 3, tzinfo=UTC)


def test_nothing_takes_no_round() -> None:
    assert folded([]) == []
