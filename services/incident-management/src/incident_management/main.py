"""The one place where the parts of incident-management meet."""

from __future__ import annotations

from uuid import UUID

from fastapi import FastAPI
from platform_kit.application import make_application
from platform_kit.clock import Clock
from platform_kit.http_client import DEADLINE_S, ServiceClient
from platform_kit.worker import Listener, WorkerLoop
from sqlalchemy.engine import make_url

from incident_management import worker
from incident_management.api import (
    actions,
    analytics,
    drills,
    errors,
    escalations,
    events,
    incidents,
    postmortems,
    subscriptions,
    trace,
)
from incident_management.clients.notification import Notification
from incident_management.clients.oncall import Oncall
from incident_management.clients.receivers import Receivers
from incident_management.event_feed import EventFeed
from incident_management.metrics import REGISTRY, IncidentsByStatus, SubscriptionsByState
from incident_management.settings import Settings
from incident_management.use_cases.escalate import Escalator
from incident_management.use_cases.who_is_on_call import OncallAnswers

NAME = "incident-management"
SCHEMA_VERSION = "0020"
HOUR_S = 3600.0


def create_app(settings: Settings, clock: Clock | None = None, *, deadline_s: float = DEADLINE_S) -> FastAPI:
    """The application, its workers beside it.

    clock: stands in for the database's in tests and drills. deadline_s: how long a neighbour may take to answer.
    """
    app = make_application(
        NAME,
        settings,
        summary="The life of incidents: timeline, assignment, escalation.",
        schema_version=SCHEMA_VERSION,
        registry=REGISTRY,
        routers=[
            incidents.router,
            actions.router,
            escalations.router,
            events.router,
            trace.router,
            analytics.router,
            postmortems.router,
            drills.router,
            subscriptions.router,
        ],
        clock=clock,
    )
    errors.install(app)
    public_url = str(settings.public_url).rstrip("/")

    def link_to(incident_id: UUID) -> str:
        return f"{public_url}/incidents/{incident_id}"

    def neighbour(url: str, name: str) -> ServiceClient:
        secret = settings.service_token_secret
        return ServiceClient(url, issuer=NAME, audience=name, secret=secret, deadline_s=deadline_s)

    app.state.link_to = link_to
    app.state.oncall = Oncall(neighbour(str(settings.oncall_service_url), "oncall-service"))
    app.state.notification = Notification(neighbour(str(settings.notification_service_url), "notification-service"))
    app.state.scrape_registry.register(IncidentsByStatus(app.state.sessions))
    app.state.scrape_registry.register(SubscriptionsByState(app.state.sessions))
    _add_workers(app, settings)
    return app


def _add_workers(app: FastAPI, settings: Settings) -> None:
    """What runs beside the requests; kept in `app.state` too, so that a test can do one round by hand."""
    state = app.state
    answers = OncallAnswers(state.sessions, state.clock, state.oncall)
    escalator = Escalator(state.sessions, state.clock, answers, state.link_to)
    state.escalation_worker = worker.EscalationWorker(
        state.sessions, state.clock, escalator, lease=settings.worker_lease
    )
    state.hand_over_worker = worker.HandOverWorker(
        state.sessions, state.clock, state.notification, lease=settings.worker_lease
    )
    state.event_feed = EventFeed(state.sessions, state.clock)
    state.auto_resolve_worker = worker.AutoResolveWorker(state.sessions, state.clock, state.link_to)
    state.acknowledgement_worker = worker.AcknowledgementWorker(state.sessions, state.clock)
    receivers = Receivers(settings.outbound_allow)
    state.delivery_worker = worker.DeliveryWorker(state.sessions, state.clock, receivers, state.link_to)

    poll_s = settings.worker_poll_seconds
    escalation = WorkerLoop(
        "escalation", state.escalation_worker.run_once, poll_s=poll_s, rest_s=state.escalation_worker.rest_s
    )
    hand_over = WorkerLoop(
        "hand-over", state.hand_over_worker.run_once, poll_s=poll_s, rest_s=state.hand_over_worker.rest_s
    )
    auto_resolve = WorkerLoop("auto-resolve", state.auto_resolve_worker.run_once, poll_s=poll_s)
    acknowledgements = WorkerLoop("acknowledgements", state.acknowledgement_worker.run_once, poll_s=poll_s)
    old_requests = WorkerLoop(
        "old-requests", lambda: worker.forget_old_requests(state.sessions, state.clock), poll_s=HOUR_S
    )
    delivery = WorkerLoop(
        "deliveries", state.delivery_worker.run_once, poll_s=poll_s, rest_s=state.delivery_worker.rest_s
    )
    feed = WorkerLoop("events", state.event_feed.run_once, poll_s=poll_s)
    dsn = make_url(settings.listen_url).set(drivername="postgresql").render_as_string(hide_password=False)
    listener = Listener(
        dsn,
        {
            "escalations": [escalation],
            "auto_resolve": [auto_resolve],
            "pages": [hand_over],
            "timeline": [feed],
            "deliveries": [delivery],
        },
    )
    state.runs += [escalation, hand_over, auto_resolve, acknowledgements, old_requests, feed, delivery, listener]
