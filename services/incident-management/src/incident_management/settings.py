"""What incident-management is told by its environment."""

from __future__ import annotations

from datetime import timedelta

from platform_kit.settings import BaseUrl, Networks, ServiceSettings, WorkerSettings
from pydantic import Field


class Settings(ServiceSettings, WorkerSettings):
    """public_url: where people reach the web UI, for links in pages. correlation_window_minutes: contract, rule 1.

    outbound_allow: private networks that outgoing webhooks may reach.
    """

    listen_port: int = Field(default=8002, ge=1, le=65535)
    oncall_service_url: BaseUrl
    notification_service_url: BaseUrl
    public_url: BaseUrl
    correlation_window_minutes: float = Field(default=5, gt=0, le=60 * 24 * 365)
    outbound_allow: Networks = ()

    @property
    def correlation_window(self) -> timedelta:
        return timedelta(minutes=self.correlation_window_minutes)

    @property
    def worker_lease(self) -> timedelta:
        return timedelta(seconds=self.worker_lease_seconds)
