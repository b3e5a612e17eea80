"""The four services as programs: what each is called, where it listens, which login it has."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Service:
    """One of the platform's services.

    port: where it listens unless told otherwise. login: of the database. url_variable: how the others learn where it
    is; None when no other service calls it.
    """

    name: str
    package: str
    port: int
    login: str
    url_variable: str | None

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", self.package]


SERVICES = (
    Service("oncall-service", "oncall_service", 8003, "oncall_service", "ONCALL_SERVICE_URL"),
    Service("notification-service", "notification_service", 8004, "notification_service", "NOTIFICATION_SERVICE_URL"),
    Service("incident-management", "incident_management", 8002, "incident_management", "INCIDENT_SERVICE_URL"),
    Service("alert-ingestion", "alert_ingestion", 8001, "alert_ingestion", None),
)
"""In the order in which they start. Any other order works too: each waits for what it needs."""

_READERS = {
    "ADMIN_PASSWORD": {"oncall-service"},
    "INGEST_API_KEY": {"alert-ingestion", "oncall-service"},
    "OIDC_CLIENT_SECRET": {"oncall-service"},
    "SMTP_PASSWORD": {"notification-service"},
    "WEBHOOK_SIGNING_SECRET": {"notification-service"},
    "VAPID_PRIVATE_KEY": {"notification-service"},
    "SLACK_BOT_TOKEN": {"notification-service"},
    "SLACK_SIGNING_SECRET": {"notification-service"},
    "TELEGRAM_BOT_TOKEN": {"notification-service"},
    "TWILIO_AUTH_TOKEN": {"notification-service"},
    "DEAD_MAN_URL": {"notification-service"},
}
_NOBODY = ("POSTGRES_PASSWORD", *(f"{s.login.upper()}_DB_PASSWORD" for s in SERVICES), "METRICS_DB_PASSWORD")


def service(name: str) -> Service:
    """The service of this name. Raises KeyError."""
    return {s.name: s for s in SERVICES}[name]


def environment_of(
    which: Service, *, port: int, database_url: str, urls: Mapping[str, str], given: Mapping[str, str]
) -> dict[str, str]:
    """The environment one process of a service starts with.

    urls: where each service is reached by the others, by name. given: the operator's settings; a secret among them
    reaches only the services that read it.
    """
    settings = {
        name: value
        for name, value in given.items()
        if name not in _NOBODY and which.name in _READERS.get(name, {which.name})
    }
    neighbours = {s.url_variable: urls[s.name] for s in SERVICES if s.url_variable and s.name != which.name}
    own_place = {"DATABASE_URL": database_url, "LISTEN_HOST": HOST, "LISTEN_PORT": str(port)}
    return settings | neighbours | own_place


def called_services() -> list[str]:
    """The names of the services that another service calls."""
    return [s.name for s in SERVICES if s.url_variable]


def health_url(port: int) -> str:
    """Where a service says that it can work."""
    return f"http://{HOST}:{port}/health/ready"
