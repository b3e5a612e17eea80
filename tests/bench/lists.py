"""How fast incident-management answers with 100,000 incidents and 1,000,000 alerts in the database.

Usage: python tests/bench/lists.py [--incidents N] [--alerts N] [--rounds N] [--limit-ms MS] [--keep DIR]

Makes a PostgreSQL of its own with generated data, starts a real process of the service and asks it each kind of
question one after the other: as an administrator's key, and as a member from whom a private team is hidden, so that row
security decides about every row. Prints p50 and p95 of each; ends with status 1 when a p95 is over the limit.

With --keep the data stay in DIR, with what opens them, and the next run with the same DIR migrates and measures those
that are there: --incidents and --alerts then say nothing. --rounds 0 makes the data and measures nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx
from dev_kit.databases import Database, migrate, random_passwords
from dev_kit.ports import free_port
from dev_kit.postgres import Cluster
from dev_kit.processes import Process
from dev_kit.services import environment_of, health_url, service
from platform_kit.paging import encode_cursor
from platform_kit.tokens import token_hash

DATA = """
SET synchronous_commit = off;
INSERT INTO oncall.teams (name, is_private) SELECT 'team-' || n, n = 19 FROM generate_series(1, 20) n;

CREATE TEMPORARY TABLE made AS
SELECT uuidv7() AS id, n, now() - n * interval '5 minutes' AS created_at,
    'service-' || (n * 7919 % 200) AS service,
    (ARRAY['critical', 'high', 'medium', 'low', 'info'])[1 + n % 5] AS severity,
    CASE WHEN n <= 50 THEN 'open' WHEN n <= 80 THEN 'acknowledged' ELSE 'resolved' END AS status,
    (ARRAY['disk full', 'error rate above 5 %', 'latency high', 'certificate expires'])[1 + n % 4]
        || ' on host-' || n || ' of rack ' || n % 97 AS title
FROM generate_series(1::bigint, :incidents) n;

INSERT INTO incidents.incidents (id, title, service, severity, status, priority, team, origin, assignee_id,
    assignee_name, assignee_email, alert_count, correlation_key, created_at, acknowledged_at, resolved_at,
    mtta_seconds, mttr_seconds, tags)
SELECT id, title, service, severity, status, 'P3', 'team-' || n % 20, 'alert',
    md5('person-' || n % 50)::uuid, 'Person ' || n % 50, 'person-' || n % 50 || '@example.org', 10,
    service || '|' || severity, created_at,
    CASE WHEN status <> 'open' THEN created_at + interval '3 minutes' END,
    CASE WHEN status = 'resolved' THEN created_at + interval '40 minutes' END,
    CASE WHEN status <> 'open' THEN n * 7919 % 1800 END, CASE WHEN status = 'resolved' THEN n * 104729 % 86400 END,
    CASE WHEN n % 3 = 0 THEN ARRAY['release', 'rack-' || n % 97] ELSE '{}' END
FROM made;
INSERT INTO incidents.escalations (incident_id, policy, state)
SELECT id, '{"policy_id": null, "policy_name": "p", "team": "t", "repeat": 0, "steps": []}', 'stopped' FROM made;
INSERT INTO incidents.search_texts (incident_id, created_at, text)
SELECT id, created_at, lower(service || E'\\n' || title) || E'\\nmessage of alert ' || md5(n::text) FROM made;
INSERT INTO incidents.timeline (incident_id, type, actor, at, data)
SELECT id, type, 'system', created_at, '{}' FROM made, unnest(ARRAY['created', 'paged', 'status_changed']) type;
INSERT INTO incidents.notes (incident_id, content, author, created_at)
SELECT id, 'rolled back release ' || n, 'ana@example.org', created_at FROM made WHERE n % 10 = 0;
INSERT INTO incidents.pages (id, incident_id, kind, episode, cycle, step, recipient_key, recipient, subject, message,
    created_at, due_at, handed_over_at)
SELECT uuidv7(), id, 'page', 1, 1, 1, 'user:' || md5('person-' || n % 50)::uuid, jsonb_build_object('id',
    md5('person-' || n % 50)::uuid, 'name', 'Person ' || n % 50, 'email', 'person-' || n % 50 || '@example.org'),
    'subject', 'message', created_at, created_at, created_at FROM made;
INSERT INTO alerts.alerts (incident_id, fingerprint, service, severity, message, status, labels, received_at,
    last_seen_at, resolved_at)
