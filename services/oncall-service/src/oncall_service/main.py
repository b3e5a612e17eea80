"""The one place where the parts of the service meet."""

from __future__ import annotations

import zoneinfo
from datetime import timedelta

from fastapi import FastAPI
from platform_kit.application import make_application
from platform_kit.clock import Clock
from platform_kit.http_client import ServiceClient

from oncall_service.api import (
    api_keys,
    audit,
    auth,
    calendar_links,
    errors,
    oncall,
    policies,
    schedules,
    services,
    single_sign_on,
    swaps,
    teams,
    users,
)
from oncall_service.clients.notification import NotificationService
from oncall_service.coverage_gauges import CoverageGauges
from oncall_service.metrics import REGISTRY
from oncall_service.security.openid_connect import Provider
from oncall_service.security.passwords import Passwords
from oncall_service.security.throttle import Throttle
from oncall_service.settings import Settings
from oncall_service.use_cases.first_start import FirstStart
from oncall_service.use_cases.sign_in import SignIn
from oncall_service.use_cases.single_sign_on import SingleSignOn
from oncall_service.worker import loops

NAME = "oncall-service"
SCHEMA_VERSION = "0020"


def create_app(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The on-call service. clock: for tests; the database's where none is given."""
    # The zones of the pinned tzdata package on every machine, whatever the operating system has.
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    app = make_application(
        NAME,
        settings,
        summary="Who is on call: people, teams, schedules, escalation policies, sign-in and keys.",
        schema_version=SCHEMA_VERSION,
        registry=REGISTRY,
        routers=[
            auth.router,
            single_sign_on.router,
            users.router,
            api_keys.router,
            teams.router,
            services.router,
            schedules.router,
            swaps.router,
            oncall.router,
            policies.router,
            audit.router,
            calendar_links.router,
        ],
        clock=clock,
    )
    errors.install(app)
    sessions = app.state.sessions
    app.state.passwords = Passwords()
    app.state.sign_in = SignIn(sessions, app.state.passwords, Throttle(), life=timedelta(hours=settings.session_hours))
    client = settings.oidc_client()
    app.state.single_sign_on = client and SingleSignOn(
        settings.oidc_name,
        sessions,
        app.state.passwords,
        Provider(client, settings.outbound_allow),
        settings.oidc_access(),
        life=timedelta(hours=settings.session_hours),
        trusts_email=settings.oidc_trusts_email,
    )
    notification = ServiceClient(
        str(settings.notification_service_url),
        issuer=NAME,
        audience="notification-service",
        secret=settings.service_token_secret,
    )
    app.state.notification = NotificationService(notification)
    app.state.coverage_gauges = CoverageGauges(sessions, app.state.clock, app.state.notification)
    app.state.scrape_registry.register(app.state.coverage_gauges)
    app.state.runs += [
        FirstStart(
            sessions,
            app.state.passwords,
            email=settings.admin_email,
            password=settings.admin_password.get_secret_value(),
            ingest_key=settings.ingest_api_key.get_secret_value(),
        ),
        *loops(
            sessions,
            app.state.clock,
            app.state.notification,
            lease=timedelta(seconds=settings.worker_lease_seconds),
            poll_s=settings.worker_poll_seconds,
            link=f"{str(settings.public_url).rstrip('/')}/oncall",
        ),
    ]
    return app
