"""Who listens on a port that the platform needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dev_kit.ports import is_free

_LISTENING = "0A"


@dataclass(frozen=True, slots=True)
class Occupied:
    """A port that is taken: what it was for, and the process that has it, as far as this user may know."""

    port: int
    wanted_by: str
    holder: str

    def __str__(self) -> str:
        return f"port {self.port}, where {self.wanted_by} should listen, is in use by {self.holder}"


def occupied(wanted: dict[int, str], hosts: dict[int, str]) -> list[Occupied]:
    """The ports among `wanted` (port: program) that are taken; `hosts` gives the address of each."""
    return [Occupied(port, name, _holder(port)) for port, name in wanted.items() if not is_free(port, hosts[port])]


def _holder(port: int) -> str:
    inodes = set(_sockets_listening_on(port))
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and any(inode in inodes for inode in _sockets_of(process)):
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
            return f"process {process.name} ({command[:80]})"
    return "a process of another user"


def _sockets_listening_on(port: int) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        try:
            lines = Path("/proc/net", table).read_text().splitlines()[1:]
        except OSError:
            continue
        for fields in map(str.split, lines):
            if fields[3] == _LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                yield f"socket:[{fields[9]}]"


def _sockets_of(process: Path) -> Iterator[str]:
    try:
        for descriptor in (process / "fd").iterdir():
            yield str(descriptor.readlink())
    except OSError:
        return
