"""Whether an acknowledged alert exists exactly once when intake, and then its database, is killed again and again.

Usage: python tests/bench/kills.py [--alerts N] [--directory D]

N alerts over 20 services go in on 50 connections to one process with a durable PostgreSQL, each tried again with its
own Idempotency-Key until it is answered with a 2xx. At 25, 50 and 75 % the process is killed and started again; then
all of it once more, and PostgreSQL is killed instead. Prints one line of JSON for each; ends with status 1 where an
alert is missing, doubled, not counted, or one that nobody sent.
"""

from __future__ import annotations

import argparse
import json
import secrets
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
from dev_kit.accounts import unprivileged_account
from dev_kit.databases import Database
from ingest import KEY, platform

SERVICES_MANY = 20
CONNECTIONS = 50
KILLED_AT = (0.25, 0.5, 0.75)
PATIENCE_S = 120


class Sending:
    """Alerts on their way. done: how many were answered with a 2xx."""

    def __init__(self, url: str, name: str, alerts: int) -> None:
        self._url, self._name, self._alerts = url, name, alerts
        self._lock = threading.Lock()
        self.done = self.tries = 0

    def send_all(self) -> list[int]:
        """The numbers of the alerts that were taken in the end."""
        limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
        with (
            httpx.Client(timeout=10, limits=limits, trust_env=False) as client,
            ThreadPoolExecutor(CONNECTIONS) as pool,
        ):
            taken = pool.map(lambda number: self._is_taken(client, number), range(self._alerts))
            return [number for number, is_taken in enumerate(taken) if is_taken]

    def _is_taken(self, client: httpx.Client, number: int) -> bool:
        alert = {
            "service": f"{self._name}-{number % SERVICES_MANY}",
            "severity": "high",
            "message": "it is down",
            "dedup_key": f"{self._name}-{number}",
            "labels": {"number": str(number)},
        }
        headers = {"Authorization": f"Bearer {KEY}", "Idempotency-Key": secrets.token_hex(16)}
        ends_at = time.monotonic() + PATIENCE_S
        while time.monotonic() < ends_at:
            try:
                is_taken = client.post(f"{self._url}/api/v1/alerts", json=alert, headers=headers).is_success
            except httpx.TransportError:
                is_taken = False
            with self._lock:
                self.tries += 1
                self.done += is_taken
            if is_taken:
                return True
            time.sleep(0.05)
        return False


def run(name: str, url: str, database: Database, alerts: int, kill: Callable[[], None]) -> dict[str, object]:
    """Send, kill, and look at what is there afterwards. `faults` is empty when all is as it should be."""
    sending = Sending(url, name, alerts)
    with ThreadPoolExecutor(1) as pool:
        sent = pool.submit(sending.send_all)
        for share in KILLED_AT:
            while sending.done < share * alerts and not sent.done():
                time.sleep(0.005)
            kill()
        taken = sent.result()
    rows = database.owner.rows(
        "SELECT labels ->> 'number' AS number, occurrences, incident_id FROM alerts.alerts WHERE service LIKE %s",
        (f"{name}-%",),
    )
    counted = database.owner.rows(
        "SELECT service, count(*) AS incidents, sum(alert_count) AS alerts FROM incidents.incidents"
        " WHERE service LIKE %s GROUP BY service",
        (f"{name}-%",),
    )
    numbers = [int(row["number"]) for row in rows]
    faults = {
        "not taken": alerts - len(taken),
        "acknowledged and missing": len(set(taken) - set(numbers)),
        "doubled": len(numbers) - len(set(numbers)) + sum(row["occurrences"] - 1 for row in rows),
        "of nobody": len(set(numbers) - set(range(alerts))),
        "services with another number of incidents than one": sum(row["incidents"] != 1 for row in counted),
        "counted otherwise than stored": abs(sum(row["alerts"] for row in counted) - len(rows)),
    }
    found = {what: count for what, count in faults.items() if count}
    return {"killed": name, "alerts": alerts, "tries": sending.tries, "services": len(counted), "faults": found}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--alerts", type=int, default=5000)
    parser.add_argument("--directory", type=Path, default=Path("/var/tmp"), help="for PostgreSQL's data")
    arguments = parser.parse_args()
    directory = Path(tempfile.mkdtemp(prefix="oncall-kills-", dir=arguments.directory))
    if unprivileged_account() is not None:
        directory.chmod(0o755)
    try:
        with platform(directory) as (cluster, database, process):

            def kill_intake() -> None:
                process.kill()
                process.start()

            def kill_postgresql() -> None:
                cluster.kill()
                cluster.start()

            reports = [
                run("alert-ingestion", process.url, database, arguments.alerts, kill_intake),
                run("postgresql", process.url, database, arguments.alerts, kill_postgresql),
            ]
    finally:
        shutil.rmtree(directory, ignore_errors=True)
    for report in reports:
        print(json.dumps(report))
    sys.exit(any(report["faults"] for report in reports))


if __name__ == "__main__":
    main()
