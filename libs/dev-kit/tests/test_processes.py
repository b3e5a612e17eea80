"""Processes live, pause and die as they are told."""

import signal
import sys
from pathlib import Path

import pytest
from dev_kit.ports import free_port
from dev_kit.processes import NotReady, Process, answers


@pytest.fixture
def server(tmp_path: Path) -> Process:
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    return Process(
        "server",
        command,
        environment={},
        log_file=tmp_path / "server.log",
        ready_url=f"http://127.0.0.1:{port}/",
        cwd=tmp_path,
    )


def test_it_is_ready_when_it_answers_and_gone_when_it_was_killed(server: Process) -> None:
    server.start()
    server.wait_until_ready()
    first = server.pid
    server.kill()
    assert server.returncode == -signal.SIGKILL
    server.start()
    server.wait_until_ready()
    assert server.pid != first
    assert server.stop() == -signal.SIGTERM


def test_a_paused_process_answers_nobody_until_it_is_resumed(server: Process) -> None:
    server.start()
    server.wait_until_ready()
    assert server.ready_url
    server.pause()
    assert not answers(server.ready_url, timeout_s=0.3)
    server.resume()
    assert answers(server.ready_url)
    server.pause()
    server.stop(within_s=5)
    assert not server.is_running


def test_one_that_ends_at_once_is_reported_with_its_last_words(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; sys.exit('DATABASE_URL is missing')"]
    process = Process(
        "broken", command, environment={}, log_file=tmp_path / "broken.log", ready_url="http://127.0.0.1:9/"
    )
    process.start()
    with pytest.raises(NotReady, match=r"broken ended with 1:\nDATABASE_URL is missing"):
        process.wait_until_ready()


def test_a_developers_environment_does_not_reach_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_HOST", "mail.example.org")
    command = [sys.executable, "-c", "import os; print(os.environ.get('SMTP_HOST'), os.environ['GIVEN'])"]
    process = Process("printer", command, environment={"GIVEN": "yes"}, log_file=tmp_path / "printer.log")
    process.start()
    assert process._process
    process._process.wait(10)
    assert process.log_text() == "None yes\n"
