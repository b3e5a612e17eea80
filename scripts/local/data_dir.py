"""The data directory belongs to one run at a time."""

import fcntl
import os
import secrets
from pathlib import Path
from typing import IO

from dev_kit.accounts import Account
from dev_kit.launch import end_members
from dev_kit.postgres import Cluster

_ELSEWHERE = Path("/var/lib/oncall-platform")


class InUse(RuntimeError):
    """Another run has the data directory; the message says which process."""


class NotOurs(RuntimeError):
    """The data directory is another user's."""


def taken(data_dir: Path) -> IO[str]:
    """Make the directory and take it for this process. The lock lasts as long as the file that is returned is open.

    Raises InUse, and NotOurs where this user may not write there.
    """
    try:
        data_dir.mkdir(mode=0o711, parents=True, exist_ok=True)
        lock = (data_dir / "lock").open("a+")
    except PermissionError as refused:
        raise NotOurs(
            f"{refused.filename} belongs to another user. Run this as that user, or give a --data-dir of your own."
        ) from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        holder = lock.read().strip()
        raise InUse(f"The platform already runs on {data_dir}" + (f" (process {holder})." if holder else ".")) from None
    lock.truncate(0)
    lock.write(f"{os.getpid()}\n")
    lock.flush()
    return lock


def end_leftovers(run_directory: Path) -> None:
    """End what a run that was killed left running. PostgreSQL is the cluster's own affair."""
    if run_directory.is_dir():
        for directory in sorted(run_directory.iterdir()):
            if directory.is_dir():
                end_members(directory, patience_s=3)


def cluster_at(data_dir: Path, account: Account | None) -> Cluster:
    """PostgreSQL's data: in the data directory, or, when we are root and its account cannot reach it (a checkout in
    /root), below /var/lib, with a note in the data directory that says where. Its port and password are not known yet.
    """
    note = data_dir / "postgres.location"
    if note.exists():
        place = Path(note.read_text().strip())
    elif account is None or account.can_reach(data_dir):
        place = data_dir / "postgres"
    else:
        _ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
        place = _ELSEWHERE / f"data-{secrets.token_hex(6)}" / "postgres"
        place.parent.mkdir(mode=0o711)
        note.write_text(f"{place}\n")
    return Cluster(place, 0, "", account=account, log_to=data_dir / "log" / "postgres.log")
