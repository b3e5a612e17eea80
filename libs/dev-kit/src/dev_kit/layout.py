"""Which programs make up the platform on one machine, and how each is started. Used by local mode and by tests."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dev_kit import gateway
from dev_kit.databases import Database
from dev_kit.services import HOST, SERVICES, environment_of, health_url


@dataclass(frozen=True, slots=True)
class Program:
    """One process of the platform.

    directory: its own; logs are elsewhere. ready_url: answers 2xx once it can work.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    directory: Path
    ready_url: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is.

    ports: of each service's replicas, by service name; at least one port each.
    settings: the operator's variables. run_directory: holds a folder for each program.
    ui: (host, port, folder of the built UI), or None for the APIs alone.
    balancer_ports: where services reach each other when a called service has replicas, by service name; else empty.
    """

    run_directory: Path
    database: Database
    ports: Mapping[str, Sequence[int]]
    settings: Mapping[str, str]
    ui: tuple[str, int, Path] | None
    balancer_ports: Mapping[str, int]

    def programs(self) -> list[Program]:
        """All but the database, in the order in which they start. Writes nginx's configuration."""
        programs = [
            self._service_process(name, number, port)
            for name in (s.name for s in SERVICES)
            for number, port in enumerate(self.ports[name], start=1)
        ]
        if self.balancer_ports:
            programs.insert(0, self._balancer())
        if self.ui:
            programs.append(self._gateway(*self.ui))
        return programs

    @property
    def urls(self) -> dict[str, str]:
        """Where each service is reached by the others."""
        return {name: f"http://{HOST}:{self.balancer_ports.get(name, ports[0])}" for name, ports in self.ports.items()}

    def _service_process(self, service: str, number: int, port: int) -> Program:
        which = next(s for s in SERVICES if s.name == service)
        name = service if len(self.ports[service]) == 1 else f"{service}-{number}"
        database_url = self.database.url(which.login)
        environment = environment_of(which, port=port, database_url=database_url, urls=self.urls, given=self.settings)
        return Program(name, which.command, environment, self._directory(name), health_url(port))

    def _gateway(self, host: str, port: int, root: Path) -> Program:
        directory = self._directory("gateway")
        bracketed = f"[{host}]" if ":" in host else host
        gateway.prepare(
            directory, listen=f"{bracketed}:{port}", root=root, upstreams=self.ports, user=_user_of_workers()
        )
        everywhere = {"0.0.0.0": HOST, "::": "[::1]"}
        url = f"http://{everywhere.get(host, bracketed)}:{port}/health"
        return Program("gateway", gateway.command(directory), {}, directory, url)

    def _balancer(self) -> Program:
        directory = self._directory("balancer")
        user = _user_of_workers()
        gateway.prepare_balancer(directory, ports=self.balancer_ports, upstreams=self.ports, user=user)
        url = f"http://{HOST}:{next(iter(self.balancer_ports.values()))}/health"
        return Program("balancer", gateway.command(directory), {}, directory, url)

    def _directory(self, name: str) -> Path:
        directory = self.run_directory / name
        directory.mkdir(parents=True, exist_ok=True)
        return directory


def _user_of_workers() -> str | None:
    # The workers of an nginx that root starts would become `nobody`, who cannot reach a checkout below a closed home.
    return "root root" if os.geteuid() == 0 else None
