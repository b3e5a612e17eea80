"""A private PostgreSQL server on a data directory of its own."""

import os
import secrets
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg2

from dev_kit.accounts import Account, unprivileged_account
from dev_kit.postgres.binaries import binaries
from dev_kit.processes import ends_within

SUPERUSER = "oncall"


class PostgresFailed(RuntimeError):
    """The server could not be set up or started; the message ends with what it said."""


@dataclass
class Cluster:
    """One server, its data, and the account it runs under.

    data_dir: made by `initialise`. As root it must lie where the unprivileged account can reach it.
    port: of 127.0.0.1.
    password: the superuser's (`oncall`), used when the cluster is made.
    durable: False switches fsync off: for tests that do not ask what a power cut leaves behind.
    log_to: the file for what the server writes; beside its data unless told otherwise.
    """

    data_dir: Path
    port: int
    password: str
    durable: bool = True
    account: Account | None = field(default_factory=unprivileged_account)
    log_to: Path | None = None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False, repr=False)

    @property
    def log_file(self) -> Path:
        return self.log_to or self.data_dir.parent / f"{self.data_dir.name}.log"

    def program(self, name: str) -> str:
        """The path of one of PostgreSQL's programs, such as `pg_dump`."""
        return str(binaries(self.account) / name)

    def command(self) -> list[str]:
        """What starts the server in the foreground. SIGINT stops it at once and cleanly."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": "500",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "log_line_prefix": "%m [%p] %u@%d ",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [self.program("postgres"), "-D", str(self.data_dir), *flags]

    def url(self, database: str, login: str = SUPERUSER, password: str | None = None) -> str:
        """A libpq URL over TCP; without a login it is the superuser's."""
        secret = quote(self.password if password is None else password, safe="")
        return f"postgresql://{quote(login)}:{secret}@127.0.0.1:{self.port}/{quote(database)}"

    # -- life ------------------------------------------------------------------------------------------------------

    def initialise(self) -> None:
        """Make the data directory, unless it is there. One left half made by a crash is never taken for a whole one."""
        if (self.data_dir / "PG_VERSION").exists():
            return
        half_done = self.data_dir.parent / f"{self.data_dir.name}.half-done"
        shutil.rmtree(half_done, ignore_errors=True)
        half_done.mkdir(mode=0o700, parents=True)
        password_file = self.data_dir.parent / f"{self.data_dir.name}.{secrets.token_hex(4)}.password"
        password_file.touch(mode=0o600)
        try:
            password_file.write_text(self.password + "\n")
            if self.account:
                self.account.take(half_done)
                self.account.take(password_file)
            done = self._run(
                "initdb", "--pgdata", str(half_done), "--username", SUPERUSER, "--pwfile", str(password_file),
                "--auth", "scram-sha-256", "--encoding", "UTF8",
                # The same order of text everywhere, whatever locales the machine has.
                "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--no-locale",
                *([] if self.durable else ["--no-sync"]),
            )  # fmt: skip
            if done.returncode:
                raise PostgresFailed(f"initdb of {self.data_dir} failed: {(done.stderr or done.stdout).strip()}")
        finally:
            password_file.unlink(missing_ok=True)
        half_done.rename(self.data_dir)

    def start(self, within_s: float = 30) -> None:
        """Start the server and wait until it answers. Raises PostgresFailed.

        A server left over on this data directory by a run that was killed is ended first.
        """
        self.end_leftover()
        ends_at = time.monotonic() + within_s
        while True:
            self._spawn()
            if self._answers_before(ends_at):
                return
            # Sessions of a killed server hold its shared memory for a moment longer; the new one then gives up at once.
            if time.monotonic() > ends_at:
                self.kill()
                raise PostgresFailed(f"PostgreSQL on {self.data_dir} did not start: {self._log_tail()}")
            time.sleep(0.2)

    def stop(self, within_s: float = 20) -> None:
        """Roll back what is open, write everything down, and end."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(within_s)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None

    def kill(self) -> None:
        """SIGKILL to the server, as a power cut would; the data stay, and the next start recovers them."""
        if self.process is None:
            return
        self.process.kill()
        self.process.wait()
        self.process = None

    def end_leftover(self) -> None:
        """End a server that somebody else started on this data directory, and forget a lock file of a dead one."""
        lock_file = self.data_dir / "postmaster.pid"
        try:
            pid = int(lock_file.read_text().splitlines()[0])
        except (FileNotFoundError, ValueError, IndexError):
            return
        if not self._serves_here(pid):
            # The number may meanwhile be some other program's, at which PostgreSQL would refuse to start.
            lock_file.unlink(missing_ok=True)
            return
        for how, patience_s in ((signal.SIGINT, 10.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
            with suppress(ProcessLookupError):
                os.kill(pid, how)
            if ends_within(pid, patience_s):
                return
        raise PostgresFailed(f"process {pid} serves {self.data_dir} and cannot be ended")

    # -- inside ----------------------------------------------------------------------------------------------------

    def _spawn(self) -> None:
        with self.log_file.open("ab") as log:
            self.process = self._popen(self.command(), stdout=log, stderr=subprocess.STDOUT)

    def _popen(self, argv: list[str], *, stdout: IO[bytes] | int, stderr: int) -> subprocess.Popen[bytes]:
        as_account: dict[str, object] = {}
        if self.account:
            as_account = {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
        return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
            argv, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, cwd="/", env=environment,
            start_new_session=True, **as_account,
        )  # fmt: skip

    def _run(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        process = self._popen([self.program(name), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            out, err = process.communicate(timeout=120)
        except BaseException:  # also when we are told to end: initdb has children of its own
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        return subprocess.CompletedProcess(process.args, process.returncode, out.decode(), err.decode())

    def _answers_before(self, ends_at: float) -> bool:
        while time.monotonic() < ends_at:
            if self.process is None or self.process.poll() is not None:
                return False
            try:
                psycopg2.connect(self.url("postgres"), connect_timeout=2).close()
            except psycopg2.OperationalError:
                time.sleep(0.02)
            else:
                return True
        return False

    def _serves_here(self, pid: int) -> bool:
        try:
            return Path(f"/proc/{pid}/cwd").resolve(strict=True) == self.data_dir.resolve()
        except OSError:
            return False

    def _log_tail(self) -> str:
        return "\n".join(self.log_file.read_text(errors="replace").splitlines()[-5:])
