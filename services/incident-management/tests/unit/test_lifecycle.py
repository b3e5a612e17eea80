"""The life cycle of an incident: rules 6 and 7 of the contract."""

from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest
from incident_management.domain import lifecycle
from incident_management.domain.errors import Conflict, IllegalTransition, StaleVersion
from incident_management.domain.incident import Incident, Origin, Person, Priority, Severity, Status

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANA = Person(UUID(int=1), "Ana", "ana@example.org")
OPEN = Incident(
    id=UUID(int=7),
    title="disk full",
    service="db",
    severity=Severity.HIGH,
    status=Status.OPEN,
    priority=Priority.P2,
    team="storage",
    origin=Origin.ALERT,
    assigned_to=None,
    alert_count=1,
    version=1,
    created_at=NOON,
)
LEGAL = {
    ("open", "acknowledged"),
    ("open", "in_progress"),
    ("open", "resolved"),
    ("acknowledged", "in_progress"),
    ("acknowledged", "resolved"),
    ("in_progress", "resolved"),
}


def incident_in(status: Status) -> Incident:
    return OPEN if status is Status.OPEN else lifecycle.moved(OPEN, status, at=NOON + timedelta(minutes=1))


@pytest.mark.parametrize(("before", "after"), list(product(Status, Status)))
def test_only_the_six_changes_of_the_contract_are_allowed(before: Status, after: Status) -> None:
    if (before, after) in LEGAL:
        assert lifecycle.moved(incident_in(before), after, at=NOON).status is after
    else:
        with pytest.raises(IllegalTransition) as refused:
            lifecycle.moved(incident_in(before), after, at=NOON)
        assert refused.value.incident.status is before


def test_mtta_is_set_once_and_mttr_at_the_end() -> None:
    acknowledged = lifecycle.moved(OPEN, Status.ACKNOWLEDGED, at=NOON + timedelta(seconds=90))
    started = lifecycle.moved(acknowledged, Status.IN_PROGRESS, at=NOON + timedelta(seconds=100))
    resolved = lifecycle.moved(started, Status.RESOLVED, at=NOON + timedelta(seconds=200))
    assert (acknowledged.mtta_seconds, acknowledged.mttr_seconds) == (90, None)
    assert (resolved.mtta_seconds, resolved.mttr_seconds) == (90, 200)
    assert resolved.acknowledged_at == NOON + timedelta(seconds=90)


def test_straight_from_open_to_resolved_mtta_equals_mttr() -> None:
    resolved = lifecycle.moved(OPEN, Status.RESOLVED, at=NOON + timedelta(hours=1))
    assert resolved.mtta_seconds == resolved.mttr_seconds == 3600
    assert resolved.acknowledged_at == resolved.resolved_at == NOON + timedelta(hours=1)


def test_a_clock_that_is_behind_gives_zero_seconds_not_less() -> None:
    resolved = lifecycle.moved(OPEN, Status.RESOLVED, at=NOON - timedelta(seconds=1))
    assert resolved.mttr_seconds == 0


def test_a_change_raises_the_version_by_one_and_no_change_leaves_it() -> None:
    changed = lifecycle.prioritised(lifecycle.assigned(OPEN, ANA), Priority.P1)
    assert lifecycle.numbered(OPEN, changed).version == 2
    assert lifecycle.numbered(OPEN, lifecycle.prioritised(OPEN, Priority.P2)).version == 1


def test_a_resolved_incident_is_assigned_to_nobody_else() -> None:
    with pytest.raises(Conflict):
        lifecycle.assigned(incident_in(Status.RESOLVED), ANA)


def test_a_change_from_an_older_view_is_refused() -> None:
    lifecycle.refuse_stale(OPEN, 1)
    lifecycle.refuse_stale(OPEN, None)
    with pytest.raises(StaleVersion):
        lifecycle.refuse_stale(OPEN, 2)
