"""Opsgenie: the body of its alert API, and its own outgoing webhook.

`?identifier=<alias>&action=close` says what Opsgenie's API says in its path.
"""

from __future__ import annotations

from alert_ingestion.domain.alert import Alert, Status, fingerprint_of_key
from alert_ingestion.domain.note import note
from alert_ingestion.domain.payload import (
    MESSAGE_LENGTH,
    SERVICE_LENGTH,
    NotUnderstood,
    Sent,
    decoded_object,
    first,
    labels_of,
    mapping,
    severity_of,
    word,
)

OPENS, ENDS = frozenset({"create", ""}), frozenset({"close", "delete"})


def read(sent: Sent) -> list[Alert]:
    """The alert of a message, by its alias. Acknowledgements and notes are noted."""
    message = decoded_object(sent.body)
    alert = message.get("alert") if isinstance(message.get("alert"), dict) else message
    told = mapping(alert)
    action = first(sent.query.get("action"), message.get("action")).lower()
    alias = first(told.get("alias"), sent.query.get("identifier"))
    text, details = word(told.get("message")), mapping(told.get("details"))
    if not alias and not text:
        raise NotUnderstood("neither an alias nor a message")
    service = first(details.get("service"), told.get("entity"), details.get("job"), told.get("source"), "opsgenie")
    if action not in OPENS | ENDS or (action in OPENS and not text):
        shown = first(f"{action}: {first(text, alias)}" if action else "", told.get("note"), alias)[:MESSAGE_LENGTH]
        return [note("opsgenie", sent.body, service=service[:SERVICE_LENGTH], message=shown, raw=dict(message))]
    return [
        Alert(
            service=service[:SERVICE_LENGTH],
            severity=severity_of(first(told.get("priority"), "P3")),
            message=first(text, alias)[:MESSAGE_LENGTH],
            fingerprint=fingerprint_of_key(first(alias, text)),
            status=Status.RESOLVED if action in ENDS else Status.FIRING,
            source="opsgenie",
            labels=labels_of(details, {"entity": told.get("entity")}),
            raw=dict(message),
            is_of_tool=True,
        )
    ]
