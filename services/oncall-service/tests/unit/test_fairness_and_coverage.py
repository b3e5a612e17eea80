from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from oncall_service.domain.coverage import coverage
from oncall_service.domain.fairness import loads
from oncall_service.domain.final_schedule import Layer, LayeredPlan, Source, Turn, WeeklyPlan, final_schedule
from oncall_service.domain.overrides import Override, OverrideKind
from oncall_service.domain.restrictions import Restriction
from oncall_service.domain.rotation import Member, Rotation, Unit
from oncall_service.domain.spans import Span

ANA, BEN, CHI = (UUID(int=n) for n in (1, 2, 3))
CHICAGO = ZoneInfo("America/Chicago")


def span(start: str, end: str) -> Span:
    return Span(*(datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, end)))


def layer(*people: UUID, name: str = "layer", restrictions: tuple[Restriction, ...] = ()) -> Layer:
    members = tuple(Member(person) for person in people)
    return Layer(name, Rotation(members, Unit.WEEK, 1, time(9), date(2026, 3, 2), CHICAGO), restrictions)


def hours(length: timedelta) -> float:
    return length / timedelta(hours=1)


@pytest.mark.parametrize(
    ("week", "held", "night", "weekend"),
    [
        (span("2026-03-02T15:00", "2026-03-09T14:00"), 167, 62, 47),  # the clocks skip an hour of Sunday's night
        (span("2026-10-26T14:00", "2026-11-02T15:00"), 169, 64, 49),  # and give it back
        (span("2026-06-01T14:00", "2026-06-08T14:00"), 168, 63, 48),
    ],
)
def test_hours_of_a_week_are_real_hours_also_when_the_clocks_change(week, held, night, weekend):
    (load,) = loads([Turn(ANA, week, Source.LAYER, "layer")], week, CHICAGO)
    assert (hours(load.held), hours(load.night), hours(load.weekend), load.shifts) == (held, night, weekend, 1)


def test_the_hours_of_everybody_add_up_to_the_range():
    within = span("2026-03-02T15:00", "2026-05-11T14:00")
    final = final_schedule(LayeredPlan((layer(ANA, BEN, CHI),)), (), within)
    found = loads(final.items, within, CHICAGO)
    assert sum((load.held for load in found), timedelta()) == within.ends_at - within.starts_at
    assert found[0].user == ANA  # four of ten weeks
    assert [load.shifts for load in found] == [4, 3, 3]


def test_a_week_cut_by_an_override_is_two_shifts_and_holds_less():
    week = span("2026-03-02T15:00", "2026-03-09T14:00")
    override = Override(BEN, span("2026-03-03T00:00", "2026-03-04T00:00"))
    final = final_schedule(LayeredPlan((layer(ANA),)), (override,), week)
    ana, ben = loads(final.items, week, CHICAGO)
    assert (hours(ana.held), ana.shifts, hours(ben.held)) == (143, 2, 24)


MARCH = span("2026-03-02T15:00", "2026-03-16T14:00")


def test_a_schedule_in_which_somebody_always_answers_is_covered():
    found = coverage(LayeredPlan((layer(ANA, BEN),)), (), MARCH, frozenset())
    assert (found.gaps, found.missing, found.idle_layers, found.gap_time) == ((), (), (), timedelta())


def test_somebody_who_cannot_be_called_is_named_with_their_first_turn_and_leaves_a_gap():
    found = coverage(LayeredPlan((layer(ANA, BEN),)), (), MARCH, frozenset({BEN}))
    week = span("2026-03-09T14:00", "2026-03-16T14:00")
    assert found.gaps == (week,)
    assert [(turn.user, turn.span) for turn in found.missing] == [(BEN, week)]
    assert hours(found.gap_time) == 168


def test_somebody_added_who_cannot_be_called_is_named_too():
    extra = Override(CHI, span("2026-03-03T00:00", "2026-03-04T00:00"), kind=OverrideKind.ADD)
    found = coverage(LayeredPlan((layer(ANA),)), (extra,), MARCH, frozenset({CHI}))
    assert (found.gaps, [turn.user for turn in found.missing]) == ((), [CHI])


def test_a_layer_in_which_nobody_has_a_turn_is_named():
    plan = LayeredPlan((layer(ANA, name="below"), layer(BEN, name="above")))
    assert coverage(plan, (), MARCH, frozenset({BEN})).idle_layers == ("above",)
    assert coverage(WeeklyPlan((ANA,)), (), MARCH, frozenset({ANA})).idle_layers == ()
