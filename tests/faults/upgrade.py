"""Upgrade the platform while it serves: old code on the old schema, old code on the new one, new code. Nobody notices.

Usage: python tests/faults/upgrade.py COMMIT [--alerts N] [--per-second R]

COMMIT: the older code, of which a git worktree is made for as long as this runs. It runs in the environment of the
present code, with its own sources before the present ones. N (100,000) stored alerts, R (50) new ones a second through
nginx, two of each service. Prints one line of JSON, and ends non-zero where a request failed or a lock was waited for
longer than 2 s.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
from dev_kit.databases import migrate, password_variable
from dev_kit.platform import Platform
from dev_kit.pytest_plugin import open_directory
from dev_kit.tree import ROOT

LONGEST_WAIT_S = 2.0
SERVICES = ("oncall-service", "incident-management", "notification-service", "alert-ingestion")
STORED = """
WITH made AS (
    INSERT INTO incidents.incidents (created_at, severity, service, team, title, priority, origin, correlation_key,
        status, resolved_at, alert_count, mttr_seconds)
    SELECT now() - make_interval(secs => n), 'low', 'old-' || n, 'default', 't', 'P4', 'alert', 'old-' || n,
        'resolved', now(), 100, 60
    FROM generate_series(1, %(incidents)s) n RETURNING id, created_at, service
)
INSERT INTO alerts.alerts (incident_id, fingerprint, service, severity, message, status, received_at, last_seen_at,
    resolved_at)
SELECT id, encode(sha256(n::text::bytea), 'hex'), service, 'low', 'm ' || n, 'resolved', created_at, created_at, now()
FROM made, generate_series(1, 100) n
"""
WAITS = """
SELECT coalesce(max(extract(epoch FROM clock_timestamp() - waitstart)), 0)::float FROM pg_locks WHERE NOT granted"""


class Senders:
    """Sends alerts at a steady pace, each once, and keeps how each ended."""

    def __init__(self, platform: Platform, per_second: float) -> None:
        self.platform, self.per_second = platform, per_second
        self.outcomes: Counter[str] = Counter()
        self.slowest_s = 0.0
        self.over = threading.Event()

    def run(self) -> None:
        limits = httpx.Limits(max_connections=50, max_keepalive_connections=50)
        with httpx.Client(timeout=30, limits=limits, trust_env=False) as client, ThreadPoolExecutor(50) as pool:
            began, number = time.monotonic(), 0
            while not self.over.is_set():
                pool.submit(self._one, client, number)
                number += 1
                self.over.wait(max(0.0, began + number / self.per_second - time.monotonic()))

    def _one(self, client: httpx.Client, number: int) -> None:
        body = {"service": f"live-{number % 20}", "severity": "low", "message": f"m {number}"}
        began = time.monotonic()
        try:
            headers = {"Authorization": f"Bearer {self.platform.ingest_key}"}
            answer = client.post(f"{self.platform.ui_url}/api/v1/alerts", json=body, headers=headers)
            self.outcomes[str(answer.status_code)] += 1
        except httpx.TransportError as error:
            self.outcomes[type(error).__name__] += 1
        self.slowest_s = max(self.slowest_s, time.monotonic() - began)


def watch_locks(platform: Platform, over: threading.Event, longest: list[float]) -> None:
    """Keep the longest wait for a lock that is seen, looking twenty times a second."""
    with platform.database.owner.connect() as connection, connection.cursor() as cursor:
        connection.autocommit = True
        while not over.wait(0.05):
            cursor.execute(WAITS)
            row = cursor.fetchone()
            longest[0] = max(longest[0], row[0] if row else 0.0)


@contextmanager
def older_tree(commit: str) -> Iterator[Path]:
    """A worktree of the commit, removed afterwards."""
    place = Path(tempfile.mkdtemp(prefix="older-")) / "tree"
    subprocess.run(["git", "worktree", "add", "--quiet", "--detach", place, commit], cwd=ROOT, check=True)
    try:
        yield place
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", place], cwd=ROOT, check=True)
        shutil.rmtree(place.parent, ignore_errors=True)


def start_older(platform: Platform, older: Path, alerts: int) -> None:
    """The older code on the older schema, with so many alerts stored."""
    platform.cluster.initialise()
    platform.cluster.start()
    platform.database.create()
    passwords = {password_variable(login): password for login, password in platform.database.passwords.items()}
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": platform.database.url(), **passwords}
    subprocess.run([sys.executable, older / "database" / "migrate.py"], env=environment, cwd=older, check=True)
    platform.database.owner.execute(STORED, {"incidents": alerts // 100})
    for process in platform.processes:
        process.start()
    for process in platform.processes:
        process.wait_until_ready(120)


def upgraded(platform: Platform, per_second: float) -> dict[str, object]:
    """Upgrade it while alerts come; what was seen meanwhile."""
    owner, longest = platform.database.owner, [0.0]
    schema = "SELECT version_num FROM platform.alembic_version"
    senders, before = Senders(platform, per_second), owner.value(schema)
    with ThreadPoolExecutor(2) as pool:
        sending = pool.submit(senders.run)
        watching = pool.submit(watch_locks, platform, senders.over, longest)
        try:
            time.sleep(5)
            began = time.monotonic()
            migrate(platform.database.url(), platform.database.passwords)
            migrated_s = time.monotonic() - began
            time.sleep(5)  # the older code on the newer schema
            for service in SERVICES:
                for process in platform.replicas(service):
                    process.environment.pop("PYTHONPATH")
                    process.restart(within_s=120)
            time.sleep(5)
        finally:
            senders.over.set()
        sending.result()
        watching.result()
    stored = owner.value("SELECT coalesce(sum(occurrences), 0) FROM alerts.alerts WHERE service LIKE 'live-%%'")
    broken = owner.rows((ROOT / "tests" / "faults" / "invariants.sql").read_text())
    return {
        "schema": [before, owner.value(schema)],
        "migrated_s": round(migrated_s, 2),
        "outcomes": dict(senders.outcomes),
        "stored": int(stored),
        "slowest_answer_s": round(senders.slowest_s, 2),
        "longest_wait_for_a_lock_s": round(longest[0], 2),
        "broken_invariants": broken,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Upgrade the platform while it serves. Did anybody notice?")
    parser.add_argument("commit")
    parser.add_argument("--alerts", type=int, default=100_000)
    parser.add_argument("--per-second", type=float, default=50)
    arguments = parser.parse_args()
    directory = open_directory("upgrade-")
    with older_tree(arguments.commit) as older:
        sources = ":".join(str(source) for source in sorted(older.glob("*/*/src")))
        platform = Platform(
            directory / secrets.token_hex(3), replicas=2, settings={"PYTHONPATH": sources}, with_gateway=True
        )
        try:
            start_older(platform, older, arguments.alerts)
            seen = upgraded(platform, arguments.per_second)
        finally:
            platform.stop()
            shutil.rmtree(directory, ignore_errors=True)
    print(json.dumps(seen))
    holds = (
        set(seen["outcomes"]) == {"201"}  # type: ignore[call-overload]
        and seen["stored"] == sum(seen["outcomes"].values())  # type: ignore[attr-defined]
        and seen["longest_wait_for_a_lock_s"] <= LONGEST_WAIT_S  # type: ignore[operator]
        and not seen["broken_invariants"]
    )
    sys.exit(0 if holds else 1)


if __name__ == "__main__":
    main()
