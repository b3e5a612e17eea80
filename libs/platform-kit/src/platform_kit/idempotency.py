"""The same request twice gets the first answer again (`Idempotency-Key`), also from another replica."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from sqlalchemy import text
from sqlalchemy.orm import Session

from platform_kit.problems import Problem

KEPT = "24 hours"


@dataclass(frozen=True, slots=True)
class OnceKey:
    """Which request of which caller this is, and what it asks."""

    caller: str
    key: str
    request_hash: bytes


async def once_key(
    request: Request,
    idempotency_key: Annotated[
        str | None,
        Header(
            min_length=1, max_length=255, description="The same key and body get the first answer again, for a day."
        ),
    ] = None,
) -> OnceKey | None:
    if idempotency_key is None:
        return None
    caller = request.state.caller
    asked = hashlib.sha256(f"{request.method} {request.url.path}\n".encode() + await request.body()).digest()
    return OnceKey(f"{caller.kind}:{caller.id}", idempotency_key, asked)


Once = Annotated[OnceKey | None, Depends(once_key)]


def answer_once(
    session: Session, schema: str, once: OnceKey | None, status: int, make: Callable[[], Any]
) -> JSONResponse:
    """The answer of `make()`, kept in `<schema>.idempotency_keys` with the work itself, in one transaction.

    A second request with the same key waits for the first and gets its answer with `Idempotent-Replay: true`.
    Raises 422 when the key was used for another request.
    """
    if once is None:
        return JSONResponse(jsonable_encoder(make()), status)
    row = {"caller": once.caller, "key": once.key}
    session.execute(
        text(
            f"DELETE FROM {schema}.idempotency_keys WHERE caller = :caller AND key = :key"  # noqa: S608
            f" AND created_at < clock_timestamp() - interval '{KEPT}'"
        ),
        row,
    )
    is_first = session.execute(
        text(
            f"INSERT INTO {schema}.idempotency_keys (caller, key, request_hash, status, body)"  # noqa: S608
            " VALUES (:caller, :key, :hash, 0, 'null') ON CONFLICT DO NOTHING RETURNING true"
        ),
        row | {"hash": once.request_hash},
    ).scalar()
    if not is_first:
        first = session.execute(
            text(
                f"SELECT request_hash, status, body FROM {schema}.idempotency_keys"  # noqa: S608
                " WHERE caller = :caller AND key = :key"
            ),
            row,
        ).one()
        if bytes(first.request_hash) != once.request_hash:
            raise Problem(422, "This Idempotency-Key was used for another request. Use a new key.")
        return JSONResponse(first.body, first.status, {"Idempotent-Replay": "true"})
    answer = JSONResponse(jsonable_encoder(make()), status)
    session.execute(
        text(
            f"UPDATE {schema}.idempotency_keys SET status = :status, body = CAST(:body AS json)"  # noqa: S608
            " WHERE caller = :caller AND key = :key"
        ),
        row | {"status": status, "body": bytes(answer.body).decode()},
    )
    return answer


def forget_old_keys(session: Session, schema: str) -> int:
    """Delete keys past their day; returns how many."""
    return (
        session.execute(
            text(
                f"DELETE FROM {schema}.idempotency_keys"  # noqa: S608
                f" WHERE created_at < clock_timestamp() - interval '{KEPT}' RETURNING 1"
            ),
        )
        .fetchall()
        .__len__()
    )
