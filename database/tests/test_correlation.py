"""At most one incident of a key takes alerts, whatever the number of requests at once (contract, rule 1)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from dev_kit.databases import Database

NOON = datetime.fromisoformat("2026-03-02T12:00:00+00:00")


def opened(database: Database) -> int:
    count: int = database.owner.value("SELECT count(*) FROM incidents.incidents")
    return count


@pytest.mark.parametrize(
    ("seconds", "incidents"),
    [((0, 240, 480), 1), ((0, 300), 1), ((0, 301), 2), ((0, 301, 302), 2), ((300, 0), 1)],
)
def test_the_window_counts_from_the_latest_alert(correlate, database, seconds, incidents) -> None:
    for second in seconds:
        correlate("search", at=NOON + timedelta(seconds=second))
    assert opened(database) == incidents


def test_an_incident_takes_alerts_for_a_day_at_most(correlate, database) -> None:
    day = timedelta(hours=24)
    correlate("search")
    database.owner.execute("UPDATE incidents.incidents SET last_alert_at = %s", (NOON + day,))
    correlate("search", at=NOON + day)
    assert opened(database) == 1
    correlate("search", at=NOON + day + timedelta(seconds=1))
    assert opened(database) == 2


def test_forty_requests_at_once_open_one_incident(correlate, database) -> None:
    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(lambda _: correlate("search")[0], range(200)))
    assert len({answer["incident_id"] for answer in answers}) == 1
    assert [answer["created"] for answer in answers].count(True) == 1
    assert opened(database) == 1


def test_forty_requests_after_the_window_open_exactly_one_more(correlate, database) -> None:
    correlate("search")
    later = NOON + timedelta(minutes=5, seconds=1)
    with ThreadPoolExecutor(40) as pool:
        list(pool.map(lambda _: correlate("search", at=later), range(200)))
    assert opened(database) == 2
    assert database.owner.value("SELECT count(*) FROM incidents.incidents WHERE takes_alerts") == 1


def test_batches_in_opposite_orders_do_not_wait_in_a_circle(correlate, database) -> None:
    keys = [f"service-{n}" for n in range(20)]

    def ask(turn: int) -> None:
        correlate(*(keys if turn % 2 else reversed(keys)), at=NOON + turn * timedelta(minutes=6))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(100)))
    assert database.owner.value("SELECT count(*) FROM incidents.incidents WHERE takes_alerts") == len(keys)


def test_a_new_incident_has_its_timer_its_policy_and_its_first_entry(correlate, database) -> None:
    database.owner.execute("INSERT INTO oncall.teams (name) VALUES ('payments')")
    database.owner.execute(
        "INSERT INTO oncall.services (name, team_id) SELECT 'checkout', id FROM oncall.teams WHERE name = 'payments'"
    )
    incident_id = correlate("checkout")[0]["incident_id"]
    incident = database.owner.rows("SELECT * FROM incidents.incidents WHERE id = %s", (incident_id,))[0]
    timer = database.owner.rows("SELECT * FROM incidents.escalations WHERE incident_id = %s", (incident_id,))[0]
    assert (incident["team"], incident["priority"], incident["alert_count"]) == ("payments", "P2", 1)
    assert (timer["state"], timer["next_at"], timer["step"], timer["cycle"]) == ("active", NOON, 1, 1)
    assert timer["policy"]["steps"] == [{"delay_seconds": 900, "targets": [{"type": "schedule", "team": "payments"}]}]
    entries = database.owner.rows("SELECT type, actor FROM incidents.timeline WHERE incident_id = %s", (incident_id,))
    assert entries == [{"type": "created", "actor": "system"}]


def test_an_edited_policy_does_not_change_an_incident_under_way(correlate, database) -> None:
    incident_id = correlate("search")[0]["incident_id"]
    policy = "SELECT policy FROM incidents.escalations WHERE incident_id = %s"
    before = database.owner.value(policy, (incident_id,))
    database.owner.execute(
        """INSERT INTO oncall.escalation_policies (name, team_id, steps)
        SELECT 'new', id, '[{"delay_seconds": 1, "targets": []}]' FROM oncall.teams"""
    )
    database.owner.execute("UPDATE oncall.teams SET escalation_policy_id = (SELECT id FROM oncall.escalation_policies)")
    assert database.owner.value(policy, (incident_id,)) == before
    assert database.owner.value("SELECT oncall.routing('search') ->> 'policy_name'") == "new"


def test_ids_of_incidents_grow_with_time(correlate) -> None:
    ids = [correlate(f"service-{n}")[0]["incident_id"] for n in range(5)]
    assert all(earlier < later for earlier, later in pairwise(ids))


def test_an_incident_is_empty_until_an_alert_is_counted_on_it(correlate) -> None:
    assert [correlate("search")[0]["is_empty"], correlate("search")[0]["is_empty"]] == [True, False]
