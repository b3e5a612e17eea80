"""How long after an alert its page arrives, while alerts pour in.

Usage: python tests/bench/page_latency.py [--seconds S] [--rate N] [--limit-ms MS] [--directory D]

The whole platform as real processes on a PostgreSQL at its default durability, 50 services with a policy that pages a
webhook, and a sink for it. Alerts come at a steady rate whether or not they are answered in time; every two seconds
they have another severity, so that 50 incidents open at once. Measured from the first byte of an incident's first alert
to the first byte of its first page at the sink. Prints one line of JSON; ends with status 1 when the 99th percentile is
over the limit, a page is missing or one came twice.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from dev_kit.accounts import unprivileged_account
from dev_kit.platform import Platform
from dev_kit.processes import wait_until
from dev_kit.sinks.http import HttpSink

SERVICES = 50
SENDERS = 24
SEVERITIES = ("critical", "high", "medium", "low", "info")
EACH_S = 2.0
Incident = tuple[str, str]

# Where the time goes: until the step is taken, until notification-service has the page, until the sink has it.
STAGES = """
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM p.created_at - i.created_at) * 1000) AS step,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM n.created_at - p.created_at) * 1000) AS handed,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM n.sent_at - n.created_at) * 1000) AS delivery
    FROM incidents.pages p
    JOIN incidents.incidents i ON i.id = p.incident_id
    JOIN notify.notifications n ON n.page_id = p.id
    WHERE p.kind = 'page'
"""


def prepare(admin: httpx.Client, sink: HttpSink) -> None:
    """A team, a policy that pages the sink, and the services."""

    def made(path: str, body: dict[str, object]) -> dict[str, str]:
        answer = admin.post(f"/api/v1/{path}", json=body)
        if answer.status_code != 201:
            raise RuntimeError(f"POST {path} answered {answer.status_code}: {answer.text}")
        return dict(answer.json())

    made("teams", {"name": "bench"})
    targets = [{"type": "channel", "channel": "webhook", "recipient": f"{sink.url}/page"}]
    steps = [{"delay_seconds": 3600, "targets": targets}]
    policy = made("escalation-policies", {"name": "bench", "team": "bench", "repeat": 1, "steps": steps})
    for number in range(SERVICES):
        service = {"name": f"service-{number}", "team": "bench", "escalation_policy_id": policy["id"]}
        made("services", service)


class Senders:
    """Threads that send alert after alert, each at its own instant, over connections that stay open."""

    def __init__(self, url: str, key: str, rate: float, seconds: float) -> None:
        self._host = urlsplit(url).netloc
        self._headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        self._rate, self._count = rate, int(rate * seconds)
        self._numbers, self._lock = itertools.count(), threading.Lock()
        self.first_sent: dict[Incident, float] = {}
        self.answers: list[float] = []
        self.refused: Counter[int] = Counter()
        self.latest_s = 0.0

    def run(self) -> None:
        self._started = time.monotonic() + 0.5
        threads = [threading.Thread(target=self._send_all, daemon=True) for _ in range(SENDERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _send_all(self) -> None:
        connection = http.client.HTTPConnection(self._host, timeout=30)
        while (number := next(self._numbers)) < self._count:
            due = self._started + number / self._rate
            time.sleep(max(due - time.monotonic(), 0))
            service = f"service-{number % SERVICES}"
            severity = SEVERITIES[int((number / self._rate) // EACH_S) % len(SEVERITIES)]
            alert = {"service": service, "severity": severity, "message": f"p99 is above 2 s on node {number}"}
            sent = time.monotonic()
            with self._lock:
                self.first_sent[service, severity] = min(sent, self.first_sent.get((service, severity), sent))
                self.latest_s = max(self.latest_s, sent - due)
            connection.request("POST", "/api/v1/alerts", json.dumps(alert), self._headers)
            answer = connection.getresponse()
            answer.read()
            with self._lock:
                self.answers.append(time.monotonic() - sent)
                if answer.status != 201:
                    self.refused[answer.status] += 1


def measure(directory: Path, rate: float, seconds: float) -> dict[str, object]:
    quiet = {"LOG_LEVEL": "WARNING"}
    with HttpSink() as sink, Platform(directory, settings=quiet) as platform:
        prepare(platform.admin("oncall-service"), sink)
        senders = Senders(platform.url("alert-ingestion"), platform.ingest_key, rate, seconds)
        senders.run()
        if senders.refused:
            raise RuntimeError(f"alerts were refused: {dict(senders.refused)}")
        wait_until(lambda: len(sink.requests("/page")) >= len(senders.first_sent), 60, "a page for each incident")
        arrived: dict[Incident, list[float]] = {}
        for page in sink.requests("/page"):
            incident = page.json()["data"]["incident"]
            arrived.setdefault((incident["service"], incident["severity"]), []).append(page.at)
        stages = platform.database.owner.rows(STAGES)[0]
    took_ms = [(min(arrived[key]) - sent) * 1000 for key, sent in senders.first_sent.items()]
    cuts = statistics.quantiles(took_ms, n=100)
    return {
        "alerts_s": rate,
        "incidents": len(took_ms),
        "pages": sum(map(len, arrived.values())),
        "page_p50_ms": round(cuts[49]),
        "page_p90_ms": round(cuts[89]),
        "page_p99_ms": round(cuts[98]),
        "page_most_ms": round(max(took_ms)),
        **{f"{stage}_p50_ms": round(ms) for stage, ms in stages.items()},
        "answer_p99_ms": round(statistics.quantiles(senders.answers, n=100)[98] * 1000, 1),
        "sent_late_by_at_most_ms": round(senders.latest_s * 1000),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=EACH_S * len(SEVERITIES), help="how long alerts come")
    parser.add_argument("--rate", type=float, default=500, help="alerts a second")
    parser.add_argument("--limit-ms", type=float, default=1000, help="of the 99th percentile")
    parser.add_argument("--directory", type=Path, default=Path("/var/tmp"), help="on the disk that is to be measured")
    arguments = parser.parse_args()
    directory = Path(tempfile.mkdtemp(prefix="oncall-bench-", dir=arguments.directory))
    if unprivileged_account() is not None:
        directory.chmod(0o755)
    try:
        found = measure(directory, arguments.rate, arguments.seconds)
    finally:
        shutil.rmtree(directory, ignore_errors=True)
    print(json.dumps(found))
    if found["page_p99_ms"] > arguments.limit_ms or found["pages"] != found["incidents"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
