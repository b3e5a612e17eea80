from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from oncall_service.domain.wall_clock import instant, local_time


@pytest.mark.parametrize(
    ("zone", "local", "utc"),
    [
        ("Europe/Berlin", "2026-01-15T09:00", "2026-01-15T08:00"),
        ("America/New_York", "2026-03-08T02:30", "2026-03-08T07:00"),  # skipped: the first instant after the gap
        ("America/New_York", "2026-03-08T02:00", "2026-03-08T07:00"),
        ("America/New_York", "2026-03-08T03:00", "2026-03-08T07:00"),
        ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30"),  # twice: the first
        ("America/New_York", "2026-11-01T02:00", "2026-11-01T07:00"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30"),  # a gap of half an hour
        ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45"),
        ("Africa/Cairo", "2026-04-24T00:30", "2026-04-23T22:00"),  # a gap that begins at midnight
        ("Pacific/Apia", "2011-12-30T09:00", "2011-12-30T10:00"),  # a whole day
        ("Africa/Monrovia", "1972-01-07T00:20", "1972-01-07T00:44:30"),  # offsets with seconds
    ],
)
def test_a_local_time_is_one_instant(zone, local, utc):
    expected = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert instant(datetime.fromisoformat(local), ZoneInfo(zone)) == expected


def test_an_instant_shows_its_local_time():
    at = datetime(2026, 3, 8, 7, tzinfo=UTC)
    assert local_time(at, ZoneInfo("America/New_York")) == datetime.fromisoformat("2026-03-08T03:00")
