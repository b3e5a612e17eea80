"""Outgoing HTTP to addresses that people type in: a name is looked up, judged and connected to in one step.

Between a check of a name and a connection to it the name may change its address, and a connection that is only judged
once it stands has already told the caller that somebody listens there.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpcore
import httpx

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Allows = Callable[[Address], bool]
Resolve = Callable[[str, int], Awaitable[Sequence[Address]]]


class AddressNotAllowed(Exception):
    """None of the host's addresses may be reached; no connection was made."""

    def __init__(self, address: Address) -> None:
        super().__init__(f"{address} may not be reached")
        self.address = address


async def addresses_of(host: str, port: int) -> list[Address]:
    """Every address of a host as the system finds them, however it is written. Raises OSError, UnicodeError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connects to addresses that were judged, and to no name."""

    def __init__(self, allows: Allows, resolve: Resolve) -> None:
        self._allows, self._resolve, self._network = allows, resolve, httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            found = list(dict.fromkeys(await self._resolve(host, port)))
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} has no address") from error
        allowed = [address for address in found if self._allows(address)]
        if found and not allowed:
            raise AddressNotAllowed(found[0])
        failure = httpcore.ConnectError(f"{host} has no address")
        for address in allowed:
            try:
                return await self._network.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except httpcore.ConnectError as error:
                failure = error
        raise failure

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


def checked_client(allows: Allows, *, resolve: Resolve = addresses_of) -> httpx.AsyncClient:
    """A client that connects only where `allows` says so. Follows no redirect, keeps no cookie, asks no proxy.

    Each request needs a deadline of its caller's. Requests raise AddressNotAllowed besides what httpx raises.
    """
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=50, keepalive_expiry=30)
    transport = httpx.AsyncHTTPTransport(trust_env=False, limits=limits)
    transport._pool._network_backend = CheckedBackend(allows, resolve)  # httpx has no other door for it
    return httpx.AsyncClient(  # nosec B113 - see above
        transport=transport,
        timeout=None,  # noqa: S113
        follow_redirects=False,
        trust_env=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
    )
