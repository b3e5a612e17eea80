"""The parts that every service's application has, put together."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol

import uvicorn
from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from prometheus_client import REGISTRY, CollectorRegistry

from platform_kit import health, problems
from platform_kit.callers import CallerIdentity, Callers
from platform_kit.client_address import TrustedProxies
from platform_kit.clock import Clock, DatabaseClock
from platform_kit.database import make_engine, make_sessions
from platform_kit.logs import configure_logs
from platform_kit.metrics import BUILD
from platform_kit.middleware import RequestLayer
from platform_kit.rate_limits import RateLimits
from platform_kit.release import VERSION
from platform_kit.routes import COUNTED, SCHEMES, methods_at, refuse_undeclared
from platform_kit.secrets_at_rest import SecretsAtRest
from platform_kit.server import END_WITHIN_S, LINGER_S, LastAnswers, Server
from platform_kit.settings import ServiceSettings
from platform_kit.tracing import start_tracing, stop_tracing

log = logging.getLogger(__name__)

MAX_BODY_BYTES = 1024 * 1024
CALLERS_SINCE = "0010"  # the schema by which the database says which teams are hidden from a caller


class Runs(Protocol):
    """Something that runs beside the requests: a worker loop, a listener."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


def make_application(
    name: str,
    settings: ServiceSettings,
    *,
    summary: str,
    schema_version: str,
    routers: Sequence[APIRouter],
    registry: CollectorRegistry = REGISTRY,
    clock: Clock | None = None,
    given_callers: Mapping[bytes, CallerIdentity] | None = None,
    max_body_bytes: int = MAX_BODY_BYTES,
) -> FastAPI:
    """An application with sessions, callers, clock, problem documents, health, metrics and its own routes.

    What is put into `app.state.runs` is started with the application and stopped with it, in reverse order.
    registry: of the service's own metrics; scrape_registry takes what is read from the database at each scrape.
    `app.state`: name, settings, engine, sessions, secrets, clock, callers, request_limits, proxies, runs, registry,
    scrape_registry, schema_version, and stopping, an event that is set as soon as the process is told to stop.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        refuse_undeclared(app.routes)
        started: list[Runs] = []
        for part in app.state.runs:
            part.start()
            started.append(part)
        gc.collect()
        gc.freeze()  # what lives since the start need not be looked at by each collection
        log.info("ready to take requests", extra={"host": settings.listen_host, "port": settings.listen_port})
        yield
        for part in reversed(started):
            part.stop()
        app.state.engine.dispose()
        log.info("stopped")

    app = FastAPI(
        title=name,
        summary=summary,
        version=VERSION,
        lifespan=lifespan,
        redirect_slashes=False,
        redoc_url=None,
        # The kit traces, and counts, around the framework; nothing in it need ask at each request whether it should.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    BUILD.labels(VERSION, settings.revision).set(1)
    engine = make_engine(settings.database_url, application_name=name, pool_size=settings.database_pool_size)
    app.state.name, app.state.settings = name, settings
    app.state.schema_version = max(schema_version, CALLERS_SINCE)
    app.state.engine, app.state.sessions = engine, make_sessions(engine)
    app.state.secrets = SecretsAtRest(settings.keys_at_rest())
    app.state.secrets.serve(engine)
    app.state.clock = clock or DatabaseClock(engine)
    app.state.callers = Callers(
        app.state.sessions, audience=name, service_secret=settings.service_token_secret, given=given_callers
    )
    app.state.request_limits = RateLimits(
        per_caller=settings.request_rate_limit_per_minute, per_address=settings.address_rate_limit_per_minute
    )
    app.state.proxies = TrustedProxies(settings.trusted_proxies)
    app.state.runs, app.state.registry, app.state.scrape_registry = [], registry, CollectorRegistry()
    app.state.stopping = threading.Event()
    problems.install(app, methods_at)
    app.add_middleware(RequestLayer, max_body_bytes=max_body_bytes)
    for router in (*routers, health.router):
        app.include_router(router)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _openapi(app: FastAPI) -> dict[str, Any]:
    """The published contract: FastAPI's document, with the ways to show who calls, and errors as they really are."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, summary=app.summary, version=app.version, routes=app.routes)
        components = document.setdefault("components", {})
        components["securitySchemes"] = SCHEMES
        schemas = components.setdefault("schemas", {})
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        model = problems.ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(model.pop("$defs", {}))
        schemas["ProblemDocument"] = model
        for path in document.get("paths", {}).values():
            for operation in path.values():
                _describe_errors(operation)
        app.openapi_schema = document
    return app.openapi_schema


def _describe_errors(operation: dict[str, Any]) -> None:
    responses = operation.setdefault("responses", {})
    if "422" in responses:
        responses |= {str(k): v for k, v in problems.problems(422).items()}
    if operation.get("security"):
        for status, described in problems.problems(401, 403, 429, 503).items():
            responses.setdefault(str(status), described)
    if COUNTED in operation:
        for status, described in problems.problems(429).items():
            responses.setdefault(str(status), described)
    if "requestBody" in operation:
        for status, described in problems.problems(413).items():
            responses.setdefault(str(status), described)


def serve(app: FastAPI) -> None:
    """Answer requests until SIGTERM or SIGINT: no new ones then, those in flight are finished."""
    settings: ServiceSettings = app.state.settings
    configure_logs(app.state.name, settings.log_level)
    start_tracing(app.state.name, settings, app.state.engine)
    stopping: threading.Event = app.state.stopping
    linger_s = LINGER_S if settings.trusted_proxies else 0
    config = uvicorn.Config(
        LastAnswers(app, stopping),
        host=settings.listen_host,
        port=settings.listen_port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=END_WITHIN_S - linger_s,
        timeout_keep_alive=65,
        proxy_headers=False,
    )
    server = Server(config, stopping, settings.log_level, linger_s=linger_s)
    with suppress(KeyboardInterrupt):
        server.run()
    stop_tracing()
    if not server.started:
        sys.exit(1)
