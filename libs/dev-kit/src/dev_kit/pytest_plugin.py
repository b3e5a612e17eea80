"""Fixtures for every test of the repository: a real PostgreSQL with the real schema, and real sinks."""

import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from dev_kit.accounts import unprivileged_account
from dev_kit.certificates import self_signed
from dev_kit.databases import Database, migrate, random_passwords
from dev_kit.ports import free_port
from dev_kit.postgres import Cluster
from dev_kit.processes import Process
from dev_kit.services import SERVICES, environment_of, health_url, service
from dev_kit.sinks.http import HttpSink
from dev_kit.sinks.smtp import SmtpSink

StartService = Callable[..., Process]


_ON_DISK = (Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"))
_IN_MEMORY = Path("/dev/shm")
_ENOUGH_MEMORY = 2 * 1024**3


def open_directory(prefix: str, parents: Sequence[Path] = _ON_DISK) -> Path:
    """A new directory that PostgreSQL's account can reach, also when we are root with a closed TMPDIR."""
    account = unprivileged_account()
    for parent in parents:
        if account is None or account.can_reach(parent):
            directory = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
            directory.chmod(0o755)
            return directory
    raise RuntimeError("no temporary directory that PostgreSQL's account can reach")


@pytest.fixture(scope="session")
def scratch() -> Iterator[Path]:
    """A directory for servers' data, outside pytest's own, which is closed to other accounts. Gone at the end."""
    directory = open_directory("oncall-tests-")
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A running PostgreSQL for the whole test run (one for each worker). fsync is off, its data in memory if it fits:
    there a database for each test is made in 30 ms instead of half a second."""
    in_memory = _IN_MEMORY.is_dir() and shutil.disk_usage(_IN_MEMORY).free > _ENOUGH_MEMORY
    directory = open_directory("oncall-tests-", (_IN_MEMORY, *_ON_DISK) if in_memory else _ON_DISK)
    cluster = Cluster(directory / "postgres", free_port(), secrets.token_urlsafe(24), durable=False)
    try:
        cluster.initialise()
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture(scope="session")
def template_database(postgres: Cluster) -> Database:
    """A database at the present schema, of which tests get copies. Nobody connects to it."""
    template = Database(postgres, "template", random_passwords())
    template.create()
    migrate(template.url(), template.passwords)
    return template


@pytest.fixture
def database(template_database: Database) -> Iterator[Database]:
    """A database of the test's own, migrated and empty."""
    fresh = template_database.copy(f"test_{secrets.token_hex(6)}")
    yield fresh
    fresh.drop()


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    """An SMTP server that takes every mail."""
    with SmtpSink() as sink:
        yield sink


@pytest.fixture
def http_sink() -> Iterator[HttpSink]:
    """An HTTP server that answers 200 to everything unless told otherwise."""
    with HttpSink() as sink:
        yield sink


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PEM file with a key and its certificate for 127.0.0.1, which nobody trusts unless told to."""
    return self_signed(tmp_path_factory.mktemp("tls") / "server.pem")


@pytest.fixture
def start_service(database: Database, tmp_path: Path) -> Iterator[StartService]:
    """`start_service(name, **settings)` starts a real process of a service on the test's database and waits until it
    is ready (`wait=False`: returns at once). Neighbours not named by INCIDENT_SERVICE_URL and its like are not there:
    their ports refuse. The process has its root URL in `.url`."""
    started: list[Process] = []

    def start(name: str, *, wait: bool = True, port: int | None = None, **settings: str) -> Process:
        which = service(name)
        where = port or free_port()
        given = {
            "SERVICE_TOKEN_SECRET": "only-for-this-test-" + "x" * 32,
            "ENCRYPTION_KEYS": "only-for-this-test-" + "k" * 32,
            "ADMIN_EMAIL": "admin@example.org",
            "ADMIN_PASSWORD": "correct horse battery",
            "INGEST_API_KEY": "ock_" + "t" * 32,
            "CORRELATION_WINDOW_MINUTES": "5",
            "PUBLIC_URL": "http://127.0.0.1:8080",
            "OUTBOUND_ALLOW": "127.0.0.0/8",
        } | settings
        nobody = {s.name: f"http://127.0.0.1:{free_port()}" for s in SERVICES}
        login_url = database.url(which.login)
        environment = environment_of(which, port=where, database_url=login_url, urls=nobody, given=given) | settings
        process = Process(
            f"{name}-{len(started) + 1}",
            which.command,
            environment=environment,
            log_file=tmp_path / f"{name}-{len(started) + 1}.log",
            ready_url=health_url(where),
        )
        started.append(process)
        process.start()
        if wait:
            process.wait_until_ready()
        return process

    yield start
    for process in reversed(started):
        process.stop()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """A failing test shows what its processes wrote."""
    outcome = yield
    report = outcome.get_result()
    if not report.failed:
        return
    for log_file in sorted(set(_log_files(item))):
        tail = [line[:400] for line in log_file.read_text(errors="replace").splitlines()[-15:]]
        report.sections.append((f"end of {log_file.name}", "\n".join(tail)))


def _log_files(item: pytest.Item) -> Iterator[Path]:
    for value in getattr(item, "funcargs", {}).values():
        directory = value if isinstance(value, Path) else getattr(value, "directory", None)
        if isinstance(directory, Path) and directory.is_dir() and directory != Path("/"):
            yield from directory.glob("*.log")
            yield from (directory / "log").glob("*.log")
