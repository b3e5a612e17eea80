"""How incidents and pages are spread, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest


@pytest.fixture
def lived(api, clock):
    """`lived(acknowledged_after, resolved_after, **incident)`, in minutes: an incident with a past."""

    def live(acknowledged: float, resolved: float, **incident) -> str:
        begins_at = clock.now()
        opened = api.open(**incident)["id"]
        clock.set(begins_at + timedelta(minutes=acknowledged))
        api.patch(opened, status="acknowledged")
        clock.set(begins_at + timedelta(minutes=resolved))
        api.patch(opened, status="resolved")
        clock.set(begins_at)
        return opened

    return live


def rows_of(answer) -> list[list[str]]:
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.text, newline="")))


def by(api, by: str, **asked):
    return api.get(
        "/analytics/breakdown",
        params={"by": by, "since": "2026-02-01T00:00:00Z", "until": "2026-04-01T00:00:00Z"} | asked,
    ).json()["items"]


def test_times_are_broken_down_by_what_was_asked_for(api, lived, clock) -> None:
    for minutes in (1, 2, 3, 10):
        lived(minutes, minutes * 10)
    lived(5, 50, service="db", severity="low")
    api.open(service="db", severity="low")
    services = by(api, "service")
    assert [(one["key"], one["total"]) for one in services] == [("checkout-api", 4), ("db", 2)]
    assert services[0]["mtta_seconds"] == {"mean": 240, "p50": 150, "p90": pytest.approx(474)}
    assert services[0]["mttr_seconds"]["mean"] == 2400
    assert services[1]["mtta_seconds"] == {"mean": 300, "p50": 300, "p90": 300}
    assert [(one["key"], one["total"]) for one in by(api, "severity")] == [("critical", 4), ("low", 2)]
    assert [(one["key"], one["total"]) for one in by(api, "team")] == [("default", 6)]
    assert [one["total"] for one in by(api, "severity", service="db")] == [2]


def test_days_and_weeks_are_those_of_the_zone_that_was_asked_for(api, clock) -> None:
    for at in ("2026-03-01T23:30:00", "2026-03-02T12:00:00", "2026-03-08T23:30:00"):
        clock.set(datetime.fromisoformat(at).replace(tzinfo=UTC))
        api.open()
    assert [(d["key"], d["total"]) for d in by(api, "day")] == [
        ("2026-03-01", 1), ("2026-03-02", 1), ("2026-03-08", 1),
    ]  # fmt: skip
    assert [(d["key"], d["total"]) for d in by(api, "day", zone="Europe/Berlin")] == [
        ("2026-03-02", 2), ("2026-03-09", 1),
    ]  # fmt: skip
    assert [(w["key"], w["total"]) for w in by(api, "week")] == [("2026-W09", 1), ("2026-W10", 2)]


def test_without_a_range_it_is_the_last_thirty_days(api, clock) -> None:
    api.open()
    clock.advance(timedelta(days=31))
    api.open(service="db")
    found = api.get("/analytics/breakdown", params={"by": "service", "until": clock.now().isoformat()}).json()
    assert (found["since"], found["items"]) == ("2026-03-03T12:00:00Z", [])
    clock.advance(timedelta(seconds=1))
    items = api.get("/analytics/breakdown", params={"by": "service"}).json()["items"]
    assert [one["key"] for one in items] == ["db"]


def test_all_hours_of_a_week_are_there(api, clock) -> None:
    clock.set(datetime(2026, 3, 1, 23, 30, tzinfo=UTC))  # a Sunday
    api.open()
    asked = {"until": "2026-03-05T00:00:00Z"}
    items = api.get("/analytics/hours", params=asked).json()["items"]
    assert len(items) == 168
    assert [hour for hour in items if hour["total"]] == [{"weekday": 7, "hour": 23, "total": 1}]
    berlin = api.get("/analytics/hours", params=asked | {"zone": "Europe/Berlin"}).json()["items"]
    assert [(hour["weekday"], hour["hour"]) for hour in berlin if hour["total"]] == [(1, 0)]


def test_nights_are_those_of_the_zone_of_a_persons_schedule(api, ana, ben, make_policy, work, clock, database) -> None:
    make_policy((300, "ana", "ben"))
    database.owner.execute(
        "WITH s AS (INSERT INTO oncall.schedules (team_id, name, kind, timezone)"
        "   SELECT id, 'payments', 'weekly', 'America/Chicago' FROM oncall.teams WHERE name = 'payments' RETURNING id)"
        " INSERT INTO oncall.schedule_members SELECT s.id, 'primary', 0, u.id FROM s, oncall.users u"
        " WHERE u.email = 'ana@example.org'"
    )
    for hour in (3, 12, 23):  # in Chicago 21, 6 and 17
        clock.set(datetime(2026, 3, 3, hour, tzinfo=UTC))
        api.open()
        work()
    clock.advance(timedelta(hours=1))
    items = api.get("/analytics/people").json()["items"]
    told = {one["user"]["name"]: (one["zone"], one["pages"], one["night_pages"]) for one in items}
    assert told["Ana"] == ("America/Chicago", 3, 1)
    assert told["Ben"] == ("UTC", 3, 2)
    assert api.get("/analytics/people", params={"service": "db"}).json()["items"] == []
    heads, first, *_ = rows_of(api.get("/analytics/people", params={"format": "csv"}))
    assert heads == ["name", "email", "zone", "pages", "night_pages"]
    assert first[3] == "3"


def test_what_strangers_wrote_is_not_run_by_a_spreadsheet(api, clock) -> None:
    api.open(title='=HYPERLINK("http://evil.example","x")', service="@evil")
    api.open(title='a "quoted", title\nof two lines')
    clock.advance(timedelta(minutes=1))
    rows = rows_of(api.get("/analytics/incidents.csv"))
    titles = [row[rows[0].index("title")] for row in rows[1:]]
    assert titles == ['a "quoted", title\nof two lines', '\'=HYPERLINK("http://evil.example","x")']
    keys = [row[0] for row in rows_of(api.get("/analytics/breakdown", params={"by": "service", "format": "csv"}))]
    assert keys == ["service", "'@evil", "checkout-api"]
    assert len(rows_of(api.get("/analytics/hours", params={"format": "csv"}))) == 169


@pytest.mark.parametrize(
    "asked",
    [{}, {"by": "mood"}, {"by": "day", "zone": "Berlin"}, {"by": "day", "since": "2026-05-01T00:00:00Z"},
     {"by": "day", "format": "xls"}],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused(api, asked) -> None:
    assert api.get("/analytics/breakdown", params=asked).status_code == 422
