"""TCP ports of the loopback interface."""

import errno
import random
import socket
from collections.abc import Iterable

# Below the kernel's usual range for outgoing connections (32768 and up), so that no client takes the port between
# the moment it was found free and the moment a server listens on it, nor while a killed server is coming back.
_OUTSIDE_EPHEMERAL = range(20_000, 32_000)


class NoFreePort(RuntimeError):
    """Every port that was tried is taken."""


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen on the port now. Raises OSError where the host is no address of this machine."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as refused:
            if refused.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
    return True


def first_free(candidates: Iterable[int], host: str = "127.0.0.1") -> int:
    """The first candidate that is free. Raises NoFreePort."""
    for port in candidates:
        if is_free(port, host):
            return port
    raise NoFreePort(f"no free port on {host} among those tried")


def free_port() -> int:
    """A port of 127.0.0.1 that is free now, drawn at random so that tests running side by side seldom meet."""
    return first_free(random.sample(_OUTSIDE_EPHEMERAL, k=200))
