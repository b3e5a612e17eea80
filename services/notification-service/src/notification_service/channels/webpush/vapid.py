"""Who sends a push message (VAPID, RFC 8292): a browser takes messages of the one key that it subscribed to."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwt
from joserfc.jwk import ECKey

from notification_service.channels.webpush.encryption import from_base64url, to_base64url

KEY_BYTES = 32
# Of the group of P-256: private keys are the numbers from 1 up to it.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
TOKEN_LIVES = timedelta(hours=12)


class Vapid:
    """Signs push messages. number: the private key, in [1, ORDER). contact: a `mailto:` or `https:` address at which
    a push service finds whoever runs this platform."""

    def __init__(self, number: int, contact: str) -> None:
        key = ec.derive_private_key(number, ec.SECP256R1())
        point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.public_key = to_base64url(point)
        """What a browser is given as `applicationServerKey`."""
        self._contact = contact
        x, y = to_base64url(point[1:33]), to_base64url(point[33:])
        d = to_base64url(number.to_bytes(KEY_BYTES, "big"))
        self._key = ECKey.import_key({"kty": "EC", "crv": "P-256", "x": x, "y": y, "d": d})

    def authorization(self, endpoint: str, *, now: datetime) -> str:
        """The header for a message to this endpoint."""
        parts = urlsplit(endpoint)
        claims = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int((now + TOKEN_LIVES).timestamp()),
            "sub": self._contact,
        }
        token = jwt.encode({"typ": "JWT", "alg": "ES256"}, claims, self._key, algorithms=["ES256"])
        return f"vapid t={token}, k={self.public_key}"


def number_from_text(text: str) -> int:
    """A private key as tools write it: 32 bytes in base64 for URLs. Raises ValueError."""
    content = from_base64url(text)
    number = int.from_bytes(content, "big")
    if len(content) != KEY_BYTES or not 1 <= number < ORDER:
        raise ValueError("takes 32 bytes in base64 for URLs, as web-push and vapid tools make them")
    return number


def number_from_seed(seed: bytes) -> int:
    """A private key from at least 32 secret bytes, always the same."""
    return 1 + int.from_bytes(seed, "big") % (ORDER - 1)
