"""Lists, newest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from platform_kit.paging import encode_cursor
from sqlalchemy import Row, Select, Table, tuple_
from sqlalchemy.orm import Session

Item = TypeVar("Item")
Place = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page: at most `limit` items, after the place where the page before ended."""

    limit: int
    after: Place | None


@dataclass(frozen=True, slots=True)
class Found(Generic[Item]):
    items: list[Item]
    next_cursor: str | None


def page_of(session: Session, query: Select[Any], table: Table, asked: Asked) -> Found[Row[Any]]:
    """Rows of `query`, which selects from `table` with its created_at and id."""
    newest_first = query.order_by(table.c.created_at.desc(), table.c.id.desc()).limit(asked.limit + 1)
    if asked.after:
        newest_first = newest_first.where(tuple_(table.c.created_at, table.c.id) < tuple_(*asked.after))
    rows = list(session.execute(newest_first).all())
    is_last = len(rows) <= asked.limit
    rows = rows[: asked.limit]
    return Found(rows, None if is_last else encode_cursor(rows[-1].created_at, rows[-1].id))
