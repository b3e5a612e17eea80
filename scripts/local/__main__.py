"""Set everything up, start it, and keep it running until Ctrl-C or SIGTERM."""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

from dev_kit.accounts import unprivileged_account
from dev_kit.databases import Database, MigrationFailed, migrate
from dev_kit.gateway import GatewayNotFound
from dev_kit.layout import Layout, Program
from dev_kit.ports import first_free, free_port
from dev_kit.postgres import Cluster, PostgresFailed
from dev_kit.services import HOST, SERVICES, called_services
from dev_kit.ui import BuildFailed, built_ui

from scripts.local import announcement, demo, supervisor
from scripts.local.data_dir import InUse, NotOurs, cluster_at, end_leftovers, taken
from scripts.local.occupied import occupied
from scripts.local.options import ROOT, Options, parsed
from scripts.local.settings import Settings, keep_credentials, read

UI_PORT = 8080
DATABASE = "oncall"
_PORTS_OF_POSTGRES = range(15_000, 20_000)  # below those that the kernel gives to outgoing connections
_STAGES = {"balancer": 2, "gateway": 3}
_STAGE_OF_SERVICES = 2


class CannotStart(RuntimeError):
    """Something on this machine is in the way; the message says what, and what to do."""


def main() -> None:
    options = parsed(sys.argv[1:])
    signal.signal(signal.SIGTERM, _ended)
    try:
        sys.exit(run(options))
    except KeyboardInterrupt:
        sys.exit(130)
    except (
        CannotStart, InUse, NotOurs, BuildFailed, GatewayNotFound, PostgresFailed, MigrationFailed, OSError,
    ) as error:  # fmt: skip
        sys.exit(f"run-local: {error}")


def run(options: Options) -> int:
    """Start the platform and return when it has ended: 0 as asked, 1 because it could not come up."""
    started = time.monotonic()
    lock = taken(options.data_dir)
    run_directory, log_directory = options.data_dir / "run", options.data_dir / "log"
    for directory in (run_directory, log_directory):
        directory.mkdir(mode=0o700, exist_ok=True)
    end_leftovers(run_directory)
    cluster = _cluster(options.data_dir)
    ports, ui_port = _ports(options)
    _check_ports(ports, options.host, ui_port)

    public = HOST if options.host in ("0.0.0.0", "::", "localhost") else options.host
    settings = read(options.data_dir, ROOT / ".env", _environment(), f"http://{public}:{ui_port}")
    cluster.password = settings.owner_password
    database = Database(cluster, DATABASE, settings.passwords)
    keep_credentials(options.data_dir, settings, database.url())
    ui = built_ui(_say)
    _migrate(database)

    layout = Layout(
        run_directory=run_directory,
        database=database,
        ports=ports,
        settings=settings.given,
        ui=(options.host, ui_port, ui),
        balancer_ports={name: free_port() for name in called_services()} if options.replicas > 1 else {},
    )
    programs = layout.programs()
    configuration = supervisor.configure(
        run_directory, log_directory, sys.executable, [_postgres(cluster, run_directory), *map(_supervised, programs)]
    )
    logs = announcement.Logs.before_start(log_directory, programs)

    def tell() -> None:
        announcement.wait_until_up(programs, logs)
        _say(announcement.summary(programs, options, settings, time.monotonic() - started))
        if options.demo:
            _say(_demo(programs, settings, database.url()))
        announcement.show_pages(logs, programs)

    return _keep_running(configuration, tell, lock, options.data_dir)


def _keep_running(configuration: Path, tell: Callable[[], None], lock: IO[str], data_dir: Path) -> int:
    failure_note = configuration.parent / "failure"
    failure_note.unlink(missing_ok=True)
    child = announcement.in_background(tell, failure_note)
    supervisor.run(configuration)
    announcement.end_background(child)
    lock.close()
    if failure_note.exists():
        print(f"run-local: {failure_note.read_text()}", file=sys.stderr)
        return 1
    _say(f"Stopped. The data stay in {data_dir}.")
    return 0


def _demo(programs: list[Program], settings: Settings, owner_url: str) -> str:
    door = next(program for program in programs if program.name == "gateway").ready_url.partition("/health")[0]
    given = settings.given
    try:
        return demo.fill_in(door, given["ADMIN_EMAIL"], given["ADMIN_PASSWORD"], given["INGEST_API_KEY"], owner_url)
    except demo.DemoFailed as reason:
        return f"The demo could not be filled in: {reason}"


def _cluster(data_dir: Path) -> Cluster:
    note = data_dir / "postgres.port"
    last = [int(note.read_text())] if note.exists() else []
    account = unprivileged_account()
    cluster = cluster_at(data_dir, account)
    cluster.end_leftover()
    # Another data directory's PostgreSQL may be just starting, so each begins its search somewhere else.
    cluster.port = first_free([*last, *random.Random(str(data_dir)).sample(_PORTS_OF_POSTGRES, 200)])
    note.write_text(str(cluster.port))
    return cluster


def _migrate(database: Database) -> None:
    cluster = database.cluster
    cluster.initialise()
    try:
        cluster.start()
        database.create()
        migrate(database.url(), database.passwords)
    finally:
        cluster.stop()


def _ports(options: Options) -> tuple[dict[str, list[int]], int]:
    first = {s.name: s.port + options.port_offset for s in SERVICES}
    replicas = range(options.replicas)
    return {name: [port + 10 * number for number in replicas] for name, port in first.items()}, (
        UI_PORT + options.port_offset
    )


def _check_ports(ports: dict[str, list[int]], ui_host: str, ui_port: int) -> None:
    wanted = {port: name for name, of_one in ports.items() for port in of_one} | {ui_port: "the web UI"}
    hosts = dict.fromkeys(wanted, HOST) | {ui_port: ui_host}
    try:
        taken_ports = occupied(wanted, hosts)
    except OSError as error:
        raise CannotStart(f"--host {ui_host} is no address of this machine: {error.strerror}") from None
    if taken_ports:
        raise CannotStart(
            "\n  ".join(["ports that are needed are taken:", *map(str, taken_ports)])
            + "\nStop what is there, or take other ports with --port-offset, for example --port-offset 1000."
        )


def _supervised(program: Program) -> supervisor.Supervised:
    stage = _STAGES.get(program.name, _STAGE_OF_SERVICES)
    environment = {"PYTHONUNBUFFERED": "1", **program.environment}
    return supervisor.Supervised(program.name, program.command, environment, program.directory, stage)


def _postgres(cluster: Cluster, run_directory: Path) -> supervisor.Supervised:
    directory = run_directory / "postgres"
    directory.mkdir(mode=0o700, exist_ok=True)
    account = (cluster.account.uid, cluster.account.gid) if cluster.account else None
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
    return supervisor.Supervised("postgres", cluster.command(), environment, directory, 1, "INT", account)


def _environment() -> dict[str, str]:
    # What run-local.sh set for this program alone is not the operator's.
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}


def _say(sentence: str) -> None:
    print(sentence, flush=True)


def _ended(signum: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)  # while still setting up; what was started for that is stopped on the way out


if __name__ == "__main__":
    main()
