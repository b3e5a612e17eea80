"""How many alerts a second one process takes in, beside what PostgreSQL itself can insert on this machine.

Usage: python tests/bench/ingest.py [--seconds S] [--rounds N] [--directory D]

A private PostgreSQL at its default durability, and in each round, one after the other:
  a  pgbench, one alert inserted per transaction, 32 clients, into the same table: X a second
  b  the service, one process, 64 connections, one alert a request over 100 services
  c  the same on one service: exactly one incident
  d  the same in batches of 100

Prints one line of JSON: medians over the rounds, alerts a second, as a multiple of X, and latencies of a request in ms.
"""

from __future__ import annotations

import argparse
import json
import secrets
import select
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from dev_kit.accounts import unprivileged_account
from dev_kit.databases import Database, migrate, random_passwords
from dev_kit.ports import free_port
from dev_kit.postgres import Cluster
from dev_kit.processes import Process
from dev_kit.services import SERVICES, environment_of, health_url, service

SERVICES_MANY = 100
CONNECTIONS = 64
PGBENCH_CLIENTS = 32
BATCH = 100
WARM_UP_S = 1.0
KEY = "ock_" + secrets.token_urlsafe(24)

INSERT = """\
\\set n random(1, 1000000000)
INSERT INTO alerts.alerts (incident_id, fingerprint, service, severity, message, status, source, labels, received_at,
    last_seen_at)
VALUES ('{incident}', md5(:n || ' ' || :client_id || clock_timestamp()) || md5(clock_timestamp()::text), 'baseline',
    'high', 'p99 latency is above 2 s on node ' || :n, 'firing', 'prometheus', '{{"region": "eu-1"}}', now(), now());
"""


@dataclass(frozen=True)
class Measured:
    """alerts_s: alerts a second. p50_ms, p99_ms: of a request, from its first byte sent to its last byte received."""

    alerts_s: float
    p50_ms: float
    p99_ms: float


