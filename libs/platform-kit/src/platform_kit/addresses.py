"""Where messages go to, as the caller of the present request may see it.

The URL of a chat room or of a webhook is its key: whoever reads it can post there, past every rule and every log of
this platform. So it is shown to those who may send there anyway; to others its host says enough.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import PlainSerializer

from platform_kit.acting import acting

MAY_SEND = frozenset({"respond", "admin", "service"})
HIDDEN = "…"
ADDRESSED = "recipient"


def shown(address: str) -> str:
    """The address; of a URL, for whoever may not send, the scheme and host. Outside a request nothing is hidden."""
    found = acting()
    if found is None or found.grants & MAY_SEND:
        return address
    return without_key(address)


def without_key(address: str) -> str:
    """A URL's scheme and host; what is no URL as it is."""
    if "://" not in address:
        return address
    try:
        parts = urlsplit(address)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/{HIDDEN}"
    except ValueError:
        return HIDDEN


def without_keys(data: dict[str, Any]) -> dict[str, Any]:
    """The same for every member called `recipient`, however deep: for what goes to people nobody here knows."""
    found: dict[str, Any] = _inside(data, without_key)
    return found


def _inside(value: Any, seen: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {
            name: seen(inner) if name == ADDRESSED and isinstance(inner, str) else _inside(inner, seen)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_inside(inner, seen) for inner in value]
    return value


def _shown_inside(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = _inside(data, shown)
    return found


ShownAddress = Annotated[str, PlainSerializer(shown, return_type=str)]
ShownData = Annotated[dict[str, Any], PlainSerializer(_shown_inside, return_type=dict[str, Any])]
