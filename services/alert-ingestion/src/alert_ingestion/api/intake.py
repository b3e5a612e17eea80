"""POST: alerts come in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from platform_kit.idempotency import OnceKey
from platform_kit.problems import Problem, problems
from platform_kit.routes import needs

from alert_ingestion.api import answers
from alert_ingestion.api.intake_route import IntakeRoute, Received, key_of_address
from alert_ingestion.api.signed import check_signature, confirmed, refuse_unsigned
from alert_ingestion.api.wire import AlertIn, AlertTaken, BatchIn, BatchTaken, alert_from, batch_from, storable_value
from alert_ingestion.domain.alert import Alert
from alert_ingestion.domain.integration import assigned
from alert_ingestion.domain.payload import NotUnderstood, Sent
from alert_ingestion.domain.signatures import BY_SNS
from alert_ingestion.domain.sources import SOURCES, unreadable
from alert_ingestion.intake import Answer, Intake, WriteAnswer
from alert_ingestion.senders import Sender

BODY_BYTES = 1024 * 1024
BATCH_BODY_BYTES = 5 * 1024 * 1024
KEY_LENGTH = 255

IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": KEY_LENGTH},
    "description": "The same key and body get the first answer again, for a day.",
}


def once_of(received: Received) -> OnceKey | None:
    """Which request of which caller this is, where it says so. Raises Problem 422."""
    key = received.header(b"idempotency-key")
    if key is None:
        return None
    if not 1 <= len(key) <= KEY_LENGTH or "\x00" in key:
        errors = [{"field": "idempotency-key", "message": f"must have 1 to {KEY_LENGTH} characters"}]
        raise Problem(422, "The Idempotency-Key cannot be used. See errors.", errors=errors)
    caller, scope = received.sender, received.scope
    asked = hashlib.sha256(f"{scope['method']} {scope['path']}\n".encode() + received.body).digest()
    return OnceKey(f"{caller.kind}:{caller.id}", key, asked)


async def post_alert(received: Received) -> Answer:
    """Take one alert. It is committed when this answers."""
    return await take_from(received, [alert_from(received.body)], answers.single)


async def post_batch(received: Received) -> Answer:
    """Take up to 1,000 alerts together. Valid ones are taken; each that is not has its own error in its place."""
    return await _take_all(received, batch_from(received.body))


async def post_integration(received: Received) -> Answer:
    """Take a monitoring tool's own message. One that cannot be read is kept, and somebody is told.

    A tool that sends no header of one's choice may show its key in the address, as `?key=`.
    """
    source, body = received.scope["path_params"]["source"], received.body
    read = SOURCES.get(source)
    if read is None:
        raise Problem(404, f"There is no such source. There are: {', '.join(sorted(SOURCES))}.")
    await check_signature(received, source)
    told = await confirmed(received) if source == BY_SNS else None
    try:
        alerts = read(_sent(received))
        may_be_odd = b"\\u" in body  # else there is no way to write what cannot be stored
    except NotUnderstood:
        alerts, may_be_odd = unreadable(source, body), True
    if told:
        alerts = [alert._replace(message=f"{alert.message}. {told}") for alert in alerts]
    if may_be_odd:
        alerts = [storable_alert(alert) for alert in alerts]
    return await _take_all(received, alerts, is_checked=True)


def _sent(received: Received) -> Sent:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in received.headers.items()}
    query = dict(parse_qsl(received.scope["query_string"].decode("latin-1")))
    query.pop("key", None)
    if isinstance(received.caller, Sender):
        query = {**received.caller.integration.mapping, **query}
    return Sent(received.body, headers, query)


async def _take_all(received: Received, entries: list[Any], *, is_checked: bool = False) -> Answer:
    alerts = [entry for entry in entries if isinstance(entry, Alert)]
    return await take_from(received, alerts, partial(answers.results, entries), is_checked=is_checked)


async def take_from(
    received: Received, alerts: Sequence[Alert], write_answer: WriteAnswer, *, is_checked: bool = False
) -> Answer:
    """Commit the alerts of a request as its sender's: an integration may give them a service, and is counted.

    is_checked: the message has the signature that its integration asks for, if it asks for one.
    """
    once, sender = once_of(received), received.sender
    if not is_checked:
        refuse_unsigned(sender)
    if not alerts and once is None:
        return Answer(*write_answer([]))
    intake: Intake = received.app.state.intake
    if not isinstance(sender, Sender):
        return await intake.take(alerts, once, write_answer, sender=sender.id)
    given = [assigned(alert, sender.integration) for alert in alerts]
    answer = await intake.take(given, once, write_answer, sender=sender.id)
    if not answer.is_replay:
        received.app.state.tallies.count(sender.integration, sum(alert.is_reported for alert in alerts))
    return answer


def storable_alert(alert: Alert) -> Alert:
    """The alert with texts that PostgreSQL can hold: a tool must never get an error for an odd character."""
    return alert._replace(
        service=storable_value(alert.service),
        message=storable_value(alert.message),
        source=storable_value(alert.source),
        labels=storable_value(dict(alert.labels)),
        links=storable_value(list(alert.links)),
        raw=storable_value(alert.raw),
        cut=alert.cut and replace(alert.cut, group_key=storable_value(alert.cut.group_key)),
    )


def _documented(body: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    declared = needs("ingest")
    declared["openapi_extra"] |= {
        "parameters": [*parameters, IDEMPOTENCY_KEY],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{body}"}}},
        },
    }
    return declared


def routes() -> list[IntakeRoute]:
    """The hottest first."""
    common: dict[str, Any] = {"methods": ["POST"], "status_code": 201, "tags": ["intake"]}
    errors = problems(401, 403, 408, 413, 415, 422, 429, 503)
    source = {
        "name": "source",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": sorted(SOURCES)},
    }
    declared = needs("ingest")
    declared["openapi_extra"] |= {
        "parameters": [source, IDEMPOTENCY_KEY],
        "requestBody": {
            "required": True,
            "description": "The tool's own message, as it sends it.",
            "content": {"application/json": {"schema": {}}, "text/plain": {"schema": {"type": "string"}}},
        },
    }
    return [
        IntakeRoute(
            "/api/v1/alerts",
            post_alert,
            body_limit=BODY_BYTES,
            operation_id="post_alert",
            summary="Take one alert",
            description=post_alert.__doc__,
            response_model=AlertTaken,
            responses=errors,
            **common,
            **_documented(AlertIn.__name__),
        ),
        IntakeRoute(
            "/api/v1/alerts/batch",
            post_batch,
            body_limit=BATCH_BODY_BYTES,
            operation_id="post_alerts",
            summary="Take up to 1,000 alerts",
            description=post_batch.__doc__,
            response_model=BatchTaken,
            responses=errors,
            **common,
            **_documented(BatchIn.__name__),
        ),
        IntakeRoute(
            "/api/v1/integrations/{source}",
            post_integration,
            body_limit=BATCH_BODY_BYTES,
            status_over=503,  # most tools try again after a 5xx only
            find_key=key_of_address,
            operation_id="post_integration",
            summary="Take a monitoring tool's message",
            description=post_integration.__doc__,
            response_model=BatchTaken,
            responses=problems(404) | errors,
            **common,
            **declared,
        ),
    ]
