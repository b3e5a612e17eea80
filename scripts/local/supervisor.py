"""supervisord, in this very process, keeps the programs running."""

import json
import os
import shlex
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from dev_kit import launch
from supervisor.medusa import asyncore_25 as asyncore
from supervisor.options import ServerOptions
from supervisor.supervisord import Supervisor

_LAUNCH = Path(launch.__file__)


@dataclass(frozen=True, slots=True)
class Supervised:
    """A program to keep running.

    directory: its own, where it starts. stage: lower ones start first and stop last. account: (uid, gid) to run under;
    None is ourselves.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    directory: Path
    stage: int
    stop_signal: str = "TERM"
    account: tuple[int, int] | None = None


def configure(run_directory: Path, log_directory: Path, interpreter: str, programs: Sequence[Supervised]) -> Path:
    """Write supervisord's configuration and each program's own file; both are for this user's eyes only.

    Both directories must be siblings: paths in the configuration are relative to run_directory, because supervisord
    gives a percent sign in them a meaning of its own.
    """
    for program in programs:
        _write(program.directory / "program.json", json.dumps({
            "command": list(program.command),
            "environment": dict(program.environment),
            "directory": str(program.directory),
            "account": program.account,
        }))  # fmt: skip
    sections = [f"""\
[supervisord]
nodaemon=true
silent=true
logfile=../{log_directory.name}/supervisord.log
logfile_maxbytes=5MB
logfile_backups=2
pidfile=supervisord.pid
childlogdir=../{log_directory.name}
minfds=1024
{"user=root" if os.geteuid() == 0 else ""}
"""]  # fmt: skip
    for stage in sorted({program.stage for program in programs}):
        together = [program for program in programs if program.stage == stage]
        names = ",".join(program.name for program in together)
        sections.append(f"[group:stage-{stage}]\nprograms={names}\npriority={stage}\n")
        sections += [_section(program, log_directory, interpreter) for program in together]
    configuration = run_directory / "supervisord.conf"
    _write(configuration, "\n".join(sections))
    return configuration


def _section(program: Supervised, log_directory: Path, interpreter: str) -> str:
    command = shlex.join([interpreter, "-I", "-S", str(_LAUNCH), f"{program.directory.name}/program.json"])
    # startretries: a program that cannot start now, because the database is just being restored, is tried for ever.
    return f"""\
[program:{program.name}]
command={command.replace("%", "%%")}
stopsignal={program.stop_signal}
stopwaitsecs=20
autorestart=true
startsecs=1
startretries=1000000
redirect_stderr=true
stdout_logfile=../{log_directory.name}/{program.name}.log
stdout_logfile_maxbytes=20MB
stdout_logfile_backups=3
"""


def run(configuration: Path) -> None:
    """Start the programs, restart what dies, and return when SIGINT, SIGTERM or a hang-up has ended all of them."""
    os.chdir(configuration.parent)
    options = _Options()
    options.realize(["-c", configuration.name])
    options.first = True
    options.test = False
    with suppress(asyncore.ExitNow):  # how it says that everything has ended
        Supervisor(options).main()
    options.close_logger()


class _Options(ServerOptions):  # type: ignore[misc]
    """supervisord's own, but a terminal that is closed ends the platform instead of restarting it, unless hang-ups
    are ignored (nohup)."""

    def setsignals(self) -> None:
        ignored = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        super().setsignals()
        signal.signal(signal.SIGHUP, signal.SIG_IGN if ignored else self._hung_up)

    def _hung_up(self, signum: int, frame: FrameType | None) -> None:
        self.signal_receiver.receive(signal.SIGTERM, frame)


def _write(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
