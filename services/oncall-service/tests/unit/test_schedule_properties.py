"""Properties of every schedule, over many zones and two years. The oracle for wall clocks is `whenever`."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from oncall_service.domain.final_schedule import Layer, LayeredPlan, final_schedule, on_call_at
from oncall_service.domain.overrides import Override, OverrideKind
from oncall_service.domain.restrictions import Restriction
from oncall_service.domain.rotation import Member, Rotation, Unit, handoff, shift_at, shifts
from oncall_service.domain.spans import Span, merged
from oncall_service.domain.wall_clock import instant, local_time
from whenever import PlainDateTime

ZONES = (
    "UTC", "America/Chicago", "America/New_York", "Europe/London", "Europe/Berlin", "Australia/Lord_Howe",
    "Africa/Cairo", "Asia/Kathmandu", "Asia/Beirut", "America/Santiago", "Africa/Casablanca", "Pacific/Apia",
    "America/St_Johns", "Asia/Tehran", "Antarctica/Troll", "Pacific/Chatham", "America/Scoresbysund",
)  # fmt: skip
FROM, TO = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
PEOPLE = tuple(UUID(int=n) for n in range(1, 6))
TICK = timedelta(microseconds=1)

zones = st.sampled_from(ZONES).map(ZoneInfo)
times = st.builds(time, st.integers(0, 23), st.sampled_from((0, 1, 15, 30, 59)))
local_times = st.datetimes(datetime.fromisoformat("2011-12-01"), datetime.fromisoformat("2028-01-01"))
days = st.dates(date(2025, 6, 1), date(2027, 12, 31))
maybe = st.none() | days


@st.composite
def members(draw):
    joins, leaves = draw(maybe), draw(maybe)
    if joins and leaves and leaves <= joins:
        joins, leaves = None, leaves
    return Member(draw(st.sampled_from(PEOPLE)), joins, leaves)


@st.composite
def rotations(draw, member=None):
    unit = draw(st.sampled_from(Unit))
    every = draw(st.integers(6 if unit is Unit.HOUR else 1, 30))
    team = draw(st.lists(members() if member is None else member, min_size=1, max_size=5).map(tuple))
    start = draw(days)
    ends = draw(st.none() | st.integers(1, 500).map(lambda n: start + timedelta(days=n)))
    return Rotation(team, unit, every, draw(times), start, draw(zones), ends)


@st.composite
def spans(draw, longest=timedelta(days=730)):
    start = draw(st.datetimes(FROM.replace(tzinfo=None), TO.replace(tzinfo=None))).replace(tzinfo=UTC)
    return Span(start, start + draw(st.timedeltas(timedelta(minutes=1), longest)))


@st.composite
def restrictions(draw):
    first = draw(st.none() | st.integers(0, 6))
    last = None if first is None else draw(st.none() | st.integers(0, 6))
    return Restriction(draw(times), draw(times), first, last)


plans = st.lists(
    st.builds(Layer, st.just("layer"), rotations(), st.lists(restrictions(), max_size=3).map(tuple)), max_size=4
).map(lambda layers: LayeredPlan(tuple(layers)))
overrides = st.lists(
    st.builds(Override, st.sampled_from(PEOPLE), spans(timedelta(days=30)), kind=st.sampled_from(OverrideKind)),
    max_size=5,
)


def apart(found: list[Override]) -> list[Override]:
    """As the database holds them: those that replace do not overlap."""
    kept: list[Override] = []
    for override in found:
        clash = (o.span.starts_at < override.span.ends_at and override.span.starts_at < o.span.ends_at for o in kept)
        if override.kind is not OverrideKind.REPLACE or not any(clash):
            kept.append(override)
    return kept


@given(local_times, zones)
@settings(max_examples=300, deadline=None)
def test_a_local_time_that_is_not_in_a_gap_is_the_instant_that_another_library_finds(local, zone):
    theirs = PlainDateTime(local).assume_tz(zone.key, disambiguation="earlier")
    ours = instant(local, zone)
    if theirs.to_plain().to_stdlib() == local:
        assert ours == theirs.to_instant().to_stdlib()
    else:  # in a gap: the clocks pass it by at that very instant
        assert local_time(ours - TICK, zone) < local < local_time(ours, zone)


@given(local_times, zones, st.timedeltas(timedelta(0), timedelta(days=2)))
@settings(deadline=None)
def test_a_later_local_time_is_never_an_earlier_instant(local, zone, later):
    assert instant(local, zone) <= instant(local + later, zone)


@given(rotations(), spans())
@settings(max_examples=100, deadline=None)
def test_shifts_tile_time_without_gap_overlap_or_zero_length(rotation, within):
    found = list(shifts(rotation, within))
    assert all(shift.span.starts_at < shift.span.ends_at for shift in found)
    assert all(a.span.ends_at == b.span.starts_at for a, b in pairwise(found))
    begins = handoff(rotation, 0)
    last = rotation.end_date and instant(datetime.combine(rotation.end_date, rotation.handoff_time), rotation.zone)
    covered = max(within.starts_at, begins), min(within.ends_at, last) if last else within.ends_at
    if covered[0] < covered[1]:
        assert found[0].span.starts_at <= covered[0] < found[0].span.ends_at
        assert found[-1].span.starts_at < covered[1] <= found[-1].span.ends_at
    else:
        assert found == []


@given(rotations(), spans(timedelta(days=200)))
@settings(max_examples=60, deadline=None)
def test_the_person_on_call_is_the_one_whose_shift_contains_the_instant(rotation, within):
    for shift in shifts(rotation, within):
        start, end = shift.span.starts_at, shift.span.ends_at
        for at in (start, start + (end - start) / 2, end - TICK):
            assert shift_at(rotation, at) == shift
        before = shift_at(rotation, start - timedelta(seconds=1))
        assert before != shift


@given(rotations(member=st.sampled_from(PEOPLE).map(Member)), spans(timedelta(days=90)))
@settings(max_examples=60, deadline=None)
def test_a_range_answers_the_same_shifts_as_the_two_halves_of_it(rotation, within):
    middle = within.starts_at + (within.ends_at - within.starts_at) / 2
    halves = [*shifts(rotation, Span(within.starts_at, middle)), *shifts(rotation, Span(middle, within.ends_at))]
    assert list(dict.fromkeys(halves)) == list(shifts(rotation, within))


@given(
    st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4),
    st.integers(0, 60),
    st.sampled_from(PEOPLE),
    st.booleans(),
    zones,
)
@settings(deadline=None)
def test_a_change_of_people_never_rewrites_who_was_on_call_before_it(people, week, person, leaves, zone):
    start = date(2026, 1, 5)
    changes_on = start + timedelta(weeks=week)
    before = Rotation(tuple(Member(p) for p in people), Unit.WEEK, 1, time(9), start, zone)
    if leaves:
        team = tuple(Member(p, leaves_on=changes_on if p == person else None) for p in people)
        if week == 0:
            return
    else:
        team = (*before.members, Member(person, joins_on=changes_on))
    after = Rotation(team, Unit.WEEK, 1, time(9), start, zone)
    for n in range(week):
        assert shift_at(before, handoff(before, n)).user == shift_at(after, handoff(after, n)).user


@given(plans, overrides.map(apart), spans(timedelta(days=60)), st.frozensets(st.sampled_from(PEOPLE), max_size=2))
@settings(max_examples=80, deadline=None)
def test_items_and_gaps_of_the_final_schedule_tile_the_range(plan, changes, within, unavailable):
    final = final_schedule(plan, changes, within, unavailable=unavailable)
    pieces = sorted([turn.span for turn in final.items] + list(final.gaps))
    assert pieces[0].starts_at == within.starts_at
    assert pieces[-1].ends_at == within.ends_at
    assert all(a.ends_at == b.starts_at for a, b in pairwise(pieces))
    assert list(final.gaps) == merged(final.gaps)
    assert not {turn.user for turn in final.items} & unavailable


@given(plans, overrides.map(apart), spans(timedelta(days=20)))
@settings(max_examples=40, deadline=None)
def test_who_is_on_call_at_an_instant_is_what_the_final_schedule_says_until_it_changes(plan, changes, within):
    final = final_schedule(plan, changes, within)
    for piece in [*final.items[:6], *final.gaps[:2]]:
        span = piece if isinstance(piece, Span) else piece.span
        user = None if isinstance(piece, Span) else piece.user
        for at in (span.starts_at, span.starts_at + (span.ends_at - span.starts_at) / 2, span.ends_at - TICK):
            now = on_call_at(plan, changes, at)
            assert (now.turn.user if now.turn else None) == user
            assert now.until is None or now.until > at
            if now.until and now.until < within.ends_at:
                assert now.until <= span.ends_at
