"""What traces cost alert ingestion: off, and on for one request in ten.

Usage: python tests/bench/tracing.py [--seconds S] [--rounds N] [--directory D]

Each round measures the same load, one alert a request over 100 services, three times: off, off again, on at 10 %, in an
order that turns from round to round, each on a process of its own over one durable PostgreSQL. A collector that takes
everything answers on this machine, so its own work is counted too. Prints one line of JSON: medians, alerts a second,
and how much less was taken in than by the first that was off, in percent, the median over the rounds. What differs
between off and off again is the machine's own unrest.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
from pathlib import Path

import ingest
from dev_kit.accounts import unprivileged_account
from dev_kit.sinks.http import HttpSink

OFF, AGAIN, ON = "off", "off_again", "on_10_percent"


def measure(directory: Path, rounds: int, seconds: float) -> dict[str, object]:
    found: dict[str, list[float]] = {OFF: [], AGAIN: [], ON: []}
    with HttpSink() as collector, ingest.database(directory) as database:
        on = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "OTEL_TRACES_SAMPLER_ARG": "0.1"}
        names = [OFF, AGAIN, ON]
        for number in range(rounds):
            for name in names[number % 3 :] + names[: number % 3]:
                with ingest.one_service(directory, database, on if name == ON else {}) as process:
                    measured = ingest.load_from_elsewhere(
                        process.url, "/api/v1/alerts", ingest.SERVICES_MANY, 1, seconds, f"{name}{number}"
                    )
                found[name].append(measured.alerts_s)
        spans = len(collector.requests("/v1/traces"))
    if not spans:
        raise AssertionError("the collector got nothing: the service was not traced")
    answer: dict[str, object] = {f"{name}_alerts_s": round(statistics.median(rates)) for name, rates in found.items()}
    for name in (AGAIN, ON):
        less = [100 * (1 - rate / off) for rate, off in zip(found[name], found[OFF], strict=True)]
        answer[f"{name}_less_percent"] = round(statistics.median(less), 1)
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
