"""The application: the one place where its parts meet."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

from fastapi import FastAPI
from platform_kit.application import make_application
from platform_kit.callers import CallerIdentity
from platform_kit.clock import Clock
from platform_kit.http_client import ServiceClient
from platform_kit.idempotency import forget_old_keys
from platform_kit.tokens import token_hash
from platform_kit.worker import Listener, WorkerLoop
from pydantic.json_schema import models_json_schema

from alert_ingestion.api import (
    alerts,
    errors,
    heartbeats,
    intake,
    integrations,
    maintenance,
    opsgenie,
    pagerduty,
    prometheus,
    rules,
    silences,
)
from alert_ingestion.api.hot_lane import open_lane
from alert_ingestion.api.rate_limits import RateLimits
from alert_ingestion.api.wire import AlertIn, BatchIn
from alert_ingestion.clients.sns import Sns
from alert_ingestion.directions_board import DirectionsBoard
from alert_ingestion.heartbeat_watch import HeartbeatLoop, HeartbeatWatch
from alert_ingestion.intake import Intake
from alert_ingestion.senders import SenderCallers, Tallies, own_limit_of
from alert_ingestion.settings import Settings
from alert_ingestion.store.expiry import close_expired
from alert_ingestion.store.holds import forget_recent_ends
from alert_ingestion.use_cases import hold_for_new_silences, plan_maintenance

NAME = "alert-ingestion"
FORGET_KEYS_EVERY_S = 600
TALLIES_EVERY_S = 1.0
RENEWED_EVERY_S = 2.0
PLANNED_EVERY_S = 3600.0
CLOSE_AT_ONCE = 200


def create_app(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The service for these settings. clock: the database's, unless a test brings its own."""
    given = {}
    if settings.ingest_api_key is not None:
        sender = CallerIdentity("key", "INGEST_API_KEY", "INGEST_API_KEY", None, frozenset({"ingest"}))
        given[token_hash(settings.ingest_api_key)] = sender
    app = make_application(
        NAME,
        settings,
        summary="Takes alerts from monitoring tools: stores, deduplicates and correlates them.",
        schema_version="0017",
        routers=[
            alerts.router,
            integrations.router,
            heartbeats.router,
            maintenance.router,
            rules.router,
            silences.router,
            prometheus.router,
        ],
        clock=clock,
        max_body_bytes=intake.BATCH_BODY_BYTES,
    )
    errors.install(app)
    app.state.callers = SenderCallers(
        app.state.sessions, audience=NAME, service_secret=settings.service_token_secret, given=given
    )
    app.state.tallies = Tallies(app.state.sessions, app.state.clock)
    app.state.directions = DirectionsBoard(app.state.sessions, app.state.clock)
    taking = [*intake.routes(), *prometheus.routes(), *pagerduty.routes(), *opsgenie.routes()]
    app.router.routes[:0] = taking
    hot = [route for route in taking if not route.param_convertors]
    open_lane(app, hot, max_body_bytes=intake.BATCH_BODY_BYTES)
    _publish_bodies(app)
    app.state.rate_limits = RateLimits(lambda caller: own_limit_of(caller) or settings.ingest_rate_limit_per_minute)
    app.state.sns = Sns(app.state.clock.now)
    app.state.created_at = datetime.now(UTC)
    app.state.incidents = ServiceClient(
        str(settings.incident_service_url),
        issuer=NAME,
        audience="incident-management",
        secret=settings.service_token_secret,
    )
    app.state.intake = Intake(
        app.state.engine,
        app.state.clock,
        app.state.incidents,
        app.state.directions.shown,
        window=settings.correlation_window,
        queue_size=settings.intake_queue_size,
    )

    def forget() -> int:
        with app.state.sessions.begin() as session:
            forget_recent_ends(session, app.state.clock.now())
            return forget_old_keys(session, "alerts")

    def expire() -> int:
        with app.state.sessions.begin() as session:
            return close_expired(session, app.state.clock.now(), limit=CLOSE_AT_ONCE)

    poll_s, sessions = settings.worker_poll_seconds, app.state.sessions
    app.state.hold_for_new_silences = partial(hold_for_new_silences, sessions, app.state.clock)
    app.state.plan_maintenance = partial(plan_maintenance, sessions, app.state.clock)
    directions_loop = WorkerLoop("directions", app.state.directions.renew, poll_s=RENEWED_EVERY_S)
    watch = app.state.heartbeat_watch = HeartbeatWatch(app.state.sessions, app.state.clock, app.state.intake)
    heartbeat_loop = HeartbeatLoop("heartbeats", watch.run_once, poll_s=poll_s, rest_s=watch.rest_s)
    app.state.runs += [
        app.state.tallies,
        app.state.intake,
        WorkerLoop("tallies", app.state.tallies.write_down, poll_s=TALLIES_EVERY_S),
        WorkerLoop("forget-old-answers", forget, poll_s=FORGET_KEYS_EVERY_S),
        WorkerLoop("close-expired-alerts", expire, poll_s=poll_s),
        WorkerLoop("new-silences", app.state.hold_for_new_silences, poll_s=RENEWED_EVERY_S),
        WorkerLoop("maintenance", app.state.plan_maintenance, poll_s=PLANNED_EVERY_S),
        directions_loop,
        heartbeat_loop,
        Listener(settings.listen_url, {"heartbeats": [heartbeat_loop], "directions": [directions_loop]}),
    ]
    return app


def _publish_bodies(app: FastAPI) -> None:
    """Put the bodies that intake reads itself into the published contract."""
    described = app.openapi
    models: list[Any] = [(AlertIn, "validation"), (BatchIn, "validation")]

    def openapi() -> dict[str, Any]:
        document = described()
        _, schemas = models_json_schema(models, ref_template="#/components/schemas/{model}")
        document["components"]["schemas"] |= schemas["$defs"]
        return document

    app.openapi = openapi  # type: ignore[method-assign]
