"""Icinga 2 and Nagios: a notification command that posts its runtime macros, one key a macro."""

from __future__ import annotations

from alert_ingestion.domain.alert import Alert, Severity, Status, fingerprint_of_key
from alert_ingestion.domain.note import note
from alert_ingestion.domain.payload import (
    MESSAGE_LENGTH,
    SERVICE_LENGTH,
    NotUnderstood,
    Sent,
    decoded_object,
    first,
    instant,
    labels_of,
    links_of,
    severity_of,
    word,
)

SEVERITIES = {
    "critical": Severity.CRITICAL,
    "down": Severity.CRITICAL,
    "unreachable": Severity.HIGH,
    "warning": Severity.MEDIUM,
    "unknown": Severity.MEDIUM,
    "ok": Severity.INFO,
    "up": Severity.INFO,
}


def read(sent: Sent) -> list[Alert]:
    """The notification. Only PROBLEM and RECOVERY change something; acknowledgements, downtimes, … are noted."""
    told = decoded_object(sent.body)
    kind, host, check = (word(told.get(name)) for name in ("notification_type", "host_name", "service_name"))
    if not kind or not host:
        raise NotUnderstood("no notification of a host")
    state = first(told.get("service_state") if check else told.get("host_state"))
    output = first(told.get("service_output") if check else told.get("host_output"), state, kind)
    thing = f"{host}!{check}" if check else host
    if kind.upper() not in ("PROBLEM", "RECOVERY"):
        text = f"{kind}: {thing}: {first(told.get('notification_comment'), output)}"[:MESSAGE_LENGTH]
        return [note("icinga", sent.body, service=host[:SERVICE_LENGTH], message=text, raw=dict(told))]
    seconds = word(told.get("timet"))
    at = instant(int(seconds)) if seconds.isdecimal() and len(seconds) < 19 else None
    is_over = kind.upper() == "RECOVERY"
    return [
        Alert(
            service=first(told.get("service"), host)[:SERVICE_LENGTH],
            severity=severity_of(state, SEVERITIES),
            message=f"{thing}: {output}"[:MESSAGE_LENGTH],
            fingerprint=fingerprint_of_key(thing),
            status=Status.RESOLVED if is_over else Status.FIRING,
            source="icinga",
            labels=labels_of({"host": host, "check": check, "address": told.get("host_address"), "state": state}),
            links=links_of([("Icinga Web", told.get("icingaweb2_url"))]),
            raw=dict(told),
            started_at=None if is_over else at,
            ended_at=at if is_over else None,
            is_of_tool=True,
        )
    ]
