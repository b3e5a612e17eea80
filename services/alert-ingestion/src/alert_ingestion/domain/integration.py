"""A sender with a key of its own, and what it knows of where its alerts belong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from alert_ingestion.domain.alert import Alert


class ServiceFrom(StrEnum):
    """Where an integration's alerts take their service from.

    payload: the integration's service is for messages that name none. integration: it is for all of them.
    """

    PAYLOAD = "payload"
    INTEGRATION = "integration"


@dataclass(frozen=True, slots=True)
class Integration:
    """requires_signature: messages that its source did not sign are refused. signing_secret: what github and sentry
    sign with; None where there is none, or where it cannot be read any more.
    mapping: for the source `generic`, where in a message to look, as the parameters of its address say it.
    """

    id: UUID
    name: str
    source: str
    service: str | None
    service_from: ServiceFrom
    rate_limit_per_minute: int | None
    mapping: Mapping[str, str] = field(default_factory=dict)
    requires_signature: bool = False
    signing_secret: str | None = field(default=None, repr=False)


def assigned(alert: Alert, integration: Integration) -> Alert:
    """The alert with the service that its integration gives it.

    A source without a word for the service falls back to another name, such as the rule's. That is not naming one.
    """
    own = integration.service
    if own is None or own == alert.service:
        return alert
    if integration.service_from is ServiceFrom.PAYLOAD and names_service(alert):
        return alert
    return alert._replace(service=own)


def names_service(alert: Alert) -> bool:
    """Does the message itself name a service (or component), by a label or a field, and is that the alert's?"""
    if not alert.is_of_tool:
        return True  # our own format has no other way
    if alert.source == "generic":
        return alert.service != alert.source  # it looks where it was told to look
    return alert.labels.get("service") == alert.service or _says(alert.raw, alert.service)


def _says(value: Any, service: str) -> bool:
    if isinstance(value, dict):
        if any(isinstance(said, str) and said.strip() == service for said in map(value.get, ("service", "component"))):
            return True
        return any(_says(part, service) for part in value.values())
    if isinstance(value, list):
        return any(_says(part, service) for part in value)
    return isinstance(value, str) and value in (f"service:{service}", f"service={service}")
