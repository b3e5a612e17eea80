"""Move what is old out of the database into compressed files, a month each, while everything runs.

Usage: python database/archive.py DIRECTORY --older-than DAYS [--batch N] [--pause SECONDS]

Environment: DATABASE_URL (the owner's), or DATABASE_URL_FILE

Alerts that are resolved, and whose incident is, and notifications that were delivered or given up, go to
DIRECTORY/alerts-2025-11.jsonl.gz and DIRECTORY/notifications-2025-11.jsonl.gz by the month (UTC) they came in: one
JSON object a line. Incidents, their timelines and what is counted of them stay. Each batch is written, read back from
the file and only then deleted, in one transaction: killed at any moment it leaves every row in the database, in a file,
or both, and the next run puts that right. It takes the locks of the rows it deletes and of nothing else.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import sys
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg2
import psycopg2.extensions

ONE_AT_A_TIME = 7_301_443  # any number, the same for every archiver of this database
GZIP = 16 + zlib.MAX_WBITS
Connection = psycopg2.extensions.connection

ALERTS_FOUND = """
SELECT a.id::text, to_jsonb(a)::text, a.received_at
FROM alerts.alerts a LEFT JOIN incidents.incidents i ON i.id = a.incident_id
WHERE a.received_at < %(before)s AND (a.received_at, a.id) > (%(at)s, %(id)s::uuid)
    AND a.status = 'resolved' AND a.resolved_at < %(before)s AND a.last_seen_at < %(before)s
    AND (a.incident_id IS NULL OR i.resolved_at < %(before)s)
ORDER BY a.received_at, a.id LIMIT %(limit)s FOR UPDATE OF a SKIP LOCKED
"""
ALERTS_DELETED = """
WITH ids AS (SELECT unnest(%(ids)s::uuid[]) AS id),
released AS (DELETE FROM alerts.holds h USING ids WHERE h.alert_id = ids.id),
gone AS (DELETE FROM alerts.alerts a USING ids WHERE a.id = ids.id RETURNING a.incident_id, a.occurrences),
kept AS (
    INSERT INTO alerts.archived AS k (incident_id, alerts, occurrences)
    SELECT incident_id, count(*), sum(occurrences) FROM gone WHERE incident_id IS NOT NULL
    GROUP BY incident_id ORDER BY incident_id
    ON CONFLICT (incident_id) DO UPDATE SET alerts = k.alerts + EXCLUDED.alerts,
        occurrences = k.occurrences + EXCLUDED.occurrences, last_archived_at = EXCLUDED.last_archived_at
)
SELECT count(*) FROM gone
"""
NOTIFICATIONS_FOUND = """
SELECT n.id::text, (to_jsonb(n) || jsonb_build_object('attempts', coalesce(
        (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.number) FROM notify.attempts t WHERE t.notification_id = n.id),
        '[]')))::text, n.created_at
FROM notify.notifications n LEFT JOIN incidents.incidents i ON i.id = n.incident_id
WHERE n.created_at < %(before)s AND (n.created_at, n.id) > (%(at)s, %(id)s::uuid)
    AND n.status IN ('sent', 'delivered', 'dead', 'cancelled', 'bundled') AND n.receipt_due_at IS NULL
    AND (n.incident_id IS NULL OR i.resolved_at < %(before)s)
ORDER BY n.created_at, n.id LIMIT %(limit)s FOR UPDATE OF n SKIP LOCKED
"""
NOTIFICATIONS_DELETED = """
WITH gone AS (DELETE FROM notify.notifications WHERE id = ANY (%(ids)s::uuid[]) RETURNING 1) SELECT count(*) FROM gone
"""
KINDS = {
    "alerts": (ALERTS_FOUND, ALERTS_DELETED),
    "notifications": (NOTIFICATIONS_FOUND, NOTIFICATIONS_DELETED),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row to be archived. text: all of it, as one line of JSON. at: when it came in."""

    id: str
    text: str
    at: datetime

    @property
    def month(self) -> str:
        return self.at.astimezone(UTC).strftime("%Y-%m")


def first_month(rows: Sequence[Row]) -> list[Row]:
    """The rows of the first one's month; rows are in the order in which they came in."""
    return [row for row in rows if row.month == rows[0].month]


class Broken(RuntimeError):
    """What was written cannot be read back; nothing was deleted for it."""


class MonthFile:
    """One month of one kind: a gzip member for each batch, so that a torn end spoils no other batch."""

    def __init__(self, path: Path) -> None:
        self.path = path
        is_new = not path.exists()
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if is_new:
            _sync_directory(path.parent)
        self._end, self.last_ids = self._mended()

    def close(self) -> None:
        os.close(self._file)

    def append(self, rows: Sequence[Row]) -> None:
        """Write a batch so that it survives a power cut, and read it back from the file. Raises Broken, OSError."""
        written = "".join(f"{row.text}\n" for row in rows).encode()
        packer = zlib.compressobj(6, zlib.DEFLATED, GZIP)
        packed = packer.compress(written) + packer.flush()
        try:
            _write_all(self._file, packed, self._end)
            os.fsync(self._file)
            read = zlib.decompress(os.pread(self._file, len(packed), self._end), GZIP)
            if read != written:
                raise Broken(f"{self.path}: what was written is not what is read back")
        except (OSError, zlib.error, Broken):
            os.ftruncate(self._file, self._end)
            raise
        self._end += len(packed)

    def _mended(self) -> tuple[int, frozenset[str]]:
        """Where the last whole batch ends, behind which a run that was killed left half a one; and the ids in that
        batch, which such a run may have written and not deleted."""
        end, last = deque([(0, b""), *members(self.path.read_bytes())], maxlen=1).pop()
        os.ftruncate(self._file, end)
        return end, frozenset(json.loads(line)["id"] for line in last.splitlines())


