"""The tree, as the tests that hold it together see it."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def compose() -> dict[str, Any]:
    """The Compose file, with its anchors and merges resolved and its variables as they are written."""
    return dict(yaml.safe_load((ROOT / "docker-compose.yml").read_text()))


@pytest.fixture(scope="session")
def committed_files() -> list[Path]:
    """Every file of the tree that is, or would be, committed. Without git, which a machine that tests need not have."""
    made_here = {".git", ".venv", ".local", "node_modules", "dist", "build", "test-results", "__pycache__"}
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [f for f in folders if f not in made_here and not f.endswith("_cache") and f != ".hypothesis"]
        names = [n for n in names if n not in {".env", ".git"} and not n.endswith((".log", ".pyc"))]
        found += [Path(folder) / name for name in names]
    return sorted(path for path in found if path.is_file() and not path.is_symlink())
