"""POST /v2/alerts: Opsgenie's alert API, so that its senders need only another address."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import orjson
from platform_kit.problems import Problem, document, problems
from platform_kit.request_context import current_request_id
from platform_kit.routes import needs

from alert_ingestion.api import acknowledgement
from alert_ingestion.api.intake import BODY_BYTES, IDEMPOTENCY_KEY, storable_alert, take_from
from alert_ingestion.api.intake_route import IntakeRoute, Received, key_of_opsgenie
from alert_ingestion.api.signed import refuse_unsigned
from alert_ingestion.domain.alert import Outcome, fingerprint_of_key
from alert_ingestion.domain.payload import NotUnderstood, Sent
from alert_ingestion.domain.sources.opsgenie import read
from alert_ingestion.intake import Answer
from alert_ingestion.store.intake import Taken

SOURCE = "opsgenie"
ACKNOWLEDGE = "acknowledge"
UNSTORABLE = "The alert cannot be stored as it is."


async def post_create(received: Received) -> Answer:
    """Open an alert, or count it where one of its alias fires. It is committed when this answers."""
    return await _taken(received, {})


async def post_action(received: Received) -> Answer:
    """Close or acknowledge the alert of an alias. Other actions are recorded and change nothing.

    An acknowledgement acknowledges the incident if nothing else fires on it; else it is noted there.
    """
    identifier, action = (received.scope["path_params"][name] for name in ("identifier", "action"))
    if action == ACKNOWLEDGE:
        fingerprint = fingerprint_of_key(identifier)
        refuse_unsigned(received.sender)
        await acknowledgement.pass_on(received.app, fingerprint, SOURCE, by=received.sender.name)
    return await _taken(received, {"identifier": identifier, "action": action})


async def _taken(received: Received, query: dict[str, str]) -> Answer:
    try:
        alerts = read(Sent(received.body or b"{}", {}, query))
    except NotUnderstood:
        refused = "Request body is not processable. Send a JSON object with a message."
        raise Problem(422, refused, message=refused, took=0.0, requestId=current_request_id()) from None
    write_answer = partial(_answer_of, current_request_id())
    return await take_from(received, [storable_alert(alert) for alert in alerts], write_answer)


def _answer_of(request_id: str, taken: Sequence[Taken]) -> tuple[int, bytes]:
    said: dict[str, Any] = {"took": 0.0, "requestId": request_id}
    if all(isinstance(outcome, Outcome) for outcome in taken):
        return 202, orjson.dumps({"result": "Request will be processed", **said})
    return 422, orjson.dumps(document(422, UNSTORABLE, message=UNSTORABLE, **said))


def _documented(model: dict[str, Any], *, is_required: bool, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    declared = needs("ingest")
    declared["openapi_extra"] |= {
        "parameters": [*parameters, IDEMPOTENCY_KEY],
        "requestBody": {"required": is_required, "content": {"application/json": {"schema": model}}},
    }
    return declared


CREATE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "message": {"description": "What is wrong. Required, but for other actions than to create."},
        "alias": {"description": "The alert's identity: close it by the same."},
        "priority": {"description": "P1 to P5; P3 where it is not said."},
        "entity": {"description": "The service, where details has none."},
        "source": {"description": "The service, where there is no entity."},
        "details": {"description": "Pairs of text; `service` is the service."},
    },
    "example": {"message": "disk is full", "alias": "db-1/disk", "priority": "P1", "entity": "db-1"},
}
ACCEPTED: dict[str, Any] = {
    "type": "object",
    "required": ["result", "took", "requestId"],
    "properties": {"result": {"type": "string"}, "took": {"type": "number"}, "requestId": {"type": "string"}},
    "example": {
        "result": "Request will be processed",
        "took": 0.0,
        "requestId": "43a29c5c-3dbf-4fa4-9c26-f4f71023e120",
    },
}


def routes() -> list[IntakeRoute]:
    accepted = {"description": "Taken", "content": {"application/json": {"schema": ACCEPTED}}}
    common: dict[str, Any] = {
        "body_limit": BODY_BYTES,
        "find_key": key_of_opsgenie,
        "methods": ["POST"],
        "status_code": 202,
        "tags": ["other products' protocols"],
        "responses": {202: accepted, **problems(401, 403, 408, 413, 415, 422, 429, 503)},
    }
    identifier, action = (
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}, "example": example}
        for name, example in (("identifier", "db-1"), ("action", "close"))
    )
    return [
        IntakeRoute(
            "/v2/alerts",
            post_create,
            operation_id="post_opsgenie_alert",
            summary="Opsgenie alert API: create",
            description=post_create.__doc__,
            **common,
            **_documented(CREATE, is_required=True, parameters=[]),
        ),
        IntakeRoute(
            "/v2/alerts/{identifier:path}/{action}",
            post_action,
            operation_id="post_opsgenie_action",
            summary="Opsgenie alert API: close, acknowledge",
            description=post_action.__doc__,
            **common,
            **_documented({"type": "object"}, is_required=False, parameters=[identifier, action]),
        ),
    ]
