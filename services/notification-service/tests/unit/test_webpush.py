"""Pushes: encrypted as the standard says, short enough, and from the one key that the browser knows."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwt
from joserfc.jwk import ECKey
from notification_service.channels.webpush import payload
from notification_service.channels.webpush.encryption import (
    MOST_BYTES,
    BadKeys,
    Keys,
    encrypted,
    from_base64url,
    to_base64url,
)
from notification_service.channels.webpush.vapid import ORDER, Vapid, number_from_seed, number_from_text
from notification_service.domain.notification import Incident, Kind, Message

NOW = datetime(2026, 3, 2, 14, 2, 5, tzinfo=UTC)
# The example of RFC 8291, section 5 and appendix A.
THEIR_KEY = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
THEIR_AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
OUR_PRIVATE_KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
OUR_PUBLIC_KEY = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
PUSHED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
    "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def message(title="error rate above 5 %", text="error rate above 5 %"):
    id = UUID(int=7)
    incident = Incident(id, title, "checkout-api", "critical", "open", "payments", 2, NOW)
    return Message(
        id=UUID(int=1),
        kind=Kind.PAGE,
        recipient="https://push.example.org/1",
        subject=title,
        text=text,
        step=1,
        cycle=1,
        created_at=NOW,
        incident_id=id,
        incident=incident,
        incident_url=f"https://oncall.example.org/incidents/{id}",
        answer_url="https://oncall.example.org/a/token",
    )


def test_a_message_is_encrypted_as_in_the_standards_own_example():
    own = ec.derive_private_key(int.from_bytes(from_base64url(OUR_PRIVATE_KEY), "big"), ec.SECP256R1())

    pushed = encrypted(
        b"When I grow up, I want to be a watermelon",
        Keys.from_text(THEIR_KEY, THEIR_AUTH),
        own=own,
        salt=from_base64url(SALT),
    )

    assert to_base64url(pushed) == PUSHED


def test_the_same_message_twice_has_nothing_in_common():
    keys = Keys.from_text(THEIR_KEY, THEIR_AUTH)
    assert encrypted(b"x", keys)[:40] != encrypted(b"x", keys)[:40]


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        ("", ""),
        (THEIR_KEY, "short"),
        (THEIR_KEY, THEIR_AUTH + "AAAA"),
        (THEIR_KEY[:-4], THEIR_AUTH),
        (THEIR_KEY[:40] + "AAAA" + THEIR_KEY[44:], THEIR_AUTH),  # a point beside the curve
        ("\N{SNOWMAN}", THEIR_AUTH),
    ],
)
def test_what_no_browser_made_is_refused(p256dh, auth):
    with pytest.raises(BadKeys):
        Keys.from_text(p256dh, auth)


def test_whoever_knows_the_public_key_verifies_who_sent_a_push():
    vapid = Vapid(number_from_text(OUR_PRIVATE_KEY), "mailto:ops@example.org")

    header = vapid.authorization("https://push.example.org:8443/wpush/1?x=y", now=NOW)

    token, key = header.removeprefix("vapid t=").split(", k=")
    assert key == vapid.public_key == OUR_PUBLIC_KEY
    point = from_base64url(key)
    public = ECKey.import_key(
        {"kty": "EC", "crv": "P-256", "x": to_base64url(point[1:33]), "y": to_base64url(point[33:])}
    )
    assert jwt.decode(token, public, algorithms=["ES256"]).claims == {
        "aud": "https://push.example.org:8443",
        "exp": int(NOW.timestamp()) + 12 * 3600,
        "sub": "mailto:ops@example.org",
    }


def test_a_seed_makes_the_same_key_each_time_and_any_seed_makes_one():
    assert number_from_seed(b"s" * 48) == number_from_seed(b"s" * 48) != number_from_seed(b"t" * 48)
    assert 1 <= number_from_seed(b"\x00" * 48) < ORDER
    assert 1 <= number_from_seed(b"\xff" * 48) < ORDER


@pytest.mark.parametrize("text", ["", "AAAA", "not base64!", to_base64url(bytes(32)), to_base64url(b"\xff" * 32)])
def test_what_is_no_private_key_is_refused(text):
    with pytest.raises(ValueError, match="base64"):
        number_from_text(text)


def test_a_service_worker_is_told_what_to_show_and_where_an_answer_goes():
    shown = json.loads(payload.body(message()))

    assert shown == {
        "id": str(UUID(int=1)),
        "kind": "page",
        "title": "error rate above 5 %",
        "body": "critical · checkout-api · 2 alerts",
        "severity": "critical",
        "incident_id": str(UUID(int=7)),
        "url": f"https://oncall.example.org/incidents/{UUID(int=7)}",
        "answer_url": "https://oncall.example.org/a/token",
        "tag": UUID(int=7).hex,
    }


@pytest.mark.parametrize("text", ["x" * 20_000, "\N{PILE OF POO}" * 20_000, '"\\' * 20_000, "\x01" * 20_000])
def test_the_longest_text_fits_into_one_push(text):
    content = payload.body(message(title=text, text=text + "!"))

    assert len(content) <= MOST_BYTES
    assert json.loads(content)["answer_url"]
