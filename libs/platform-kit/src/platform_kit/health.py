"""`/health`: the process lives. `/health/ready`: its database answers, with the schema. `/version`: what it is of.
`/metrics`: for Prometheus."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import BaseModel, ConfigDict
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from platform_kit.database import Sessions
from platform_kit.metrics import exposition
from platform_kit.problems import Problem
from platform_kit.problems import response as problem_response
from platform_kit.release import VERSION
from platform_kit.routes import guarded_router, needs, open_to_all

READY_WITHIN_S = 0.5

router = guarded_router(tags=["operation"])


@router.get("/health", **open_to_all("a container engine asks it"))
async def health(request: Request) -> dict[str, str]:
    """The process lives. Touches nothing else."""
    return {"status": "ok", "service": request.app.state.name}


@router.get("/health/ready", **open_to_all("a container engine asks it"), responses={503: {"description": "Not ready"}})
async def ready(request: Request) -> Response:
    """The database answers within half a second and has the schema this service was written for."""
    failed = await _what_is_not_ready(request.app.state.sessions, request.app.state.schema_version)
    if failed:
        return problem_response(Problem(503, "Not ready: " + "; ".join(failed.values()), checks=failed))
    return JSONResponse({"status": "ready", "service": request.app.state.name, "checks": {"database": "ok"}})


class Version(BaseModel):
    """version: the release. revision: the commit; "unknown" where no image was built.

    schema_version: the oldest that it can work with.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "service": "a-service",
                "version": "1.2.0",
                "revision": "0aaebaf0c97b",
                "schema_version": "0017",
            }
        }
    )

    service: str
    version: str
    revision: str
    schema_version: str


@router.get("/version", **needs("read"))
async def version(request: Request) -> Version:
    """Which release and which commit answers."""
    state = request.app.state
    return Version(
        service=state.name, version=VERSION, revision=state.settings.revision, schema_version=state.schema_version
    )


@router.get(
    "/metrics",
    response_class=PlainTextResponse,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    **open_to_all("Prometheus asks it; not reachable through the gateway"),
)
async def metrics(request: Request) -> Response:
    """Prometheus text format; OpenMetrics, with exemplars, for those who accept it."""
    state, accept = request.app.state, request.headers.get("accept", "")
    page, media_type = await run_in_threadpool(exposition, accept, state.registry, state.scrape_registry)
    return Response(page, media_type=media_type)


async def _what_is_not_ready(sessions: Sessions, schema_version: str) -> dict[str, Any]:
    def read_version() -> str | None:
        with sessions() as session:
            version: str | None = session.execute(text("SELECT version_num FROM platform.alembic_version")).scalar()
            return version

    try:
        version = await asyncio.wait_for(run_in_threadpool(read_version), READY_WITHIN_S)
    except (SQLAlchemyError, TimeoutError):
        return {"database": "the database does not answer within 0.5 s"}
    if version is None or version < schema_version:
        return {"schema": f"the schema is at {version}, this service needs {schema_version}: run the migrations"}
    return {}
