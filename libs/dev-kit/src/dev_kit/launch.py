"""Become a program described in a file, after whatever is left of its former life has ended.

Run as a script by a process supervisor: python -I -S launch.py FILE. A supervisor's own configuration cannot hold every
value that a password may have, and knows nothing of the workers that a killed nginx leaves behind, on its port.

FILE is JSON: {"command": [...], "environment": {...}, "directory": "...", "account": [uid, gid] or null}. The
directory is the program's own: it is started there, and by that it is recognised.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_GROUP_FILE = "group"


def members(directory: Path) -> list[int]:
    """The processes of the group that was last started in this directory and that are still there."""
    try:
        group = int((directory / _GROUP_FILE).read_text())
    except (OSError, ValueError):
        return []
    return [pid for pid in _processes() if _group_of(pid) == group and _works_in(pid, directory)]


def end_members(directory: Path, patience_s: float) -> None:
    """Ask the former life's processes to end, and kill those that have not when the time is over."""
    for pid in members(directory):
        _signal(pid, signal.SIGTERM)
    ends_at = time.monotonic() + patience_s
    while members(directory) and time.monotonic() < ends_at:
        time.sleep(0.05)
    for pid in members(directory):
        _signal(pid, signal.SIGKILL)
    while members(directory):
        time.sleep(0.02)


def main() -> None:
    program = json.loads(Path(sys.argv[1]).read_text())
    directory = Path(program["directory"])
    end_members(directory, patience_s=0)
    (directory / _GROUP_FILE).write_text(str(os.getpgrp()))
    os.chdir(directory)
    if program["account"]:
        uid, gid = program["account"]
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    os.execve(program["command"][0], program["command"], program["environment"])


def _processes() -> Iterator[int]:
    return (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())


def _group_of(pid: int) -> int | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else int(fields[2])


def _works_in(pid: int, directory: Path) -> bool:
    # The number of the group may long be another's; a process that works in the program's own folder is the program's.
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == directory.resolve()
    except OSError:
        return False


def _signal(pid: int, which: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, which)


if __name__ == "__main__":
    main()
