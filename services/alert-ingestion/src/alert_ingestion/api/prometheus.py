"""POST /api/v2/alerts, GET /api/v2/status: what a Prometheus server asks of its Alertmanager."""

from __future__ import annotations

import json
from datetime import datetime
from functools import partial
from importlib.metadata import version
from typing import Any, Literal

from fastapi import Request, Response
from platform_kit.problems import problems
from platform_kit.routes import guarded_router, needs
from pydantic import AwareDatetime, BaseModel, Field
from starlette.concurrency import run_in_threadpool

from alert_ingestion.api.intake import BATCH_BODY_BYTES, IDEMPOTENCY_KEY, storable_alert, take_from
from alert_ingestion.api.intake_route import IntakeRoute, Received
from alert_ingestion.domain.payload import NotUnderstood
from alert_ingestion.domain.protocols.prometheus import read_alerts
from alert_ingestion.intake import Answer
from alert_ingestion.store.intake import Taken

router = guarded_router(prefix="/api/v2", tags=["other products' protocols"])


async def post_alerts(received: Received) -> Answer:
    """Take the alerts that fire now, and those that ended. They are committed when this answers.

    One that is sent again is the same alert. One whose `endsAt` has passed is resolved, and so is one that is not sent
    again before its `endsAt`, or within 5 minutes where it has none.
    """
    now: datetime = await run_in_threadpool(received.app.state.clock.now)
    try:
        found, left_out = read_alerts(received.body, now)
    except NotUnderstood:
        return Answer(*_refused("not a JSON list of alerts in UTF-8"))
    alerts = [storable_alert(alert) for alert in found]
    return await take_from(received, alerts, partial(_answer_of, left_out))


def _answer_of(left_out: int, taken: list[Taken]) -> tuple[int, bytes]:
    lost = left_out + sum(isinstance(outcome, Exception) for outcome in taken)
    return _refused(f"{lost} of the alerts were not taken: each needs an object of labels") if lost else (200, b"")


def _refused(message: str) -> tuple[int, bytes]:
    """Of a message with entries that are no alerts the others are taken: this only tells the sender."""
    return 400, json.dumps({"code": 400, "message": message}).encode()


class ClusterStatus(BaseModel):
    status: Literal["disabled"] = Field(default="disabled", description="Replicas share a database, and no gossip.")
    peers: list[str] = []


class VersionInfo(BaseModel):
    version: str
    revision: str = ""
    branch: str = ""
    buildUser: str = ""
    buildDate: str = ""
    goVersion: str = ""


class Config(BaseModel):
    original: str = ""


class AlertmanagerStatus(BaseModel):
    """What an Alertmanager says of itself, as far as it means something here."""

    cluster: ClusterStatus = ClusterStatus()
    versionInfo: VersionInfo
    config: Config = Config()
    uptime: AwareDatetime = Field(description="Since when this process takes alerts.")


@router.get(
    "/status",
    operation_id="get_alertmanager_status",
    summary="Alertmanager API v2: status",
    responses=problems(401, 403, 503),
    **needs("ingest", "read"),
)
def get_status(request: Request) -> AlertmanagerStatus:
    """Whether there is somebody who takes alerts."""
    return AlertmanagerStatus(
        versionInfo=VersionInfo(version=version("alert-ingestion")), uptime=request.app.state.created_at
    )


ALERTS: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["labels"],
        "properties": {
            "labels": {"type": "object", "minProperties": 1, "description": "Its identity. One has a value."},
            "annotations": {"description": "`summary`, else `description`, is the message."},
            "startsAt": {"description": "An RFC 3339 instant."},
            "endsAt": {"description": "An RFC 3339 instant. Passed: it is resolved. Else it fires until then."},
            "generatorURL": {"description": "Where to read on."},
        },
    },
    "example": [
        {
            "labels": {"alertname": "InstanceDown", "service": "checkout-api", "severity": "critical"},
            "annotations": {"summary": "checkout-01 is down"},
            "startsAt": "2026-03-02T12:00:00Z",
            "endsAt": "2026-03-02T12:04:00Z",
            "generatorURL": "https://prometheus.example.com/graph",
        }
    ],
}
REFUSED = {
    "type": "object",
    "required": ["code", "message"],
    "properties": {"code": {"type": "integer"}, "message": {"type": "string"}},
    "example": {"code": 400, "message": "1 of the alerts were not taken: each needs an object of labels"},
}


def routes() -> list[IntakeRoute]:
    declared = needs("ingest")
    declared["openapi_extra"] |= {
        "parameters": [IDEMPOTENCY_KEY],
        "requestBody": {"required": True, "content": {"application/json": {"schema": ALERTS}}},
    }
    return [
        IntakeRoute(
            "/api/v2/alerts",
            post_alerts,
            body_limit=BATCH_BODY_BYTES,
            status_over=503,  # a Prometheus or Alertmanager never sends again what was answered 429
            methods=["POST"],
            status_code=200,
            response_class=Response,
            tags=["other products' protocols"],
            operation_id="post_prometheus_alerts",
            summary="Alertmanager API v2: alerts",
            description=post_alerts.__doc__,
            responses={
                200: {"description": "All of them are taken"},
                400: {
                    "description": "Some entries were no alerts; the others are taken",
                    "content": {"application/json": {"schema": REFUSED}},
                },
                **problems(401, 403, 408, 413, 415, 422, 503),
            },
            **declared,
        )
    ]
