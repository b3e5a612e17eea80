"""Secrets that callers show: how they look, how they are kept, and the short-lived ones of the services."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from joserfc.jwt import JWTClaimsRegistry

from platform_kit.clock import shared_time

SESSION_PREFIX = "ocs_"
KEY_PREFIX = "ock_"
SERVICE_TOKEN_LIFE_S = 60
CLOCK_LEEWAY_S = 30


def new_token(prefix: str) -> str:
    """A new secret with 256 random bits."""
    return prefix + secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """What is kept of a token. It has too many random bits to be guessed, so one SHA-256 is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def csrf_token(session_token: str) -> str:
    """The value a browser's page must send beside its session cookie. Another site cannot read it."""
    return hashlib.sha256(b"csrf\x00" + session_token.encode("utf-8", "surrogatepass")).hexdigest()


def csrf_matches(session_token: str, shown: str) -> bool:
    return hmac.compare_digest(csrf_token(session_token).encode(), shown.encode("utf-8", "surrogatepass"))


def service_token(secret: str, *, issuer: str, audience: str) -> str:
    """A JWT (RFC 7519, HS256) by which one service shows another who it is.

    Its times are by the clock that the services share: a machine whose own clock is wrong pages all the same.
    """
    now = int(shared_time())
    claims = {"iss": issuer, "aud": audience, "iat": now, "exp": now + SERVICE_TOKEN_LIFE_S}
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(secret))


def service_of(token: str, secret: str, *, audience: str) -> str | None:
    """The service that made this token for `audience`, or None when it is forged, expired or for another."""
    registry = JWTClaimsRegistry(
        now=lambda: int(shared_time()),
        leeway=CLOCK_LEEWAY_S,
        iss={"essential": True},
        exp={"essential": True},
        aud={"essential": True, "value": audience},
    )
    try:
        decoded = jwt.decode(token, OctKey.import_key(secret), algorithms=["HS256"])
        registry.validate(decoded.claims)
    except (JoseError, ValueError):
        return None
    return str(decoded.claims["iss"])
