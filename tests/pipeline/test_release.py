"""The version is the same wherever it is written, and one command raises it."""

import json
import shutil
from pathlib import Path

import pytest
from platform_kit.release import VERSION

from scripts import release

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The files with the version, and a changelog."""
    for path, _ in release.places(ROOT):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n- Something new.\n")
    return tmp_path


def test_the_version_is_the_same_everywhere() -> None:
    assert release.versions(ROOT) == {str(path.relative_to(ROOT)): {VERSION} for path, _ in release.places(ROOT)}
    for contract in ROOT.glob("services/*/openapi.json"):
        assert json.loads(contract.read_text())["info"]["version"] == VERSION


def test_a_release_is_written_everywhere_and_closes_the_changelogs_section(tree: Path) -> None:
    release.release(tree, "7.8.9", "2026-12-01")
    found = release.versions(tree)
    assert len(found) > 10
    assert set.union(*found.values()) == {"7.8.9"}
    changelog = (tree / "CHANGELOG.md").read_text()
    assert changelog == "# Changelog\n\n## Unreleased\n\n## 7.8.9 (2026-12-01)\n\n- Something new.\n"


@pytest.mark.parametrize("version", ["next", "1.2", "v1.2.3"])
def test_what_is_no_version_changes_nothing(tree: Path, version: str) -> None:
    before = release.versions(tree)
    with pytest.raises(ValueError, match="expected a version such as"):
        release.release(tree, version, "2026-12-01")
    assert release.versions(tree) == before


def test_a_release_without_changes_is_refused(tree: Path) -> None:
    (tree / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n## 0.1.0\n")
    with pytest.raises(ValueError, match="found none"):
        release.release(tree, "7.8.9", "2026-12-01")
