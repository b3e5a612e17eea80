from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from platform_kit.reach import may_reach

ALLOWED = [ip_network("10.20.0.0/16"), ip_network("fd12::/16")]


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_reached(address):
    assert may_reach(ip_address(address), [])


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "169.254.169.254",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fd00::1",
        "fe80::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2002:a00:1::",
    ],
)
def test_private_addresses_are_not_reached_however_they_are_written(address):
    assert not may_reach(ip_address(address), ALLOWED)


@pytest.mark.parametrize("address", ["10.20.3.4", "::ffff:10.20.3.4", "fd12::9"])
def test_networks_that_the_operator_allows_are_reached(address):
    assert may_reach(ip_address(address), ALLOWED)
