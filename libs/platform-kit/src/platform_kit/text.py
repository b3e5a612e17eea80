"""Text that PostgreSQL can hold."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with NUL and lone surrogates replaced by U+FFFD: odd text must not cost anybody a page."""
    return _UNSTORABLE.sub("�", text)


def _storable_if_text(value: Any) -> Any:
    return storable(value) if isinstance(value, str) else value


StorableText = Annotated[str, BeforeValidator(_storable_if_text)]
