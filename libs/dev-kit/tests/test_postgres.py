"""The private PostgreSQL survives what machines do to it."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest
from dev_kit.databases import Database
from dev_kit.ports import free_port
from dev_kit.postgres import Cluster

MakeCluster = Callable[[], Cluster]


@pytest.fixture
def data_dir(scratch: Path, request: pytest.FixtureRequest) -> Path:
    return scratch / request.node.name.replace("[", "-").replace("]", "")


@pytest.fixture
def make_cluster(data_dir: Path) -> Iterator[MakeCluster]:
    """Clusters on one and the same data directory, all killed at the end."""
    made: list[Cluster] = []

    def make() -> Cluster:
        made.append(Cluster(data_dir, free_port(), "a 'quoted' p@ss/word", durable=True))
        return made[-1]

    yield make
    for cluster in made:
        cluster.kill()


@pytest.fixture
def cluster(make_cluster: MakeCluster) -> Cluster:
    fresh = make_cluster()
    fresh.initialise()
    fresh.start()
    return fresh


def test_it_is_postgresql_18_with_one_order_of_text_everywhere(cluster: Cluster) -> None:
    connection = psycopg2.connect(cluster.url("postgres"))
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000, datlocprovider, datlocale "
                       "FROM pg_database WHERE datname = 'template1'")  # fmt: skip
        assert cursor.fetchone() == (18, "b", "C.UTF-8")
    connection.close()


def test_a_wrong_password_is_refused(cluster: Cluster) -> None:
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(cluster.url("postgres", password="a guess"))


def test_a_committed_row_survives_a_kill(cluster: Cluster) -> None:
    database = Database(cluster, "kept", {})
    database.create()
    database.owner.execute("CREATE TABLE words (word text)")
    database.owner.execute("INSERT INTO words VALUES ('kept')")
    cluster.kill()
    cluster.start()
    assert database.owner.value("SELECT word FROM words") == "kept"


def test_a_second_start_ends_the_server_that_was_left_over(cluster: Cluster, make_cluster: MakeCluster) -> None:
    assert cluster.process
    left_over = cluster.process
    again = make_cluster()
    again.start()
    assert left_over.wait(5) == 0
    assert Database(again, "postgres", {}).owner.value("SELECT 1") == 1


def test_a_lock_file_whose_number_is_now_another_programs_does_not_stop_the_start(cluster: Cluster) -> None:
    cluster.kill()
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        lock_file = cluster.data_dir / "postmaster.pid"
        lock_file.write_text(lock_file.read_text().replace(lock_file.read_text().splitlines()[0], str(stranger.pid), 1))
        cluster.start()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_half_made_data_directory_is_made_anew(make_cluster: MakeCluster, data_dir: Path) -> None:
    half_done = data_dir.parent / f"{data_dir.name}.half-done"
    half_done.mkdir(mode=0o700)
    (half_done / "PG_VERSION").write_text("18\n")
    cluster = make_cluster()
    cluster.initialise()
    cluster.start()
    assert Database(cluster, "postgres", {}).owner.value("SELECT 1") == 1


def test_nobody_else_may_read_the_data_and_no_password_is_left_beside_them(cluster: Cluster) -> None:
    assert cluster.data_dir.stat().st_mode & 0o077 == 0
    assert list(cluster.data_dir.parent.glob("*.password")) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has another account to run it under")
def test_as_root_the_server_runs_under_an_account_without_rights_and_shell(cluster: Cluster) -> None:
    assert cluster.process and cluster.account
    status = Path(f"/proc/{cluster.process.pid}/status").read_text()
    uids = next(line for line in status.splitlines() if line.startswith("Uid:")).split()[1:]
    assert set(uids) == {str(cluster.account.uid)} != {"0"}


def test_stopping_takes_a_moment_even_with_a_session_open(cluster: Cluster) -> None:
    connection = psycopg2.connect(cluster.url("postgres"))
    started = time.monotonic()
    cluster.stop()
    assert time.monotonic() - started < 5
    connection.close()


def test_a_start_that_fails_shows_the_servers_own_words(cluster: Cluster, make_cluster: MakeCluster) -> None:
    cluster.stop()
    version = cluster.data_dir / "PG_VERSION"
    version.write_text("12\n")
    with pytest.raises(RuntimeError, match="initialized by PostgreSQL version 12"):
        make_cluster().start(within_s=1)


def test_the_servers_command_ends_on_sigint(cluster: Cluster) -> None:
    assert cluster.process
    cluster.process.send_signal(signal.SIGINT)
    assert cluster.process.wait(10) == 0
