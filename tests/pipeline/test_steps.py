"""A check says what it was about; one that depends on the tree alone runs again when the tree has changed."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STAGE = """
set -euo pipefail
STAGE=tried
. scripts/pipeline/common.sh
check() { echo ran >>"$OUTSIDE"; [ ! -e fault ]; }
step_of_tree "a check" "no fault" check
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A tree with one stage, in git."""
    if shutil.which("git") is None:
        pytest.skip("git is not there, without which nothing is remembered")
    root = tmp_path / "checkout"
    (root / "scripts" / "pipeline").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "pipeline" / "common.sh", root / "scripts" / "pipeline")
    (root / ".gitignore").write_text(".local/\n")
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    return root


@pytest.fixture
def run(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("OUTSIDE", str(checkout.parent / "ran"))
    for name in ("PIPELINE_FRESH", "PIPELINE_RECORD", "CI"):
        monkeypatch.delenv(name, raising=False)
    return lambda: subprocess.run(["bash", "-c", STAGE], cwd=checkout, capture_output=True, text=True, check=False)


def times(checkout: Path) -> int:
    return len((checkout.parent / "ran").read_text().split())


def test_what_passed_on_this_very_tree_is_not_run_again_and_says_so(checkout: Path, run: Run) -> None:
    first, second = run(), run()
    assert (first.returncode, second.returncode, times(checkout)) == (0, 0, 1)
    assert "passed on this very tree before" in second.stdout


def test_a_changed_file_has_it_run_again_also_one_that_is_not_committed(checkout: Path, run: Run) -> None:
    run()
    (checkout / "new.py").write_text("x = 1\n")
    run()
    (checkout / "new.py").write_text("x = 2\n")
    assert run().returncode == 0
    assert times(checkout) == 3


def test_fresh_has_it_run_again(checkout: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    monkeypatch.setenv("PIPELINE_FRESH", "1")
    assert run().returncode == 0
    assert times(checkout) == 2


def test_what_failed_is_not_remembered_and_says_what_was_expected(checkout: Path, run: Run) -> None:
    (checkout / "fault").touch()
    first, second = run(), run()
    assert (first.returncode, second.returncode, times(checkout)) == (1, 1, 2)
    assert "tried: a check: expected no fault, found exit status 1" in second.stderr


def test_the_report_gets_the_sentence(checkout: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    record = checkout.parent / "record"
    monkeypatch.setenv("PIPELINE_RECORD", str(record))
    (checkout / "fault").touch()
    run()
    kind, stage, what, status, _, sentence = record.read_text().rstrip("\n").split("\t")
    assert (kind, stage, what, status) == ("step", "tried", "a check", "failed")
    assert sentence.startswith("tried: a check: expected no fault")
