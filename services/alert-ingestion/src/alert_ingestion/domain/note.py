"""Messages that tell something and change nothing: an acknowledgement elsewhere, a test, a message nobody can read."""

from __future__ import annotations

import hashlib
from typing import Any

from alert_ingestion.domain.alert import Alert, Severity, Status, fingerprint_of_key


def note(source: str, body: bytes, *, service: str, message: str, raw: Any) -> Alert:
    """An alert that is recorded and neither opens nor closes anything: an end that matches nothing."""
    digest = hashlib.sha256(body).hexdigest()
    return Alert(
        service=service,
        severity=Severity.INFO,
        message=message,
        fingerprint=fingerprint_of_key(f"note:{source}:{digest}"),
        status=Status.RESOLVED,
        source=source,
        raw=raw,
        is_of_tool=True,
    )
