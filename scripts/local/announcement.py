"""Tells whoever started the platform when it is up and where things are, and then shows each page as it goes out."""

import json
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dev_kit.layout import Program
from dev_kit.processes import answers

from scripts.local.options import Options
from scripts.local.settings import CREDENTIALS, Settings

_PATIENCE_S = 120.0
_CANNOT_START = re.compile(r"^cannot start: .*$", re.MULTILINE)


class NotUp(RuntimeError):
    """The platform cannot come up; the message says which program and what it said."""


@dataclass(frozen=True, slots=True)
class Logs:
    """The programs' logs, and how long each was before this start."""

    directory: Path
    former_length: dict[str, int]

    @classmethod
    def before_start(cls, directory: Path, programs: Sequence[Program]) -> "Logs":
        lengths = {p.name: f.stat().st_size for p in programs if (f := directory / f"{p.name}.log").exists()}
        return cls(directory, lengths)

    def since_start(self, program: str) -> str:
        try:
            with (self.directory / f"{program}.log").open(errors="replace") as file:
                file.seek(self.former_length.get(program, 0))
                return file.read()
        except FileNotFoundError:
            return ""


def wait_until_up(programs: Sequence[Program], logs: Logs) -> None:
    """Return when every program is ready. Raises NotUp at once when one refuses its settings, or after two minutes."""
    ends_at = time.monotonic() + _PATIENCE_S
    waiting = list(programs)
    while waiting:
        program = waiting[0]
        if answers(program.ready_url):
            waiting.pop(0)
            continue
        said = logs.since_start(program.name)
        if refused := _CANNOT_START.search(said):
            raise NotUp(f"{program.name}: {refused[0]}")
        if time.monotonic() > ends_at:
            tail = "\n".join(said.splitlines()[-10:])
            raise NotUp(f"{program.name} is not ready after {_PATIENCE_S:.0f} s. The end of its log:\n{tail}")
        time.sleep(0.1)


def summary(programs: Sequence[Program], options: Options, settings: Settings, seconds: float) -> str:
    """Where everything is, and how to send the first alert."""
    public_url = settings.given["PUBLIC_URL"]
    credentials = options.data_dir / CREDENTIALS

    def shown(name: str) -> str:
        return settings.given[name] if name in settings.made else f"see {credentials}"

    addresses = "\n".join(f"  {p.name:<24}{p.ready_url.partition('/health')[0]}" for p in programs)
    alert = '{"service": "checkout-api", "severity": "critical", "message": "checkout is down"}'
    pages = (
        f"Pages go out as mail by {settings.given['SMTP_HOST']}."
        if settings.sends_mail
        else f"SMTP_HOST is not set, so pages appear here and in {options.data_dir / 'log'}/notification-service*.log."
    )
    return f"""
The platform is up ({seconds:.0f} s).

  Web UI                  {public_url}
  sign in as              {settings.given["ADMIN_EMAIL"]}
  password                {shown("ADMIN_PASSWORD")}
  key for sending alerts  {shown("INGEST_API_KEY")}
  credentials             {credentials}
  logs                    {options.data_dir / "log"}

{addresses}

Send an alert and get paged:

  . {credentials}
  curl {public_url}/api/v1/alerts -H "X-API-Key: $INGEST_API_KEY" -H "Content-Type: application/json" \\
    -d '{alert}'

{pages} Ctrl-C ends everything; the data stay.
"""


def in_background(work: Callable[[], None], failure_note: Path) -> int:
    """Do the work in a child, whose number is returned. If the platform cannot come up, the child leaves the reason in
    the note and ends this process, which goes on to end all the others."""
    parent = os.getpid()
    sys.stdout.flush()
    if child := os.fork():
        return child
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.closerange(3, 256)  # the lock on the data directory among them
    try:
        work()
        sys.stdout.flush()
    except NotUp as reason:
        failure_note.write_text(str(reason))
        if os.getppid() == parent:
            os.kill(parent, signal.SIGTERM)
    finally:
        os._exit(0)


def end_background(child: int) -> None:
    """End the child, unless it has ended by itself."""
    with suppress(ChildProcessError):  # the supervisor has seen it end already
        if os.waitpid(child, os.WNOHANG) == (0, 0):
            os.kill(child, signal.SIGTERM)
            os.waitpid(child, 0)


def show_pages(logs: Logs, programs: Sequence[Program]) -> None:
    """Print each page that goes to the log, until the platform's process is gone."""
    parent = os.getppid()
    names = [p.name for p in programs if p.name.startswith("notification-service")]
    positions = {name: logs.former_length.get(name, 0) for name in names}
    while os.getppid() == parent:
        for name in names:
            for line in _new_lines(logs.directory / f"{name}.log", positions, name):
                if sentence := page_in(line):
                    print(f"{datetime.now().astimezone():%H:%M:%S}  {sentence}", flush=True)
        time.sleep(0.3)


def page_in(line: str) -> str | None:
    """What a line of the notification service's log says to somebody, or None where it is about something else."""
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    if not isinstance(entry, dict) or entry.get("logger") != "pages":
        return None
    return str(entry.get("message", ""))


def _new_lines(file: Path, positions: dict[str, int], name: str) -> Iterator[str]:
    try:
        with file.open("rb") as log:
            if file.stat().st_size < positions[name]:  # rotated
                positions[name] = 0
            log.seek(positions[name])
            for line in log:
                if not line.endswith(b"\n"):
                    return
                positions[name] += len(line)
                yield line.decode(errors="replace")
    except FileNotFoundError:
        return
