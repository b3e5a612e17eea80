"""May everything that the images hold be passed on under its licence?

Usage: UV=<path of uv> python scripts/pipeline/licences.py

Looks at the packages of the services and of the migrations in uv.lock, and at those of the UI in package-lock.json, not
at tools that stay here. A licence outside ALLOWED needs an entry in licences.toml, with a reason and a day on which
somebody looks again; one that is over, or that nothing needs any more, fails too.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("alert-ingestion", "incident-management", "notification-service", "oncall-service")
ALLOWED = frozenset({
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "CC0-1.0", "ISC", "MIT", "MIT-0", "OFL-1.1",
    "PSF-2.0", "Python-2.0", "Unlicense", "Zlib",
})  # fmt: skip
# What packages say that do not know the identifiers of SPDX, in their classifiers or in words.
WORDS = {
    "apache": "Apache-2.0", "apache 2.0": "Apache-2.0", "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0", "bsd": "BSD-3-Clause", "bsd license": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause", "bsd 2-clause license": "BSD-2-Clause", "mit license": "MIT",
    "expat license": "MIT", "isc license (iscl)": "ISC", "python software foundation license": "PSF-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exemption:
    """A package whose licence was looked at by a person. until: the last day on which that holds."""

    package: str
    licence: str
    reason: str
    until: date


def is_allowed(licence: str) -> bool:
    """May software under this SPDX expression be passed on as it is? Of alternatives one is enough."""
    flat = licence.replace("(", " ").replace(")", " ")
    return bool(flat.strip()) and all(
        any(part.strip() in ALLOWED for part in re.split(r"\s+OR\s+", both)) for both in re.split(r"\s+AND\s+", flat)
    )


def faults(licences: Mapping[str, str], exemptions: Iterable[Exemption], today: date) -> list[str]:
    """What is wrong, a sentence each. licences: of each package, "" where it tells none."""
    given = {exemption.package: exemption for exemption in exemptions}
    found = []
    for package, licence in sorted(licences.items()):
        exempt = given.get(package)
        if is_allowed(licence):
            continue
        if exempt is None:
            found.append(f"{package}: its licence, {licence or 'which it does not tell'}, is not among those allowed")
        elif exempt.licence != licence:
            found.append(f"{package}: licences.toml speaks of {exempt.licence}, its licence is {licence}")
        elif exempt.until < today:
            found.append(f"{package}: its exception ended on {exempt.until}; look again whether it may stay")
    unneeded = [package for package in given if package not in licences or is_allowed(licences[package])]
    return found + [f"{package}: licences.toml has an exception that nothing needs" for package in sorted(unneeded)]


def exemptions_in(text: str) -> list[Exemption]:
    """Of licences.toml. Raises KeyError or TypeError where an entry lacks something."""
    entries: list[dict[str, Any]] = tomllib.loads(text).get("exception", [])
    return [Exemption(e["package"], e["licence"], e["reason"], e["until"]) for e in entries]


def licence_of(told: Any) -> str:
    """From a Python package's metadata: an SPDX expression where it tells one that we can read."""
    if expression := told.get("License-Expression"):
        return str(expression)
    classifiers = [c.split("::")[-1].strip() for c in told.get_all("Classifier") or () if c.startswith("License ::")]
    words = [c for c in classifiers if c not in {"OSI Approved", "DFSG approved"}]
    if not words:
        words = [str(told.get("License") or "").strip().split("\n")[0]]
    return " OR ".join(WORDS.get(word.lower(), word) for word in words)


def python_packages() -> set[str]:
    """The names of what the images of the services and of the migrations hold."""
    found: set[str] = set()
    wanted = [*(["--no-dev", "--package", service] for service in SERVICES), ["--only-group", "migrate"]]
    for which in wanted:
        command = [os.environ["UV"], "export", "--quiet", "--frozen", "--no-hashes", "--no-emit-workspace", *which]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        # A requirement for another system has a marker that does not hold here: it is in no image.
        found |= {m[1].lower() for m in re.finditer(r"(?m)^([\w.-]+)==[^;\n]*(?!.*(?:win32|cygwin))", listed)}
    return found


def npm_packages() -> dict[str, str]:
    """What the UI is built of, with the licences that the lock file names."""
    lock = json.loads((ROOT / "services" / "web-ui" / "package-lock.json").read_text())
    return {
        f"npm {path.split('node_modules/')[-1]}": str(package.get("license", ""))
        for path, package in lock["packages"].items()
        if path and not package.get("dev") and not package.get("optional")
    }


def main() -> int:
    licences = {name: licence_of(metadata(name)) for name in python_packages()} | npm_packages()
    exemptions = exemptions_in((Path(__file__).parent / "licences.toml").read_text())
    wrong = faults(licences, exemptions, datetime.now(UTC).date())
    for sentence in wrong:
        print(f"    {sentence}", file=sys.stderr)
    print(f"    {len(licences)} packages looked at, {len(exemptions)} exceptions, {len(wrong)} faults")
    return 1 if wrong or not licences else 0


if __name__ == "__main__":
    sys.exit(main())
