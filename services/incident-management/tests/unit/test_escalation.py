"""When the next page is due, and for whom."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from incident_management.domain.escalation import (
    FALLBACK,
    Exhausted,
    Page,
    Policy,
    Progress,
    Reason,
    Step,
    Wait,
    advanced,
    at_turn,
    next_page,
    policy_from,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
START = Progress(1, 1, NOON)


def policy(*minutes: float, repeat: int | None = 0) -> Policy:
    steps = tuple(Step(timedelta(minutes=m), ({"type": "user", "id": str(n)},)) for n, m in enumerate(minutes, 1))
    return Policy(None, "test", "team", repeat, steps)


def run(
    of: Policy, *, reached: Callable[[int], bool] = lambda step: True, until: timedelta = timedelta(days=1)
) -> list[tuple[float, int, str]]:
    """(minute, step, what): the escalation with a worker that is always on time."""
    progress: Progress | None = START
    done = []
    while progress is not None and progress.due_at <= NOON + until:
        now = progress.due_at
        decision = next_page(of, progress, now)
        assert not isinstance(decision, Wait)
        hit = isinstance(decision, Page) and reached(decision.step)
        if isinstance(decision, Exhausted):
            what = "exhausted"
        elif hit:
            what = "page"
        else:
            what = "fallback" if decision.instead else "skip"
        done.append(((now - NOON).total_seconds() / 60, decision.step, what))
        progress = advanced(of, progress, reached=hit or what == "fallback", now=now)
    return done


def test_delays_5_and_10_repeated_once() -> None:
    assert run(policy(5, 10, repeat=1)) == [
        (0, 1, "page"), (5, 2, "page"), (15, 1, "page"), (20, 2, "page"), (30, 3, "exhausted"),
    ]  # fmt: skip


def test_before_it_is_due_there_is_nothing_to_do() -> None:
    assert next_page(policy(5), START, NOON - timedelta(microseconds=1)) == Wait(NOON)
    assert isinstance(next_page(policy(5), START, NOON), Page)


def test_the_first_page_says_opened_and_later_ones_that_nobody_acknowledged() -> None:
    first = next_page(policy(5, 5), START, NOON)
    second = next_page(policy(5, 5), Progress(2, 1, NOON, has_reached=True), NOON)
    again = next_page(policy(5, 5), Progress(1, 2, NOON), NOON)
    assert [d.reason for d in (first, second, again) if isinstance(d, Page)] == [
        Reason.OPENED, Reason.NOT_ACKNOWLEDGED, Reason.NOT_ACKNOWLEDGED,
    ]  # fmt: skip


def test_after_an_outage_the_delay_counts_from_when_the_step_was_done() -> None:
    late = NOON + timedelta(minutes=20)
    after = advanced(policy(5, 10), START, reached=True, now=late)
    assert after == Progress(2, 1, late + timedelta(minutes=5), has_reached=True)


def test_an_empty_step_does_not_wait() -> None:
    assert run(policy(5, 10), reached=lambda step: step == 2) == [
        (0, 1, "skip"), (0, 2, "page"), (10, 3, "exhausted"),
    ]  # fmt: skip


def test_an_empty_last_step_after_a_page_does_not_call_the_fallback() -> None:
    assert run(policy(5, 10), reached=lambda step: step == 1) == [
        (0, 1, "page"), (5, 2, "skip"), (5, 3, "exhausted"),
    ]  # fmt: skip


def test_a_cycle_that_reaches_nobody_ends_with_the_fallback_and_waits() -> None:
    assert run(policy(5, 10, repeat=1), reached=lambda step: False) == [
        (0, 1, "skip"), (0, 2, "fallback"), (10, 1, "skip"), (10, 2, "fallback"), (20, 3, "exhausted"),
    ]  # fmt: skip


def test_even_when_the_fallback_is_nobody_the_cycle_waits() -> None:
    after = advanced(policy(15, repeat=None), START, reached=False, now=NOON)
    assert after == Progress(1, 2, NOON + timedelta(minutes=15))


def test_without_steps_it_is_exhausted_at_once_and_the_fallback_is_asked_for() -> None:
    decision = next_page(policy(), START, NOON)
    assert isinstance(decision, Exhausted)
    assert decision.targets == (FALLBACK,)
    assert advanced(policy(), START, reached=True, now=NOON) is None


def test_repeat_null_goes_on_until_somebody_answers() -> None:
    pages = run(policy(15, repeat=None), until=timedelta(hours=5))
    assert [minute for minute, _, _ in pages] == [15.0 * n for n in range(21)]


def test_a_frozen_policy_is_read_as_it_was_written() -> None:
    frozen = {
        "team": "payments",
        "policy_id": "0198c0de-7b00-7000-8000-000000000004",
        "policy_name": "payments",
        "repeat": 2,
        "auto_resolve": True,
        "steps": [{"delay_seconds": 1.5, "targets": [{"type": "schedule", "team": "payments"}]}],
    }
    read = policy_from(frozen)
    assert (read.repeat, read.steps[0].delay) == (2, timedelta(seconds=1.5))
    assert policy_from(frozen | {"policy_id": None}).id is None


@given(
    st.lists(st.floats(0.01, 600), min_size=1, max_size=6),
    st.integers(0, 5),
    st.sets(st.integers(1, 6)),
)
def test_every_policy_ends_and_nobody_waits_in_silence(minutes: list[float], repeat: int, on_call: set[int]) -> None:
    done = run(policy(*minutes, repeat=repeat), reached=lambda step: step in on_call, until=timedelta(days=100))
    assert [what for _, _, what in done].count("exhausted") == 1
    assert done[-1][2] == "exhausted"
    assert [step for _, step, _ in done[:-1]] == [*range(1, len(minutes) + 1)] * (repeat + 1)
    paged_in_cycle = [any(what in ("page", "fallback") for _, _, what in done[n : n + len(minutes)])
                      for n in range(0, len(done) - 1, len(minutes))]  # fmt: skip
    assert all(paged_in_cycle)


def in_turn(*names: str, repeat: int = 0) -> Policy:
    targets = tuple({"type": "user", "id": name} for name in names)
    return Policy(None, "test", "team", repeat, (Step(timedelta(minutes=5), targets, takes_turns=True),))


def asked_in_order(of: Policy, *, cycle: int = 1, turn: int) -> list[str]:
    """Whom a step asks for, one after the other, as long as nobody is found."""
    page = next_page(of, Progress(1, cycle, NOON), NOON)
    assert isinstance(page, Page) and page.is_in_turn
    page = at_turn(page, turn)
    return [str(target["id"]) for group in (page.targets, *page.others) for target in group]


def test_a_turn_begins_with_whose_it_is_and_passes_everybody_by_once() -> None:
    assert [asked_in_order(in_turn("a", "b", "c"), turn=turn) for turn in range(4)] == [
        ["a", "b", "c"], ["b", "c", "a"], ["c", "a", "b"], ["a", "b", "c"],
    ]  # fmt: skip


def test_a_repetition_begins_with_the_one_after() -> None:
    of = in_turn("a", "b", "c", repeat=5)
    assert [asked_in_order(of, cycle=cycle, turn=1)[0] for cycle in (1, 2, 3, 4)] == ["b", "c", "a", "b"]


def test_a_step_takes_turns_only_where_the_frozen_policy_says_so() -> None:
    step = {"delay_seconds": 300, "targets": []}
    frozen = {"policy_name": "p", "team": "t", "repeat": 0, "steps": [step, step | {"round_robin": True}]}
    assert [found.takes_turns for found in policy_from(frozen).steps] == [False, True]
