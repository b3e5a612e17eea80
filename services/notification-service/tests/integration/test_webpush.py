"""Pushes through a push service that keeps what it is given; the browser's own half of the encryption is here."""

from __future__ import annotations

import base64
import json
import uuid

import httpx
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from dev_kit.processes import wait_until
from dev_kit.sinks.http import Answer


def written(content):
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


class Browser:
    """What a browser keeps of a subscription, and how it reads a push."""

    def __init__(self, endpoint):
        self.endpoint, self._key, self._auth = endpoint, ec.generate_private_key(ec.SECP256R1()), b"sixteen bytes ok"
        self._point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def subscription(self):
        keys = {"p256dh": written(self._point), "auth": written(self._auth)}
        return {"endpoint": self.endpoint, "expirationTime": None, "keys": keys}

    def read(self, pushed):
        salt, sender, cipher = pushed[:16], pushed[21:86], pushed[86:]
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self._key.exchange(ec.ECDH(), theirs)
        material = self._derive(shared, self._auth, b"WebPush: info\0" + self._point + sender, 32)
        key = self._derive(material, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = self._derive(material, salt, b"Content-Encoding: nonce\0", 12)
        return json.loads(AESGCM(key).decrypt(nonce, cipher, None).rstrip(b"\0").removesuffix(b"\2"))

    @staticmethod
    def _derive(secret, salt, info, length):
        return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


@pytest.fixture
def subscribe(service, http_sink):
    """`subscribe(person)`: a browser of theirs, where their pages of high urgency go."""

    def make(person, browser=None, delay_s=0):
        browser = browser or Browser(f"{http_sink.url}/push/1")
        body = browser.subscription() | {"label": "Firefox"}
        answer = service.http.post("/api/v1/push-subscriptions", json=body, headers=person.headers)
        assert answer.status_code == 201, answer.text
        rules = {"high": [{"delay_seconds": delay_s, "contact_method_id": answer.json()["id"]}], "low": []}
        assert service.http.put("/api/v1/notification-rules", json=rules, headers=person.headers).status_code == 200
        return browser

    return make


def methods(service, person):
    return service.http.get("/api/v1/contact-methods", headers=person.headers).json()["items"]


def test_a_page_is_read_by_the_subscribed_browser_alone_and_its_answer_acknowledges(
    service, subscribe, sign_in, make_page, http_sink, incidents
):
    ana = sign_in()
    http_sink.answer_always(Answer(status=201, body=b""))
    browser = subscribe(ana)
    page = make_page(user_id=ana.id)
    incident = page["incident"]["id"]

    [made] = service.hand_over(page)

    service.expect(made["id"], "delivered")
    [pushed] = http_sink.requests("/push/1")
    assert b"error rate" not in pushed.body
    shown = browser.read(pushed.body)
    assert (shown["id"], shown["kind"], shown["incident_id"]) == (made["id"], "page", incident)
    assert shown["title"] == page["subject"]
    assert pushed.headers["content-encoding"] == "aes128gcm"
    assert (pushed.headers["urgency"], pushed.headers["ttl"], len(pushed.headers["topic"])) == ("high", "3600", 32)
    key = service.http.get("/api/v1/push-subscriptions/key", headers=ana.headers).json()["public_key"]
    assert pushed.headers["authorization"].endswith(f", k={key}")

    path = f"/api/v1/incidents/{incident}/answers"
    person = {"id": ana.id, "name": "Ana", "email": ana.email}
    incidents.answer_at(path, Answer(body=json.dumps({"status": "acknowledged", "assigned_to": person}).encode()))
    url = str(service.http.base_url).rstrip("/") + shown["answer_url"].removeprefix("https://oncall.example.org")
    assert httpx.post(url, trust_env=False, timeout=30).status_code == 200
    assert incidents.expect_request(path=path).json() == {"user_id": ana.id, "action": "acknowledge"}


@pytest.mark.parametrize("status", [404, 410])
def test_an_ended_subscription_is_not_tried_again_and_the_person_is_seen_to_be_without_it(
    service, subscribe, sign_in, make_page, http_sink, status
):
    ana = sign_in()
    subscribe(ana)
    http_sink.answer_always(status)

    [made] = service.hand_over(make_page(user_id=ana.id))

    shown = service.expect(made["id"], "dead")
    assert [(a["outcome"], a["status_code"]) for a in shown["attempts"]] == [("bad_recipient", status)]
    wait_until(lambda: methods(service, ana)[0]["verified_at"] is None, 30, "the method to be no longer verified")
    [instead] = service.hand_over(make_page(user_id=ana.id))
    assert instead["channel"] == "log"


def test_the_same_browser_again_is_the_same_method_with_its_new_keys(service, subscribe, sign_in, make_page, http_sink):
    ana = sign_in()
    subscribe(ana)
    again = subscribe(ana)

    [made] = service.hand_over(make_page(user_id=ana.id))

    service.expect(made["id"], "delivered")
    assert again.read(http_sink.requests("/push/1")[-1].body)["id"] == made["id"]
    assert len(methods(service, ana)) == 1


def test_a_browser_is_pushed_to_for_whoever_subscribed_in_it_last(
    service, subscribe, sign_in, make_page, http_sink, database
):
    """Also what was planned for the one before is not shown to the one after."""
    ana, ben = sign_in(), sign_in("ben@example.org")
    browser = subscribe(ana, delay_s=3600)
    [planned] = service.hand_over(make_page(user_id=ana.id))

    subscribe(ben, browser=browser)
    database.owner.execute("UPDATE notify.notifications SET due_at = now() WHERE id = %s", [planned["id"]])

    ended = service.expect(planned["id"], "dead")
    assert [a["outcome"] for a in ended["attempts"]] == ["bad_recipient"]
    assert http_sink.requests("/push/1") == []
    assert methods(service, ana) == []
    [made] = service.hand_over(make_page(user_id=ana.id))
    assert made["channel"] == "log"


def test_what_is_no_subscription_and_who_is_no_person_is_refused(service, sign_in, http_sink):
    ana = sign_in()
    good = Browser(f"{http_sink.url}/push/1").subscription()

    as_key = service.http.post("/api/v1/push-subscriptions", json=good)
    bad = service.http.post(
        "/api/v1/push-subscriptions", json=good | {"keys": {"p256dh": "AAAA", "auth": "AAAA"}}, headers=ana.headers
    )
    typed = service.http.post(
        "/api/v1/contact-methods", json={"channel": "webpush", "address": good["endpoint"]}, headers=ana.headers
    )
    nobody = service.expect(service.notify("webpush", f"{http_sink.url}/push/{uuid.uuid4()}"), "dead")

    assert (as_key.status_code, bad.status_code, typed.status_code) == (403, 422, 422)
    assert bad.json()["errors"] == [{"field": "keys", "message": "are not the keys of a browser's subscription"}]
    assert nobody["attempts"][0]["outcome"] == "bad_recipient"
    assert http_sink.requests() == []
