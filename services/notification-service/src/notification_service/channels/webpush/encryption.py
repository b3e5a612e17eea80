"""Message encryption for Web Push (RFC 8291): nobody on the way reads a page, the push service least of all."""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SALT_BYTES, AUTH_BYTES, POINT_BYTES = 16, 16, 65
RECORD_BYTES = 4096
# One record holds the message, its end mark and a tag; push services take 4,096 bytes with the header.
MOST_BYTES = RECORD_BYTES - 17 - SALT_BYTES - 4 - 1 - POINT_BYTES
LAST_RECORD = b"\x02"


class BadKeys(ValueError):
    """These are not the keys of a browser's subscription."""


@dataclass(frozen=True, slots=True)
class Keys:
    """A browser's own: its public key on P-256, uncompressed, and the secret it shares with us."""

    p256dh: bytes
    auth: bytes

    @classmethod
    def from_text(cls, p256dh: str, auth: str) -> Keys:
        """As browsers write them, in base64 for URLs. Raises BadKeys."""
        try:
            keys = cls(from_base64url(p256dh), from_base64url(auth))
            ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), keys.p256dh)
        except ValueError as error:
            raise BadKeys from error
        if len(keys.auth) != AUTH_BYTES or len(keys.p256dh) != POINT_BYTES:
            raise BadKeys
        return keys


def encrypted(
    message: bytes, keys: Keys, *, own: ec.EllipticCurvePrivateKey | None = None, salt: bytes | None = None
) -> bytes:
    """The body of a push message with `Content-Encoding: aes128gcm`. message: MOST_BYTES at most.

    own, salt: made anew for each message; given only where the result must be known beforehand.
    """
    own = own or ec.generate_private_key(ec.SECP256R1())
    salt = salt or os.urandom(SALT_BYTES)
    own_public = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), keys.p256dh)
    shared = own.exchange(ec.ECDH(), theirs)
    material = _derived(shared, salt=keys.auth, info=b"WebPush: info\x00" + keys.p256dh + own_public, length=32)
    key = _derived(material, salt=salt, info=b"Content-Encoding: aes128gcm\x00", length=16)
    nonce = _derived(material, salt=salt, info=b"Content-Encoding: nonce\x00", length=12)
    header = salt + RECORD_BYTES.to_bytes(4, "big") + len(own_public).to_bytes(1, "big") + own_public
    return header + AESGCM(key).encrypt(nonce, message + LAST_RECORD, None)


def _derived(secret: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def from_base64url(text: str) -> bytes:
    """Raises ValueError."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeError) as error:
        raise ValueError("is not base64 for URLs") from error


def to_base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
