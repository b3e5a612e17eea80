"""One running platform for each file of tests, and teams of people for each test."""

import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from dev_kit.platform import Platform
from dev_kit.processes import wait_until
from dev_kit.sinks.smtp import SmtpSink
from playwright.sync_api import Browser, Playwright, sync_playwright

WINDOW_S = 12.0

# Chromium's own sandbox needs rights that containers and root do not have; the rest keeps it from calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True, slots=True)
class Team:
    """A team with one service and one person, who is on call for ever."""

    name: str
    service: str
    person: str


@dataclass(frozen=True, slots=True)
class Sent:
    """One alert that was sent: how often it was tried, and the answer it got in the end (None: none at all)."""

    alert: dict[str, Any]
    tries: int
    answer: httpx.Response | None

    @property
    def was_accepted(self) -> bool:
        return self.answer is not None and self.answer.is_success


MakeTeam = Callable[[], Team]
SendAll = Callable[..., list[Sent]]


@pytest.fixture(scope="session")
def mailbox() -> Iterator[SmtpSink]:
    """The mail server of everybody in the suite."""
    with SmtpSink() as sink:
        yield sink


@pytest.fixture(scope="module")
def running(scratch: Path, mailbox: SmtpSink) -> Iterator[Platform]:
    """Two processes of alert ingestion, one of each other service, the UI, and waits short enough for a test."""
    settings = {
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(mailbox.port),
        "SMTP_FROM": "pager@example.org",
        "CORRELATION_WINDOW_MINUTES": str(WINDOW_S / 60),
        "NOTIFY_RETRY_BASE_SECONDS": "0.5",
        "WORKER_POLL_SECONDS": "0.2",
        "WORKER_LEASE_SECONDS": "3",
    }
    with Platform(
        scratch / f"platform-{secrets.token_hex(3)}",
        replicas={"alert-ingestion": 2},
        settings=settings,
        with_gateway=True,
    ) as platform:
        yield platform


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright, debian_program: Callable[[str], Any]) -> Iterator[Browser]:
    chromium = debian_program("chromium")
    browser = playwright.chromium.launch(
        executable_path=str(chromium.path), env={**os.environ, **chromium.environment}, args=ARGUMENTS
    )
    yield browser
    browser.close()


@pytest.fixture
def platform(running: Platform) -> Iterator[Platform]:
    """The running platform. A test may kill or stop its processes: what is not running is started again afterwards."""
    yield running
    for process in running.processes:
        if not process.is_running:
            process.start()
    for process in running.processes:
        process.wait_until_ready(60)


@pytest.fixture(scope="module")
def admin(running: Platform) -> Callable[[str], httpx.Client]:
    """`admin("oncall-service")` is a client of that service with the administrator's session."""
    token = running.admin_token()
    return lambda service: running.client(service, key=token)


@pytest.fixture
def new_team(platform: Platform, admin: Callable[[str], httpx.Client]) -> MakeTeam:
    """Makes a team with a schedule and a service of its own."""

    def make() -> Team:
        word = secrets.token_hex(3)
        team = Team(f"team-{word}", f"service-{word}", f"ana-{word}@example.org")
        oncall = admin("oncall-service")
        members = [{"name": f"Ana {word}", "email": team.person, "role": "primary"}]
        for path, body in (
            ("/api/v1/schedules", {"team": team.name, "members": members}),
            ("/api/v1/services", {"name": team.service, "team": team.name}),
        ):
            answer = oncall.post(path, json=body)
            assert answer.status_code == 201, answer.text
        return team

    return make


@pytest.fixture
def team(new_team: MakeTeam) -> Team:
    return new_team()


@pytest.fixture
def send_all(platform: Platform) -> SendAll:
    """`send_all(alerts)` sends them over many connections to all processes of alert ingestion in turn, and tries each
    again, with its own Idempotency-Key, until it is answered with a 2xx or `patience_s` is over."""

    def send(
        alerts: Sequence[dict[str, Any]],
        *,
        connections: int = 50,
        patience_s: float = 30,
        on_sent: threading.Event | None = None,
    ) -> list[Sent]:
        urls = [f"{p.url}/api/v1/alerts" for p in platform.replicas("alert-ingestion")]
        done = [0]

        def one(number: int) -> Sent:
            headers = {"Authorization": f"Bearer {platform.ingest_key}", "Idempotency-Key": secrets.token_hex(16)}
            ends_at, tries, answer = time.monotonic() + patience_s, 0, None
            while time.monotonic() < ends_at:
                try:
                    answer = client.post(urls[(number + tries) % len(urls)], json=alerts[number], headers=headers)
                except httpx.TransportError:
                    answer = None
                tries += 1
                if answer is not None and answer.is_success:
                    break
                time.sleep(0.1)
            done[0] += 1
            if on_sent and done[0] >= len(alerts) // 4:
                on_sent.set()
            return Sent(alerts[number], tries, answer)

        limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
        with (
            httpx.Client(timeout=10, limits=limits, trust_env=False) as client,
            ThreadPoolExecutor(connections) as pool,
        ):
            return list(pool.map(one, range(len(alerts))))

    return send


@pytest.fixture
def incidents_of(platform: Platform) -> Callable[[str], list[dict[str, Any]]]:
    """The incidents of a service as the database has them, oldest first."""
    query = "SELECT * FROM incidents.incidents WHERE service = %s ORDER BY created_at, id"
    return lambda service: platform.database.owner.rows(query, (service,))


@pytest.fixture
def incident(admin: Callable[[str], httpx.Client]) -> Callable[[Any], dict[str, Any]]:
    """An incident as the API shows it."""

    def get(incident_id: Any) -> dict[str, Any]:
        answer = admin("incident-management").get(f"/api/v1/incidents/{incident_id}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    return get


@pytest.fixture
def pages_of(admin: Callable[[str], httpx.Client]) -> Callable[[Any], list[dict[str, Any]]]:
    """The notifications of kind page that belong to an incident."""

    def get(incident_id: Any) -> list[dict[str, Any]]:
        answer = admin("notification-service").get(
            "/api/v1/notifications", params={"incident_id": str(incident_id), "kind": "page", "limit": 200}
        )
        assert answer.status_code == 200, answer.text
        return list(answer.json()["items"])

    return get


@pytest.fixture
def paged_once(
    incident: Callable[[Any], dict[str, Any]], pages_of: Callable[[Any], list[dict[str, Any]]]
) -> Callable[..., None]:
    """Waits until an incident has its assignee and one delivered first page, and checks that it is only one."""

    def check(incident_id: Any, person: str, within_s: float = 30) -> None:
        def is_paged() -> bool:
            assignee = incident(incident_id)["assigned_to"]
            return bool(assignee) and assignee["email"] == person and len(_sent(pages_of(incident_id))) > 0

        wait_until(is_paged, within_s, f"{person} has incident {incident_id} and is paged about it")
        first_pages = [p for p in pages_of(incident_id) if (p["step"], p["cycle"]) == (1, 1)]
        assert [(p["recipient"], p["status"]) for p in first_pages] == [(person, first_pages[0]["status"])]

    return check


def _sent(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [page for page in pages if page["status"] in ("sent", "delivered")]
