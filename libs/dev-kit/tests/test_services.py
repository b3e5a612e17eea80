"""What a service is told."""

import pytest
from dev_kit.services import SERVICES, environment_of, service

URLS = {s.name: f"http://127.0.0.1:{s.port}" for s in SERVICES}
GIVEN = {
    "ADMIN_PASSWORD": "a", "INGEST_API_KEY": "i", "SMTP_PASSWORD": "s", "LOG_LEVEL": "DEBUG", "POSTGRES_PASSWORD": "p",
    "ONCALL_SERVICE_DB_PASSWORD": "d", "LISTEN_PORT": "1", "INCIDENT_SERVICE_URL": "http://elsewhere.example",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "secrets"),
    [
        ("alert-ingestion", {"INGEST_API_KEY"}),
        ("incident-management", set()),
        ("oncall-service", {"ADMIN_PASSWORD", "INGEST_API_KEY"}),
        ("notification-service", {"SMTP_PASSWORD"}),
    ],
)
def test_a_secret_reaches_the_service_that_reads_it_and_no_other(name: str, secrets: set[str]) -> None:
    told = environment_of(service(name), port=7000, database_url="postgresql://x", urls=URLS, given=GIVEN)
    assert {key for key in told if key.endswith(("PASSWORD", "KEY"))} == secrets
    assert (told["LOG_LEVEL"], told["LISTEN_PORT"]) == ("DEBUG", "7000")


def test_neighbours_are_where_they_really_are_whatever_the_operators_shell_says() -> None:
    told = environment_of(service("alert-ingestion"), port=1, database_url="postgresql://x", urls=URLS, given=GIVEN)
    assert told["INCIDENT_SERVICE_URL"] == URLS["incident-management"]
