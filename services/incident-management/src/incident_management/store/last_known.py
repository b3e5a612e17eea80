"""What on-call last answered about some targets: used, and marked so, when it does not answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from incident_management.domain.escalation import Target


@dataclass(frozen=True, slots=True)
class Known:
    answer: dict[str, Any]
    at: datetime


def key_of(team: str, targets: Sequence[Target]) -> str:
    """Equal for two questions with the same answer."""
    return json.dumps([team, list(targets)], sort_keys=True, ensure_ascii=False)


def remember(session: Session, key: str, answer: dict[str, Any], *, at: datetime) -> None:
    session.execute(
        text(
            "INSERT INTO incidents.last_known_oncall AS known (targets_key, answer, at)"
            " VALUES (:key, CAST(:answer AS jsonb), :at)"
            " ON CONFLICT (targets_key) DO UPDATE SET answer = EXCLUDED.answer, at = EXCLUDED.at"
            " WHERE known.at < EXCLUDED.at"
        ),
        {"key": key, "answer": json.dumps(answer), "at": at},
    )


def recall(session: Session, key: str) -> Known | None:
    row = session.execute(
        text("SELECT answer, at FROM incidents.last_known_oncall WHERE targets_key = :key"), {"key": key}
    ).one_or_none()
    return Known(row.answer, row.at) if row else None
