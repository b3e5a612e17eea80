"""Which addresses outgoing requests may reach: the public internet, and what the operator allows."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# IPv6 ranges that carry an IPv4 address inside: NAT64, and the retired "IPv4-compatible" form.
NAT64 = IPv6Network("64:ff9b::/96")
COMPATIBLE = IPv6Network("::/96")


def meant_address(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour or address
    if address in NAT64 or (address in COMPATIBLE and int(address) > 1):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def may_reach(address: Address, allowed: Sequence[Network]) -> bool:
    """Is it public (not private, loopback, link-local, multicast, reserved), or in one of the operator's networks?"""
    meant = meant_address(address)
    if any(meant in network for network in allowed if network.version == meant.version):
        return True
    return meant.is_global and not meant.is_multicast
