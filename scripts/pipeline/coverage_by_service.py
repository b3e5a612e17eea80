"""Print how much of each service's code the tests ran, and fail below a limit.

Usage: python scripts/pipeline/coverage_by_service.py --at-least PERCENT DATA_FILE

DATA_FILE: what `pytest --cov` left. What ran in processes that the tests started is not in it: they run at full speed.
"""

import argparse
import io
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from coverage import Coverage

SERVICES = Path(__file__).resolve().parents[2] / "services"


@dataclass(slots=True)
class Lines:
    """Lines of code of one service, and how many of them ran."""

    all: int = 0
    ran: int = 0

    @property
    def percent(self) -> float:
        return 100 * self.ran / self.all if self.all else 0.0


def lines_by_service(coverage: Coverage, services: Path) -> dict[str, Lines]:
    """Every source file of every service counts, also those that no test imported."""
    found: dict[str, Lines] = defaultdict(Lines)
    for source in sorted(services.glob("*/src/**/*.py")):
        _, statements, _, missing, _ = coverage.analysis2(str(source))
        service = found[source.relative_to(services).parts[0]]
        service.all += len(statements)
        service.ran += len(statements) - len(missing)
    return dict(found)


def main() -> int:
    parser = argparse.ArgumentParser(description="Print the coverage of each service, and fail below a limit.")
    parser.add_argument("--at-least", type=float, required=True, metavar="PERCENT")
    parser.add_argument("data_file", type=Path)
    arguments = parser.parse_args()
    if not arguments.data_file.exists():
        sys.exit(f"coverage: expected the data of a test run in {arguments.data_file}, found no such file")
    coverage = Coverage(data_file=str(arguments.data_file))
    coverage.load()
    services = lines_by_service(coverage, SERVICES)
    if not services:
        sys.exit(f"coverage: expected services below {SERVICES}, found none")
    print(f"{'service':24}{'lines':>8}{'ran':>8}{'':>4}coverage")
    for name, lines in services.items():
        print(f"{name:24}{lines.all:8}{lines.ran:8}{'':>4}{lines.percent:6.1f} %")
    low = [name for name, lines in services.items() if lines.percent < arguments.at_least]
    if low:
        report = io.StringIO()
        coverage.report(include=[f"*/services/{name}/src/*" for name in low], show_missing=True, file=report)
        print(report.getvalue())
        print(f"coverage: below {arguments.at_least:.0f} %: {', '.join(low)}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
