"""What is old goes to files, whole and once, and everything that is still worked with stays."""

import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from dev_kit.databases import Database
from dev_kit.processes import Process

ROOT = Path(__file__).resolve().parents[2]
INVARIANTS = (ROOT / "tests" / "faults" / "invariants.sql").read_text()
KEY = "ock_" + "a" * 32

# One resolved incident a day of the past year, with `each` alerts and a delivered page; an open one, from long ago.
A_YEAR = """
WITH days AS (SELECT now() - make_interval(days => 10 + d, hours => 12) AS at, d FROM generate_series(0, 364) d),
made AS (
    INSERT INTO incidents.incidents (created_at, severity, service, team, title, priority, origin, correlation_key,
        status, resolved_at, alert_count, mttr_seconds)
    SELECT at, 'high', 'service-' || d, 'default', 't', 'P2', 'alert', 'k' || d,
        CASE WHEN d = 300 THEN 'open' ELSE 'resolved' END, CASE WHEN d = 300 THEN NULL ELSE at + interval '1 hour' END,
        %(each)s * 2, 3600
    FROM days RETURNING id, created_at, service
), paged AS (
    INSERT INTO notify.notifications (incident_id, kind, channel, recipient, destination, message, created_at, due_at,
        sent_at, status)
    SELECT id, 'page', 'log', 'ana', 'log', 'm', created_at, created_at, created_at, 'delivered' FROM made
)
INSERT INTO alerts.alerts (incident_id, fingerprint, service, severity, message, status, occurrences, received_at,
    last_seen_at, resolved_at)
SELECT id, encode(sha256(n::text::bytea), 'hex'), service, 'high', 'disk "C:\\" is full ✓' || n, 'resolved', 2,
    created_at, created_at, created_at + interval '10 minutes'
FROM made, generate_series(1, %(each)s) n
"""
OLD = "SELECT count(*) FROM alerts.alerts WHERE received_at < now() - interval '100 days'"
OLD_AND_DONE = OLD + " AND service <> 'service-300'"


def run(database: Database, directory: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "database" / "archive.py", directory, "--older-than", "100", "--pause", "0", *options],
        env={"PATH": os.environ["PATH"], "DATABASE_URL": database.url()},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def lines(directory: Path, kind: str) -> list[dict[str, Any]]:
    return [
        json.loads(line) | {"in": path.name}
        for path in sorted(directory.glob(f"{kind}-*.jsonl.gz"))
        for line in gzip.decompress(path.read_bytes()).splitlines()
    ]


def test_old_rows_are_in_the_file_of_their_month_whole_and_once(database: Database, tmp_path: Path) -> None:
    database.owner.execute(A_YEAR, {"each": 3})
    as_they_were = {
        row["id"]: row["whole"]
        for row in database.owner.rows(
            "SELECT id::text, to_jsonb(a) AS whole FROM alerts.alerts a"
            " WHERE received_at < now() - interval '100 days' AND service <> 'service-300'"
        )
    }
    done = run(database, tmp_path, "--batch", "50")
    assert done.returncode == 0, done.stderr
    archived = lines(tmp_path, "alerts")
    assert len(archived) == len(as_they_were) == 274 * 3
    for alert in archived:
        month = alert.pop("in")
        assert alert == as_they_were[alert["id"]]
        assert month == f"alerts-{alert['received_at'][:7]}.jsonl.gz"
    pages = lines(tmp_path, "notifications")
    assert len(pages) == 274
    assert all(page["attempts"] == [] for page in pages)
    assert f"{274 * 3} alerts and 274 notifications" in done.stdout
    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob("*.gz")} == {0o600}


def test_what_is_young_or_unresolved_stays_and_incidents_keep_their_counts(database: Database, tmp_path: Path) -> None:
    database.owner.execute(A_YEAR, {"each": 3})
    assert run(database, tmp_path).returncode == 0
    assert database.owner.value(OLD_AND_DONE) == 0
    assert database.owner.value(OLD) == 3  # of the incident that is still open
    assert database.owner.value("SELECT count(*) FROM alerts.alerts") == (90 + 1) * 3
    assert database.owner.value("SELECT count(*) FROM incidents.incidents WHERE alert_count = 6") == 365
    assert database.owner.rows(INVARIANTS) == []


