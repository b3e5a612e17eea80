"""Databases on a private cluster: one migrated template, and quick copies of it."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg2
import psycopg2.extensions
from psycopg2 import sql
from psycopg2.extras import RealDictCursor

from dev_kit.postgres import SUPERUSER, Cluster
from dev_kit.tree import MIGRATE, ROOT

LOGINS = ("alert_ingestion", "incident_management", "oncall_service", "notification_service", "metrics")
"""The logins that migrations make besides the owner: one a service, and one that reads the server's statistics."""


class MigrationFailed(RuntimeError):
    """`database/migrate.py` ended with an error; the message is what it said."""


def password_variable(login: str) -> str:
    """The environment variable by which `database/migrate.py` learns a login's password."""
    return f"{login.upper()}_DB_PASSWORD"


def random_passwords() -> dict[str, str]:
    """A password for each login."""
    return {login: secrets.token_urlsafe(24) for login in LOGINS}


def migrate(owner_url: str, passwords: Mapping[str, str]) -> None:
    """Bring a database to the present schema, as its owner. Safe to repeat. Raises MigrationFailed."""
    environment = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG") or k.startswith("COVERAGE_")}
    environment |= {password_variable(login): password for login, password in passwords.items()}
    done = subprocess.run(
        [sys.executable, str(MIGRATE)],
        env=environment | {"DATABASE_URL": owner_url},
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    if done.returncode:
        raise MigrationFailed(f"database/migrate.py ended with {done.returncode}:\n{done.stdout}{done.stderr}")


@dataclass(frozen=True, slots=True)
class Login:
    """Somebody who may log in to one database, and what they see there. Each call is a transaction of its own."""

    url: str

    @contextmanager
    def connect(self) -> Iterator[psycopg2.extensions.connection]:
        """A connection of one's own, in no transaction yet; closed at the end, and what was not committed is undone."""
        connection = psycopg2.connect(self.url, connect_timeout=5)
        try:
            yield connection
        finally:
            connection.close()

    def execute(self, statement: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> int:
        """Run a statement and commit; returns how many rows it touched."""
        with self.connect() as connection, connection, connection.cursor() as cursor:
            cursor.execute(statement, parameters or None)
            return cursor.rowcount

    def rows(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """All rows of a query, by column name."""
        with self.connect() as connection, connection, connection.cursor(cursor_factory=RealDictCursor) as cursor:
            cursor.execute(query, parameters or None)
            return [dict(row) for row in cursor.fetchall()]

    def value(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """The first column of the only row. Raises LookupError when there is not exactly one row."""
        rows = self.rows(query, parameters)
        if len(rows) != 1:
            raise LookupError(f"{len(rows)} rows where one was expected: {query}")
        return next(iter(rows[0].values()))


@dataclass(frozen=True, slots=True)
class Database:
    """One database of a cluster."""

    cluster: Cluster
    name: str
    passwords: Mapping[str, str]

    def url(self, login: str = SUPERUSER) -> str:
        """How a login reaches it: the owner, or one of LOGINS such as `alert_ingestion`."""
        password = self.cluster.password if login == SUPERUSER else self.passwords[login]
        return self.cluster.url(self.name, login, password)

    @property
    def owner(self) -> Login:
        """The owner, who may see and do everything."""
        return Login(self.url())

    def login(self, name: str) -> Login:
        """A service's login, with that service's grants."""
        return Login(self.url(name))

    def create(self) -> None:
        """Make it, empty, unless it is there."""
        with _maintenance(self.cluster) as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (self.name,))
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.name)))

    def copy(self, name: str) -> "Database":
        """A new database with the same contents and grants; nobody may be connected to this one. 30 ms in memory."""
        copied, logins = sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, self.passwords))
        with _maintenance(self.cluster) as cursor:
            statement = "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY"
            cursor.execute(sql.SQL(statement).format(copied, sql.Identifier(self.name)))
            # What a database as a whole grants is not copied with it.
            cursor.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(copied))
            cursor.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(copied, logins))
        return Database(self.cluster, name, self.passwords)

    def drop(self) -> None:
        """Remove it, ending whatever session is open on it."""
        with _maintenance(self.cluster) as cursor:
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self.name)))


@contextmanager
def _maintenance(cluster: Cluster) -> Iterator[psycopg2.extensions.cursor]:
    connection = psycopg2.connect(cluster.url("postgres"), connect_timeout=5)
    connection.autocommit = True  # databases are made and dropped outside transactions
    try:
        yield connection.cursor()
    finally:
        connection.close()
