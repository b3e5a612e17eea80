"""What the stage scan is for, planted: it stops there, with a sentence that says what and where."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SET_UP = f"bootstrap() {{ PYTHON={sys.executable}; UV=uv; }}\n"  # the tools are there already
GOOD = "FROM python:3.11.7-slim-bookworm\nUSER 10001:10001\nCOPY a /a\n"
KEY = "AKIA" + "Q3EGRHZ2XW5NLT7V"  # in two parts, so that it is not found here

Commit = Callable[[str], None]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the stage as it is, and nothing wrong in it yet."""
    monkeypatch.delenv("PIPELINE_RECORD", raising=False)  # what fails here is no part of a run around this test
    if shutil.which("git") is None:
        pytest.skip("git is not there, without which there is no history to look at")
    (tmp_path / "scripts").mkdir()
    shutil.copytree(ROOT / "scripts" / "pipeline", tmp_path / "scripts" / "pipeline")
    (tmp_path / "scripts" / "bootstrap.sh").write_text(SET_UP)
    shutil.copy(ROOT / ".gitleaks.toml", tmp_path)
    shutil.copy(ROOT / ".gitignore", tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for tool in ("gitleaks", "hadolint", "bandit"):
        (tmp_path / ".venv" / "bin" / tool).symlink_to(Path(sys.executable).parent / tool)
    for folder in ("services/one", "database"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "Dockerfile").write_text(GOOD)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    return tmp_path


@pytest.fixture
def commit(checkout: Path) -> Commit:
    identity = ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]

    def all_of_it(message: str) -> None:
        subprocess.run(["git", "add", "--all"], cwd=checkout, check=True)
        subprocess.run(["git", *identity, "commit", "--quiet", "--message", message], cwd=checkout, check=True)

    return all_of_it


def scan(checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "scripts/pipeline/scan.sh"], cwd=checkout, capture_output=True, text=True, check=False
    )


def test_a_key_in_an_old_commit_is_found_where_the_tree_has_it_no_more(checkout: Path, commit: Commit) -> None:
    (checkout / "deploy.env").write_text(f"AWS_ACCESS_KEY_ID={KEY}\n")
    commit("planted")
    (checkout / "deploy.env").unlink()
    commit("taken away")
    done = scan(checkout)
    assert done.returncode == 1
    assert "scan: secrets in history: expected none in 2 commits" in done.stderr
    assert "deploy.env" in done.stdout + done.stderr
    assert KEY not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("dockerfile", "said"),
    [
        (GOOD.replace("10001:10001", "root"), "runs as root"),
        (GOOD.replace("USER 10001:10001\n", ""), "runs as root, for it names no user"),
        (GOOD.replace("10001:10001", "0"), "runs as 0"),
        (GOOD + "FROM python:3.11.7-slim-bookworm\n", "runs as root, for it names no user"),
    ],
)
def test_a_container_that_runs_as_root_is_named(checkout: Path, commit: Commit, dockerfile: str, said: str) -> None:
    (checkout / "services" / "one" / "Dockerfile").write_text(dockerfile)
    commit("planted")
    done = scan(checkout)
    assert done.returncode == 1
    assert f"services/one/Dockerfile: its container {said}" in done.stderr
    assert "scan: users: expected no image that runs as root" in done.stderr
