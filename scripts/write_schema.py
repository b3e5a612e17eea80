"""Write database/schema.sql, the schema as migrations make it, for people who read.

Usage: python scripts/write_schema.py

Starts a private PostgreSQL, migrates an empty database and dumps what is there. A test keeps the file equal to it.
"""

from __future__ import annotations

import re
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

from dev_kit.databases import Database, migrate, random_passwords
from dev_kit.ports import free_port
from dev_kit.postgres import Cluster
from dev_kit.postgres.binaries import binaries
from dev_kit.pytest_plugin import open_directory

FILE = Path(__file__).resolve().parent.parent / "database" / "schema.sql"
HEADER = """\
-- The schema as the migrations make it. Made by scripts/write_schema.py, for readers: nothing loads this file.

"""
# What a dump says about itself and its session, not about the schema.
NOISE = re.compile(r"^(--.*|\\(un)?restrict .*|SET .*;|SELECT pg_catalog\.set_config.*)\n", re.MULTILINE)


def schema_of(database: Database) -> str:
    """The schema of a database as SQL: tables, functions, grants, no rows."""
    dump = subprocess.run(
        [str(binaries(None) / "pg_dump"), "--schema-only", "--no-owner", f"--dbname={database.url()}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return HEADER + re.sub(r"\n{3,}", "\n\n", NOISE.sub("", dump.stdout)).strip() + "\n"


def main() -> None:
    directory = open_directory("oncall-schema-")
    cluster = Cluster(directory / "postgres", free_port(), secrets.token_urlsafe(24), durable=False)
    try:
        cluster.initialise()
        cluster.start()
        database = Database(cluster, "schema", random_passwords())
        database.create()
        migrate(database.url(), database.passwords)
        FILE.write_text(schema_of(database))
    finally:
        cluster.stop()
        shutil.rmtree(directory)
    sys.stdout.write(f"wrote {FILE.name}\n")


if __name__ == "__main__":
    main()
