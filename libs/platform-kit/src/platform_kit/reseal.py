"""`python -m platform_kit.reseal PACKAGE`: seal every secret of a service with the first of its keys.

After a new key was put first, so that the old one can be taken away; and after the upgrade to a version that seals
what was plain before. Safe to run at any time, also twice, also while the service works. PACKAGE is the service's,
such as notification_service; what it seals is in the columns of the type SealedText of its `store.tables`.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from dataclasses import dataclass

from sqlalchemy import Column, MetaData, Text, cast, func, select, update
from sqlalchemy.orm import Session

from platform_kit.database import Sessions, make_engine, make_sessions
from platform_kit.secrets_at_rest import SealedText, SecretsAtRest, Unreadable
from platform_kit.settings import ServiceSettings, from_environment

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Resealed:
    """done: secrets that are now under the first key. unreadable: that none of the keys opens."""

    done: int
    unreadable: int


def sealed_columns(metadata: MetaData) -> list[Column[str]]:
    """Every column of these tables that holds sealed text."""
    return [column for table in metadata.tables.values() for column in table.c if isinstance(column.type, SealedText)]


def reseal(sessions: Sessions, secrets: SecretsAtRest, metadata: MetaData) -> Resealed:
    """Seal with the first key what is plain, or under another key. In batches, so that no row is locked for long."""
    done = unreadable = 0
    for column in sealed_columns(metadata):
        after: tuple[object, ...] | None = None
        while True:
            with sessions.begin() as session:
                seen, resealed, lost = _batch(session, secrets, column, after)
            done, unreadable = done + resealed, unreadable + lost
            if seen is None:
                break
            after = seen
    return Resealed(done, unreadable)


def _batch(
    session: Session, secrets: SecretsAtRest, column: Column[str], after: tuple[object, ...] | None
) -> tuple[tuple[object, ...] | None, int, int]:
    """One batch of rows in the order of their key: the last key seen (None: no more rows), resealed, unreadable."""
    key = list(column.table.primary_key.columns)
    kept = cast(column, Text)
    query = select(*key, kept.label("kept")).where(column.is_not(None), ~kept.startswith(secrets.prefix))
    if after is not None:
        query = query.where(func.row(*key) > func.row(*after))
    rows = session.execute(query.order_by(*key).limit(AT_ONCE)).all()
    resealed = lost = 0
    for row in rows:
        try:
            secret = secrets.open(row.kept)
        except Unreadable:
            lost += 1
            continue
        # The value it was read with is part of the condition: what somebody changed meanwhile is sealed already.
        same = [part == value for part, value in zip(key, row, strict=False)]
        session.execute(update(column.table).where(*same, kept == row.kept).values({column.name: secret}))
        resealed += 1
    return (tuple(rows[-1][: len(key)]) if rows else None), resealed, lost


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m platform_kit.reseal", description=__doc__)
    parser.add_argument("package", metavar="PACKAGE", help="the service's package, such as notification_service")
    package = parser.parse_args(arguments).package
    metadata: MetaData = importlib.import_module(f"{package}.store.tables").metadata
    settings: ServiceSettings = from_environment(importlib.import_module(f"{package}.settings").Settings)
    secrets = SecretsAtRest(settings.keys_at_rest())
    engine = make_engine(settings.database_url, application_name=f"reseal of {package}", pool_size=1)
    secrets.serve(engine)
    result = reseal(make_sessions(engine), secrets, metadata)
    engine.dispose()
    said = f"{result.done} secrets sealed with the first key, {result.unreadable} cannot be read"
    sys.stdout.write(f"{package}: {said}\n")
    if result.unreadable:
        sys.stderr.write("Put the key they were sealed with back into ENCRYPTION_KEYS, after the first.\n")
    return 1 if result.unreadable else 0


if __name__ == "__main__":
    sys.exit(main())
