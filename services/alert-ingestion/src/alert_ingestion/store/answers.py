"""Answers kept for a day, so that a request that is sent twice is done once (`Idempotency-Key`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import psycopg2.errors
from platform_kit.idempotency import KEPT, OnceKey
from psycopg2.extensions import connection as Connection

Key = tuple[str, str]
"""Who asked, and the key they gave."""

NO_BODY = "null"

KNOWN = f"""
SELECT k.caller, k.key, k.request_hash, k.status, k.body::text
FROM alerts.idempotency_keys k JOIN unnest(%s::text[], %s::text[]) AS g (caller, key) USING (caller, key)
WHERE k.created_at >= clock_timestamp() - interval '{KEPT}'
"""  # noqa: S608

# One past its day makes room. One that another process wrote meanwhile does not, and is not answered.
KEEP = f"""
INSERT INTO alerts.idempotency_keys AS k (caller, key, request_hash, status, body)
SELECT caller, key, request_hash, status, body::json
FROM unnest(%s::text[], %s::text[], %s::bytea[], %s::int[], %s::text[]) AS g (caller, key, request_hash, status, body)
ORDER BY caller, key
ON CONFLICT (caller, key) DO UPDATE SET
    request_hash = EXCLUDED.request_hash, status = EXCLUDED.status, body = EXCLUDED.body, created_at = clock_timestamp()
    WHERE k.created_at < clock_timestamp() - interval '{KEPT}'
RETURNING true
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Kept:
    """The first answer to a request."""

    request_hash: bytes
    status: int
    body: bytes


def key_of(once: OnceKey) -> Key:
    return once.caller, once.key


def known(connection: Connection, asked: Sequence[OnceKey]) -> Mapping[Key, Kept]:
    """The answers already given under these keys."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, ([once.caller for once in asked], [once.key for once in asked]))
        return {
            (caller, key): Kept(bytes(request_hash), status, b"" if body == NO_BODY else body.encode())
            for caller, key, request_hash, status, body in cursor.fetchall()
        }


def keep(connection: Connection, answers: Sequence[tuple[OnceKey, int, bytes]]) -> None:
    """Keep first answers, in the transaction of the work they tell of.

    Raises SerializationFailure where another process answered one of them meanwhile: then this work must not be done.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            KEEP,
            (
                [once.caller for once, _, _ in answers],
                [once.key for once, _, _ in answers],
                [psycopg2.Binary(once.request_hash) for once, _, _ in answers],
                [status for _, status, _ in answers],
                [body.decode() or NO_BODY for _, _, body in answers],
            ),
        )
        if cursor.rowcount != len(answers):
            raise psycopg2.errors.SerializationFailure("another process answered this request meanwhile")
