"""Answers of intake as prepared bytes: ids, digests and words only, so nothing in them needs escaping."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from platform_kit.problems import document

from alert_ingestion.domain.alert import Alert, Outcome
from alert_ingestion.store.intake import Taken

UNSTORABLE = "This alert could not be stored as it is. The others of its request were."


def taken(outcome: Outcome) -> bytes:
    """One alert's answer."""
    incident = b"null" if outcome.incident_id is None else b'"%b"' % outcome.incident_id.encode()
    return b'{"id":"%b","incident_id":%b,"fingerprint":"%b","result":"%b"}' % (
        outcome.id.encode(),
        incident,
        outcome.fingerprint.encode(),
        outcome.result.value.encode(),
    )


def single(outcomes: Sequence[Taken]) -> tuple[int, bytes]:
    """The answer to a request with one alert."""
    (outcome,) = outcomes
    if isinstance(outcome, Outcome):
        return 201, taken(outcome)
    return 422, orjson.dumps(document(422, UNSTORABLE))


def results(entries: Sequence[Alert | dict[str, Any]], outcomes: Sequence[Taken]) -> tuple[int, bytes]:
    """The answer to a batch. entries: its alerts, and in the place of each that was refused a problem document."""
    remaining = iter(outcomes)
    parts = []
    for entry in entries:
        if isinstance(entry, dict):
            parts.append(orjson.dumps({"error": entry}))
            continue
        outcome = next(remaining)
        if isinstance(outcome, Outcome):
            if entry.is_reported:
                parts.append(taken(outcome))
        elif outcome is not None:
            parts.append(orjson.dumps({"error": document(422, UNSTORABLE)}))
    return 201, b'{"results":[%b]}' % b",".join(parts)
