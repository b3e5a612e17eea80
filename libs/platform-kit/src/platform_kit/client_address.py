"""Where a request comes from. A header can say anything: it is believed from our own gateway only."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Sequence

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

NAMES_KEPT_S = 30.0


def _address(text: str) -> Address | None:
    try:
        found = ipaddress.ip_address(text.strip().strip("[]"))
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


class TrustedProxies:
    """proxies: networks (`10.1.2.0/24`), addresses, or names that are looked up anew every half a minute."""

    def __init__(self, proxies: Sequence[str]) -> None:
        self._networks: list[Network] = []
        self._names: list[str] = []
        for proxy in proxies:
            try:
                self._networks.append(ipaddress.ip_network(proxy, strict=False))
            except ValueError:
                self._names.append(proxy)
        self._looked_up: frozenset[Address] = frozenset()
        self._looked_up_at = float("-inf")

    def trusts(self, address: Address) -> bool:
        return any(address in network for network in self._networks) or address in self._addresses_of_names()

    def client_of(self, peer: str, forwarded_for: Sequence[str]) -> str:
        """The address that opened the connection, or that our gateway says did; an IPv6 one as its /64 network.

        forwarded_for: the values of X-Forwarded-For, as sent. The last address that is not one of our own is taken:
        what stands before it may be invented.
        """
        client = _address(peer)
        if client is None:
            return peer
        hops = [hop for value in forwarded_for for hop in value.split(",")]
        while self.trusts(client) and hops:
            hop = _address(hops.pop())
            if hop is None:
                break
            client = hop
        if isinstance(client, ipaddress.IPv6Address):
            return str(ipaddress.ip_network((client, 64), strict=False))
        return str(client)

    def _addresses_of_names(self) -> frozenset[Address]:
        if self._names and time.monotonic() - self._looked_up_at > NAMES_KEPT_S:
            self._looked_up = frozenset(found for name in self._names for found in _look_up(name))
            self._looked_up_at = time.monotonic()
        return self._looked_up


def _look_up(name: str) -> list[Address]:
    try:
        found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except OSError:
        return []
    return [address for entry in found if (address := _address(str(entry[4][0]))) is not None]
