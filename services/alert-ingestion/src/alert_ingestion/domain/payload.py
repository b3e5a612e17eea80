"""Reading what a tool sent: JSON, and the odd values in it."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from alert_ingestion.domain.alert import Severity

SERVICE_LENGTH = 200
MESSAGE_LENGTH = 16 * 1024
LABELS_MOST = 64
LABEL_KEY_LENGTH = 128
LABEL_VALUE_LENGTH = 1024
LINKS_MOST = 32
LINK_LENGTH = 2048
DEPTH_MOST = 32

_LINK = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as a tool sent it. headers: by their names in lower case. query: of the address it was sent to."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)


class NotUnderstood(ValueError):
    """The body is not what this source sends."""


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> Any:
    number = float(text)
    return number if math.isfinite(number) else text


def _small(text: str) -> Any:
    return int(text) if len(text) < 19 else text


def decoded(body: bytes) -> Any:
    """The JSON value in `body`, which is strict UTF-8. A number too big for most programs stays text.

    Raises NotUnderstood, also for a value nested so deeply that it can only be an attack.
    """
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_no_constant, parse_float=_finite, parse_int=_small)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood("not JSON in UTF-8") from error


def is_deeper_than(value: Any, most: int) -> bool:
    """Are lists and objects nested more than `most` levels deep?"""
    level = [value]
    for _ in range(most + 1):
        level = [
            child
            for parent in level
            if isinstance(parent, dict | list)
            for child in (parent.values() if isinstance(parent, dict) else parent)
        ]
        if not level:
            return False
    return True


def decoded_object(body: bytes) -> Mapping[str, Any]:
    """The JSON object in `body`. Raises NotUnderstood."""
    value = decoded(body)
    if not isinstance(value, dict):
        raise NotUnderstood("not an object")
    return value


def mapping(value: Any) -> Mapping[str, Any]:
    """The value if it is an object, else an empty one: a missing part must not cost the alert."""
    return value if isinstance(value, dict) else {}


def word(value: Any) -> str:
    """A scalar as text without blanks around it; "" for anything else."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return str(value).lower() if value is not None else ""
    return str(value) if isinstance(value, int | float) else ""


def first(*values: Any) -> str:
    """The first that is a word."""
    return next((text for text in map(word, values) if text), "")


def labels_of(*sources: Mapping[str, Any]) -> dict[str, str]:
    """Labels from a tool's own key-value pairs, cut to what an alert holds. Earlier sources go first."""
    found: dict[str, str] = {}
    for source in sources:
        for key, value in source.items():
            text = value if isinstance(value, str) else word(value)
            if key and text and len(found) < LABELS_MOST:
                found.setdefault(str(key)[:LABEL_KEY_LENGTH], text[:LABEL_VALUE_LENGTH])
    return found


def is_link(url: Any) -> bool:
    """Is it an address that a person may follow? Not `javascript:` and its like."""
    return isinstance(url, str) and len(url) <= LINK_LENGTH and _LINK.fullmatch(url) is not None


def links_of(named: Iterable[tuple[str, Any]]) -> list[dict[str, str]]:
    """Links from pairs of (text, address); what is no address is left out, and so is a repeat."""
    found: dict[str, dict[str, str]] = {}
    for text, url in named:
        if is_link(url):
            found.setdefault(url, {"href": url, "text": text})
    return list(found.values())[:LINKS_MOST]


def instant(value: Any) -> datetime | None:
    """An RFC 3339 instant, or seconds or milliseconds since 1970; None for what is neither, or for Go's zero time."""
    try:
        if isinstance(value, str):
            # Go writes nanoseconds; Python reads microseconds.
            read = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", value.strip()))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            read = datetime.fromtimestamp(value / 1000 if abs(value) > 100_000_000_000 else value, UTC)
        else:
            return None
        read = (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return read if read.year > 1 else None


def tag_value(tags: Iterable[str], *names: str) -> str:
    """The value of the first tag written `name:value` (or `name=value`) under one of these names; "" without one."""
    for tag in tags:
        name, _, value = tag.replace("=", ":", 1).partition(":")
        if value and name.strip().lower() in names:
            return value.strip()
    return ""


_WORDS = {
    Severity.CRITICAL: "critical crit fatal emergency emerg disaster p1 sev0 sev1",
    Severity.HIGH: "error err high page major alert p2 sev2",
    Severity.MEDIUM: "warning warn medium average moderate p3 sev3",
    Severity.LOW: "low minor notice p4 sev4",
    Severity.INFO: "info information informational none debug ok p5 sev5",
}
SEVERITY_OF = {text: severity for severity, words in _WORDS.items() for text in words.split()}


def severity_of(value: Any, words: Mapping[str, Severity] = SEVERITY_OF) -> Severity:
    """The severity a sender's word means, matched whole and in any case; medium for a word nobody knows."""
    return words.get(word(value).lower(), Severity.MEDIUM)


def severity_named_in(words: Iterable[str]) -> Severity | None:
    """The severity that one of these words means, matched whole; None when none does."""
    return next((SEVERITY_OF[text] for text in map(str.lower, words) if text in SEVERITY_OF), None)
