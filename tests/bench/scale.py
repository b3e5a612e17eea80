"""How intake and the lists of alerts slow down as alerts pile up, and how intake grows with processes.

Usage: python tests/bench/scale.py [--stored N,N,...] [--processes N,N,...] [--seconds S] [--directory D]

A private PostgreSQL at its default durability. For each N of --stored (10^4 to 10^7; 10^7 takes 10 GB of disk and half
an hour): so many resolved alerts are in the table, a hundred an incident, then
  intake   64 connections, one alert a request over 100 services, for S seconds: alerts a second, p50 and p99 in ms
  lists    50 alerts a page, asked one after the other: all, by service, by status, by time: p95 of each in ms
At the least of --stored, intake is measured for each number of --processes too, each with a sender of its own. Prints
a line of JSON for each measurement. What compares is the ratio of lines of one run on one quiet machine.
"""

from __future__ import annotations

import argparse
import json
import secrets
import shutil
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import httpx
from dev_kit.accounts import unprivileged_account
from dev_kit.databases import Database
from dev_kit.processes import Process
from ingest import SERVICES_MANY, database, load_from_elsewhere, one_service
from platform_kit.tokens import token_hash

READER = "ock_" + secrets.token_urlsafe(32)
PER_INCIDENT = 100
ASKED = 40
STORE = """
WITH made AS (
    INSERT INTO incidents.incidents (created_at, severity, service, team, title, priority, origin, correlation_key,
        status, resolved_at, alert_count, mttr_seconds)
    SELECT now() - make_interval(secs => n * 60), 'low', 'stored-' || n %% 500, 'default', 't', 'P4', 'alert', 'stored',
        'resolved', now(), 100, 60
    FROM generate_series(%(first)s::bigint, %(last)s) n RETURNING id, created_at, service
)
INSERT INTO alerts.alerts (incident_id, fingerprint, service, severity, message, status, source, labels, received_at,
    last_seen_at, resolved_at)
SELECT id, encode(sha256((id::text || n)::bytea), 'hex'), service, 'low', 'p99 latency is above 2 s on node ' || n,
    'resolved', 'prometheus', '{"region": "eu-1"}', created_at + make_interval(secs => n * 0.5), created_at, now()
FROM made, generate_series(1, 100) n
"""
LISTS = {
    "all": "",
    "by service": "&service=stored-17",
    "by status": "&status=firing",
    "by time": "&until=2026-01-01T00:00:00Z",
}


def store(made: Database, have: int, want: int) -> None:
    """Fill the table up from `have` stored alerts to `want`, a million at a time."""
    for first in range(have, want, 1_000_000):
        last = min(first + 1_000_000, want)
        made.owner.execute(STORE, {"first": first // PER_INCIDENT + 1, "last": last // PER_INCIDENT})
    with made.owner.connect() as connection:
        connection.autocommit = True
        connection.cursor().execute("VACUUM ANALYZE alerts.alerts, incidents.incidents")


def lists(url: str) -> dict[str, float]:
    """The p95 of each kind of list, in ms."""
    found = {}
    with httpx.Client(headers={"Authorization": f"Bearer {READER}"}, timeout=60, trust_env=False) as client:
        for name, query in LISTS.items():
            took = []
            for _ in range(ASKED):
                began = time.perf_counter()
                client.get(f"{url}/api/v1/alerts?limit=50{query}").raise_for_status()
                took.append((time.perf_counter() - began) * 1000)
            found[name] = round(statistics.quantiles(took, n=20)[18], 1)
    return found


def intake(processes: list[Process], seconds: float) -> dict[str, float]:
    """What these processes take in together, each from a sender of its own."""
    run = secrets.token_hex(3)
    with ThreadPoolExecutor(len(processes)) as pool:
        sending = [
            pool.submit(
                load_from_elsewhere, process.url, "/api/v1/alerts", SERVICES_MANY, 1, seconds, f"live-{run}-{number}"
            )
            for number, process in enumerate(processes)
        ]
        measured = [one.result() for one in sending]
    return {
        "alerts_s": round(sum(one.alerts_s for one in measured)),
        "p50_ms": round(max(one.p50_ms for one in measured), 1),
        "p99_ms": round(max(one.p99_ms for one in measured), 1),
    }


def tell(**what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def measure(directory: Path, stored: list[int], processes: list[int], seconds: float) -> None:
    with database(directory) as made, ExitStack() as running:
        made.owner.execute(
            "INSERT INTO oncall.api_keys (name, prefix, token_hash, role, created_by)"
            " VALUES ('bench', 'ock_', %s, 'viewer', 'bench')",
            (token_hash(READER),),
        )
        started = [running.enter_context(one_service(directory, made, {}))]
        empty = intake(started, seconds)
        tell(stored=0, processes=1, intake=empty)
        have = 0
        for want in stored:
            began = time.monotonic()
            store(made, have, want)
            filled_s, have = round(time.monotonic() - began), want
            tell(
                stored=want,
                processes=1,
                filled_s=filled_s,
                intake=intake(started, seconds),
                lists_p95_ms=lists(started[0].url),
            )
            if want != stored[0]:
                continue
            for number in processes:
                while len(started) < number:
                    started.append(running.enter_context(one_service(directory, made, {})))
                tell(stored=want, processes=number, intake=intake(started[:number], seconds))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stored", default="10000,100000,1000000,10000000")
    parser.add_argument("--processes", default="1,2,4")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--directory", type=Path, default=Path(tempfile.gettempdir()))
    arguments = parser.parse_args()
    directory = Path(tempfile.mkdtemp(prefix="scale-", dir=arguments.directory))
    directory.chmod(0o755)
    if account := unprivileged_account():
        assert account.can_reach(directory), f"PostgreSQL's account cannot reach {directory}"
    try:
        numbers = [[int(number) for number in text.split(",")] for text in (arguments.stored, arguments.processes)]
        measure(directory, numbers[0], numbers[1], arguments.seconds)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    main()
