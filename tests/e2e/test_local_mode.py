"""./run-local.sh keeps the platform up, lets nothing behind, and never runs twice on the same data."""

import os
import random
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest
from dev_kit.ports import is_free
from dev_kit.processes import answers, ends_within, wait_until
from dev_kit.tree import ROOT

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]

SERVICE_PORTS = (8001, 8002, 8003, 8004)
SERVICE_NAMES = ("alert-ingestion", "incident-management", "oncall-service", "notification-service")
UI_PORT = 8080
FIRST_RUN_S = 180
START_S = 15
START_AFTER_A_KILL_S = 20
BACK_S = 5


def fairly(seconds: float) -> float:
    """The time something may take here and now, of the time it may take on a machine with nothing else to do."""
    return seconds * (1 + os.getloadavg()[0] / (os.cpu_count() or 1))


class LocalMode:
    """One data directory, and the run on it."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.offset = next(o for o in random.sample(range(12_000, 23_000), 50) if _all_free(o))
        self.output = data_dir.parent / f"{data_dir.name}.output"
        self.process: subprocess.Popen[bytes] | None = None
        self.spawned: list[subprocess.Popen[bytes]] = []

    def spawn(self, *options: str, environment: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        # Whoever runs the tests may ignore hang-ups (nohup), and then the platform would too.
        as_on_a_terminal = ["env", "--default-signal=HUP"]
        options = ("--data-dir", str(self.data_dir), "--port-offset", str(self.offset), *options)
        with self.output.open("ab") as output:
            process = subprocess.Popen(
                [*as_on_a_terminal, str(ROOT / "run-local.sh"), *options],
                cwd="/",
                env={**os.environ, "INGEST_API_KEY": "ock_given-by-the-operator", **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.spawned.append(process)
        return process

    def start(self, within_s: float, *options: str) -> None:
        before = self.said()
        self.process = process = self.spawn(*options)

        def is_up_or_ended() -> bool:
            # What a killed run left behind answers too, so its own word is asked for.
            said = self.said().removeprefix(before)
            return process.poll() is not None or ("The platform is up" in said and self.is_up())

        wait_until(is_up_or_ended, fairly(within_s), "it is up, and all five health endpoints answer")
        assert process.poll() is None, self.said()

    def said(self) -> str:
        return self.output.read_text() if self.output.exists() else ""

    def is_up(self) -> bool:
        return all(answers(f"http://127.0.0.1:{port + self.offset}/health") for port in (*SERVICE_PORTS, UI_PORT))

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        assert self.process
        self.process.send_signal(how)
        return self.process.wait(40)

    def credentials(self) -> dict[str, str]:
        lines = (self.data_dir / "credentials.env").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines)

    def pid_of(self, program: str) -> int:
        """The process that listens, by the file that it or its launcher wrote."""
        if program == "postgres":
            note = self.data_dir / "postgres.location"
            place = Path(note.read_text().strip()) if note.exists() else self.data_dir / "postgres"
            return int((place / "postmaster.pid").read_text().splitlines()[0])
        return int((self.data_dir / "run" / program / "group").read_text())

    def processes(self) -> list[int]:
        """Every process that has something to do with this data directory."""
        return [pid for pid in _pids() if str(self.data_dir).encode() in _about(pid)]

    def query(self, statement: str) -> list[tuple[object, ...]]:
        with psycopg2.connect(self.credentials()["DATABASE_URL"]) as connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []


MakeLocal = Callable[[str], LocalMode]


def _all_free(offset: int) -> bool:
    return all(is_free(port + offset) for port in (*SERVICE_PORTS, UI_PORT))


def _pids() -> Iterator[int]:
    return (
        int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and int(entry.name) != os.getpid()
    )


def _about(pid: int) -> bytes:
    try:
        process = Path(f"/proc/{pid}")
        return process.joinpath("cmdline").read_bytes() + bytes((process / "cwd").readlink())
    except OSError:
        return b""


@pytest.fixture(scope="module")
def on(scratch: Path) -> Iterator[MakeLocal]:
    """`on("name")` gives a data directory of that name; whatever runs on it is ended with the module."""
    made: list[LocalMode] = []

    def on(name: str) -> LocalMode:
        made.append(LocalMode(scratch / name))
        return made[-1]

    yield on
    for process in [process for each in made for process in each.spawned]:
        if process.poll() is None:
            process.terminate()
            process.wait(40)
    for pid in [pid for each in made for pid in each.processes()]:  # what a failed test left without a supervisor
        os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def local(on: MakeLocal) -> LocalMode:
    """The platform, up. Each test leaves it up."""
    local = on("local mode %")  # a blank and a percent sign: paths are not always tame
    local.start(FIRST_RUN_S, "--demo")
    return local


def test_credentials_are_kept_for_this_user_alone_and_the_operators_own_are_used(local: LocalMode) -> None:
    file = local.data_dir / "credentials.env"
    assert file.stat().st_mode & 0o777 == 0o600
    credentials = local.credentials()
    assert credentials["INGEST_API_KEY"] == "ock_given-by-the-operator"
    assert len(credentials["ADMIN_PASSWORD"]) >= 16
    output = local.said()
    assert credentials["ADMIN_PASSWORD"] in output  # made here, so shown once
    assert credentials["INGEST_API_KEY"] not in output  # the operator has it already
    assert local.query("SELECT 1") == [(1,)]


def test_the_demo_has_people_on_call_a_past_and_a_page_that_is_shown_at_once(local: LocalMode) -> None:
    wait_until(lambda: "The demo" in local.said(), 30, "the demo is filled in")
    assert "incidents of the last two weeks, and one alert just now" in local.said()
    wait_until(
        lambda: re.search(r"Page for \w+@example\.org: .*Checkout answers", local.said()), 30, "the page is shown"
    )
    statuses = local.query("SELECT status, count(*) > 20 FROM incidents.incidents GROUP BY status ORDER BY status")
    assert statuses == [("open", False), ("resolved", True)]


def test_no_file_that_others_may_read_holds_a_secret(local: LocalMode) -> None:
    secrets = [local.credentials()["ADMIN_PASSWORD"], local.credentials()["INGEST_API_KEY"]]
    secrets += [line.partition("=")[2] for line in (local.data_dir / "secrets.env").read_text().splitlines()]
    for file in local.data_dir.rglob("*"):
        if file.is_file() and file.stat().st_mode & 0o044 and "postgres" not in file.parts:
            assert not [s for s in secrets if s.encode() in file.read_bytes()], file


def test_a_second_run_on_the_same_data_is_refused_in_a_sentence(local: LocalMode) -> None:
    assert local.process
    second = local.spawn()
    assert second.wait(fairly(20)) == 1
    assert f"already runs on {local.data_dir} (process {local.process.pid})" in local.said()
    assert local.is_up()


def test_another_run_is_told_which_port_is_taken_and_by_whom(local: LocalMode, on: MakeLocal) -> None:
    other = on("other")
    other.offset = local.offset
    process = other.spawn()
    assert process.wait(fairly(20)) == 1
    said = other.said()
    assert f"port {8001 + local.offset}, where alert-ingestion should listen, is in use by process" in said
    assert "alert_ingestion" in said


@pytest.mark.parametrize(
    "program",
    ["postgres", "alert-ingestion", "incident-management", "oncall-service", "notification-service", "gateway"],
)
def test_what_dies_is_back_within_five_seconds(local: LocalMode, program: str) -> None:
    before = local.pid_of(program)
    os.kill(before, signal.SIGKILL)
    assert ends_within(before, 2)

    def is_back() -> bool:
        return local.is_up() and _queries(local) and local.pid_of(program) != before

    wait_until(is_back, fairly(BACK_S), f"{program} is back")


def test_after_the_supervisor_was_killed_a_fresh_start_takes_over(local: LocalMode) -> None:
    assert local.process
    old_postgres = local.pid_of("postgres")
    local.query("CREATE TABLE IF NOT EXISTS public.kept (word text)")
    local.query("INSERT INTO public.kept VALUES ('by the supervisor')")
    local.end(signal.SIGKILL)
    local.start(START_AFTER_A_KILL_S)
    assert ends_within(old_postgres, 1)
    assert ("by the supervisor",) in local.query("SELECT word FROM public.kept")


def test_after_everything_was_killed_a_fresh_start_finds_all_rows(local: LocalMode) -> None:
    local.query("CREATE TABLE IF NOT EXISTS public.kept (word text)")
    local.query("INSERT INTO public.kept VALUES ('by everything')")
    assert local.process
    os.kill(local.process.pid, signal.SIGKILL)
    for pid in local.processes():
        os.kill(pid, signal.SIGKILL)
    local.process.wait(10)
    local.start(START_AFTER_A_KILL_S)
    assert ("by everything",) in local.query("SELECT word FROM public.kept")
    postgres = [pid for pid in local.processes() if b"postgres\0-D\0" in _about(pid)]
    assert len(postgres) == 1


def test_ended_it_leaves_nothing_running_and_the_next_run_has_the_same_credentials(
    local: LocalMode,
) -> None:
    before = local.credentials()
    assert local.end(signal.SIGTERM) == 0
    assert local.processes() == []
    assert _all_free(local.offset)
    local.start(START_S)
    assert local.credentials() == before
    assert local.end(signal.SIGINT) == 0
    assert local.processes() == []


def test_a_setting_that_a_service_refuses_ends_the_start_with_the_services_own_words(on: MakeLocal) -> None:
    refused = on("refused")
    process = refused.spawn(environment={"SMTP_TLS": "sometimes"})
    assert process.wait(fairly(30)) == 1
    assert re.search(r"run-local: notification-service: cannot start: .*SMTP_TLS", refused.said())
    assert refused.processes() == []


def test_replicas_listen_on_ports_of_their_own(on: MakeLocal) -> None:
    several = on("several")
    several.start(30, "--replicas", "2")
    second = [f"http://127.0.0.1:{port + 10 + several.offset}/health/ready" for port in SERVICE_PORTS]
    assert all(map(answers, second))
    assert several.end(signal.SIGHUP) == 0  # as when the terminal is closed
    assert several.processes() == []


def test_ended_during_set_up_it_leaves_nothing_behind(on: MakeLocal) -> None:
    early = on("early")
    process = early.spawn()
    wait_until(
        lambda: (early.data_dir / "postgres.half-done").exists() or (early.data_dir / "postgres").exists(), 30, "initdb"
    )
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    wait_until(lambda: early.processes() == [], 2, "what was killed to be gone")


def _queries(local: LocalMode) -> bool:
    try:
        return local.query("SELECT 1") == [(1,)]
    except psycopg2.OperationalError:
        return False
