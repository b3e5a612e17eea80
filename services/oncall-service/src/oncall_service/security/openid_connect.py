"""OpenID Connect, authorization code with PKCE: the questions to a provider, and what its answers prove.

Nothing is kept here between leaving for the provider and coming back: state, nonce and verifier travel in a sealed
cookie of the browser that left, so that any replica can take it back, and no other browser.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import secrets
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from platform_kit.outgoing import AddressNotAllowed, checked_client
from platform_kit.reach import Network, may_reach

from oncall_service.domain.single_sign_on import Identity, Refusal, SignInRefused

DEADLINE_S = 10.0
READ_MOST_BYTES = 64 * 1024
LEEWAY_S = 60
REMEMBERED_S = 3600.0
AWAY_S = 600
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]


@dataclass(frozen=True, slots=True)
class Departure:
    """What a browser takes along when it leaves for the provider. next: where it wants to be afterwards."""

    state: str
    nonce: str
    verifier: str
    next: str
    until: float

    def packed(self) -> str:
        return json.dumps(asdict(self))


def departure_from(packed: str) -> Departure:
    """Raises SignInRefused when it took too long, or is none."""
    try:
        found = Departure(**json.loads(packed))
    except (ValueError, TypeError) as error:
        raise SignInRefused(Refusal.FAILED, "the browser came back without what it left with") from error
    if found.until < time.time():
        raise SignInRefused(Refusal.FAILED, "the browser was away for too long")
    return found


@dataclass(frozen=True, slots=True)
class Client:
    """Ourselves, as the provider knows us. redirect_uri: where it sends browsers back to."""

    issuer: str
    client_id: str
    client_secret: str
    redirect_uri: str
    scopes: str
    groups_claim: str


class Provider:
    """The provider of an issuer. Its addresses and keys are asked for once an hour, and keys anew for one not known.

    allowed: private networks that it may be in.
    """

    def __init__(self, client: Client, allowed: Sequence[Network]) -> None:
        self._client, self._allowed = client, tuple(allowed)
        self._told: dict[str, tuple[float, dict[str, Any]]] = {}

    def leave(self, next: str) -> tuple[str, Departure]:
        """The address to send a browser to, and what it takes along. Raises SignInRefused."""
        verifier = secrets.token_urlsafe(48)
        departure = Departure(
            secrets.token_urlsafe(32), secrets.token_urlsafe(32), verifier, next, time.time() + AWAY_S
        )
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self._client.client_id,
            "redirect_uri": self._client.redirect_uri,
            "scope": self._client.scopes,
            "state": departure.state,
            "nonce": departure.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        address = self._address("authorization_endpoint")
        return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}", departure

    def come_back(self, code: str, departure: Departure) -> Identity:
        """Who the browser's person is. Raises SignInRefused."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._client.redirect_uri,
            "code_verifier": departure.verifier,
        }
        basic = httpx.BasicAuth(self._client.client_id, self._client.client_secret)
        answer = self._ask("POST", self._address("token_endpoint"), data=form, auth=basic)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise SignInRefused(Refusal.FAILED, "the provider's answer holds no ID token")
        return self._identity(self._claims(token), departure.nonce)

    # -- what is proved --------------------------------------------------------------------------------------------

    def _claims(self, token: str) -> dict[str, Any]:
        address = self._address("jwks_uri")
        for is_last in (False, True):
            try:
                keys = KeySet.import_key_set(self._remembered(address))  # type: ignore[arg-type]
                return dict(jwt.decode(token, keys, algorithms=ALGORITHMS).claims)
            except (JoseError, ValueError, KeyError, TypeError) as error:
                if is_last:
                    raise SignInRefused(Refusal.FAILED, f"the ID token is not signed as it must be: {error}") from error
                self._told.pop(address, None)  # keys change: ask for the present ones, once
        raise AssertionError("unreachable")

    def _identity(self, claims: dict[str, Any], nonce: str) -> Identity:
        now, audience = time.time(), claims.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        ends_at, subject, email = claims.get("exp"), claims.get("sub"), claims.get("email")
        faults = {
            "is another issuer's": claims.get("iss") != self._client.issuer,
            "is for somebody else": self._client.client_id not in audiences
            or claims.get("azp", self._client.client_id) != self._client.client_id,
            "is over": not isinstance(ends_at, int | float) or ends_at < now - LEEWAY_S,
            "answers another question": not secrets.compare_digest(str(claims.get("nonce")), nonce),
            "names nobody": not isinstance(subject, str) or not subject,
            "holds no e-mail address": not isinstance(email, str) or not email,
        }
        for fault, is_so in faults.items():
            if is_so:
                raise SignInRefused(Refusal.FAILED, f"the ID token {fault}")
        groups = claims.get(self._client.groups_claim) or ()
        return Identity(
            issuer=self._client.issuer,
            subject=str(subject),
            email=str(email),
            name=str(claims.get("name") or claims.get("preferred_username") or str(email).partition("@")[0]),
            is_email_verified=claims.get("email_verified") is True,
            groups=frozenset(str(group) for group in ([groups] if isinstance(groups, str) else groups)),
        )

    # -- what is asked ---------------------------------------------------------------------------------------------

    def _address(self, name: str) -> str:
        told = self._remembered(self._client.issuer.rstrip("/") + "/.well-known/openid-configuration")
        address = told.get(name)
        if told.get("issuer") != self._client.issuer or not isinstance(address, str):
            raise SignInRefused(Refusal.UNAVAILABLE, f"the provider's configuration is not {self._client.issuer}'s")
        return address

    def _remembered(self, address: str) -> dict[str, Any]:
        kept = self._told.get(address)
        if kept is None or kept[0] < time.monotonic():
            kept = self._told[address] = (time.monotonic() + REMEMBERED_S, self._ask("GET", address))
        return kept[1]

    def _ask(self, method: str, address: str, **options: Any) -> dict[str, Any]:
        """The JSON object of an answer. Raises SignInRefused."""

        async def asked() -> tuple[int, bytes]:
            read = bytearray()
            async with (
                asyncio.timeout(DEADLINE_S),
                checked_client(lambda found: may_reach(found, self._allowed)) as client,
                client.stream(method, address, headers={"Accept": "application/json"}, **options) as answer,
            ):
                async for part in answer.aiter_bytes():
                    read += part
                    if len(read) > READ_MOST_BYTES:
                        raise SignInRefused(Refusal.UNAVAILABLE, f"the provider sent over {READ_MOST_BYTES} bytes")
            return answer.status_code, bytes(read)

        try:
            status, body = asyncio.run(asked())
        except (TimeoutError, httpx.HTTPError, AddressNotAllowed) as error:
            why = f"the provider does not answer: {type(error).__name__}"
            raise SignInRefused(Refusal.UNAVAILABLE, why) from error
        if not 200 <= status < 300:
            refusal = Refusal.FAILED if status < 500 else Refusal.UNAVAILABLE
            raise SignInRefused(refusal, f"the provider answered {status}")
        try:
            found = json.loads(body)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise SignInRefused(Refusal.UNAVAILABLE, "the provider's answer is no JSON object")
        return found