def members(packed: bytes) -> Iterator[tuple[int, bytes]]:
    """Each whole gzip member: where it ends, and what is in it."""
    end = 0
    while end < len(packed):
        unpacker = zlib.decompressobj(GZIP)
        try:
            text = unpacker.decompress(packed[end:])
        except zlib.error:
            return
        if not unpacker.eof:
            return
        end = len(packed) - len(unpacker.unused_data)
        yield end, text


def archive(
    connection: Connection,
    directory: Path,
    kind: str,
    before: datetime,
    *,
    batch: int = 500,
    rest: Callable[[], None] = lambda: None,
) -> int:
    """Archive what of a kind (a key of KINDS) is older than `before`, batch by batch; returns how many rows left the
    database. `rest` is called between batches, in no transaction."""
    found, deleted = KINDS[kind]
    moved, place, file = 0, (datetime(1, 1, 1, tzinfo=UTC), "00000000-0000-0000-0000-000000000000"), None
    try:
        while True:
            with connection, connection.cursor() as cursor:
                cursor.execute(found, {"before": before, "at": place[0], "id": place[1], "limit": batch})
                rows = [Row(*row) for row in cursor.fetchall()]
                if not rows:
                    return moved
                rows = first_month(rows)
                path = directory / f"{kind}-{rows[0].month}.jsonl.gz"
                if file is None or file.path != path:
                    if file is not None:
                        file.close()
                    file = MonthFile(path)
                if new := [row for row in rows if row.id not in file.last_ids]:
                    file.append(new)
                cursor.execute(deleted, {"ids": [row.id for row in rows]})
                (gone,) = cursor.fetchone() or (0,)
                moved += int(gone)
            place = (rows[-1].at, rows[-1].id)
            rest()
    finally:
        if file is not None:
            file.close()


def _write_all(file: int, data: bytes, at: int) -> None:
    while data:
        done = os.pwrite(file, data, at)
        data, at = data[done:], at + done


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _alone(directory: Path, connection: Connection) -> Iterator[None]:
    """Nobody else archives into this directory or from this database meanwhile."""
    with (directory / ".lock").open("w") as lock, connection.cursor() as cursor:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(f"archive: another run is writing to {directory}.") from None
        cursor.execute("SELECT pg_try_advisory_lock(%s)", (ONE_AT_A_TIME,))
        if cursor.fetchone() != (True,):
            raise SystemExit("archive: another run is archiving from this database.")
        connection.commit()
        yield


def _database_url() -> str:
    if path := os.environ.get("DATABASE_URL_FILE"):
        return Path(path).read_text().rstrip("\r\n")
    if url := os.environ.get("DATABASE_URL"):
        return url
    raise SystemExit("archive: DATABASE_URL is not set: the owner's, postgresql://user:password@host:port/name.")


def main() -> None:
    parser = argparse.ArgumentParser(description="Move old alerts and notifications from the database into files.")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--older-than", type=float, required=True, metavar="DAYS", help="30 at least")
    parser.add_argument("--batch", type=int, default=500, help="rows a transaction (default 500)")
    parser.add_argument("--pause", type=float, default=0.05, help="seconds between two of them (default 0.05)")
    arguments = parser.parse_args()
    if arguments.older_than < 30:
        raise SystemExit("archive: --older-than takes 30 days at least; what is younger is still being worked with.")
    url = _database_url()
    arguments.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    connection = psycopg2.connect(url, connect_timeout=5, application_name="archive")
    with connection, connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '2s'; SET timezone = 'UTC'; SELECT clock_timestamp()")
        (now,) = cursor.fetchone() or (datetime.now(UTC),)
    before = now - timedelta(days=arguments.older_than)
    moved = {}
    try:
        with _alone(arguments.directory, connection):
            for kind in KINDS:
                moved[kind] = archive(
                    connection,
                    arguments.directory,
                    kind,
                    before,
                    batch=arguments.batch,
                    rest=lambda: time.sleep(arguments.pause),
                )
    except (OSError, Broken, psycopg2.Error) as error:
        raise SystemExit(f"archive: stopped, and what was not archived is still in the database: {error}") from None
    finally:
        connection.close()
    told = " and ".join(f"{count} {kind}" for kind, count in moved.items())
    sys.stdout.write(f"archive: {told} from before {before:%Y-%m-%d} went to {arguments.directory}.\n")


if __name__ == "__main__":
    main()
