"""POST /v2/enqueue: PagerDuty's Events API v2, answers included."""

from __future__ import annotations

import json
import uuid
from functools import partial
from typing import Any

from platform_kit.problems import Problem, problems
from platform_kit.routes import open_to_all

from alert_ingestion.api import acknowledgement
from alert_ingestion.api.intake import IDEMPOTENCY_KEY, storable_alert, take_from
from alert_ingestion.api.intake_route import IntakeRoute, Received
from alert_ingestion.api.signed import refuse_unsigned
from alert_ingestion.domain.alert import Outcome
from alert_ingestion.domain.payload import NotUnderstood, decoded
from alert_ingestion.domain.protocols.pagerduty import (
    DEDUP_KEY_LENGTH,
    SEVERITIES,
    SOURCE,
    Action,
    Event,
    InvalidEvent,
    read_event,
    routing_key_of,
)
from alert_ingestion.intake import Answer
from alert_ingestion.store.intake import Taken

BODY_BYTES = 512 * 1024
UNSTORABLE = "The event cannot be stored as it is"


async def post_event(received: Received) -> Answer:
    """Trigger, acknowledge or resolve an alert. It is committed when this answers.

    The same dedup_key of another routing key is another alert. An acknowledgement acknowledges the incident if nothing
    else fires on it; else it is noted there.
    """
    try:
        message = decoded(received.body)
        received = await _from_sender(received, routing_key_of(message))
        event = read_event(message, sender=received.sender.id, new_key=lambda: uuid.uuid4().hex)
    except InvalidEvent as error:
        return Answer(*_refused(error.errors))
    except NotUnderstood:
        return Answer(*_refused(["The event is not valid JSON in UTF-8"]))
    if event.action is Action.ACKNOWLEDGE:
        refuse_unsigned(received.sender)
        await acknowledgement.pass_on(received.app, event.alert.fingerprint, SOURCE, by=received.sender.name)
        return Answer(*_accepted(event))
    return await take_from(received, [storable_alert(event.alert)], partial(_answer_of, event))


async def _from_sender(received: Received, key: str) -> Received:
    """Raises InvalidEvent: this protocol's word for a key that is not known, or may not send."""
    try:
        return await received.sent_with(key)
    except Problem as problem:
        if problem.status not in (401, 403):
            raise
        raise InvalidEvent("'routing_key' is not known, was revoked, or may not send events") from None


def _answer_of(event: Event, taken: list[Taken]) -> tuple[int, bytes]:
    (outcome,) = taken
    return _accepted(event) if isinstance(outcome, Outcome) else _refused([UNSTORABLE])


def _accepted(event: Event) -> tuple[int, bytes]:
    return 202, _json({"status": "success", "message": "Event processed", "dedup_key": event.dedup_key})


def _refused(errors: Any) -> tuple[int, bytes]:
    return 400, _json({"status": "invalid event", "message": "Event object is invalid", "errors": list(errors)})


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()  # escapes what is not ASCII: a dedup_key goes back as it came, odd or not


EVENT = {
    "type": "object",
    "required": ["routing_key", "event_action"],
    "properties": {
        "routing_key": {"type": "string", "minLength": 1, "description": "A key with the scope `ingest`."},
        "event_action": {"type": "string", "enum": list(Action)},
        "dedup_key": {
            "type": "string",
            "maxLength": DEDUP_KEY_LENGTH,
            "description": "Required to acknowledge and to resolve; made for a trigger without one.",
        },
        "payload": {
            "type": "object",
            "description": "Required to trigger.",
            "required": ["summary", "source", "severity"],
            "properties": {
                "summary": {"description": "What is wrong."},
                "source": {"description": "The service, where there is no component."},
                "severity": {"type": "string", "enum": list(SEVERITIES)},
                "timestamp": {"description": "An RFC 3339 instant."},
                "component": {"description": "The service."},
                "group": {},
                "class": {},
                "custom_details": {},
            },
        },
        "client": {},
        "client_url": {},
        "links": {"description": "Objects of href and text."},
        "images": {"description": "Objects of src, href and alt."},
    },
    "example": {
        "routing_key": "<INGEST_API_KEY>",
        "event_action": "trigger",
        "dedup_key": "srv01/latency",
        "payload": {
            "summary": "p99 latency is above 2 s",
            "source": "srv01.example.com",
            "severity": "critical",
            "component": "checkout-api",
        },
    },
}
ACCEPTED = {
    "type": "object",
    "required": ["status", "message", "dedup_key"],
    "properties": {name: {"type": "string"} for name in ("status", "message", "dedup_key")},
    "example": {"status": "success", "message": "Event processed", "dedup_key": "srv01/latency"},
}
REFUSED = {
    "type": "object",
    "required": ["status", "message", "errors"],
    "properties": {
        "status": {"type": "string"},
        "message": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "string"}},
    },
    "example": {
        "status": "invalid event",
        "message": "Event object is invalid",
        "errors": ["'payload.summary' is missing or blank"],
    },
}


def routes() -> list[IntakeRoute]:
    declared = open_to_all("the sender shows its key as routing_key in the body")
    declared["openapi_extra"] |= {
        "parameters": [IDEMPOTENCY_KEY],
        "requestBody": {"required": True, "content": {"application/json": {"schema": EVENT}}},
    }
    return [
        IntakeRoute(
            "/v2/enqueue",
            post_event,
            body_limit=BODY_BYTES,
            methods=["POST"],
            status_code=202,
            tags=["other products' protocols"],
            operation_id="post_pagerduty_event",
            summary="PagerDuty Events API v2",
            description=post_event.__doc__,
            responses={
                202: {"description": "Accepted", "content": {"application/json": {"schema": ACCEPTED}}},
                400: {"description": "Refused; do not retry", "content": {"application/json": {"schema": REFUSED}}},
                **problems(408, 413, 415, 422, 429, 503),
            },
            **declared,
        )
    ]
