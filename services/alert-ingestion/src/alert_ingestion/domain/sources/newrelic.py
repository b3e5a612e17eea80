"""New Relic's workflow webhook, as its default template writes it."""

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
    instant,
    labels_of,
    links_of,
    severity_of,
    word,
)


def read(sent: Sent) -> list[Alert]:
    """The issue of a message. Its acknowledgement there is noted here."""
    issue = decoded_object(sent.body)
    identity, state, title = word(issue.get("id")), word(issue.get("state")).upper(), word(issue.get("title"))
    if not identity or state not in ("CREATED", "ACTIVATED", "ACKNOWLEDGED", "CLOSED"):
        raise NotUnderstood("no issue")
    entities, policies = issue.get("impactedEntities"), issue.get("alertPolicyNames")
    names = (*(entities if isinstance(entities, list) else ()), *(policies if isinstance(policies, list) else ()))
    service, message = first(*names, "newrelic")[:SERVICE_LENGTH], first(title, identity)[:MESSAGE_LENGTH]
    if state == "ACKNOWLEDGED":
        return [note("newrelic", sent.body, service=service, message=f"Acknowledged there: {message}", raw=dict(issue))]
    is_over = state == "CLOSED"
    return [
        Alert(
            service=service,
            severity=severity_of(issue.get("priority")),
            message=message,
            fingerprint=fingerprint_of_key(identity),
            status=Status.RESOLVED if is_over else Status.FIRING,
            source="newrelic",
            labels=labels_of({"policy": first(*policies) if isinstance(policies, list) else ""}, {"issue": identity}),
            links=links_of([("Issue", issue.get("issueUrl"))]),
            raw=dict(issue),
            started_at=None if is_over else instant(issue.get("createdAt")),
            ended_at=instant(issue.get("updatedAt")) if is_over else None,
            is_of_tool=True,
        )
    ]