SELECT id, md5(n % 20000 || 'x' || a) || md5(a || 'y' || n % 20000), service, severity, title || ' ' || a,
    CASE WHEN status = 'resolved' THEN 'resolved' ELSE 'firing' END, '{"region": "eu-west-1"}',
    created_at + a * interval '1 second', created_at + a * interval '1 second',
    CASE WHEN status = 'resolved' THEN created_at + interval '40 minutes' END
FROM made, generate_series(1, :per_incident) a;
"""

QUESTIONS: dict[str, Callable[[random.Random], str]] = {
    "list": lambda _: "?limit=50",
    "list, 200 of them": lambda _: "?limit=200",
    "list, open": lambda _: "?status=open",
    "list, acknowledged or in progress": lambda _: "?status=acknowledged&status=in_progress",
    "list, resolved": lambda _: "?status=resolved",
    "list, by service": lambda r: f"?service=service-{r.randrange(200)}",
    "list, by team and severity": lambda r: f"?team=team-{r.randrange(20)}&severity=critical",
    "list, by severity": lambda _: "?severity=info&severity=low",
    "list, by e-mail": lambda r: f"?assigned_to=person-{r.randrange(50)}@example.org",
    "list, mine and open": lambda r: f"?assigned_to=person-{r.randrange(50)}@example.org&status=open",
    "list, by service that has none": lambda _: "?service=nothing",
    "search, a word of many": lambda _: "?q=disk",
    "search, a word of one": lambda r: f"?q=host-{r.randrange(10_000, 99_000)}",
    "search, two words": lambda r: f"?q=latency rack {r.randrange(97)}",
    "search, nothing found": lambda _: "?q=zebra",
    "search, two letters": lambda _: "?q=zq",
    "search, within a team": lambda r: f"?q=certificate&team=team-{r.randrange(20)}&status=open",
    "list, by tag": lambda r: f"?tag=rack-{r.randrange(97)}",
    "list, by a tag of many": lambda _: "?tag=release",
    "list, by two tags": lambda r: f"?tag=release&tag=rack-{r.randrange(97)}",
    "list, by tag and open": lambda _: "?tag=release&status=open",
    "list, by a tag that none has": lambda _: "?tag=nothing",
    "statistics, all": lambda _: "/stats/summary",
    "statistics, 30 days": lambda _: "/stats/summary?since=SINCE",
    "statistics, by service": lambda r: f"/stats/summary?service=service-{r.randrange(200)}",
    **{
        f"analytics, 30 days by {by}": lambda _, by=by: f"/../analytics/breakdown?by={by}"
        for by in ("service", "team", "severity", "day", "week")
    },
    "analytics, hours of the week": lambda _: "/../analytics/hours",
    "analytics, people": lambda _: "/../analytics/people",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--alerts", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=40, help="how often each question is asked")
    parser.add_argument("--limit-ms", type=float, default=100)
    parser.add_argument("--keep", type=Path, help="where the data stay for the next run")
    asked = parser.parse_args()
    directory = asked.keep or Path(tempfile.mkdtemp(prefix="bench-lists-"))
    directory.mkdir(mode=0o755, parents=True, exist_ok=True)
    directory.chmod(0o755)
    opens = credentials(directory / "credentials.json")
    cluster = Cluster(directory / "postgres", free_port(), opens["owner"], durable=False)
    is_filled = directory / "filled"
    try:
        cluster.initialise()
        cluster.start()
        database = Database(cluster, "bench", opens["logins"])
        if not is_filled.exists():
            database.drop()
        database.create()
        migrate(database.url(), database.passwords)
        if not is_filled.exists():
            fill(database, asked.incidents, max(asked.alerts // asked.incidents, 1), opens["callers"])
            is_filled.touch()
        if not asked.rounds:
            return 0
        process = started(database, directory)
        try:
            return measure(process.url, database, opens["callers"], asked.rounds, asked.limit_ms)
        finally:
            process.stop()
    finally:
        cluster.stop()
        if not asked.keep:
            shutil.rmtree(directory, ignore_errors=True)


def credentials(kept_in: Path) -> dict[str, Any]:
    """Passwords and the two callers' keys: those of the run that made the data, else new ones."""
    if not kept_in.exists():
        kept_in.touch(mode=0o600)
        callers = {"admin": "ock_" + secrets.token_urlsafe(32), "member": "ocs_" + secrets.token_urlsafe(32)}
        made = {"owner": secrets.token_urlsafe(24), "logins": random_passwords(), "callers": callers}
        kept_in.write_text(json.dumps(made))
    return dict(json.loads(kept_in.read_text()))


