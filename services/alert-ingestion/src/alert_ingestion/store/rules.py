"""Routing rules, each change a row; and past alerts to try rules on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from alert_ingestion.domain.alert import Alert, Severity
from alert_ingestion.domain.tryout import Past

PAST_MOST = 20_000


def newest(session: Session) -> Row[Any] | None:
    """version, rules, created_by and created_at of what is in effect; None where nobody has made rules.

    Without the rules that name a service which is hidden from whom the transaction works for.
    """
    return session.execute(
        text(
            "SELECT version, (SELECT coalesce(jsonb_agg(e.rule ORDER BY e.place), '[]')"
            " FROM jsonb_array_elements(rules) WITH ORDINALITY AS e (rule, place)"
            " WHERE oncall.is_text_shown(e.rule::text)) AS rules, created_by, created_at"
            " FROM alerts.rule_sets ORDER BY version DESC LIMIT 1"
        )
    ).one_or_none()


def add(session: Session, version: int, rules: Sequence[dict[str, Any]], *, by: str, now: datetime) -> Row[Any]:
    """Raises IntegrityError when somebody made this version meanwhile."""
    return session.execute(
        text(
            "INSERT INTO alerts.rule_sets (version, rules, created_by, created_at)"
            " VALUES (:version, CAST(:rules AS jsonb), :by, :now) RETURNING version, rules, created_by, created_at"
        ),
        {"version": version, "rules": orjson.dumps(list(rules)).decode(), "by": by, "now": now},
    ).one()


def past(session: Session, since: datetime) -> list[Past]:
    """Alerts that fired since then, as they were sent, in the order in which they came; the last PAST_MOST of them."""
    rows = session.execute(
        text(
            "SELECT id::text AS id, coalesce(sent ->> 'service', service) AS service,"
            " coalesce(sent ->> 'severity', severity) AS severity, message, fingerprint, source, labels, received_at,"
            " last_seen_at, resolved_at FROM alerts.alerts"
            " WHERE received_at >= :since AND (incident_id IS NOT NULL OR sent ->> 'status' = 'firing')"
            " ORDER BY received_at DESC, id DESC LIMIT :most"
        ),
        {"since": since, "most": PAST_MOST},
    ).all()
    return [
        Past(
            id=row.id,
            alert=Alert(
                service=row.service,
                severity=Severity(row.severity),
                message=row.message,
                fingerprint=row.fingerprint,
                source=row.source,
                labels=row.labels,
            ),
            first_at=row.received_at,
            last_at=row.last_seen_at,
            ended_at=row.resolved_at,
        )
        for row in reversed(rows)
    ]
