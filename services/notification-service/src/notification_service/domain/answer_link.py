"""Links by which a person answers a page from wherever they read it: signed, for one notification, for a day."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

LINK_LIVES = timedelta(hours=24)
MAC_BYTES = 20
_ID_BYTES, _INSTANT_BYTES = 16, 5


class LinkForged(Exception):
    """This service did not make the link, or somebody changed it."""


class LinkExpired(Exception):
    """It was ours, and is a day old."""


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses under which people reach the platform. secret: signs those that need no sign-in."""

    public_url: str
    secret: bytes

    def incident(self, incident_id: UUID) -> str:
        return f"{self.public_url.rstrip('/')}/incidents/{incident_id}"

    def incidents(self) -> str:
        """Where every incident is seen."""
        return f"{self.public_url.rstrip('/')}/incidents"

    def answer(self, notification_id: UUID, made_at: datetime) -> str:
        """The same in every try, so that a message is the same to the byte."""
        return f"{self.public_url.rstrip('/')}/a/{token(self.secret, notification_id, made_at + LINK_LIVES)}"


def token(secret: bytes, notification_id: UUID, expires_at: datetime) -> str:
    content = notification_id.bytes + int(expires_at.timestamp()).to_bytes(_INSTANT_BYTES, "big")
    return base64.urlsafe_b64encode(content + _mac(secret, content)).decode().rstrip("=")


def notification_of(secret: bytes, token: str, *, now: datetime) -> UUID:
    """The notification that a link belongs to. Raises LinkForged, LinkExpired."""
    try:
        read = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        raise LinkForged from None
    content, mac = read[: _ID_BYTES + _INSTANT_BYTES], read[_ID_BYTES + _INSTANT_BYTES :]
    if len(read) != _ID_BYTES + _INSTANT_BYTES + MAC_BYTES or not hmac.compare_digest(mac, _mac(secret, content)):
        raise LinkForged
    if now >= datetime.fromtimestamp(int.from_bytes(content[_ID_BYTES:], "big"), UTC):
        raise LinkExpired
    return UUID(bytes=content[:_ID_BYTES])


def _mac(secret: bytes, content: bytes) -> bytes:
    return hmac.digest(secret, content, hashlib.sha256)[:MAC_BYTES]
