"""What intake does when far more comes than it can take.

Usage: python tests/bench/overload.py [--times N] [--seconds S] [--directory D]

Measures how many alerts a second one process takes in batches of 100, then offers N times as many (default 20) for S
seconds (default 60) on 500 connections, whatever the answers, and looks whether it is as usual again afterwards. Prints
one line of JSON; ends with status 1 when an answer is none of 2xx, 429 and 503, one takes 10 s or longer, the process
grows by 200 MB or more, an acknowledged alert is not stored, or it is not as usual within 30 s.
"""

from __future__ import annotations

import argparse
import itertools
import json
import select
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from dev_kit.accounts import unprivileged_account
from ingest import KEY, Connection, load_from_elsewhere, platform, requests

BATCH = 100
SERVICES_MANY = 100
CONNECTIONS = 500
PREPARED = 500
PATH = "/api/v1/alerts/batch"
ALLOWED = {201, 429, 503}


@dataclass
class Seen:
    """What came back. lost: connections that ended without an answer. offered: requests sent."""

    offered: int = 0
    lost: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    slowest_s: float = 0.0
    most_kib: int = 0


class Asking(Connection):
    """A connection that takes any answer."""

    def is_answered(self) -> bool:
        """Read what is there. Raises ConnectionError when the other side is gone."""
        part = self.socket.recv(262144)
        if not part:
            raise ConnectionError
        self.received += part
        end = self.received.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = self.received[:end].lower()
        length = int(head.split(b"content-length: ")[1].split(b"\r\n")[0])
        return len(self.received) >= end + 4 + length

    @property
    def status(self) -> int:
        return int(self.received.split(b" ", 2)[1])


def memory_kib(pid: int) -> int:
    """What a process holds in memory."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def offer(url: str, pid: int, per_s: float, seconds: float) -> Seen:
    """Send so many requests a second as long as a connection is free, and wait for all answers."""
    prepared = itertools.cycle(list(itertools.islice(requests(PATH, SERVICES_MANY, BATCH, "overload"), PREPARED)))
    idle = [Asking(url) for _ in range(CONNECTIONS)]
    busy: dict[int, Asking] = {}
    poll = select.epoll()
    seen, started, looked_at = Seen(), time.perf_counter(), 0.0
    while True:
        now = time.perf_counter() - started
        if now >= seconds and not busy:
            return seen
        due = int(min(now, seconds) * per_s) - seen.offered if now < seconds else 0
        for _ in range(min(due, len(idle))):
            connection = idle.pop()
            try:
                connection.send(next(prepared))
            except OSError:
                seen.lost += 1
                connection = Asking(url)
                connection.send(next(prepared))
            seen.offered += 1
            busy[connection.socket.fileno()] = connection
            poll.register(connection.socket.fileno(), select.EPOLLIN)
        for fd, _ in poll.poll(0.002):
            connection = busy[fd]
            try:
                if not connection.is_answered():
                    continue
            except OSError:
                seen.lost += 1
                connection.received = b""
            poll.unregister(fd)
            del busy[fd]
            seen.slowest_s = max(seen.slowest_s, time.perf_counter() - connection.sent_s)
            if connection.received:
                seen.statuses[connection.status] += 1
                idle.append(connection)
            else:
                connection.socket.close()
                idle.append(Asking(url))
        if now - looked_at > 0.5:
            looked_at, seen.most_kib = now, max(seen.most_kib, memory_kib(pid))


def usual_again_after_s(url: str) -> float:
    """Seconds until an alert is taken within a second; infinite when that takes over a minute."""
    started = time.monotonic()
    alert = {"service": "afterwards", "severity": "low", "message": "m"}
    while time.monotonic() - started < 60:
        sent = time.monotonic()
        answer = httpx.post(
            f"{url}/api/v1/alerts", json=alert, headers={"Authorization": f"Bearer {KEY}"}, timeout=30, trust_env=False
        )
        if answer.status_code == 201 and time.monotonic() - sent < 1:
            return sent - started
        time.sleep(0.2)
    return float("inf")


def measure(directory: Path, times: float, seconds: float) -> tuple[dict[str, object], list[str]]:
    """The figures, and what among them should not be."""
    with platform(directory) as (_, database, process):
        capacity = load_from_elsewhere(process.url, PATH, SERVICES_MANY, BATCH, 5, "usual").alerts_s
        before_kib = memory_kib(process.pid)
        seen = offer(process.url, process.pid, times * capacity / BATCH, seconds)
        again_s = usual_again_after_s(process.url)
        stored = database.owner.value(
            "SELECT coalesce(sum(occurrences), 0) FROM alerts.alerts WHERE service LIKE 'overload-%%'"
        )
    acknowledged = seen.statuses[201] * BATCH
    grown_mb = (seen.most_kib - before_kib) / 1024
    faults = {
        "other answers than 2xx, 429, 503": bool(set(seen.statuses) - ALLOWED),
        "connections ended without an answer": bool(seen.lost),
        "an answer took 10 s or longer": seen.slowest_s >= 10,
        "the process grew by 200 MB or more": grown_mb >= 200,
        "acknowledged alerts are not stored": stored < acknowledged,
        "not as usual within 30 s": again_s > 30,
    }
    figures = {
        "capacity_alerts_s": round(capacity),
        "offered_of_capacity": round(seen.offered * BATCH / seconds / capacity, 1),
        "statuses": dict(sorted(seen.statuses.items())),
        "slowest_s": round(seen.slowest_s, 2),
        "grown_mb": round(grown_mb),
        "acknowledged": acknowledged,
        "stored": int(stored),
        "usual_again_after_s": round(again_s, 1),
    }
    return figures, [fault for fault, is_there in faults.items() if is_there]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=float, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--directory", type=Path, default=Path("/var/tmp"), help="for PostgreSQL's data")
    arguments = parser.parse_args()
    directory = Path(tempfile.mkdtemp(prefix="oncall-overload-", dir=arguments.directory))
    if unprivileged_account() is not None:
        directory.chmod(0o755)
    try:
        figures, faults = measure(directory, arguments.times, arguments.seconds)
    finally:
        shutil.rmtree(directory, ignore_errors=True)
    print(json.dumps(figures | {"faults": faults}))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
