"""Raise the platform's version everywhere it is written, and close the changelog's section.

Usage: .venv/bin/python scripts/release.py VERSION

VERSION: of Semantic Versioning, such as 1.2.0. What was "Unreleased" in CHANGELOG.md becomes its section; then run
`uv lock` and `scripts/write_openapi.py`, look at the difference, commit, and tag it `v` and the version.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Where the version is written: files, and what stands around it there.
WRITTEN = {
    "pyproject.toml": r'(?m)^(version = ")([^"]+)(")',
    "libs/*/pyproject.toml": r'(?m)^(version = ")([^"]+)(")',
    "services/*/pyproject.toml": r'(?m)^(version = ")([^"]+)(")',
    "services/*/Dockerfile": r"(?m)^(ARG VERSION=)(\S+)()",
    "database/Dockerfile": r"(?m)^(ARG VERSION=)(\S+)()",
    "services/web-ui/package.json": r'(?m)^(  "version": ")([^"]+)(")',
    "deploy/helm/Chart.yaml": r'(?m)^((?:appV|v)ersion: "?)([^"\s]+)("?)',
}


def places(root: Path) -> Iterator[tuple[Path, str]]:
    """Each file with the version, and the pattern that finds it there."""
    for files, pattern in WRITTEN.items():
        for path in sorted(root.glob(files)):
            yield path, pattern


def versions(root: Path) -> dict[str, set[str]]:
    """What each of them says."""
    return {str(p.relative_to(root)): {m[1] for m in re.findall(how, p.read_text())} for p, how in places(root)}


def release(root: Path, version: str, day: str) -> None:
    """Write the version. Raises ValueError where it is none, or where nothing is unreleased."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise ValueError(f"expected a version such as 1.2.0, found {version!r}")
    changelog = root / "CHANGELOG.md"
    text = changelog.read_text()
    if not re.search(r"(?m)^## Unreleased\n\n- ", text):
        raise ValueError("expected changes under ## Unreleased in CHANGELOG.md, found none")
    for path, pattern in places(root):
        path.write_text(re.sub(pattern, rf"\g<1>{version}\g<3>", path.read_text()))
    changelog.write_text(text.replace("## Unreleased\n", f"## Unreleased\n\n## {version} ({day})\n", 1))


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        release(ROOT, sys.argv[1], datetime.now(UTC).date().isoformat())
    except ValueError as error:
        sys.exit(f"release: {error}")
    print(f"{sys.argv[1]} is written; now uv lock, scripts/write_openapi.py, commit, git tag v{sys.argv[1]}")


if __name__ == "__main__":
    main()
