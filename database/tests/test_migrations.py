"""Migrations may be run twice, by two at once, and are the only source of the schema."""

import importlib.util
import runpy
import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from dev_kit.databases import Database, migrate, random_passwords
from dev_kit.postgres import Cluster
from sqlalchemy import text

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty(postgres: Cluster, template_database: Database) -> Iterator[Database]:
    """A database nobody has migrated. Logins are the cluster's, so they keep the template's passwords."""
    database = Database(postgres, f"empty_{secrets.token_hex(4)}", template_database.passwords)
    database.create()
    yield database
    database.drop()


def version_of(database: Database) -> str:
    version: str = database.owner.value("SELECT version_num FROM platform.alembic_version")
    return version


def test_migrating_twice_changes_nothing(empty: Database) -> None:
    migrate(empty.url(), empty.passwords)
    empty.owner.execute("INSERT INTO oncall.teams (name) VALUES ('payments')")
    migrate(empty.url(), empty.passwords)
    assert empty.owner.value("SELECT count(*) FROM oncall.teams") == 2


def test_two_migrators_at_once_both_succeed(empty: Database) -> None:
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(migrate, empty.url(), empty.passwords) for _ in range(2)]:
            done.result()
    assert version_of(empty) == version_of_newest_migration()


def test_a_changed_password_takes_effect(empty: Database) -> None:
    migrate(empty.url(), empty.passwords)
    changed = random_passwords()
    migrate(empty.url(), changed)
    try:
        again = Database(empty.cluster, empty.name, changed)
        assert again.login("oncall_service").value("SELECT count(*) FROM oncall.teams") == 1
    finally:
        migrate(empty.url(), empty.passwords)


def test_the_file_for_readers_is_what_the_migrations_make(template_database: Database) -> None:
    spec = importlib.util.spec_from_file_location("write_schema", ROOT / "scripts" / "write_schema.py")
    assert spec and spec.loader
    write_schema = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(write_schema)
    made = write_schema.schema_of(template_database)
    assert write_schema.FILE.read_text() == made, "run `python scripts/write_schema.py` and commit database/schema.sql"


def version_of_newest_migration() -> str:
    return max(file.name[:4] for file in (ROOT / "database" / "migrations" / "versions").glob("[0-9]*.py"))


def test_a_migration_that_finds_a_table_busy_steps_back_and_comes_again(database: Database) -> None:
    migrator = runpy.run_path(str(ROOT / "database" / "migrate.py"), run_name="migrator")
    tries: list[str] = []
    with database.owner.connect() as busy, migrator["connected"](database.url(), 10) as connection:
        busy.cursor().execute("LOCK TABLE alerts.alerts IN ROW EXCLUSIVE MODE")  # as whoever stores an alert does

        def work() -> str:
            tries.append("once more")
            if len(tries) == 3:
                busy.rollback()
            connection.execute(text("ALTER TABLE alerts.alerts ADD COLUMN novelty text"))
            return "done"

        assert migrator["between_the_services"](connection, work) == "done"
    assert len(tries) == 3
    assert database.owner.value("SELECT count(*) FROM alerts.alerts WHERE novelty IS NOT NULL") == 0
