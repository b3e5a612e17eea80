"""Stretches of time: half-open, in UTC."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `starts_at`, which belongs to it, to `ends_at`, which does not. Never empty."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if self.starts_at >= self.ends_at:
            raise ValueError(f"a span must end after it starts: {self.starts_at} to {self.ends_at}")

    def holds(self, at: datetime) -> bool:
        return self.starts_at <= at < self.ends_at


def common(a: Span, b: Span) -> Span | None:
    """What both cover."""
    starts_at, ends_at = max(a.starts_at, b.starts_at), min(a.ends_at, b.ends_at)
    return Span(starts_at, ends_at) if starts_at < ends_at else None


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same time as few spans, in order: those that touch or overlap become one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.starts_at <= result[-1].ends_at:
            result[-1] = Span(result[-1].starts_at, max(result[-1].ends_at, span.ends_at))
        else:
            result.append(span)
    return result


def touching(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of `spans`, which are in order and apart from each other, that have time in common with `span`."""
    first = bisect_right(spans, span.starts_at, key=lambda s: s.ends_at)
    last = bisect_left(spans, span.ends_at, key=lambda s: s.starts_at)
    return spans[first:last]


def without(span: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """What is left of `span` when `taken`, in order and apart from each other, is cut out."""
    starts_at = span.starts_at
    for cut in touching(taken, span):
        if cut.starts_at > starts_at:
            yield Span(starts_at, cut.starts_at)
        starts_at = cut.ends_at
    if starts_at < span.ends_at:
        yield Span(starts_at, span.ends_at)
