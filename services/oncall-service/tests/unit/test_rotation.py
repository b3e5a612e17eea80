from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from oncall_service.domain.rotation import Member, Rotation, Unit, handoff, shift_at, shifts
from oncall_service.domain.spans import Span

ANA, BEN, CHI = (UUID(int=n) for n in (1, 2, 3))


def rotation(zone: str, unit: Unit, start: str, *people: UUID, every: int = 1) -> Rotation:
    first = datetime.fromisoformat(start)
    members = tuple(Member(person) for person in people or (ANA, BEN))
    return Rotation(members, unit, every, first.time(), first.date(), ZoneInfo(zone))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def handoffs(of: Rotation, start: str, end: str) -> list[datetime]:
    return [
        shift.span.starts_at for shift in shifts(of, Span(utc(start), utc(end))) if shift.span.starts_at >= utc(start)
    ]


CHICAGO = rotation("America/Chicago", Unit.WEEK, "2026-03-02T09:00")


def test_a_weekly_handoff_in_chicago_stays_at_nine_when_summer_time_begins():
    assert handoffs(CHICAGO, "2026-03-02T15:00", "2026-03-16T14:01") == [
        utc("2026-03-02T15:00"), utc("2026-03-09T14:00"), utc("2026-03-16T14:00"),
    ]  # fmt: skip
    span = shift_at(CHICAGO, utc("2026-03-05T00:00")).span
    assert span.ends_at - span.starts_at == timedelta(days=6, hours=23)


def test_a_weekly_shift_in_chicago_is_an_hour_longer_when_summer_time_ends():
    span = shift_at(CHICAGO, utc("2026-10-28T00:00")).span
    assert span == Span(utc("2026-10-26T14:00"), utc("2026-11-02T15:00"))
    assert span.ends_at - span.starts_at == timedelta(days=7, hours=1)


@pytest.mark.parametrize(
    ("zone", "unit", "every", "start", "expected"),
    [
        ("America/New_York", Unit.DAY, 1, "2026-03-07T02:30",
         ["2026-03-07T07:30", "2026-03-08T07:00", "2026-03-09T06:30"]),
        ("America/New_York", Unit.DAY, 1, "2026-11-01T01:30", ["2026-11-01T05:30", "2026-11-02T06:30"]),
        ("Europe/London", Unit.HOUR, 12, "2026-10-24T08:00",
         ["2026-10-24T07:00", "2026-10-24T19:00", "2026-10-25T08:00"]),
        ("Australia/Lord_Howe", Unit.DAY, 1, "2026-10-04T02:15", ["2026-10-03T15:30", "2026-10-04T15:15"]),
        ("Pacific/Apia", Unit.DAY, 1, "2011-12-29T09:00",
         ["2011-12-29T19:00", "2011-12-30T10:00", "2011-12-30T19:00"]),
        ("Europe/Berlin", Unit.MONTH, 1, "2026-01-31T09:00",
         ["2026-01-31T08:00", "2026-02-28T08:00", "2026-03-31T07:00", "2026-04-30T07:00"]),
    ],
)  # fmt: skip
def test_handoffs_follow_the_wall_clock(zone, unit, every, start, expected):
    of = rotation(zone, unit, start, every=every)
    assert [handoff(of, n) for n in range(len(expected))] == [utc(text) for text in expected]


def test_the_night_shift_in_london_is_thirteen_hours_long_when_summer_time_ends():
    of = rotation("Europe/London", Unit.HOUR, "2026-10-24T08:00", every=12)
    assert shift_at(of, utc("2026-10-25T00:30")).span == Span(utc("2026-10-24T19:00"), utc("2026-10-25T08:00"))


def test_the_day_that_apia_skipped_makes_no_empty_shift():
    of = rotation("Pacific/Apia", Unit.DAY, "2011-12-25T09:00")
    found = list(shifts(of, Span(utc("2011-12-26T00:00"), utc("2012-01-03T00:00"))))
    assert all(a.span.ends_at == b.span.starts_at for a, b in pairwise(found))


def test_hourly_shifts_inside_a_gap_are_left_out():
    of = rotation("Pacific/Apia", Unit.HOUR, "2011-12-29T00:00", ANA, BEN, CHI)
    found = list(shifts(of, Span(utc("2011-12-30T05:00"), utc("2011-12-30T13:00"))))
    assert all(a.span.ends_at == b.span.starts_at for a, b in pairwise(found))
    assert {shift.span.ends_at - shift.span.starts_at for shift in found} == {timedelta(hours=1)}


def test_nobody_is_in_the_rotation_before_its_first_handoff_and_after_its_end():
    of = replace(CHICAGO, end_date=date(2026, 3, 12))
    assert shift_at(of, utc("2026-03-02T14:59")) is None
    assert shift_at(of, utc("2026-03-12T13:59")).span.ends_at == utc("2026-03-12T14:00")
    assert shift_at(of, utc("2026-03-12T14:00")) is None


def week(of: Rotation, n: int) -> UUID | None:
    return shift_at(of, handoff(of, n)).user


def people(of: Rotation, weeks: int) -> list[UUID | None]:
    return [week(of, n) for n in range(weeks)]


def with_members(*members: Member) -> Rotation:
    return Rotation(members, Unit.WEEK, 1, time(9), date(2026, 3, 2), ZoneInfo("America/Chicago"))


def test_the_handoff_instant_belongs_to_the_person_taking_over():
    of = with_members(Member(ANA), Member(BEN))
    assert shift_at(of, utc("2026-03-09T14:00")).user == BEN
    assert shift_at(of, utc("2026-03-09T14:00") - timedelta(microseconds=1)).user == ANA


def test_somebody_who_joins_takes_the_next_turn_in_order_and_the_past_stays():
    before = with_members(Member(ANA), Member(BEN))
    after = with_members(Member(ANA), Member(BEN), Member(CHI, joins_on=date(2026, 3, 24)))
    assert people(after, 4) == people(before, 4) == [ANA, BEN, ANA, BEN]
    assert people(after, 8)[4:] == [CHI, ANA, BEN, CHI]


def test_somebody_who_leaves_is_passed_over_from_that_day_on():
    of = with_members(Member(ANA), Member(BEN, leaves_on=date(2026, 3, 23)), Member(CHI))
    assert people(of, 6) == [ANA, BEN, CHI, ANA, CHI, ANA]


def test_a_shift_whose_owner_leaves_in_its_middle_goes_on_with_the_next_person():
    of = with_members(Member(ANA), Member(BEN, leaves_on=date(2026, 3, 12)), Member(CHI))
    assert shift_at(of, utc("2026-03-12T04:59")).user == BEN
    assert shift_at(of, utc("2026-03-12T05:00")).user == CHI
    assert people(of, 4) == [ANA, BEN, CHI, ANA]


def test_when_everybody_has_left_the_shift_is_nobodys():
    of = with_members(Member(ANA, leaves_on=date(2026, 3, 4)))
    assert shift_at(of, utc("2026-03-05T00:00")).user is None
    assert week(of, 3) is None
    back = with_members(Member(ANA, leaves_on=date(2026, 3, 4)), Member(BEN, joins_on=date(2026, 3, 20)))
    assert people(back, 4) == [ANA, None, None, BEN]
