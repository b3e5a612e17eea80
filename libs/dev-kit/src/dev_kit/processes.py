"""Real processes that a test starts, freezes, kills and looks at."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from dev_kit.tree import ROOT

T = TypeVar("T")

# What a program needs of the machine it runs on. Nothing else of a developer's environment reaches it, so a variable
# such as SMTP_HOST in somebody's shell cannot change what a test sees. COVERAGE_* measures the child as well.
_PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH")


class NotReady(RuntimeError):
    """A process ended, or did not answer in time; the message ends with its log."""


def wait_until(found: Callable[[], T | None], within_s: float, what: str) -> T:
    """What `found` returns as soon as that is neither None nor False. Raises NotReady naming `what` after the time."""
    ends_at = time.monotonic() + within_s
    while True:
        answer = found()
        if answer is not None and answer is not False:
            return answer
        if time.monotonic() > ends_at:
            raise NotReady(f"not within {within_s:g} s: {what}")
        time.sleep(0.05)


def ends_within(pid: int, seconds: float) -> bool:
    """Whether a process, which need not be our child, is gone before the time is over."""
    ends_at = time.monotonic() + seconds
    while _lives(pid):
        if time.monotonic() > ends_at:
            return False
        time.sleep(0.02)
    return True


def answers(url: str, timeout_s: float = 2) -> bool:
    """Whether a GET of the URL is answered with a 2xx now."""
    try:
        with urllib.request.urlopen(url, timeout=timeout_s) as answer:
            return 200 <= int(answer.status) < 300
    except (OSError, urllib.error.URLError, ValueError):
        return False


class Process:
    """One program, started again and again with the same command and environment.

    name: for messages. environment: added to the few variables passed on. log_file: takes stdout and stderr of all
    its lives, one after the other. ready_url: answers 2xx once the program can work; None: running is enough.
    url: its root, without a slash at the end.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        log_file: Path,
        ready_url: str | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
        cwd: Path = ROOT,
    ) -> None:
        self.name = name
        self.command = list(command)
        self.environment = dict(environment)
        self.log_file = log_file
        self.ready_url = ready_url
        self.stop_signal = stop_signal
        self.cwd = cwd
        self.url = ready_url.partition("/health")[0] if ready_url else ""
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; returns at once."""
        if self.is_running:
            raise RuntimeError(f"{self.name} is running already")
        passed_on = {k: v for k, v in os.environ.items() if k in _PASSED_ON or k.startswith("COVERAGE_")}
        self.log_file.parent.mkdir(parents=True, exist_ok=True)
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(
                self.command,
                env=passed_on | {"PYTHONUNBUFFERED": "1"} | self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.cwd,
                start_new_session=True,
            )

    def wait_until_ready(self, within_s: float = 30) -> None:
        """Wait for the ready URL. Raises NotReady with the end of the log."""
        ends_at = time.monotonic() + within_s
        while True:
            if not self.is_running:
                raise NotReady(f"{self.name} ended with {self.returncode}:\n{self.log_tail()}")
            if self.ready_url is None or answers(self.ready_url):
                return
            if time.monotonic() > ends_at:
                raise NotReady(f"{self.name} is not ready after {within_s:g} s:\n{self.log_tail()}")
            time.sleep(0.05)

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """Raises RuntimeError when it was never started."""
        if self._process is None:
            raise RuntimeError(f"{self.name} was not started")
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """How it ended (negative: the signal); None while it runs or before it did."""
        return self._process.poll() if self._process else None

    def kill(self) -> None:
        """SIGKILL, as the kernel does when memory runs out; returns when it is gone."""
        if self._process and self.is_running:
            self._process.kill()
            self._process.wait()

    def pause(self) -> None:
        """SIGSTOP: it keeps its sockets and locks, and does nothing."""
        os.kill(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """SIGCONT: it goes on where it was paused."""
        os.kill(self.pid, signal.SIGCONT)

    def ask_to_stop(self) -> None:
        """Ask it to end, and do not wait for that."""
        if self._process and self.is_running:
            self._process.send_signal(signal.SIGCONT)
            self._process.send_signal(self.stop_signal)

    def stop(self, within_s: float = 20) -> int | None:
        """Ask it to end, and kill it when it does not; returns how it ended."""
        if self._process and self.is_running:
            self.ask_to_stop()
            try:
                self._process.wait(within_s)
            except subprocess.TimeoutExpired:
                with suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
        return self.returncode

    def restart(self, within_s: float = 30) -> None:
        """Stop it, start it, and wait until it is ready."""
        self.stop()
        self.start()
        self.wait_until_ready(within_s)

    def log_text(self) -> str:
        """All it wrote so far."""
        try:
            return self.log_file.read_text(errors="replace")
        except FileNotFoundError:
            return ""

    def log_tail(self, lines: int = 30) -> str:
        """The last lines it wrote."""
        return "\n".join(self.log_text().splitlines()[-lines:])


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state != "Z"  # a zombie is only waiting for its parent to look
