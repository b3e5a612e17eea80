"""What traces cost alert ingestion: off, and on for one request in ten.

Usage: python tests/bench/tracing.py [--seconds S] [--rounds N] [--directory D]

Each round measures the same load, one alert a request over 100 services, three times: off, off again, on at 10 %, in an
order that turns from round to round, each on a process of its own over one durable PostgreSQL. A collector that takes
everything answers on this machine, so its own work is counted too. Prints one line of JSON: alerts a second and the
processor time that the service spent on each, medians; and how much worse than the first that was off, in percent, the
median over the rounds. What differs between off and off again is the machine's own unrest, of which processor time
suffers less than throughput; where nothing else runs, throughput follows it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import ingest
from dev_kit.accounts import unprivileged_account
from dev_kit.databases import Database
from dev_kit.sinks.http import HttpSink

OFF, AGAIN, ON = "off", "off_again", "on_10_percent"


@dataclass(frozen=True, slots=True)
class Cost:
    """alerts_s: taken in a second. cpu_us: microseconds of the service's processor time an alert."""

    alerts_s: float
    cpu_us: float


def cost(directory: Path, database: Database, settings: Mapping[str, str], seconds: float, name: str) -> Cost:
    """Of one process with these settings, under full load."""
    with ingest.one_service(directory, database, settings) as process:
        before = cpu_s(process.pid)
        measured = ingest.load_from_elsewhere(process.url, "/api/v1/alerts", ingest.SERVICES_MANY, 1, seconds, name)
        spent = cpu_s(process.pid) - before
    taken = database.owner.value("SELECT count(*) FROM alerts.alerts WHERE service LIKE %s", (f"{name}-%",))
    return Cost(measured.alerts_s, 1e6 * spent / float(str(taken)))


def cpu_s(pid: int) -> float:
    """The processor time that a process has used, in seconds."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def measure(directory: Path, rounds: int, seconds: float) -> dict[str, object]:
    found: dict[str, list[Cost]] = {OFF: [], AGAIN: [], ON: []}
    with HttpSink() as collector, ingest.database(directory) as database:
        on = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "OTEL_TRACES_SAMPLER_ARG": "0.1"}
        names = [OFF, AGAIN, ON]
        for number in range(rounds):
            for name in names[number % 3 :] + names[: number % 3]:
                settings = on if name == ON else {}
                found[name].append(cost(directory, database, settings, seconds, f"{name}{number}"))
        if not collector.requests("/v1/traces"):
            raise AssertionError("the collector got nothing: the service was not traced")
    answer: dict[str, object] = {}
    for name, costs in found.items():
        answer[f"{name}_alerts_s"] = round(statistics.median(each.alerts_s for each in costs))
        answer[f"{name}_cpu_us"] = round(statistics.median(each.cpu_us for each in costs))
    for name in (AGAIN, ON):
        pairs = list(zip(found[name], found[OFF], strict=True))
        less = statistics.median(100 * (1 - each.alerts_s / off.alerts_s) for each, off in pairs)
        more = statistics.median(100 * (each.cpu_us / off.cpu_us - 1) for each, off in pairs)
        answer |= {f"{name}_fewer_alerts_percent": round(less, 1), f"{name}_more_cpu_percent": round(more, 1)}
    return answer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=8, help="how long each part of a round counts")
    parser.add_argument("--rounds", type=int, default=6)
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
