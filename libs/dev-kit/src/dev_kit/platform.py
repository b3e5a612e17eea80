"""The whole platform as real processes on free ports of one machine."""

import secrets
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

import httpx

from dev_kit import gateway
from dev_kit.databases import Database, migrate, random_passwords
from dev_kit.layout import Layout, Program
from dev_kit.ports import free_port
from dev_kit.postgres import Cluster
from dev_kit.processes import Process, wait_until
from dev_kit.services import HOST, SERVICES, called_services
from dev_kit.ui import built_ui

DATABASE = "oncall"


class Platform:
    """PostgreSQL, the migrations and n processes of each service. A context manager.

    directory: for data and logs; PostgreSQL's account must reach it when we are root.
    replicas: processes of each service, or by service name (one where not named; 0 leaves a service out).
    settings: the operator's variables, such as SMTP_PORT; secrets that are not given are made.
    durable: False switches PostgreSQL's fsync off.
    with_gateway: whether nginx serves the built UI and the APIs on one origin, at `ui_url`.
    """

    def __init__(
        self,
        directory: Path,
        *,
        replicas: int | Mapping[str, int] = 1,
        settings: Mapping[str, str] | None = None,
        durable: bool = True,
        with_gateway: bool = False,
    ) -> None:
        counts = {s.name: replicas if isinstance(replicas, int) else replicas.get(s.name, 1) for s in SERVICES}
        ui_port = free_port()
        self.directory = directory
        self.ui_url = f"http://{HOST}:{ui_port}"
        self.settings = {
            "ADMIN_EMAIL": "admin@example.org",
            "ADMIN_PASSWORD": secrets.token_urlsafe(18),
            "INGEST_API_KEY": "ock_" + secrets.token_urlsafe(24),
            "SERVICE_TOKEN_SECRET": secrets.token_urlsafe(48),
            "ENCRYPTION_KEYS": secrets.token_urlsafe(48),
            "CORRELATION_WINDOW_MINUTES": "5",
            "LOG_LEVEL": "INFO",
            "OUTBOUND_ALLOW": "127.0.0.0/8",  # the sinks of tests are there
            "PUBLIC_URL": self.ui_url,
            "TRUSTED_PROXIES": gateway.ADDRESS,
            **(settings or {}),
        }
        self.cluster = Cluster(directory / "postgres", free_port(), secrets.token_urlsafe(24), durable=durable)
        self.database = Database(self.cluster, DATABASE, random_passwords())
        self._ports = {name: [free_port() for _ in range(max(count, 1))] for name, count in counts.items()}
        several = any(counts[name] > 1 for name in called_services())
        layout = Layout(
            run_directory=directory / "run",
            database=self.database,
            ports=self._ports,
            settings=self.settings,
            ui=(HOST, ui_port, built_ui()) if with_gateway else None,
            balancer_ports={name: free_port() for name in called_services()} if several else {},
        )
        absent = {name for name, count in counts.items() if count == 0}
        self._processes = {p.name: self._process(p) for p in layout.programs() if p.name not in absent}
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start everything and wait until all of it is ready. Raises NotReady, PostgresFailed, MigrationFailed."""
        self.cluster.initialise()
        self.cluster.start()
        self.database.create()
        migrate(self.database.url(), self.database.passwords)
        for process in self.processes:
            process.start()
        for process in self.processes:
            process.wait_until_ready(60)

    def stop(self) -> None:
        """Stop everything, the database last."""
        self._closing.close()
        for process in self.processes:
            process.ask_to_stop()
        for process in self.processes:
            process.stop()
        self.cluster.stop()

    # -- its parts -------------------------------------------------------------------------------------------------

    @property
    def processes(self) -> list[Process]:
        """Every process but the database's."""
        return list(self._processes.values())

    def replicas(self, service: str) -> list[Process]:
        """The processes of one service."""
        return [p for name, p in self._processes.items() if name.startswith(service)]

    def process(self, name: str) -> Process:
        """A service's process (the first one), or `gateway`."""
        return self.replicas(name)[0]

    def url(self, service: str, replica: int = 1) -> str:
        """The root URL of a service's process, without a slash at the end."""
        return f"http://{HOST}:{self._ports[service][replica - 1]}"

    @property
    def ingest_key(self) -> str:
        return self.settings["INGEST_API_KEY"]

    def client(self, service: str, *, key: str | None = None, replica: int = 1) -> httpx.Client:
        """An HTTP client of one process, with the ingest key or another; closed when the platform stops."""
        headers = {"Authorization": f"Bearer {key or self.ingest_key}"}
        client = httpx.Client(base_url=self.url(service, replica), headers=headers, timeout=30, trust_env=False)
        return self._closing.enter_context(client)

    def admin_token(self) -> str:
        """A new session token of the administrator that the settings name."""
        answer = httpx.post(
            self.url("oncall-service") + "/api/v1/auth/login",
            json={"email": self.settings["ADMIN_EMAIL"], "password": self.settings["ADMIN_PASSWORD"]},
            trust_env=False,
        )
        answer.raise_for_status()
        return str(answer.json()["token"])

    def admin(self, service: str, replica: int = 1) -> httpx.Client:
        """A client of one process that acts as the administrator."""
        return self.client(service, key=self.admin_token(), replica=replica)

    # -- what tests wait for ---------------------------------------------------------------------------------------

    def send_alert(self, **alert: Any) -> dict[str, Any]:
        """POST one alert with the ingest key; the answer, which must be 201."""
        body = {"service": "checkout-api", "severity": "high", "message": "it is down"} | alert
        answer = self.client("alert-ingestion").post("/api/v1/alerts", json=body)
        if answer.status_code != 201:
            raise AssertionError(f"POST /api/v1/alerts answered {answer.status_code}: {answer.text}")
        return dict(answer.json())

    def wait_for_rows(
        self, query: str, parameters: tuple[Any, ...] = (), *, within_s: float = 30
    ) -> list[dict[str, Any]]:
        """The rows of a query, as soon as there are any."""
        return wait_until(lambda: self.database.owner.rows(query, parameters) or None, within_s, query)

    def logs(self, lines: int = 20) -> str:
        """The end of each process's log, for a failing test to show."""
        return "\n".join(f"--- {process.name}\n{process.log_tail(lines)}" for process in self.processes)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _process(self, program: Program) -> Process:
        return Process(
            program.name,
            program.command,
            environment=program.environment,
            log_file=self.directory / "log" / f"{program.name}.log",
            ready_url=program.ready_url,
        )
