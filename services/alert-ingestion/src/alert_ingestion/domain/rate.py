"""How often a sender may send."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Bucket:
    """A sender's allowance: it holds one minute's worth, and fills up steadily.

    per_minute: requests, at least one. tokens: what is left, as of `at_s`, on a clock that only goes forward.
    """

    per_minute: int
    tokens: float
    at_s: float

    @classmethod
    def full(cls, per_minute: int, now_s: float) -> Bucket:
        return cls(per_minute, per_minute, now_s)

    def spend(self, now_s: float) -> float:
        """Take one request out. Returns 0, or the seconds after which there is one again: then nothing was taken."""
        per_s = self.per_minute / 60
        self.tokens = min(self.per_minute, self.tokens + (now_s - self.at_s) * per_s)
        self.at_s = now_s
        if self.tokens < 1:
            return (1 - self.tokens) / per_s
        self.tokens -= 1
        return 0.0

    @property
    def full_in_s(self) -> float:
        """Seconds until it is full again, if nothing more is taken."""
        return (self.per_minute - self.tokens) * 60 / self.per_minute
