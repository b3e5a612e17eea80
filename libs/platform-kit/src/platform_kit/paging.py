"""Lists: pages of at most 200 items, continued by an opaque cursor."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Annotated, Generic, TypeVar
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel

from platform_kit.problems import Problem

Item = TypeVar("Item")

Limit = Annotated[int, Query(ge=1, le=200, description="How many items at most.")]
CursorText = Annotated[str | None, Query(max_length=200, description="`next_cursor` of the page before.")]
DEFAULT_LIMIT = 50


class Page(BaseModel, Generic[Item]):
    items: list[Item]
    next_cursor: str | None


def encode_cursor(at: datetime, id: UUID) -> str:
    """Where a page newest first ended: the instant and id of its last item."""
    return base64.urlsafe_b64encode(f"{at.isoformat()}|{id}".encode()).decode().rstrip("=")


def decode_cursor(cursor: str | None) -> tuple[datetime, UUID] | None:
    """The place where the next page begins. Raises 422 for a cursor that was not ours."""
    if cursor is None:
        return None
    try:
        at, _, id = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().partition("|")
        instant = datetime.fromisoformat(at)
        if instant.tzinfo is None:
            raise ValueError(at)
        return instant, UUID(id)
    except (ValueError, binascii.Error, UnicodeDecodeError):
        message = "is not a cursor of this list: take next_cursor of the page before, unchanged"
        errors = [{"field": "cursor", "message": message}]
        raise Problem(422, "The cursor cannot be read. See errors.", errors=errors) from None
