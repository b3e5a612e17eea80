"""With a certificate the gateway speaks TLS, and nothing else but its health."""

import os
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import dev_kit.gateway
import httpx
import pytest
from dev_kit.ports import free_port
from dev_kit.processes import wait_until


@pytest.fixture(scope="module")
def ports(application: Path, certificate: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """The ports of a real nginx without and with TLS; behind it nobody answers."""
    folder, plain, encrypted = tmp_path_factory.mktemp("nginx-tls"), free_port(), free_port()
    dev_kit.gateway.prepare(
        folder,
        listen=f"127.0.0.1:{plain}",
        root=application,
        upstreams={
            name: [free_port()]
            for name in ("alert-ingestion", "incident-management", "oncall-service", "notification-service")
        },
        user="root" if os.geteuid() == 0 else None,
        tls=(f"127.0.0.1:{encrypted}", certificate),
    )
    process = subprocess.Popen(dev_kit.gateway.command(folder))

    def answers() -> bool:
        assert process.poll() is None, "nginx refused the rendered template"
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", encrypted)) == 0

    try:
        wait_until(answers, 30, "nginx to listen")
        yield plain, encrypted
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def trusting(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))


def test_the_application_is_served_by_tls_and_browsers_are_told_to_stay_with_it(
    ports: tuple[int, int], trusting: ssl.SSLContext
) -> None:
    answer = httpx.get(f"https://127.0.0.1:{ports[1]}/incidents", verify=trusting, trust_env=False, timeout=30)
    assert "the application" in answer.text
    assert answer.headers["strict-transport-security"] == "max-age=63072000"
    assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/incidents", "/api/v1/alerts?x=1"])
def test_who_comes_without_tls_is_sent_to_it_with_the_same_method(ports: tuple[int, int], path: str) -> None:
    answer = httpx.post(f"http://127.0.0.1:{ports[0]}{path}", trust_env=False, timeout=30)
    assert (answer.status_code, answer.headers["location"]) == (308, f"https://127.0.0.1:{ports[1]}{path}")
    assert "strict-transport-security" not in answer.headers


def test_health_is_told_without_tls_too(ports: tuple[int, int]) -> None:
    answer = httpx.get(f"http://127.0.0.1:{ports[0]}/health", trust_env=False, timeout=30)
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


def spoken(port: int, context: ssl.SSLContext) -> tuple[str | None, str | None]:
    """The version of TLS and the protocol inside it that both sides agree on. Raises SSLError."""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=30) as line,
        context.wrap_socket(line, server_hostname="localhost") as tls,
    ):
        return tls.version(), tls.selected_alpn_protocol()


def test_http_2_and_the_newest_tls_are_spoken(ports: tuple[int, int], trusting: ssl.SSLContext) -> None:
    trusting.set_alpn_protocols(["h2", "http/1.1"])
    assert spoken(ports[1], trusting) == ("TLSv1.3", "h2")


@pytest.mark.parametrize("cipher", ["AES256-SHA", "AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-SHA"])
def test_a_cipher_without_forward_secrecy_or_authentication_is_refused(
    ports: tuple[int, int], trusting: ssl.SSLContext, cipher: str
) -> None:
    trusting.maximum_version = ssl.TLSVersion.TLSv1_2
    assert spoken(ports[1], trusting)[0] == "TLSv1.2"
    trusting.set_ciphers(f"{cipher}:@SECLEVEL=0")
    with pytest.raises(ssl.SSLError):
        spoken(ports[1], trusting)


def test_an_old_version_of_tls_is_refused(ports: tuple[int, int], trusting: ssl.SSLContext) -> None:
    trusting.set_ciphers("ALL:@SECLEVEL=0")
    trusting.minimum_version = ssl.TLSVersion.TLSv1
    trusting.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(ssl.SSLError):
        spoken(ports[1], trusting)
