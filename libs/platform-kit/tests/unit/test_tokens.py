from __future__ import annotations

import base64
import json
import time

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from platform_kit import tokens

SECRET = "a secret that all services share, 32+"
NOW = int(time.time())
CLAIMS = {"iss": "alert-ingestion", "aud": "incident-management", "iat": NOW, "exp": NOW + 60}


def signed(claims: dict[str, object], secret: str = SECRET, alg: str = "HS256") -> str:
    return jwt.encode({"alg": alg}, claims, OctKey.import_key(secret), algorithms=[alg])


def unsigned(claims: dict[str, object]) -> str:
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    return f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(claims)}."


def service_of(token: str) -> str | None:
    return tokens.service_of(token, SECRET, audience="incident-management")


def test_a_service_is_known_by_its_token():
    token = tokens.service_token(SECRET, issuer="alert-ingestion", audience="incident-management")

    assert service_of(token) == "alert-ingestion"


@pytest.mark.parametrize(
    "token",
    [
        signed(CLAIMS, "another secret that is long enough too"),
        signed(CLAIMS | {"aud": "oncall-service"}),
        signed(CLAIMS | {"exp": NOW - 60}),
        signed({name: value for name, value in CLAIMS.items() if name != "exp"}),
        signed({name: value for name, value in CLAIMS.items() if name != "aud"}),
        signed({name: value for name, value in CLAIMS.items() if name != "iss"}),
        signed(CLAIMS, alg="HS512"),
        unsigned(CLAIMS),
        signed(CLAIMS)[:-4] + "AAAA",
        signed(CLAIMS).rpartition(".")[0] + ".",
        "a.b.c",
        "..",
        "é.é.é",
    ],
    ids=["forged", "other audience", "expired", "no expiry", "no audience", "no issuer", "other algorithm", "alg none",
         "other signature", "no signature", "not a token", "empty", "not ascii"],
)  # fmt: skip
def test_any_other_token_names_nobody(token):
    assert service_of(token) is None


def test_new_tokens_are_long_and_never_the_same():
    made = {tokens.new_token(tokens.KEY_PREFIX) for _ in range(100)}

    assert len(made) == 100
    assert all(token.startswith("ock_") and len(token) >= 47 for token in made)


def test_what_is_kept_of_a_token_does_not_hold_it():
    assert tokens.token_hash("ock_a") != tokens.token_hash("ock_b")
    assert len(tokens.token_hash("odd \ud800 text")) == 32


def test_a_page_proves_itself_by_the_token_of_its_own_session_alone():
    shown = tokens.csrf_token("ocs_mine")

    assert tokens.csrf_matches("ocs_mine", shown)
    assert not tokens.csrf_matches("ocs_other", shown)
    assert not tokens.csrf_matches("ocs_mine", "")
    assert not tokens.csrf_matches("ocs_mine", "odd \ud800")
