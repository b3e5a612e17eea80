"""The four services as programs: what each is called, where it listens, which login it has."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Service:
    """One of the platform's services.

    port: where it listens unless told otherwise. login: of the database. url_variable: how the others learn where it
    is; None when no other service calls it. settings: what it alone is told, besides what every service is told.
    """

    name: str
    package: str
    port: int
    login: str
    url_variable: str | None
    settings: tuple[str, ...]

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", self.package]


SERVICES = (
    Service("oncall-service", "oncall_service", 8003, "oncall_service", "ONCALL_SERVICE_URL",
            ("ADMIN_EMAIL", "ADMIN_PASSWORD", "INGEST_API_KEY")),
    Service("notification-service", "notification_service", 8004, "notification_service", "NOTIFICATION_SERVICE_URL",
            ("OUTBOUND_ALLOW",)),
    Service("incident-management", "incident_management", 8002, "incident_management", "INCIDENT_SERVICE_URL",
            ("CORRELATION_WINDOW_MINUTES",)),
    Service("alert-ingestion", "alert_ingestion", 8001, "alert_ingestion", None,
            ("CORRELATION_WINDOW_MINUTES", "INGEST_API_KEY")),
)  # fmt: skip
"""In the order in which they start. Any other order works too: each waits for what it needs."""


def service(name: str) -> Service:
    """The service of this name. Raises KeyError."""
    return {s.name: s for s in SERVICES}[name]


# Read by one service alone, so the others need not know them, however the operator spells the rest of the name.
_OWN_PREFIXES: Mapping[str, tuple[str, ...]] = {"notification-service": ("SMTP_", "NOTIFY_")}
_SHARED = ("SERVICE_TOKEN_SECRET", "PUBLIC_URL", "LOG_LEVEL", "WORKER_LEASE_SECONDS", "WORKER_POLL_SECONDS")


def settings_of(which: Service, given: Mapping[str, str]) -> dict[str, str]:
    """Of all that was configured, what this service is told: a secret reaches the service that needs it alone."""
    own = _OWN_PREFIXES.get(which.name, ())
    return {
        name: value
        for name, value in given.items()
        if name in _SHARED or name in which.settings or name.startswith(own)
    }


def environment_of(
    which: Service, *, port: int, database_url: str, urls: Mapping[str, str], given: Mapping[str, str]
) -> dict[str, str]:
    """The environment one process of a service starts with.

    urls: where each service is reached by the others, by name. given: the operator's settings, secrets included.
    """
    neighbours = {s.url_variable: urls[s.name] for s in SERVICES if s.url_variable and s.name != which.name}
    own_place = {"DATABASE_URL": database_url, "LISTEN_HOST": HOST, "LISTEN_PORT": str(port)}
    return settings_of(which, given) | neighbours | own_place


def health_url(port: int, *, ready: bool = True, host: str = HOST) -> str:
    """Where a service says whether it lives, or whether it can work."""
    return f"http://{host}:{port}/health/ready" if ready else f"http://{host}:{port}/health"
