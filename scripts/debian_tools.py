"""Programs from Debian's packages for tests and pictures, without installing anything and without root.

Usage: python scripts/debian_tools.py [--environment] PROGRAM
       prints the path of chromium, prometheus, promtool, alertmanager, amtool, postgres_exporter, pgbouncer or
       faketime;
       --environment prints the variables it must be started with as well, one NAME=value a line

A program on PATH is taken as it is. Otherwise the package and those of its dependencies that this machine lacks are
downloaded by apt-get, from wherever the machine's own apt configuration says, into private folders, and unpacked
below .local/tools/debian/<suite>. The first time takes a minute for chromium, a quarter of that for the others.
"""

import argparse
import fcntl
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

RECIPE = 3  # raised when something else is done with a package, so that it is unpacked anew
TOOLS = Path(__file__).resolve().parents[1] / ".local" / "tools" / "debian"


@dataclass(frozen=True, slots=True)
class Packaged:
    """Where a program is: its package, its path inside it, and what it is called on PATH."""

    package: str
    path: str
    on_path: str


PROGRAMS: Mapping[str, Packaged] = {
    # Debian's /usr/bin/chromium is a script that knows absolute paths only; this is what it starts.
    "chromium": Packaged("chromium", "usr/lib/chromium/chromium", "chromium"),
    "prometheus": Packaged("prometheus", "usr/bin/prometheus", "prometheus"),
    "promtool": Packaged("prometheus", "usr/bin/promtool", "promtool"),
    "alertmanager": Packaged("prometheus-alertmanager", "usr/bin/prometheus-alertmanager", "prometheus-alertmanager"),
    "postgres_exporter": Packaged(
        "prometheus-postgres-exporter", "usr/bin/prometheus-postgres-exporter", "prometheus-postgres-exporter"
    ),
    "pgbouncer": Packaged("pgbouncer", "usr/sbin/pgbouncer", "pgbouncer"),
    "faketime": Packaged("faketime", "usr/bin/faketime", "faketime"),
    "amtool": Packaged("prometheus-alertmanager", "usr/bin/amtool", "amtool"),
}


class NotAvailable(RuntimeError):
    """The program is neither on PATH nor to be had by apt; the message names the package."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program that can be started.

    environment: variables to add to those it is started with. cwd: the folder to start it in; None: any.
    """

    path: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    cwd: Path | None = None


def program(name: str) -> Program:
    """The program of this name (a key of PROGRAMS), unpacked if need be. Raises NotAvailable."""
    wanted = PROGRAMS[name]
    if found := shutil.which(wanted.on_path):
        return Program(Path(found))
    if missing := [tool for tool in ("apt-get", "dpkg-deb") if shutil.which(tool) is None]:
        raise NotAvailable(f"{name} needs the Debian package {wanted.package}; {missing[0]} is not on this machine")
    suite = TOOLS / _suite()
    root = suite / "root"
    suite.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(suite / "lock"):
        usable = suite / f"{wanted.package}.usable-{RECIPE}"
        if not usable.exists():
            _unpack(wanted.package, suite, root)
            if wanted.package == "prometheus-alertmanager":
                _find_templates_below_cwd(root / PROGRAMS["alertmanager"].path)
            usable.touch()
    path = root / wanted.path
    if not path.exists():
        raise NotAvailable(f"the Debian package {wanted.package} has no {wanted.path}")
    return Program(path, _environment(root), cwd=root)


def _suite() -> str:
    return platform.freedesktop_os_release().get("VERSION_CODENAME", "unknown")


@contextmanager
def _one_at_a_time(lock_file: Path) -> Iterator[None]:
    with lock_file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _unpack(package: str, suite: Path, root: Path) -> None:
    lists, archives = suite / "lists", suite / "archives"
    for folder in (lists / "partial", archives / "partial", root):
        folder.mkdir(parents=True, exist_ok=True)
    options = {
        "Dir::State::lists": lists,
        "Dir::State::extended_states": suite / "extended_states",
        "Dir::Cache": suite,
        "Dir::Cache::archives": archives,
        "Dir::Log": suite,
        "APT::Sandbox::User": "root",  # apt's own account could not write here; without root it means nothing
        "Debug::NoLocking": "true",  # the machine's lock is root's, and nothing of the machine is changed
        "Acquire::Languages": "none",
        "Acquire::Retries": "3",
    }
    apt = ["apt-get", "-q", "-y", *(flag for name, value in options.items() for flag in ("-o", f"{name}={value}"))]
    _run([*apt, "update"], package)
    _run([*apt, "install", "--download-only", "--no-install-recommends", package], package)
    for archive in sorted(archives.glob("*.deb")):
        _run(["dpkg-deb", "-x", str(archive), str(root)], package)
        archive.unlink()
    shutil.rmtree(lists)


def _run(command: list[str], package: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=540)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-5:]
        raise NotAvailable(f"the Debian package {package} could not be had: {' '.join(said)}")


def _find_templates_below_cwd(alertmanager: Path) -> None:
    """Debian compiles the templates' absolute path in, and Alertmanager does not start without them. Made relative, of
    the same length, it holds for a process that is started in the folder of the unpacked files."""
    absolute, relative = b"/usr/share/prometheus/alertmanager", b"usr//share/prometheus/alertmanager"
    program = alertmanager.read_bytes()
    alertmanager.write_bytes(program.replace(absolute, relative))


def _environment(root: Path) -> dict[str, str]:
    libraries = [str(folder) for place in ("usr/lib", "lib") for folder in root.glob(f"{place}/*-linux-gnu*")]
    libraries += [str(folder) for folder in root.glob("usr/lib/*-linux-gnu*/pulseaudio")]
    fonts = root / "fonts.conf"
    fonts.write_text(
        '<?xml version="1.0"?>\n<fontconfig>\n'
        f"  <dir>{root}/usr/share/fonts</dir>\n  <dir>/usr/share/fonts</dir>\n"
        f"  <cachedir>{root}/font-cache</cachedir>\n"
        "</fontconfig>\n"
    )
    return {
        "LD_LIBRARY_PATH": ":".join([*libraries, *filter(None, [os.environ.get("LD_LIBRARY_PATH")])]),
        "FONTCONFIG_FILE": str(fonts),
        "XDG_DATA_DIRS": f"{root}/usr/share:/usr/local/share:/usr/share",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Print where a program from Debian's packages is, unpacking it first.")
    parser.add_argument("program", choices=sorted(PROGRAMS))
    parser.add_argument("--environment", action="store_true", help="print the variables it needs as well")
    arguments = parser.parse_args()
    try:
        found = program(arguments.program)
    except NotAvailable as error:
        sys.exit(str(error))
    print(found.path)
    if arguments.environment:
        for name, value in found.environment.items():
            print(f"{name}={value}")


if __name__ == "__main__":
    main()
