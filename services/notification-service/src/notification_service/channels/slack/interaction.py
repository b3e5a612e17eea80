"""What Slack tells when somebody presses a button, and whether it is really Slack that tells it."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from notification_service.domain.answers import Action

# A request that was overheard is good for no longer
# (https://docs.slack.dev/authentication/verifying-requests-from-slack).
GOOD_FOR = timedelta(minutes=5)


class NotAPress(ValueError):
    """The request tells of no button of ours."""


@dataclass(frozen=True, slots=True)
class Press:
    """notification_id: of the message whose button it was. user: Slack's id of whoever pressed it.

    response_url: takes an answer for that person.
    """

    action: Action
    notification_id: UUID
    user: str
    response_url: str


def is_signed(secret: str, timestamp: str, body: bytes, signature: str, *, now: datetime) -> bool:
    """Is this Slack's signature of this body, made in the last five minutes?"""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        return False
    if abs(now.timestamp() - int(timestamp)) > GOOD_FOR.total_seconds():
        return False
    made = hmac.digest(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hex()
    return hmac.compare_digest(f"v0={made}".encode(), signature.encode("utf-8", "surrogatepass"))


def press_of(body: bytes) -> Press:
    """The button that was pressed. Raises NotAPress."""
    try:
        form = parse_qs(body.decode(), strict_parsing=True, max_num_fields=10)
        document = json.loads(form["payload"][0])
        action = document["actions"][0]
        return Press(
            Action(action["action_id"]),
            UUID(action["value"]),
            _text(document["user"]["id"]),
            _text(document["response_url"]),
        )
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise NotAPress from error


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise NotAPress
    return value
