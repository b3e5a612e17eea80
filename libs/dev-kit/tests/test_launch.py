"""A launched program first ends what is left of its former life."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from dev_kit import launch
from dev_kit.processes import ends_within, wait_until

# A server with a worker, as nginx is: the worker outlives a master that was killed.
MASTER = "import os, time; os.fork(); time.sleep(60)"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A program's own directory."""
    program = {
        "command": [sys.executable, "-c", MASTER],
        "environment": {"ONLY": "this"},
        "directory": str(tmp_path),
        "account": None,
    }
    (tmp_path / "program.json").write_text(json.dumps(program))
    return tmp_path


def start(directory: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", launch.__file__, str(directory / "program.json")], start_new_session=True
    )
    wait_until(
        lambda: process.pid in launch.members(directory) and len(launch.members(directory)) == 2, 10, "its worker"
    )
    return process


def test_the_worker_of_a_killed_master_is_gone_when_the_next_starts(directory: Path) -> None:
    first = start(directory)
    worker = next(pid for pid in launch.members(directory) if pid != first.pid)
    first.kill()
    first.wait()
    assert launch.members(directory) == [worker]
    second = start(directory)
    assert ends_within(worker, 1)
    launch.end_members(directory, patience_s=5)
    assert second.wait(5) == -signal.SIGTERM


def test_it_has_the_environment_it_was_given_and_no_other(directory: Path) -> None:
    process = start(directory)
    assert Path(f"/proc/{process.pid}/environ").read_bytes() == b"ONLY=this\0"
    launch.end_members(directory, patience_s=5)
    process.wait(5)


def test_processes_of_others_are_left_alone_though_the_number_of_their_group_fits(
    directory: Path, tmp_path: Path
) -> None:
    stranger = subprocess.Popen(["sleep", "60"], start_new_session=True, cwd="/")
    try:
        (directory / "group").write_text(str(os.getpgid(stranger.pid)))
        launch.end_members(directory, patience_s=0)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()
