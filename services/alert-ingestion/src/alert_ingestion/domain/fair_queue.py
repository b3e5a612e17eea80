"""A queue in which nobody waits for another's storm."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import Generic, TypeVar

Item = TypeVar("Item")


class FairQueue(Generic[Item]):
    """Takes from each sender in turn. What one sender has put in comes out in its order."""

    def __init__(self) -> None:
        self._of_sender: OrderedDict[str, deque[Item]] = OrderedDict()

    def __bool__(self) -> bool:
        return bool(self._of_sender)

    def put(self, sender: str, item: Item) -> None:
        waiting = self._of_sender.get(sender)
        if waiting is None:
            self._of_sender[sender] = deque((item,))
        else:
            waiting.append(item)

    def take(self) -> Item:
        """The next one of the sender whose turn it is. Raises KeyError when it is empty."""
        sender, waiting = self._of_sender.popitem(last=False)
        item = waiting.popleft()
        if waiting:
            self._of_sender[sender] = waiting
        return item


SHARE_OF_FREE = 4


def has_room(*, size: int, taken: int, own: int, more: int) -> bool:
    """May a sender that holds `own` of the `taken` places of a queue put `more` in?

    It may hold four times what is free: alone four fifths of the queue, beside another storm less. So there is always
    some room for who comes new. When the queue is empty anything that fits goes in.
    """
    free = size - taken
    return more <= free and own + more <= SHARE_OF_FREE * free


WAITED_MOST_S = 5.0
ROOM_LEAST = 2000
TELLING_ALERTS = 50


def room_for(room: float, *, alerts: int, took_s: float, most: int) -> float:
    """How many may wait now, after so many were written in so many seconds: what is written within five seconds.

    Between 2,000 and `most`, moving a fifth of the way each time, for one slow write says little. A small batch says
    nothing of how fast many are written.
    """
    if alerts < TELLING_ALERTS:
        return room
    written_in_time = WAITED_MOST_S * alerts / max(took_s, 1e-6)
    return min(most, max(ROOM_LEAST, room + (written_in_time - room) / 5))
