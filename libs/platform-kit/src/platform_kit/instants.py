"""Instants as callers write them: RFC 3339, with their offset from UTC."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AwareDatetime, BeforeValidator


def _written_out(value: Any) -> Any:
    """A bare number would be taken for seconds since 1970, which nobody who asks for `0.5` means."""
    if not isinstance(value, str) or value.strip().replace(".", "", 1).lstrip("+-").isdigit():
        raise ValueError("must be an RFC 3339 instant, such as 2026-03-02T12:00:00Z")
    return value


WrittenInstant = Annotated[AwareDatetime, BeforeValidator(_written_out)]
