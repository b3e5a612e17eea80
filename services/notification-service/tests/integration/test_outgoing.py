"""Nothing is connected to that may not be reached, however it is written and whatever its name says next."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import ip_address

import httpx
import pytest
from notification_service.channels.channel import Try
from notification_service.channels.outgoing_http import OutgoingHttp
from notification_service.domain.outcome import Failed, Reason
from platform_kit.outgoing import AddressNotAllowed, checked_client

# Loopback, link-local and other private addresses, as people who mean no good write them.
SPELLINGS = [
    "127.0.0.1",
    "localhost",
    "LOCALHOST",
    "127.1",
    "127.0.1",
    "127.0.0.2",
    "127.255.255.254",
    "0.0.0.0",
    "0",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0x7F.1",
    "017700000001",
    "0x7f.0.0.0x1",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[fe80::1]",
    "169.254.169.254",
    "0xa9fea9fe",
    "[::ffff:169.254.169.254]",
    "127.0.0.1.",
    "100.64.0.1",
    "[fd00::1]",
]


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A port of every loopback address at which somebody would notice."""
    with socket.create_server(("0.0.0.0", 0), backlog=64) as listening:
        listening.setblocking(False)
        yield listening


def was_connected_to(listening: socket.socket) -> bool:
    try:
        listening.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def test_a_private_address_gets_no_connection_however_it_is_written(listener: socket.socket) -> None:
    port = listener.getsockname()[1]

    async def tried() -> dict[str, object]:
        http, outcomes = OutgoingHttp([]), {}
        for host in SPELLINGS:
            this_try = Try(datetime.now(UTC), 10, lambda: True)
            outcome = await http.post(f"http://{host}:{port}/", b"{}", {}, this_try)
            outcomes[host] = outcome.reason if isinstance(outcome, Failed) else outcome
        await http.aclose()
        return outcomes

    outcomes = asyncio.run(tried())
    assert not was_connected_to(listener)
    # A machine without IPv6 may find no address at all for some: that is no connection either.
    assert set(outcomes.values()) <= {Reason.ADDRESS_NOT_ALLOWED, Reason.UNREACHABLE}
    assert [host for host in SPELLINGS if outcomes[host] is Reason.ADDRESS_NOT_ALLOWED][:15] == SPELLINGS[:15]


def test_a_name_that_changes_its_address_is_judged_at_each_connection_by_the_address_connected_to() -> None:
    with (
        socket.create_server(("127.0.0.2", 0)) as outside,
        socket.create_server(("127.0.0.1", outside.getsockname()[1])) as inside,
    ):
        outside.setblocking(False)
        inside.setblocking(False)
        answers = [["127.0.0.2"], ["127.0.0.1"]]

        async def resolve(_: str, __: int) -> list:
            return [ip_address(address) for address in answers.pop(0)]

        async def twice() -> None:
            client = checked_client(lambda address: str(address) == "127.0.0.2", resolve=resolve)
            url = f"http://changing.example:{outside.getsockname()[1]}/"
            with pytest.raises(TimeoutError):  # it is connected to, and nobody answers
                async with asyncio.timeout(0.3):
                    await client.get(url)
            with pytest.raises(AddressNotAllowed, match=r"127\.0\.0\.1"):
                await client.get(url)
            await client.aclose()

        asyncio.run(twice())
        assert not answers
        assert was_connected_to(outside)
        assert not was_connected_to(inside)


def test_a_name_without_an_address_is_unreachable() -> None:
    async def ask() -> None:
        async with checked_client(lambda _: True) as client:
            await client.get("http://no-such-host.invalid/")

    with pytest.raises(httpx.ConnectError):
        asyncio.run(ask())
