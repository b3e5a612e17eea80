"""Many alerts of one transaction, folded into as few rows as they are about.

A storm is mostly the same alert again. A thousand of them become one write that counts a thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from alert_ingestion.domain.alert import Alert, Status

Identity = TypeVar("Identity")


@dataclass(slots=True)
class Folded:
    """The same alert, `len(places)` times. places: where in the batch, ascending."""

    alert: Alert
    places: list[int]
    started_at: datetime | None
    ended_at: datetime | None
    expires_at: datetime | None

    def add(self, place: int, alert: Alert) -> None:
        self.places.append(place)
        self.started_at = _later(self.started_at, alert.started_at)
        self.ended_at = _later(self.ended_at, alert.ended_at)
        self.expires_at = _later(self.expires_at, alert.expires_at)


@dataclass(slots=True)
class Round:
    """Alerts of which no two are a change of the same fingerprint: they may be written in any order."""

    firing: dict[tuple[str, str], Folded] = field(default_factory=dict)
    resolved: dict[tuple[str, str, bool], Folded] = field(default_factory=dict)
    suppressed: dict[tuple[str, str], Folded] = field(default_factory=dict)


def folded(alerts: Sequence[Alert]) -> list[Round]:
    """The rounds in which the alerts are to be written, in the order in which they came.

    An alert that fires, resolves and fires again within one batch takes three rounds; a batch without such takes one.
    """
    rounds: list[Round] = []
    latest: dict[str, tuple[int, Status]] = {}
    for place, alert in enumerate(alerts):
        if alert.is_suppressed:  # changes nothing, so it may be written whenever
            if not rounds:
                rounds.append(Round())
            _fold(rounds[0].suppressed, (alert.service, alert.fingerprint), place, alert)
            continue
        number, status = latest.get(alert.fingerprint, (0, alert.status))
        if status is not alert.status:
            number += 1
        latest[alert.fingerprint] = (number, alert.status)
        while len(rounds) <= number:
            rounds.append(Round())
        if alert.status is Status.FIRING:
            _fold(rounds[number].firing, (alert.correlation_key, alert.fingerprint), place, alert)
        else:
            _fold(rounds[number].resolved, alert.closes, place, alert)
    return rounds


def _fold(many: dict[Identity, Folded], identity: Identity, place: int, alert: Alert) -> None:
    if identity in many:
        many[identity].add(place, alert)
    else:
        many[identity] = Folded(alert, [place], alert.started_at, alert.ended_at, alert.expires_at)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    if one is None or other is None:
        return one or other
    return max(one, other)
