"""Whose turn it is: who waits is served in turn, and nobody's slowness costs another their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from notification_service.domain.throttle import Address

Key = TypeVar("Key", bound=Hashable)

ROOM_WHILE_SILENT = 2
SILENT_AFTER = 3


@dataclass(frozen=True, slots=True)
class Room:
    """How many messages of one channel may be under way at once: to one destination, and to one recipient there."""

    per_destination: int
    per_recipient: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A notification that is due. turn: its place in its own lane (destination, recipient, topic, kind), from 1.

    address: by which it is throttled; None: it is not, or was tried before.
    """

    id: UUID
    channel: str
    destination: str
    recipient: str
    is_page: bool
    turn: int
    address: Address | None = None
    is_critical: bool = False


@dataclass(slots=True)
class UnderWay:
    """What is being sent, and who let tries run into their deadline: they get little room until one succeeds."""

    total: int = 0
    to_destination: Counter[str] = field(default_factory=Counter)
    to_recipient: Counter[tuple[str, str]] = field(default_factory=Counter)
    timeouts: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, destination: str, recipient: str) -> None:
        self.total += 1
        self.to_destination[destination] += 1
        self.to_recipient[destination, recipient] += 1

    def remove(self, destination: str, recipient: str) -> None:
        self.total -= 1
        _take_one(self.to_destination, destination)
        _take_one(self.to_recipient, (destination, recipient))

    def note_answer(self, destination: str, recipient: str, *, in_time: bool) -> None:
        """Remember who answers in time."""
        if in_time:
            self.timeouts.pop((destination, recipient), None)
        else:
            self.timeouts[destination, recipient] = self.timeouts.get((destination, recipient), 0) + 1

    def room_for_recipient(self, room: Room, destination: str, recipient: str) -> int:
        """How many more to this recipient may start now."""
        silent = self.timeouts.get((destination, recipient), 0) >= SILENT_AFTER
        most = min(room.per_recipient, ROOM_WHILE_SILENT) if silent else room.per_recipient
        return most - self.to_recipient[destination, recipient]

    def room_for_destination(self, room: Room, destination: str) -> int:
        return room.per_destination - self.to_destination[destination]


def _take_one(counter: Counter[Key], key: Key) -> None:
    counter[key] -= 1
    if counter[key] <= 0:
        del counter[key]


def next_in_turn(
    candidates: Iterable[Candidate], under_way: UnderWay, rooms: Mapping[str, Room], *, most: int
) -> list[UUID]:
    """Which of the due notifications start now, at most `most`.

    Recipients take turns; within one recipient the services take turns, so a service's first page goes before another
    one's five-hundredth; at equal turns a page goes before other messages, then the order given (oldest first) holds.
    """
    taken_of_recipient: Counter[tuple[str, str]] = Counter()
    by_turn = sorted(candidates, key=lambda c: (c.turn, not c.is_page))
    ranked: list[tuple[int, int, Candidate]] = []
    for place, candidate in enumerate(by_turn):
        key = (candidate.destination, candidate.recipient)
        ranked.append((taken_of_recipient[key], place, candidate))
        taken_of_recipient[key] += 1
    ranked.sort(key=lambda entry: entry[:2])

    chosen: list[UUID] = []
    to_destination: Counter[str] = Counter()
    to_recipient: Counter[tuple[str, str]] = Counter()
    for _, _, candidate in ranked:
        if len(chosen) >= most:
            break
        room, key = rooms[candidate.channel], (candidate.destination, candidate.recipient)
        if to_destination[candidate.destination] >= under_way.room_for_destination(room, candidate.destination):
            continue
        if to_recipient[key] >= under_way.room_for_recipient(room, *key):
            continue
        to_destination[candidate.destination] += 1
        to_recipient[key] += 1
        chosen.append(candidate.id)
    return chosen
