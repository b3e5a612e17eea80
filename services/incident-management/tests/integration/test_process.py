"""The real process: it wakes by itself, survives being killed, and says what it lacks."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading

import httpx
import pytest
from dev_kit.processes import wait_until
from platform_kit.tokens import service_token

SECRET = "only-for-this-test-" + "x" * 32
PATIENCE_S = 90  # a busy machine takes its time
ALERT = {"title": "disk full", "service": "checkout-api", "severity": "high", "origin": "alert"}


@pytest.fixture
def start(start_service, oncall, notification):
    def begin(**settings: str):
        process = start_service(
            "incident-management",
            wait=False,
            SERVICE_TOKEN_SECRET=SECRET,
            ENCRYPTION_KEYS=SECRET,
            ONCALL_SERVICE_URL=oncall.url,
            NOTIFICATION_SERVICE_URL=notification.url,
            **settings,
        )
        process.wait_until_ready(PATIENCE_S)
        return process

    return begin


def send(process, **more: str) -> httpx.Response:
    token = service_token(SECRET, issuer="alert-ingestion", audience="incident-management")
    return httpx.post(
        f"{process.url}/api/v1/incidents", json=ALERT | more, headers={"Authorization": f"Bearer {token}"}, timeout=30
    )


def test_a_page_follows_an_incident_at_once_and_steps_are_done_at_their_instant(
    start, make_policy, notification, database
) -> None:
    make_policy((0.4, "ana"), (60, "ben"))
    process = start(WORKER_POLL_SECONDS="60")
    assert send(process).status_code == 201
    notification.expect_request(path="/api/v1/pages", containing="ana@example.org", within_s=PATIENCE_S)
    notification.expect_request(path="/api/v1/pages", containing="ben@example.org", within_s=PATIENCE_S)
    steps = database.owner.rows(
        "SELECT extract(epoch FROM p.created_at - i.created_at)::float AS after_s FROM incidents.pages p"
        " JOIN incidents.incidents i ON i.id = p.incident_id ORDER BY p.created_at"
    )
    first, second = (step["after_s"] for step in steps)
    assert 0.4 <= second - first < 55  # woken, and done when due: the poll would have come after a minute


def test_an_incident_that_ingestion_wrote_itself_is_found(start, make_policy, notification, database) -> None:
    make_policy((60, "ana"))
    database.login("alert_ingestion").execute(
        "SELECT * FROM incidents.correlate(ARRAY['k'], ARRAY['checkout-api'], ARRAY['high'], ARRAY['disk full'],"
        " ARRAY[now()], interval '5 minutes')"
    )
    start()
    notification.expect_request(path="/api/v1/pages", containing="ana@example.org", within_s=PATIENCE_S)


@pytest.mark.parametrize("where", ["asking on-call", "handing over"])
def test_killed_between_claim_and_record_nothing_is_lost_and_the_page_has_one_id(
    start, make_policy, oncall, notification, database, where
) -> None:
    make_policy((3600, "ana"))
    neighbour = oncall if where == "asking on-call" else notification
    answers, asked, may_answer = neighbour.take, threading.Event(), threading.Event()

    def answer_when_told(request):
        asked.set()
        may_answer.wait(PATIENCE_S)
        return answers(request)

    neighbour.take = answer_when_told
    process = start(WORKER_LEASE_SECONDS="1")
    assert send(process).status_code == 201
    assert asked.wait(PATIENCE_S)
    process.kill()
    may_answer.set()
    process.start()
    wait_until(
        lambda: database.owner.value("SELECT count(*) FROM incidents.pages WHERE handed_over_at IS NOT NULL") > 0,
        PATIENCE_S,
        "the page is handed over",
    )
    ids = {page["id"] for page in notification.taken}
    assert len(ids) == 1
    assert database.owner.value("SELECT count(*) FROM incidents.pages") == 1
    assert database.owner.value("SELECT assignee_name FROM incidents.incidents") == "Ana"
    assert len(notification.taken) == (1 if where == "asking on-call" else 2)


def test_two_replicas_share_the_work_and_page_each_incident_once(start, make_policy, notification, database) -> None:
    make_policy((3600, "ana"))
    replicas = [start(), start()]
    for number in range(40):
        assert send(replicas[number % 2], service=f"service-{number}").status_code == 201
    wait_until(
        lambda: database.owner.value("SELECT count(*) FROM incidents.escalations WHERE step = 1 AND cycle = 1") == 0,
        PATIENCE_S,
        "every first step is done",
    )
    ids = [page["id"] for page in notification.taken]
    assert len(ids) == len(set(ids))


def test_it_says_in_one_line_what_it_lacks() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "incident_management"],
        env={"PATH": ""},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 78
    for name in ("DATABASE_URL", "ONCALL_SERVICE_URL", "NOTIFICATION_SERVICE_URL", "PUBLIC_URL"):
        assert f"{name} is not set" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_it_ends_at_sigterm_and_its_metrics_are_there_from_the_start(start) -> None:
    process = start()
    page = httpx.get(f"{process.url}/metrics").text
    for sample in (
        'incidents_created_total{severity="info"} 0.0',
        'incidents_total{status="in_progress"} 0.0',
        "incident_mtta_seconds_count 0.0",
        'escalations_total{outcome="last_known"} 0.0',
    ):
        assert sample in page
    assert httpx.get(f"{process.url}/docs").status_code == 200
    assert process.stop(within_s=PATIENCE_S) == -signal.SIGTERM
