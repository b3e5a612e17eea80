"""A small OpenID Connect provider: it lets everybody in whom it was told of, and lies when it was told to."""

import base64
import hashlib
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID, CLIENT_SECRET = "oncall", "secret of the client"


def _encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


@dataclass
class IdentityProvider:
    """Listens on 127.0.0.1. A context manager.

    person: claims of whoever signs in next. lies: claims instead of what an honest ID token says; None leaves one out.
    signs: `honestly`, with a `stranger`'s key, or `not` at all. refuses: what it answers instead of a code.
    """

    person: dict[str, Any] = field(default_factory=dict)
    lies: dict[str, Any] = field(default_factory=dict)
    signs: str = "honestly"
    refuses: str = ""
    _given: dict[str, dict[str, str]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._key = RSAKey.generate_key(2048, {"kid": "first", "use": "sig", "alg": "RS256"})
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = urlsplit(self.path)
                if asked.path == "/authorize":
                    self.send_response(302)
                    self.send_header(
                        "Location", provider._authorised({k: v[0] for k, v in parse_qs(asked.query).items()})
                    )
                    self.end_headers()
                    return
                found = provider._published().get(asked.path)
                self._answer(404 if found is None else 200, found or {})

            def do_POST(self) -> None:
                form = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                given = {name: values[0] for name, values in parse_qs(form).items()}
                answer = provider._token(given, self.headers.get("Authorization", ""))
                self._answer(400 if "error" in answer else 200, answer)

            def _answer(self, status: int, body: dict[str, Any]) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def new_key(self) -> None:
        """Sign with another key from now on, and publish that one alone."""
        self._key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig", "alg": "RS256"})

    # -- its endpoints ---------------------------------------------------------------------------------------------

    def _published(self) -> dict[str, dict[str, Any]]:
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
            },
            "/keys": {"keys": [self._key.as_dict(private=False)]},
        }

    def _authorised(self, asked: dict[str, str]) -> str:
        back = {"state": asked["state"]}
        if self.refuses:
            return f"{asked['redirect_uri']}?{urlencode(back | {'error': self.refuses})}"
        if (
            asked["client_id"] != CLIENT_ID
            or asked["response_type"] != "code"
            or asked["code_challenge_method"] != "S256"
        ):
            raise ValueError(f"not a request of the client: {asked}")
        code = secrets.token_urlsafe(16)
        self._given[code] = asked
        return f"{asked['redirect_uri']}?{urlencode(back | {'code': code})}"

    def _token(self, given: dict[str, str], authorization: str) -> dict[str, Any]:
        asked = self._given.pop(given.get("code", ""), None)  # good once
        basic = "Basic " + base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        challenge = _encoded(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        if asked is None or authorization != basic or challenge != asked["code_challenge"]:
            return {"error": "invalid_grant"}
        if given.get("redirect_uri") != asked["redirect_uri"]:
            return {"error": "invalid_grant"}
        return {"access_token": "x", "token_type": "Bearer", "id_token": self._id_token(asked["nonce"])}

    def _id_token(self, nonce: str) -> str:
        now = int(time.time())
        honest = {"iss": self.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 300, "nonce": nonce, **self.person}
        claims = {name: value for name, value in (honest | self.lies).items() if value is not None}
        header = {"alg": "RS256", "kid": self._key.kid}
        if self.signs == "not":
            return f"{_encoded(json.dumps({'alg': 'none'}).encode())}.{_encoded(json.dumps(claims).encode())}."
        key = self._key if self.signs == "honestly" else RSAKey.generate_key(2048)
        return jwt.encode(header, claims, key)