def fill(database: Database, incidents: int, per_incident: int, callers: Mapping[str, str]) -> None:
    """Make the data, and two who look at it."""
    began = time.monotonic()
    script = DATA.replace(":incidents", str(incidents)).replace(":per_incident", str(per_incident))
    database.owner.execute(script)
    database.owner.execute(
        "INSERT INTO oncall.api_keys (name, prefix, token_hash, role, created_by)"
        " VALUES ('bench', 'ock_', %s, 'admin', 'bench')",
        (token_hash(callers["admin"]),),
    )
    database.owner.execute(
        "WITH made AS (INSERT INTO oncall.users (name, email, role) VALUES ('Mia', 'mia@example.org', 'responder')"
        " RETURNING id) INSERT INTO oncall.sessions (token_hash, user_id, expires_at)"
        " SELECT %s, id, now() + interval '1 day' FROM made",
        (token_hash(callers["member"]),),
    )
    with database.owner.connect() as connection:
        connection.autocommit = True
        connection.cursor().execute("VACUUM ANALYZE")
    sys.stdout.write(
        f"{incidents:,} incidents, {incidents * per_incident:,} alerts: {time.monotonic() - began:.0f} s\n"
    )


def started(database: Database, directory: Path) -> Process:
    """A real process of the service; nobody answers at its neighbours' addresses."""
    which, port = service("incident-management"), free_port()
    nobody = {name: f"http://127.0.0.1:{free_port()}" for name in ("oncall-service", "notification-service")}
    given = {
        "SERVICE_TOKEN_SECRET": secrets.token_urlsafe(48),
        "ENCRYPTION_KEYS": secrets.token_urlsafe(48),
        "PUBLIC_URL": "http://127.0.0.1:8080",
    }
    urls = {"incident-management": "", "alert-ingestion": "", **nobody}
    environment = environment_of(which, port=port, database_url=database.url(which.login), urls=urls, given=given)
    process = Process(
        which.name, which.command, environment=environment, log_file=directory / "log", ready_url=health_url(port)
    )
    process.start()
    process.wait_until_ready()
    return process


def measure(url: str, database: Database, callers: Mapping[str, str], rounds: int, limit_ms: float) -> int:
    """Ask everything, in turns; 1 when anything was too slow."""
    chance = random.Random(1)
    ids = [
        str(row["id"])
        for row in database.owner.rows(
            "SELECT id FROM incidents.incidents TABLESAMPLE SYSTEM (1) WHERE team <> 'team-19'"
        )
    ]
    since = database.owner.value("SELECT to_char(now() - interval '30 days', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")
    questions = QUESTIONS | {
        "detail": lambda r: "/" + r.choice(ids),
        "MTTA and MTTR of one": lambda r: f"/{r.choice(ids)}/metrics",
        "earlier incidents": lambda r: f"/{r.choice(ids)}/earlier",
        "trace": lambda r: f"/{r.choice(ids)}/trace",
        "post-mortem": lambda r: f"/{r.choice(ids)}/postmortem.md",
    }
    names = [f"{who}: {name}" for who in callers for name in (*questions, "list, a page far down")]
    taken: dict[str, list[float]] = {name: [] for name in names}
    with httpx.Client(timeout=30, trust_env=False) as client:

        def ask(name: str, path: str) -> None:
            for who, key in callers.items():
                began = time.perf_counter()
                answer = client.get(f"{url}/api/v1/incidents{path}", headers={"X-API-Key": key})
                taken[f"{who}: {name}"].append((time.perf_counter() - began) * 1000)
                if answer.status_code != 200:
                    raise SystemExit(f"{path} answered {answer.status_code}: {answer.text}")

        middle = database.owner.rows(
            "SELECT created_at, id FROM incidents.incidents ORDER BY created_at"
            " OFFSET (SELECT count(*) / 2 FROM incidents.incidents) LIMIT 1"
        )[0]
        cursor = encode_cursor(middle["created_at"], middle["id"])
        for _ in range(rounds):
            for name, make in questions.items():
                ask(name, make(chance).replace("SINCE", since))
            ask("list, a page far down", f"?limit=50&cursor={cursor}")
    slow = 0
    for name, times in sorted(taken.items(), key=lambda item: -percentile(item[1], 95)):
        p95 = percentile(times, 95)
        slow += p95 > limit_ms
        sys.stdout.write(f"{name:50} p50 {percentile(times, 50):7.1f} ms   p95 {p95:7.1f} ms\n")
    sys.stdout.write(json.dumps({"questions": len(taken), "over_limit": slow, "limit_ms": limit_ms}) + "\n")
    return 1 if slow else 0


def percentile(times: list[float], percent: int) -> float:
    return sorted(times)[min(len(times) * percent // 100, len(times) - 1)]


if __name__ == "__main__":
    sys.exit(main())
