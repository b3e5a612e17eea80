"""The unprivileged account under which PostgreSQL runs when we are root: it refuses to run as root itself."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

_OWN_ACCOUNT = "oncall-local"


@dataclass(frozen=True, slots=True)
class Account:
    """A user of this machine, with its primary group."""

    name: str
    uid: int
    gid: int

    def can_run(self, *argv: str) -> bool:
        """Whether the account may execute this program, folders above it included."""
        try:
            done = subprocess.run(
                argv, user=self.uid, group=self.gid, extra_groups=[], cwd="/", capture_output=True, timeout=30
            )
        except (PermissionError, FileNotFoundError):
            return False
        return done.returncode == 0

    def can_reach(self, directory: Path) -> bool:
        """Whether the account may enter the directory."""
        return self.can_run("/bin/sh", "-c", 'cd "$1"', "sh", str(directory))

    def take(self, path: Path) -> None:
        """Make the account the owner of a file or directory."""
        os.chown(path, self.uid, self.gid)


def unprivileged_account() -> Account | None:
    """The account to start PostgreSQL under: None when we are not root (start it as ourselves).

    The first time a system account without shell or home is made; where useradd is missing it is `nobody`.
    """
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(_OWN_ACCOUNT)
    except KeyError:
        entry = _made() or pwd.getpwnam("nobody")
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _made() -> pwd.struct_passwd | None:
    if (useradd := shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")) is None:
        return None
    # Two runs may both get here; the one that comes second finds the account made.
    subprocess.run(
        [useradd, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", _OWN_ACCOUNT],
        capture_output=True,
        check=False,
    )
    try:
        return pwd.getpwnam(_OWN_ACCOUNT)
    except KeyError:
        return None
