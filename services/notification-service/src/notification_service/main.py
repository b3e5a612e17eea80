"""notification-service: where its parts meet."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from fastapi import FastAPI
from platform_kit.application import make_application
from platform_kit.clock import Clock
from platform_kit.worker import Listener, WorkerLoop

from notification_service.api import answers, callbacks, contacts, errors, push_subscriptions, slack, templates
from notification_service.api.routes import router
from notification_service.channels.making import make_channels
from notification_service.channels.outgoing_http import OutgoingHttp
from notification_service.clients.incident_management import IncidentManagement
from notification_service.metrics import Waiting
from notification_service.settings import Settings
from notification_service.store.notifications import DUE_CHANNEL
from notification_service.store.push_subscriptions import StoredSubscriptions
from notification_service.store.sent_pages import StoredPages
from notification_service.workers import housekeeping, receipts
from notification_service.workers.auditor import EVERY_S as AUDIT_EVERY_S
from notification_service.workers.auditor import Admins, Auditor
from notification_service.workers.delivery import DeliverySettings, DeliveryWorker


def create_app(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The application and the workers that run beside it."""
    app = make_application(
        "notification-service",
        settings,
        summary="Carries messages to people: channels, deliveries, retries.",
        schema_version="0019",
        routers=[
            router,
            contacts.router,
            push_subscriptions.router,
            answers.router,
            callbacks.router,
            slack.router,
            templates.router,
        ],
        clock=clock,
    )
    errors.install(app)
    http = OutgoingHttp(settings.outbound_allow)
    subscriptions = StoredSubscriptions(app.state.sessions)
    app.state.links = settings.links()
    shown = StoredPages(app.state.sessions, app.state.links)
    app.state.channels = make_channels(settings, http, subscriptions, shown)
    app.state.scrape_registry.register(Waiting(app.state.sessions, app.state.clock))

    sessions = app.state.sessions
    delivery = DeliveryWorker(
        sessions,
        app.state.channels,
        http,
        app.state.clock,
        DeliverySettings(
            policy=settings.retry_policy(),
            lease=timedelta(seconds=settings.worker_lease_seconds),
            deadline_s=settings.notify_timeout_seconds,
            poll_s=settings.worker_poll_seconds,
            links=app.state.links,
            throttling=settings.throttling(),
        ),
    )
    app.state.incidents = IncidentManagement(str(settings.incident_service_url), secret=settings.service_token_secret)
    telling = WorkerLoop(
        "receipts",
        partial(receipts.run_once, sessions, app.state.incidents, app.state.clock),
        poll_s=settings.worker_poll_seconds,
    )
    keeping = WorkerLoop("housekeeping", partial(housekeeping.run_once, sessions), poll_s=housekeeping.EVERY_S)
    admins = Admins(
        settings.admins(),
        partial(OutgoingHttp, settings.outbound_allow),
        lambda own_http: make_channels(settings, own_http, subscriptions, shown),
    )
    beat_url = str(settings.dead_man_url) if settings.dead_man_url else None
    auditor = Auditor(sessions, app.state.clock, beat_url, admins)
    auditing = WorkerLoop("auditor", auditor.run_once, poll_s=AUDIT_EVERY_S)
    listener = Listener(settings.listen_url, {DUE_CHANNEL: [delivery]})
    app.state.runs += [delivery, telling, keeping, auditing, listener]
    return app
