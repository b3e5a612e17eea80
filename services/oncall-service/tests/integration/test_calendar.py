from datetime import UTC, datetime

import pytest
import vobject
from icalendar import Calendar
from platform_kit.clock import FixedClock


@pytest.fixture
def chicago(make):
    rotation = {"unit": "week", "every": 1, "handoff_time": "09:00", "start_date": "2026-01-05"}
    members = [
        {"name": "Ana; Ferreira, \\n", "email": "ana@example.com"},
        {"name": "Bén 🦊", "email": "ben@example.com"},
    ]
    layer = {"name": "Weekly", "members": members, "rotation": rotation}
    return make("schedules", team="payments", timezone="America/Chicago", layers=[layer])


@pytest.fixture
def standing_clock(service):
    kept, service.app.state.clock = service.app.state.clock, FixedClock(datetime(2026, 5, 6, 12, tzinfo=UTC))
    yield service.app.state.clock
    service.app.state.clock = kept


def events(document: bytes):
    return {
        (event["dtstart"].dt.astimezone(UTC), event["dtend"].dt.astimezone(UTC), str(event["summary"])): str(
            event["uid"]
        )
        for event in Calendar.from_ical(document).walk("VEVENT")
    }


def events_as_another_reads_them(document: bytes):
    """By vobject, which shares no line with the library that writes the feed."""
    return {
        (event.dtstart.value.astimezone(UTC), event.dtend.value.astimezone(UTC), event.summary.value)
        for event in vobject.readOne(document.decode()).vevent_list
    }


@pytest.mark.parametrize(
    ("now", "first", "last"),
    [
        ("2026-02-04T12:00:00Z", "2026-01-05T15:00:00Z", "2026-08-03T12:00:00Z"),  # the clocks go forward on 8 March
        ("2026-05-06T12:00:00Z", "2026-04-06T12:00:00Z", "2026-11-02T12:00:00Z"),  # and back on 1 November
    ],
)
def test_the_feed_has_the_shifts_of_the_api_across_both_changes_of_summer_time(
    admin, chicago, standing_clock, now, first, last
):
    standing_clock.set(datetime.fromisoformat(now))
    path = f"/api/v1/schedules/{chicago['id']}"
    answer = admin.get(f"{path}.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    final = admin.get(f"{path}/final", params={"from": first, "to": last}).json()
    shifts = {
        (datetime.fromisoformat(i["start"]), datetime.fromisoformat(i["end"]), f"{i['user']['name']} on call: payments")
        for i in final["items"]
    }
    assert set(events(answer.content)) == shifts
    assert events_as_another_reads_them(answer.content) == shifts
    assert b"TZID" not in answer.content and b"RRULE" not in answer.content


def test_a_shift_keeps_its_uid_from_day_to_day(admin, chicago, standing_clock):
    path = f"/api/v1/schedules/{chicago['id']}.ics"
    before = events(admin.get(path).content)
    standing_clock.set(datetime(2026, 5, 7, 12, tzinfo=UTC))
    after = events(admin.get(path).content)
    both = set(before) & set(after)
    assert len(both) > 20
    assert {shift: before[shift] for shift in both} == {shift: after[shift] for shift in both}


def test_the_feed_of_a_schedule_that_is_not_there_is_not_found(admin):
    assert admin.get("/api/v1/schedules/00000000-0000-0000-0000-000000000000.ics").status_code == 404
