"""When and where a person is paged by their own rules."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notification_service.domain.contacts import (
    Place,
    Planned,
    Preferences,
    QuietHours,
    Step,
    Urgency,
    end_of_quiet,
    planned_page,
    urgency_of,
)
from notification_service.domain.notification import ChannelKind

NOW = datetime(2026, 3, 2, 14, tzinfo=UTC)
MAIL = Place(ChannelKind.EMAIL, "ana@example.org")
PHONE = Place(ChannelKind.NTFY, "https://ntfy.sh/ana")
CHAT = Place(ChannelKind.TELEGRAM, "42")
BERLIN_NIGHT = QuietHours("Europe/Berlin", time(22), time(7))
ON = {ChannelKind.EMAIL, ChannelKind.NTFY}


def step(minutes, place):
    return Step(timedelta(minutes=minutes), uuid4(), place)


def plan(*steps, severity="critical", quiet=None, now=NOW):
    planned = planned_page(Preferences(steps, quiet), severity, otherwise=MAIL, on=ON, now=now)
    return [(p.place, (p.at - now) / timedelta(minutes=1)) for p in planned]


def test_steps_go_out_by_their_own_waits_soonest_first():
    assert plan(step(5, MAIL), step(0, PHONE)) == [(PHONE, 0), (MAIL, 5)]


def test_a_person_who_set_nothing_is_paged_at_once_where_people_are_paged_otherwise():
    assert plan() == [(MAIL, 0)]


def test_steps_over_channels_that_are_off_are_left_out_and_all_of_them_off_counts_as_nothing_set():
    assert plan(step(0, CHAT), step(5, PHONE)) == [(PHONE, 5)]
    assert plan(step(0, CHAT)) == [(MAIL, 0)]


def test_the_same_place_twice_is_numbered():
    planned = planned_page(Preferences((step(0, PHONE), step(5, PHONE))), "high", otherwise=MAIL, on=ON, now=NOW)

    assert planned == [Planned(PHONE, NOW, 1), Planned(PHONE, NOW + timedelta(minutes=5), 2)]


NIGHT = datetime(2026, 3, 2, 23, 30, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)


def test_in_quiet_hours_all_but_the_critical_wait_for_their_end():
    to_morning = 7.5 * 60

    assert plan(step(0, PHONE), step(5, MAIL), severity="high", quiet=BERLIN_NIGHT, now=NIGHT) == [
        (PHONE, to_morning),
        (MAIL, to_morning),
    ]
    assert plan(severity="low", quiet=BERLIN_NIGHT, now=NIGHT) == [(MAIL, to_morning)]
    assert plan(step(0, PHONE), severity="critical", quiet=BERLIN_NIGHT, now=NIGHT) == [(PHONE, 0)]


def test_a_step_that_would_fall_into_quiet_hours_waits_although_the_page_came_before_them():
    evening = NIGHT - timedelta(minutes=95)

    assert plan(step(0, PHONE), step(10, MAIL), severity="high", quiet=BERLIN_NIGHT, now=evening) == [
        (PHONE, 0),
        (MAIL, 5 + 9 * 60),
    ]


def test_two_steps_to_one_place_held_to_the_same_instant_are_one():
    assert plan(step(0, PHONE), step(5, PHONE), severity="high", quiet=BERLIN_NIGHT, now=NIGHT) == [(PHONE, 7.5 * 60)]


@pytest.mark.parametrize(
    ("local", "ends"),
    [
        ("2026-03-02T21:59:59+01:00", None),
        ("2026-03-02T22:00:00+01:00", "2026-03-03T07:00:00+01:00"),
        ("2026-03-03T06:59:59+01:00", "2026-03-03T07:00:00+01:00"),
        ("2026-03-03T07:00:00+01:00", None),
        ("2026-03-28T23:00:00+01:00", "2026-03-29T07:00:00+02:00"),  # the clocks go forward in that night
        ("2026-10-24T23:00:00+02:00", "2026-10-25T07:00:00+01:00"),  # and back in that one
    ],
)
def test_quiet_hours_hold_from_their_start_to_just_before_their_end(local, ends):
    at = datetime.fromisoformat(local).astimezone(UTC)

    assert end_of_quiet(BERLIN_NIGHT, at) == (datetime.fromisoformat(ends) if ends else at)


def test_quiet_hours_within_one_day_end_on_that_day():
    noon = QuietHours("UTC", time(12), time(13))

    assert end_of_quiet(noon, NOW.replace(hour=12, minute=30)) == NOW.replace(hour=13)
    assert end_of_quiet(noon, NOW.replace(hour=14)) == NOW.replace(hour=14)


@given(
    st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes)),
    st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "America/New_York", "Asia/Beirut", "UTC"]),
    st.times(),
    st.times(),
)
def test_nothing_is_held_back_for_more_than_a_day_and_an_hour_nor_sent_earlier(at, zone, starts, ends):
    quiet = QuietHours(zone, starts, ends)

    assert at <= end_of_quiet(quiet, at) <= at + timedelta(hours=25)


@pytest.mark.parametrize(
    ("severity", "urgency"),
    [
        ("critical", Urgency.HIGH),
        ("high", Urgency.HIGH),
        ("medium", Urgency.LOW),
        ("low", Urgency.LOW),
        ("info", Urgency.LOW),
    ],
)
def test_critical_and_high_follow_the_rules_for_high_urgency(severity, urgency):
    assert urgency_of(severity) is urgency
