"""A connection to PostgreSQL can be made to need TLS, and a server that proves who it is."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from dev_kit.certificates import self_signed
from dev_kit.databases import Database
from platform_kit.database import make_engine
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

ASKS_FOR_TLS = (8).to_bytes(4, "big") + (80877103).to_bytes(4, "big")


def carry(here: socket.socket, there: socket.socket) -> None:
    with suppress(OSError):
        while data := here.recv(65536):
            there.sendall(data)
    for line in (here, there):
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def encrypted_port(database: Database, certificate: Path) -> Iterator[int]:
    """Before the database, something that speaks TLS as PostgreSQL does and refuses whoever does not ask for it."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve(client: socket.socket) -> None:
            if client.recv(8) != ASKS_FOR_TLS:
                client.close()
                return
            client.sendall(b"S")
            try:
                encrypted = context.wrap_socket(client, server_side=True)
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", database.cluster.port))
            threading.Thread(target=carry, args=(server, encrypted), daemon=True).start()
            carry(encrypted, server)

        def accept() -> None:
            with suppress(OSError):
                while True:
                    threading.Thread(target=serve, args=(listening.accept()[0],), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield listening.getsockname()[1]


def answer(url: str) -> int:
    engine = make_engine(url, application_name="a test", pool_size=1)
    try:
        with engine.connect() as connection:
            return int(connection.execute(text("SELECT 42")).scalar_one())
    finally:
        engine.dispose()


def test_with_verify_full_only_a_server_with_our_certificate_is_talked_to(
    database: Database, encrypted_port: int, certificate: Path, tmp_path: Path
) -> None:
    url = database.url("notification_service").replace(f":{database.cluster.port}/", f":{encrypted_port}/")
    assert answer(f"{url}?sslmode=verify-full&sslrootcert={certificate}") == 42
    strangers = self_signed(tmp_path / "stranger.pem")
    with pytest.raises(OperationalError, match="certificate verify failed"):
        answer(f"{url}?sslmode=verify-full&sslrootcert={strangers}")


def test_a_server_without_tls_is_refused_where_tls_is_required(database: Database) -> None:
    with pytest.raises(OperationalError, match="does not support SSL"):
        answer(database.url("notification_service") + "?sslmode=require")
