from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from oncall_service.domain.final_schedule import (
    Layer,
    LayeredPlan,
    Source,
    WeeklyPlan,
    final_schedule,
    on_call_at,
)
from oncall_service.domain.overrides import Override, OverrideKind, Role
from oncall_service.domain.restrictions import Restriction
from oncall_service.domain.rotation import Member, Rotation, Unit
from oncall_service.domain.spans import Span

ANA, BEN, CHI, DEE = (UUID(int=n) for n in (1, 2, 3, 4))
NEW_YORK = ZoneInfo("America/New_York")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def span(start: str, end: str) -> Span:
    return Span(utc(start), utc(end))


def layer(*people: UUID, name: str = "layer", restrictions: tuple[Restriction, ...] = (), **changes: object) -> Layer:
    rotation = {
        "members": tuple(Member(person) for person in people), "unit": Unit.WEEK, "every": 1,
        "handoff_time": time(9), "start_date": date(2026, 3, 2), "zone": NEW_YORK,
    }  # fmt: skip
    role = changes.pop("role", Role.PRIMARY)
    return Layer(name, Rotation(**(rotation | changes)), restrictions, role)


def who(plan, within, *overrides, **more):
    final = final_schedule(plan, overrides, within, **more)
    return [(turn.user, turn.span) for turn in final.items]


@pytest.mark.parametrize(
    ("at", "primary"),
    [
        ("2026-03-02T00:00", ANA),  # week 10
        ("2026-03-08T23:59:59", ANA),
        ("2026-03-09T00:00", BEN),  # week 11
        ("2026-12-31T12:00", BEN),  # week 53
        ("2027-01-03T23:59", BEN),
        ("2027-01-04T00:00", BEN),  # week 1
    ],
)
def test_the_weekly_plan_counts_iso_weeks_in_utc(at, primary):
    plan = WeeklyPlan((ANA, BEN))
    found = on_call_at(plan, (), utc(at))
    assert found.turn.user == primary
    assert found.turn.span.starts_at == utc(at)


def test_secondaries_rotate_by_the_same_rule_and_may_be_nobody():
    plan = WeeklyPlan((ANA,), (BEN, CHI, DEE))
    assert on_call_at(plan, (), utc("2026-03-02T00:00"), Role.SECONDARY).turn.user == CHI  # 10 % 3 = 1
    assert on_call_at(WeeklyPlan((ANA,)), (), utc("2026-03-02T00:00"), Role.SECONDARY).turn is None


def test_the_higher_layer_wins_where_it_counts_and_the_lower_fills_the_rest():
    weekend = Restriction(time(20), time(8), 4, 0)
    plan = LayeredPlan((layer(ANA, name="week"), layer(BEN, name="weekend", restrictions=(weekend,))))
    assert who(plan, span("2026-03-06T00:00", "2026-03-10T00:00")) == [
        (ANA, span("2026-03-06T00:00", "2026-03-07T01:00")),
        (BEN, span("2026-03-07T01:00", "2026-03-09T12:00")),
        (ANA, span("2026-03-09T12:00", "2026-03-09T13:00")),
        (ANA, span("2026-03-09T13:00", "2026-03-10T00:00")),
    ]


def test_a_layer_with_only_office_hours_leaves_gaps():
    office = Restriction(time(9), time(17))
    final = final_schedule(
        LayeredPlan((layer(ANA, restrictions=(office,)),)), (), span("2026-03-03T00:00", "2026-03-04T00:00")
    )
    assert final.gaps == (span("2026-03-03T00:00", "2026-03-03T14:00"), span("2026-03-03T22:00", "2026-03-04T00:00"))


def test_a_schedule_without_people_is_one_gap():
    within = span("2026-03-03T00:00", "2026-03-04T00:00")
    final = final_schedule(WeeklyPlan(()), (), within)
    assert (final.items, final.gaps) == ((), (within,))


def test_layers_of_secondaries_are_another_schedule():
    plan = LayeredPlan((layer(ANA), layer(BEN, role=Role.SECONDARY)))
    at = utc("2026-03-03T00:00")
    assert [on_call_at(plan, (), at, role).turn.user for role in Role] == [ANA, BEN]


def test_an_override_replaces_from_its_first_instant_to_before_its_last():
    plan = LayeredPlan((layer(ANA),))
    override = Override(BEN, span("2026-03-03T10:00", "2026-03-03T12:00"))
    final = final_schedule(plan, (override,), span("2026-03-03T00:00", "2026-03-04T00:00"))
    assert [(turn.user, turn.source) for turn in final.items] == [
        (ANA, Source.LAYER),
        (BEN, Source.OVERRIDE),
        (ANA, Source.LAYER),
    ]
    assert on_call_at(plan, (override,), utc("2026-03-03T12:00")).turn.user == ANA


def test_an_override_of_the_secondary_leaves_the_primary():
    override = Override(BEN, span("2026-03-03T10:00", "2026-03-03T12:00"), Role.SECONDARY)
    assert on_call_at(LayeredPlan((layer(ANA),)), (override,), utc("2026-03-03T11:00")).turn.user == ANA


def test_somebody_who_is_taken_off_is_replaced_by_the_layer_below_or_by_nobody():
    off = Override(ANA, span("2026-03-03T10:00", "2026-03-03T12:00"), kind=OverrideKind.REMOVE)
    at = utc("2026-03-03T11:00")
    assert on_call_at(LayeredPlan((layer(BEN), layer(ANA))), (off,), at).turn.user == BEN
    assert on_call_at(LayeredPlan((layer(ANA),)), (off,), at).turn is None


def test_somebody_who_is_added_is_on_call_besides():
    extra = Override(BEN, span("2026-03-03T10:00", "2026-03-03T12:00"), kind=OverrideKind.ADD)
    found = on_call_at(LayeredPlan((layer(ANA),)), (extra,), utc("2026-03-03T11:00"))
    assert (found.turn.user, [turn.user for turn in found.additions]) == (ANA, [BEN])
    assert found.until == utc("2026-03-03T12:00")


def test_people_who_cannot_be_called_count_in_no_layer_and_no_override():
    plan = LayeredPlan((layer(BEN), layer(ANA)))
    override = Override(CHI, span("2026-03-03T10:00", "2026-03-03T12:00"))
    found = on_call_at(plan, (override,), utc("2026-03-03T11:00"), unavailable=frozenset({ANA, CHI}))
    assert found.turn.user == BEN


def test_the_answer_holds_until_the_next_change_however_far_away():
    once_in_three_years = layer(ANA, BEN, unit=Unit.MONTH, every=36)
    found = on_call_at(LayeredPlan((once_in_three_years,)), (), utc("2026-04-01T00:00"))
    assert (found.turn.user, found.until) == (ANA, utc("2029-03-02T14:00"))


def test_a_gap_holds_until_somebody_comes_on_call_and_for_ever_when_nobody_does():
    plan = LayeredPlan((layer(ANA),))
    assert on_call_at(plan, (), utc("2026-01-01T00:00")).until == utc("2026-03-02T14:00")
    assert on_call_at(WeeklyPlan(()), (), utc("2026-01-01T00:00")).until is None
