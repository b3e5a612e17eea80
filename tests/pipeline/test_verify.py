"""Verification passes where an alert becomes a page, and names what is missing where it does not."""

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from dev_kit.platform import Platform
from dev_kit.sinks.smtp import SmtpSink

from scripts.pipeline import verify

pytestmark = pytest.mark.e2e

Verify = Callable[..., tuple[int, str, str]]
NAMES = ("alert-ingestion", "incident-management", "oncall-service", "notification-service")


@pytest.fixture(scope="module")
def mailbox() -> Iterator[SmtpSink]:
    with SmtpSink() as sink:
        yield sink


@pytest.fixture(scope="module")
def platform(scratch: Path, mailbox: SmtpSink) -> Iterator[Platform]:
    mail = {
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(mailbox.port),
        "SMTP_FROM": "pager@example.org",
        "SMTP_TLS": "none",
    }
    retries = {"NOTIFY_RETRY_BASE_SECONDS": "0.2", "WORKER_POLL_SECONDS": "0.2"}
    with Platform(scratch / "verified", settings=mail | retries, durable=False) as running:
        yield running


def configuration(platform: Platform, **changed: str) -> str:
    """What `docker compose config --format json` says of such a deployment; what is not named is left out of it."""
    environment = platform.settings | changed
    services = {
        name: {
            "environment": environment,
            "ports": [{"host_ip": "127.0.0.1", "published": str(urlsplit(platform.url(name)).port)}],
        }
        for name in NAMES
    }
    left_out = {"grafana": {"scale": 0, "ports": [{"host_ip": "127.0.0.1", "published": "1"}]}}
    return json.dumps({"services": services | left_out})


@pytest.fixture
def run(platform: Platform, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Verify:
    """`run(**changed)` verifies the platform with these variables changed: status, what it said, its complaint."""
    monkeypatch.delenv("VERIFY_API_KEY", raising=False)

    def verified(**changed: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(configuration(platform, **changed)))
        status = verify.main()
        said = capsys.readouterr()
        return status, said.out, said.err

    return verified


def incidents(platform: Platform) -> list[tuple[str, str]]:
    rows = platform.database.owner.rows(
        "SELECT status, title FROM incidents.incidents WHERE service = 'pipeline-check' ORDER BY created_at"
    )
    return [(row["status"], row["title"]) for row in rows]


def test_an_alert_becomes_a_page_and_is_resolved_each_time(run: Verify, platform: Platform, mailbox: SmtpSink) -> None:
    before = len(incidents(platform))
    for _ in range(2):
        status, said, complained = run()
        assert (status, complained) == (0, "")
        assert "grafana: left out" in said
        assert "page: delivered by email" in said
        assert "(unknown) everywhere" in said
    made = incidents(platform)[before:]
    assert [status for status, _ in made] == ["resolved", "resolved"]
    for _, title in made:
        mailbox.expect_mail(to=platform.settings["ADMIN_EMAIL"], containing=title)


def test_what_an_interrupted_run_left_is_ended_first(run: Verify, platform: Platform) -> None:
    left = platform.send_alert(service="pipeline-check", severity="info", message="interrupted")
    status, _, complained = run()
    assert (status, complained) == (0, "")
    (row,) = platform.database.owner.rows(
        "SELECT status FROM incidents.incidents WHERE id = %s", (left["incident_id"],)
    )
    assert row["status"] == "resolved"


def test_a_page_that_does_not_leave_fails_with_the_mail_servers_words(
    run: Verify, mailbox: SmtpSink, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "PAGED_WITHIN_S", 10)
    mailbox.refuse_all("451 4.3.0 the disk is full")
    try:
        status, _, complained = run()
    finally:
        mailbox.refuse_all(None)
    assert status == 1
    assert "expected a page to leave within 10 s" in complained
    assert f"email to {platform.settings['ADMIN_EMAIL']}" in complained
    assert "the disk is full" in complained


def test_a_service_that_is_not_ready_is_named(run: Verify, platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "HEALTHY_WITHIN_S", 2)
    process = platform.process("notification-service")
    process.stop()
    try:
        status, _, complained = run()
    finally:
        process.start()
        process.wait_until_ready(60)
    assert status == 1
    assert "expected notification-service to answer 200 at /health/ready within 2 s" in complained


def test_a_changed_password_says_what_to_do(run: Verify) -> None:
    status, _, complained = run(ADMIN_PASSWORD="not the one that holds now")
    assert status == 1
    assert "VERIFY_API_KEY" in complained
    assert "not the one" not in complained


def test_a_viewers_key_is_enough(run: Verify, platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    made = platform.admin("oncall-service").post("/api/v1/api-keys", json={"name": "pipeline", "role": "viewer"})
    made.raise_for_status()
    monkeypatch.setenv("VERIFY_API_KEY", made.json()["key"])
    status, _, complained = run(ADMIN_PASSWORD="not the one that holds now")
    assert (status, complained) == (0, "")
