"""How sources sign what they send. Which parts of a message are signed is each source's own."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Keyed:
    """HMAC-SHA256 of the body under a secret that both sides know, as hex. header: in lower case."""

    header: str
    prefix: str = ""


KEYED: Mapping[str, Keyed] = {
    "github": Keyed("x-hub-signature-256", "sha256="),
    "sentry": Keyed("sentry-hook-signature"),
}
BY_SNS = "cloudwatch"

# Messages of a topic, and of a subscription to it. A member that is absent is left out.
_SIGNED = {
    "Notification": ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    "SubscriptionConfirmation": ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
    "UnsubscribeConfirmation": ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
}
_SNS_HOST = re.compile(r"sns\.[a-z0-9-]{3,40}\.amazonaws\.com(\.cn)?")


def is_signed(how: Keyed, secret: str, body: bytes, headers: Mapping[str, str]) -> bool:
    """Was this body signed with the secret? headers: by their names in lower case."""
    shown = headers.get(how.header, "").strip().lower()
    wanted = how.prefix + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(shown.encode("utf-8", "replace"), wanted.encode())


def signed_by_sns(envelope: Mapping[str, Any]) -> bytes | None:
    """What Amazon SNS signs of a message; None for what is none of its messages."""
    names = _SIGNED.get(str(envelope.get("Type")))
    if names is None:
        return None
    parts = [(name, envelope[name]) for name in names if envelope.get(name) is not None]
    if any(not isinstance(value, str) for _, value in parts):
        return None
    return "".join(f"{name}\n{value}\n" for name, value in parts).encode("utf-8", "surrogatepass")


def is_of_sns(url: Any) -> bool:
    """Is it an address of Amazon SNS itself? Anybody can write any address into a message."""
    if not isinstance(url, str) or not url.isascii() or any(character <= " " for character in url):
        return False
    try:
        parts, port = urlsplit(url), urlsplit(url).port
    except ValueError:
        return False
    named = parts.netloc.removesuffix(":443")  # no user, no password, no other port
    return parts.scheme == "https" and port in (None, 443) and _SNS_HOST.fullmatch(named) is not None
