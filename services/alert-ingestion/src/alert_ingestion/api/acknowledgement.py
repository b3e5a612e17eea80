"""A sender says that somebody has seen to its alert: incident-management is told."""

from __future__ import annotations

from fastapi import FastAPI
from platform_kit.http_client import CallFailed, ServiceClient
from platform_kit.problems import Problem
from starlette.concurrency import run_in_threadpool

from alert_ingestion.clients.incidents import acknowledge
from alert_ingestion.store import alerts

NOT_ACKNOWLEDGED = "The acknowledgement could not be passed on. Nothing was changed. Try again."


async def pass_on(app: FastAPI, fingerprint: str, source: str, *, by: str) -> None:
    """Tell it for each alert that fires under this fingerprint of a tool; none is none.

    Raises Problem 503 where it was not taken, so that the sender says it again.
    """

    def firing() -> list[tuple[str, str]]:
        with app.state.sessions.begin() as session:
            return alerts.firing(session, fingerprint, source)

    client: ServiceClient = app.state.incidents
    for alert_id, incident_id in await run_in_threadpool(firing):
        try:
            await acknowledge(client, incident_id, alert_id, by=by)
        except CallFailed:
            raise Problem(503, NOT_ACKNOWLEDGED) from None