class Connection:
    """One keep-alive connection that sends prepared requests, one at a time."""

    def __init__(self, url: str) -> None:
        where = urlsplit(url)
        self.socket = socket.create_connection((where.hostname, where.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent_s = 0.0
        self.received = b""

    def send(self, request: bytes) -> None:
        self.received = b""
        self.sent_s = time.perf_counter()
        self.socket.sendall(request)

    def is_answered(self) -> bool:
        """Read what is there. Raises RuntimeError for an answer other than 201."""
        self.received += self.socket.recv(262144)
        if not self.received.startswith(b"HTTP/1.1 201"):
            raise RuntimeError(self.received[:500].decode())
        end = self.received.find(b"\r\n\r\n")
        if end < 0:
            return False
        found = self.received.index(b"content-length: ") + len(b"content-length: ")
        length = int(self.received[found : self.received.index(b"\r\n", found)])
        return len(self.received) >= end + 4 + length


def requests(path: str, services: int, batch: int, name: str) -> Iterator[bytes]:
    """Prepared requests, each of alerts nobody sent before. Written by hand, for it is not what is measured."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {KEY}\r\nContent-Length: "
    )
    rest = '"source": "prometheus", "labels": {"region": "eu-1"}}'
    number = 0
    while True:
        many = [
            f'{{"service": "{name}-{each % services}", "severity": "high",'
            f' "message": "p99 latency is above 2 s on node {each}", {rest}'
            for each in range(number, number + batch)
        ]
        body = f'{{"alerts": [{", ".join(many)}]}}' if path.endswith("/batch") else many[0]
        yield f"{head}{len(body)}\r\n\r\n{body}".encode()
        number += batch


def load(url: str, path: str, services: int, batch: int, seconds: float, name: str) -> Measured:
    """Send alerts on all connections at once, each as soon as the one before it was answered."""

    prepared = requests(path, services, batch, name)
    connections = [Connection(url) for _ in range(CONNECTIONS)]
    by_fd = {c.socket.fileno(): c for c in connections}
    poll = select.epoll()
    for fd in by_fd:
        poll.register(fd, select.EPOLLIN)
    started = time.perf_counter()
    counts_from, ends_at = started + WARM_UP_S, started + WARM_UP_S + seconds
    latencies: list[float] = []
    for connection in connections:
        connection.send(next(prepared))
    under_way = len(connections)
    while under_way:
        for fd, _ in poll.poll():
            connection = by_fd[fd]
            if not connection.is_answered():
                continue
            now = time.perf_counter()
            if counts_from <= now < ends_at:
                latencies.append(now - connection.sent_s)
            if now < ends_at:
                connection.send(next(prepared))
            else:
                under_way -= 1
    for connection in connections:
        connection.socket.close()
    cuts = statistics.quantiles(latencies, n=100)
    return Measured(len(latencies) * batch / seconds, cuts[49] * 1000, cuts[98] * 1000)


def load_from_elsewhere(url: str, path: str, services: int, batch: int, seconds: float, name: str) -> Measured:
    """`load` in a process of its own, so that it shares no interpreter with what else happens here."""
    arguments = [url, path, str(services), str(batch), str(seconds), name, KEY]
    done = subprocess.run(
        [sys.executable, __file__, "--load", *arguments], capture_output=True, text=True, check=False, timeout=600
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Measured(**json.loads(done.stdout))


def pgbench(database: Database, directory: Path, seconds: float) -> float:
    """Inserts a second, each in a transaction of its own."""
    incident = database.owner.value(
        "SELECT incident_id FROM incidents.correlate(ARRAY['baseline|high'], ARRAY['baseline'], ARRAY['high'],"
        " ARRAY['baseline'], ARRAY[now()], '5 minutes')"
    )
    script = directory / "insert.sql"
    script.write_text(INSERT.format(incident=incident))
    done = subprocess.run(
        [
            database.cluster.program("pgbench"), "--no-vacuum", "--file", str(script), "--client", str(PGBENCH_CLIENTS),
            "--jobs", "2", "--time", str(max(1, round(seconds))), database.url("alert_ingestion"),
        ],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    line = next(line for line in done.stdout.splitlines() if line.startswith("tps"))
    return float(line.split()[2])


@contextmanager
def database(directory: Path) -> Iterator[Database]:
    """A migrated database on a durable PostgreSQL of its own."""
    cluster = Cluster(directory / "postgres", free_port(), secrets.token_urlsafe(24))
    cluster.initialise()
    cluster.start()
    try:
        made = Database(cluster, "bench", random_passwords())
        made.create()
        migrate(made.url(), made.passwords)
        yield made
    finally:
        cluster.stop()


@contextmanager
def one_service(directory: Path, database: Database, settings: Mapping[str, str]) -> Iterator[Process]:
    """One process of the service; its neighbours are not there."""
    which, port = service("alert-ingestion"), free_port()
    process = Process(
        which.name,
        which.command,
        environment=environment_of(
            which,
            port=port,
            database_url=database.url(which.login),
            urls={s.name: f"http://127.0.0.1:{free_port()}" for s in SERVICES},
            given={
                "SERVICE_TOKEN_SECRET": secrets.token_urlsafe(48),
                "ENCRYPTION_KEYS": secrets.token_urlsafe(48),
                "INGEST_API_KEY": KEY,
                "CORRELATION_WINDOW_MINUTES": "5",
                "LOG_LEVEL": "WARNING",
                **settings,
            },
        ),
        log_file=directory / "service.log",
        ready_url=health_url(port),
    )
    process.start()
    try:
        process.wait_until_ready()
        yield process
    finally:
        process.stop()


@contextmanager
def platform(directory: Path) -> Iterator[tuple[Cluster, Database, Process]]:
    """A durable PostgreSQL and one process of the service."""
    with database(directory) as made, one_service(directory, made, {}) as process:
        yield made.cluster, made, process


def check_one_incident(database: Database, name: str) -> None:
    """Everything on the hot service is on one incident, counted. Raises AssertionError."""
    (row,) = database.owner.rows(
        "SELECT count(*) AS incidents, sum(alert_count) AS counted,"
        " (SELECT count(*) FROM alerts.alerts WHERE service = %s) AS stored"
        " FROM incidents.incidents WHERE service = %s",
        (f"{name}-0", f"{name}-0"),
    )
    if row["incidents"] != 1 or row["counted"] != row["stored"]:
        raise AssertionError(f"one incident with every alert was expected, found {dict(row)}")


def measure(directory: Path, rounds: int, seconds: float) -> dict[str, object]:
    baseline: list[float] = []
    found: dict[str, list[Measured]] = {"b": [], "c": [], "d": []}
    with platform(directory) as (_, made, process):
        url = process.url
        for number in range(rounds):
            baseline.append(pgbench(made, directory, seconds))
            one, many = "/api/v1/alerts", "/api/v1/alerts/batch"
            found["b"].append(load_from_elsewhere(url, one, SERVICES_MANY, 1, seconds, f"b{number}"))
            found["c"].append(load_from_elsewhere(url, one, 1, 1, seconds, f"c{number}"))
            check_one_incident(made, f"c{number}")
            found["d"].append(load_from_elsewhere(url, many, SERVICES_MANY, BATCH, seconds, f"d{number}"))
    x = statistics.median(baseline)
    answer: dict[str, object] = {"a_inserts_s": round(x)}
    for name, measured in found.items():
        rate = statistics.median(m.alerts_s for m in measured)
        multiple = statistics.median(m.alerts_s / own for m, own in zip(measured, baseline, strict=True))
        answer[f"{name}_alerts_s"] = round(rate)
        answer[f"{name}_of_x"] = round(multiple, 2)
        answer[f"{name}_p50_ms"] = round(statistics.median(m.p50_ms for m in measured), 1)
        answer[f"{name}_p99_ms"] = round(statistics.median(m.p99_ms for m in measured), 1)
    return answer


def main() -> None:
    if sys.argv[1:2] == ["--load"]:
        global KEY
        url, path, services, batch, seconds, name, KEY = sys.argv[2:]
        measured = load(url, path, int(services), int(batch), float(seconds), name)
        print(json.dumps(measured.__dict__))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=10, help="how long each part of a round counts")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--directory", type=Path, default=Path("/var/tmp"), help="on the disk that is to be measured")
    arguments = parser.parse_args()
    directory = Path(tempfile.mkdtemp(prefix="oncall-bench-", dir=arguments.directory))
    if unprivileged_account() is not None:
        directory.chmod(0o755)
    try:
        print(json.dumps(measure(directory, arguments.rounds, arguments.seconds)))
    finally:
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    main()
