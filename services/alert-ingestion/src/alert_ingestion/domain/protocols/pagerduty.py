"""PagerDuty's Events API v2: one event that triggers, acknowledges or resolves an alert."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from alert_ingestion.domain.alert import Alert, Severity, Status, fingerprint_of_key
from alert_ingestion.domain.payload import (
    DEPTH_MOST,
    LINKS_MOST,
    MESSAGE_LENGTH,
    SERVICE_LENGTH,
    first,
    instant,
    is_deeper_than,
    labels_of,
    links_of,
    mapping,
    word,
)

SOURCE = "pagerduty"
DEDUP_KEY_LENGTH = 255
SEVERITIES = {
    "critical": Severity.CRITICAL,
    "error": Severity.HIGH,
    "warning": Severity.MEDIUM,
    "info": Severity.INFO,
}


class Action(StrEnum):
    TRIGGER = "trigger"
    ACKNOWLEDGE = "acknowledge"
    RESOLVE = "resolve"


class InvalidEvent(ValueError):
    """The event is refused. errors: each says what is wrong with which field."""

    def __init__(self, *errors: str) -> None:
        super().__init__("; ".join(errors))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Event:
    """dedup_key: the sender's, to the letter, or the one that was made for an alert that has none.

    alert: what a trigger opens and a resolve ends; of an acknowledgement only its fingerprint means something.
    """

    action: Action
    dedup_key: str
    alert: Alert


def routing_key_of(event: Any) -> str:
    """The key by which the sender shows who it is. Raises InvalidEvent."""
    if not isinstance(event, dict):
        raise InvalidEvent("The event must be a JSON object")
    key = event.get("routing_key")
    if not isinstance(key, str) or not key.strip():
        raise InvalidEvent("'routing_key' is missing or blank")
    return key.strip()


def read_event(event: Mapping[str, Any], *, sender: str, new_key: Callable[[], str]) -> Event:
    """The event in a message. Raises InvalidEvent.

    sender: whose routing key it is. The same dedup_key of another sender is another alert. new_key: makes the
    dedup_key of an alert that comes without one.
    """
    if is_deeper_than(event, DEPTH_MOST):
        raise InvalidEvent(f"The event must not be nested more than {DEPTH_MOST} levels deep")
    errors: list[str] = []
    action = _action_in(event, errors)
    dedup_key = event.get("dedup_key")
    if dedup_key is not None and not isinstance(dedup_key, str):
        errors.append("'dedup_key' must be a string")
    elif not dedup_key and action is not Action.TRIGGER:
        errors.append("'dedup_key' is missing or blank")
    elif dedup_key and len(dedup_key) > DEDUP_KEY_LENGTH:
        errors.append(f"Length of 'dedup_key' is incorrect (should be {DEDUP_KEY_LENGTH} characters at most)")
    if action is Action.TRIGGER:
        errors += _faults_of(event.get("payload"))
    if errors or action is None:
        raise InvalidEvent(*errors)
    key = str(dedup_key) if dedup_key else new_key()
    return Event(action, key, _alert(event, action, key, fingerprint_of_key(f"{sender}|{key}")))


def _action_in(event: Mapping[str, Any], errors: list[str]) -> Action | None:
    action = event.get("event_action")
    if isinstance(action, str) and action in list(Action):
        return Action(action)
    known = ", ".join(f"'{known}'" for known in Action)
    errors.append(f"'event_action' is invalid (must be one of the following: {known})")
    return None


def _faults_of(payload: Any) -> list[str]:
    """What a payload lacks that a trigger must have."""
    if not isinstance(payload, dict):
        return ["'payload' is missing or blank"]
    faults = [f"'payload.{name}' is missing or blank" for name in ("summary", "source") if not word(payload.get(name))]
    if payload.get("severity") not in list(SEVERITIES):
        known = "'critical', 'warning', 'error' or 'info'"
        faults.append(f"'payload.severity' is invalid (must be one of the following: {known})")
    return faults


def _alert(event: Mapping[str, Any], action: Action, key: str, fingerprint: str) -> Alert:
    """What a trigger opens and a resolve ends. The end has no payload of its own: it is matched by its key alone."""
    payload = mapping(event.get("payload"))
    at = instant(payload.get("timestamp"))
    is_trigger = action is Action.TRIGGER
    own = {name: payload.get(name) for name in ("component", "group", "class", "source")}
    return Alert(
        service=first(payload.get("component"), payload.get("source"), SOURCE)[:SERVICE_LENGTH],
        severity=SEVERITIES.get(word(payload.get("severity")), Severity.INFO),
        message=first(payload.get("summary"), f"{action}: {key}")[:MESSAGE_LENGTH],
        fingerprint=fingerprint,
        status=Status.FIRING if is_trigger else Status.RESOLVED,
        source=SOURCE,
        labels=labels_of(own, {"client": event.get("client")}, mapping(payload.get("custom_details"))),
        links=_links(event),
        # A routing key is a secret, and what is kept is read by people who may not send.
        raw={name: part for name, part in event.items() if name != "routing_key"},
        started_at=at if is_trigger else None,
        ended_at=None if is_trigger else at,
        is_of_tool=True,
    )


def _links(event: Mapping[str, Any]) -> list[dict[str, str]]:
    named: list[tuple[str, Any]] = [(first(event.get("client"), "Client"), event.get("client_url"))]
    for part, text, address in (("links", "text", "href"), ("images", "alt", "href"), ("images", "alt", "src")):
        entries = event.get(part)
        for entry in entries[:LINKS_MOST] if isinstance(entries, list) else ():
            told = mapping(entry)
            named.append((first(told.get(text), part.removesuffix("s").capitalize()), told.get(address)))
    return links_of(named)
