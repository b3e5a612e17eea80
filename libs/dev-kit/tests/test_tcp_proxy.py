"""The line between two programs, and what a test can do to it."""

import socket
import time
from collections.abc import Iterator

import pytest
from dev_kit.processes import wait_until
from dev_kit.sinks.http import HttpSink
from dev_kit.tcp_proxy import TcpProxy

ASK = b"GET / HTTP/1.1\r\nHost: there\r\n\r\n"


@pytest.fixture
def proxy(http_sink: HttpSink) -> Iterator[TcpProxy]:
    with TcpProxy(http_sink.port) as proxy:
        yield proxy


def _connected(proxy: TcpProxy) -> socket.socket:
    return socket.create_connection(("127.0.0.1", proxy.port), timeout=10)


def test_it_passes_both_ways_what_it_is_given(proxy: TcpProxy) -> None:
    with _connected(proxy) as line:
        line.sendall(ASK)
        assert line.recv(100).startswith(b"HTTP/1.1 200")


def test_a_delay_is_kept_in_each_direction(proxy: TcpProxy) -> None:
    proxy.delay_s = 0.3
    with _connected(proxy) as line:
        asked = time.monotonic()
        line.sendall(ASK)
        line.recv(100)
        assert time.monotonic() - asked >= 0.6


def test_a_silent_line_stays_open_and_passes_on_afterwards(proxy: TcpProxy, http_sink: HttpSink) -> None:
    with _connected(proxy) as line:
        proxy.silence(is_silent=True)
        line.sendall(ASK)
        line.settimeout(0.5)
        with pytest.raises(TimeoutError):
            line.recv(1)
        assert http_sink.received == []
        proxy.silence(is_silent=False)
        line.settimeout(10)
        assert line.recv(100).startswith(b"HTTP/1.1 200")


def test_a_cut_line_is_closed_and_the_next_one_stands(proxy: TcpProxy) -> None:
    with _connected(proxy) as line, _connected(proxy) as another:
        another.sendall(ASK)
        another.recv(100)  # the proxy has both by now
        wait_until(lambda: _is_closed_by(proxy, line), 10, "the line is cut")
    with _connected(proxy) as line:
        line.sendall(ASK)
        assert line.recv(100).startswith(b"HTTP/1.1 200")


def _is_closed_by(proxy: TcpProxy, line: socket.socket) -> bool:
    proxy.cut()
    try:
        line.settimeout(0.2)
        return line.recv(1) == b""
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False