def test_a_run_that_was_killed_between_writing_and_deleting_is_put_right(database: Database, tmp_path: Path) -> None:
    database.owner.execute(A_YEAR, {"each": 2})
    database.owner.execute(
        "CREATE FUNCTION alerts.dies() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'it went away'; END $$;"
        " CREATE TRIGGER dies BEFORE DELETE ON alerts.alerts FOR EACH STATEMENT EXECUTE FUNCTION alerts.dies()"
    )
    cut_short = run(database, tmp_path, "--batch", "20")
    assert cut_short.returncode == 1
    assert "what was not archived is still in the database" in cut_short.stderr
    assert database.owner.value(OLD_AND_DONE) == 274 * 2
    (file,) = tmp_path.glob("alerts-*.gz")
    whole = file.read_bytes()
    file.write_bytes(whole + whole[: len(whole) // 2])  # and half of the next batch, torn by a power cut
    database.owner.execute("DROP TRIGGER dies ON alerts.alerts")

    done = run(database, tmp_path, "--batch", "20")
    assert done.returncode == 0, done.stderr
    assert database.owner.value(OLD_AND_DONE) == 0
    archived = [alert["id"] for alert in lines(tmp_path, "alerts")]
    assert len(archived) == len(set(archived)) == 274 * 2


def test_a_full_disk_deletes_nothing_that_is_not_in_a_file(database: Database, tmp_path: Path) -> None:
    database.owner.execute(A_YEAR, {"each": 3})
    before = database.owner.value("SELECT count(*) FROM alerts.alerts")
    limited = (
        "import resource, runpy, signal, sys;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"  # then a write past the limit fails, as on a full disk
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000));"
        "sys.path.insert(0, sys.argv[1]); sys.argv = sys.argv[2:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, ROOT / "database", ROOT / "database" / "archive.py", tmp_path,
         "--older-than", "100", "--pause", "0", "--batch", "40"],
        env={"PATH": os.environ["PATH"], "DATABASE_URL": database.url()},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "File too large" in done.stderr
    archived = {alert["id"] for alert in lines(tmp_path, "alerts")}
    left = {row["id"] for row in database.owner.rows("SELECT id::text FROM alerts.alerts")}
    assert len(archived | left) == before
    assert not archived & left


def test_a_year_goes_while_alerts_are_taken_in(
    database: Database, start_service: Callable[..., Process], tmp_path: Path
) -> None:
    database.owner.execute(A_YEAR, {"each": 12})
    intake = start_service("alert-ingestion", INGEST_API_KEY=KEY)
    over, answers = threading.Event(), []

    def send() -> None:
        with httpx.Client(headers={"Authorization": f"Bearer {KEY}"}, timeout=60, trust_env=False) as client:
            while not over.is_set():
                body = {"service": f"live-{len(answers) % 7}", "severity": "low", "message": f"m {len(answers)}"}
                answers.append(client.post(f"{intake.url}/api/v1/alerts", json=body).status_code)

    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(send)
        try:
            done = run(database, tmp_path / "archive")
        finally:
            over.set()
        sending.result(timeout=60)
    assert done.returncode == 0, done.stderr
    assert database.owner.value(OLD_AND_DONE) == 0
    assert len(answers) > 0
    assert set(answers) == {201}
    assert database.owner.value("SELECT count(*) FROM alerts.alerts WHERE service LIKE 'live-%%'") == len(answers)
    assert database.owner.rows(INVARIANTS) == []


@pytest.mark.parametrize(("options", "says"), [(("--older-than", "7"), "30 days at least")])
def test_what_is_still_worked_with_cannot_be_archived(
    database: Database, tmp_path: Path, options: tuple[str, ...], says: str
) -> None:
    refused = run(database, tmp_path, *options)
    assert refused.returncode == 1
    assert says in refused.stderr
