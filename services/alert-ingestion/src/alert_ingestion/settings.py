"""What this service is told by its environment."""

from __future__ import annotations

from datetime import timedelta

from platform_kit.settings import BaseUrl, ServiceSettings, WorkerSettings
from pydantic import Field


class Settings(ServiceSettings, WorkerSettings):
    """correlation_window_minutes: how old an incident's latest alert may be for the next one to join it.

    incident_service_url: where incident-management is. ingest_api_key: a key with the scope `ingest` that is known
    without the database. intake_queue_size: how many alerts may wait to be written; more are refused with 503.
    ingest_rate_limit_per_minute: requests with one key, for keys without a limit of their own; None for any number.
    """

    listen_port: int = Field(default=8001, ge=1, le=65535)
    correlation_window_minutes: float = Field(default=5, gt=0, le=1440)
    incident_service_url: BaseUrl
    ingest_api_key: str | None = Field(default=None, min_length=8, repr=False)
    intake_queue_size: int = Field(default=10_000, ge=1000, le=1_000_000)
    ingest_rate_limit_per_minute: int | None = Field(default=None, ge=1, le=1_000_000)

    @property
    def correlation_window(self) -> timedelta:
        return timedelta(minutes=self.correlation_window_minutes)
