"""Bring a database to the newest schema: extensions and logins, migrations, passwords of the logins.

Usage: python database/migrate.py

Environment:
  DATABASE_URL                    the owner's, postgresql://user:password@host:port/name
  ALERT_INGESTION_DB_PASSWORD, INCIDENT_MANAGEMENT_DB_PASSWORD, ONCALL_SERVICE_DB_PASSWORD,
  NOTIFICATION_SERVICE_DB_PASSWORD, METRICS_DB_PASSWORD
                                  the passwords of the logins
  NAME_FILE                       a file that holds the value of NAME, for any of these
  MIGRATE_WAIT_SECONDS            how long to wait for the database to answer (default 60)

Running it twice changes nothing; two at once run one after the other. The services may go on meanwhile: each migration
is a transaction of its own, which waits for no lock long enough for an alert to be refused, and is tried again.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import psycopg2
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg2 import errorcodes, sql
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

T = TypeVar("T")
HERE = Path(__file__).resolve().parent
LOGINS = ("alert_ingestion", "incident_management", "oncall_service", "notification_service", "metrics")
PATIENCE_S = 120.0
LOCKS_WITHIN_MS = 500
BUSY = (errorcodes.LOCK_NOT_AVAILABLE, errorcodes.DEADLOCK_DETECTED)
MIGRATION_LOCK = 7_301_442  # any number, the same for every migrator of this database


def setting(name: str) -> str:
    """The variable's value, or that in the file which NAME_FILE names. Ends the process with a sentence that names the
    variable when there is none."""
    value = os.environ.get(name, "")
    if not value and (path := os.environ.get(f"{name}_FILE")):
        try:
            value = Path(path).read_text().rstrip("\r\n")
        except OSError as error:
            raise SystemExit(f"migrate: {name}_FILE: {path} cannot be read: {error.strerror}.") from None
    if not value:
        raise SystemExit(f"migrate: {name} is not set. See .env.example for what it holds.")
    return value


def connected(url: str, wait_s: float) -> Connection:
    """A connection as the owner, waiting for a database that is still starting."""
    owner = make_url(url).set(drivername="postgresql+psycopg2")
    engine = create_engine(owner, connect_args={"connect_timeout": 5, "application_name": "migrate"})
    until = time.monotonic() + wait_s
    while True:
        try:
            return engine.connect()
        except OperationalError as error:
            if time.monotonic() >= until:
                raise SystemExit(
                    f"migrate: no answer from {owner.host}:{owner.port} within {wait_s:.0f} s: {error.orig}"
                ) from None
            time.sleep(0.5)


def set_passwords(connection: Connection, passwords: dict[str, str]) -> None:
    """Give each login its password, so that a changed variable takes effect at the next start."""
    cursor = connection.connection.cursor()
    for login, password in passwords.items():
        cursor.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(login), sql.Literal(password)))


def between_the_services(connection: Connection, work: Callable[[], T]) -> T:
    """Do a piece of work in a transaction of its own, while the services go on: what it returns.

    What it must lock, it waits for half a second at most, because whoever comes after it waits as long; and less than
    PostgreSQL takes to find a deadlock, so that it is this that gives up and never an alert. Then it is tried again,
    for two minutes.
    """
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            # Until commit: roles are of the cluster, so the lock also orders migrators of two databases in it.
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
            connection.execute(text(f"SET LOCAL lock_timeout = '{LOCKS_WITHIN_MS}ms'"))
            done = work()
            connection.commit()
        except (OperationalError, psycopg2.OperationalError) as error:
            connection.rollback()
            cause = error.orig if isinstance(error, OperationalError) else error
            if getattr(cause, "pgcode", None) not in BUSY or time.monotonic() >= until:
                raise
            time.sleep(random.uniform(0.1, 1.0))  # noqa: S311
        else:
            return done


def main() -> None:
    url = setting("DATABASE_URL")
    passwords = {login: setting(f"{login.upper()}_DB_PASSWORD") for login in LOGINS}
    config = Config(str(HERE / "alembic.ini"))
    head = ScriptDirectory.from_config(config).get_current_head()
    with connected(url, float(os.environ.get("MIGRATE_WAIT_SECONDS", "60"))) as connection:
        config.attributes["connection"] = connection

        def prepare() -> None:
            connection.connection.cursor().execute((HERE / "init.sql").read_text())
            set_passwords(connection, passwords)

        def next_migration() -> bool:
            is_at = MigrationContext.configure(connection, opts={"version_table_schema": "platform"})
            if is_at.get_current_revision() == head:
                return False
            command.upgrade(config, "+1")
            return True

        between_the_services(connection, prepare)
        while between_the_services(connection, next_migration):
            pass
    sys.stdout.write(f"migrate: the schema is at {head}\n")


if __name__ == "__main__":
    main()
