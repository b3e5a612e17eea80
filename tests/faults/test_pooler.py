"""pgbouncer in transaction mode between the services and the database: all works as without it."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from dev_kit.accounts import unprivileged_account
from dev_kit.databases import Database
from dev_kit.ports import free_port
from dev_kit.processes import Process, wait_until
from dev_kit.services import SERVICES

from scripts.debian_tools import NotAvailable, program

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

KEY = "ock_" + "p" * 32
LISTENERS = """
    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'listener'"""

POOLED = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = %s AND application_name <> 'listener'"""


@pytest.fixture
def pooler(database: Database, scratch: Path) -> Iterator[int]:
    """The port of a pgbouncer before the test's database, for the services' logins; two server connections each."""
    try:
        pgbouncer = program("pgbouncer")
    except NotAvailable as error:
        pytest.skip(str(error))
    port, directory = free_port(), scratch / f"pgbouncer-{secrets.token_hex(3)}"
    directory.mkdir(mode=0o755)
    users = directory / "users.txt"
    users.write_text("".join(f'"{service.login}" "{database.passwords[service.login]}"\n' for service in SERVICES))
    configuration = directory / "pgbouncer.ini"
    configuration.write_text(
        "[databases]\n"
        f"{database.name} = host=127.0.0.1 port={database.cluster.port} dbname={database.name}\n"
        "[pgbouncer]\n"
        f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
        f"auth_type = scram-sha-256\nauth_file = {users}\n"
        "pool_mode = transaction\ndefault_pool_size = 2\nmax_client_conn = 500\n"
        "ignore_startup_parameters = options,extra_float_digits\n"
    )
    account = unprivileged_account()  # pgbouncer refuses to run as root
    command = [str(pgbouncer.path), str(configuration)]
    if account:
        command = ["setpriv", f"--reuid={account.uid}", f"--regid={account.gid}", "--clear-groups", *command]
    bouncer = Process("pgbouncer", command, environment=pgbouncer.environment, log_file=directory / "pgbouncer.log")
    bouncer.start()
    try:
        yield port
    finally:
        bouncer.stop()


def test_an_alert_becomes_a_page_through_a_pooler_in_transaction_mode(
    database: Database, pooler: int, start_service: Callable[..., Process]
) -> None:
    through = {
        service.name: {
            "DATABASE_URL": database.url(service.login).replace(f":{database.cluster.port}/", f":{pooler}/"),
            "DATABASE_LISTEN_ADDRESS": f"127.0.0.1:{database.cluster.port}",
            "DATABASE_POOL_SIZE": "10",
            "INGEST_API_KEY": KEY,
        }
        for service in SERVICES
    }
    ports = {service.name: free_port() for service in SERVICES}
    urls = {s.url_variable: f"http://127.0.0.1:{ports[s.name]}" for s in SERVICES if s.url_variable}
    processes = [
        start_service(service.name, wait=False, port=ports[service.name], **through[service.name], **urls)
        for service in SERVICES
    ]
    for process in processes:
        process.wait_until_ready(90)
    intake = f"http://127.0.0.1:{ports['alert-ingestion']}/api/v1/alerts"
    with httpx.Client(headers={"Authorization": f"Bearer {KEY}"}, timeout=30, trust_env=False) as client:
        sent = [
            client.post(intake, json={"service": f"pooled-{n % 5}", "severity": "high", "message": f"m {n}"})
            for n in range(100)
        ]
    assert {answer.status_code for answer in sent} == {201}
    assert database.owner.value("SELECT count(*) FROM alerts.alerts") == 100
    assert database.owner.value("SELECT count(*) FROM incidents.incidents") == 5
    paged = "SELECT count(DISTINCT incident_id) = 5 FROM notify.notifications WHERE sent_at IS NOT NULL"
    wait_until(lambda: database.owner.value(paged), 60, "each incident is paged")
    wait_until(lambda: database.owner.value(LISTENERS) == 3, 60, "the three that listen do so at the database itself")
    assert all(database.owner.value(POOLED, (service.login,)) <= 2 for service in SERVICES)
