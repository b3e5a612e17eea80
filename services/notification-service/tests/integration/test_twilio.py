"""Text messages and calls, through a server that speaks as Twilio does."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import uuid
from urllib.parse import parse_qs

import httpx
import pytest
from dev_kit.sinks.http import Answer

ACCOUNT = {"TWILIO_ACCOUNT_SID": "AC123", "TWILIO_AUTH_TOKEN": "token-of-twilio", "TWILIO_FROM": "+1 555 0100000"}


@pytest.fixture
def service(start_notifications, http_sink):
    http_sink.answer_always(Answer(status=201, body=b'{"sid": "SM77", "status": "queued"}'))
    return start_notifications(TWILIO_API_URL=http_sink.url, **ACCOUNT)


def signature(url, form):
    signed = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.digest(b"token-of-twilio", signed.encode(), hashlib.sha1)).decode()


def test_a_text_message_is_asked_of_twilio_with_our_login_and_its_id(service, http_sink):
    id = service.notify("sms", "+49 30 123456", "disk full on db-1")

    shown = service.expect(id, "delivered")

    [got] = http_sink.requests()
    assert got.path == "/2010-04-01/Accounts/AC123/Messages.json"
    assert parse_qs(got.text) == {"From": ["+15550100000"], "To": ["+4930123456"], "Body": ["disk full on db-1"]}
    assert got.headers["authorization"] == "Basic " + base64.b64encode(b"AC123:token-of-twilio").decode()
    assert got.headers["i-twilio-idempotency-token"] == id
    assert (shown["recipient"], shown["attempts"][0]["provider_id"]) == ("+4930123456", "SM77")


@pytest.mark.parametrize(
    ("status", "expected", "outcomes"),
    [
        (400, "dead", ["rejected"]),
        (401, "dead", ["login_refused"] * 3),
        (429, "delivered", ["rate_limited", "delivered"]),
        (503, "delivered", ["receiver_error", "delivered"]),
    ],
)
def test_what_twilio_refuses_for_good_is_given_up_and_the_rest_is_tried_again(
    service, http_sink, status, expected, outcomes
):
    http_sink.answer_next(*[status] * (3 if status == 401 else 1))

    shown = service.expect(service.notify("sms", "+4930123456"), expected)

    assert [a["outcome"] for a in shown["attempts"]] == outcomes
    assert "token-of-twilio" not in json.dumps(shown)


@pytest.fixture
def called(service, sign_in, http_sink, make_page, database):
    """A page that Ana is called for: the service, the page, her id, and the address that a pressed key is sent to."""
    ana = sign_in("ana@example.org")
    number = "+4930123456"
    body = {"channel": "voice", "address": number}
    id = service.http.post("/api/v1/contact-methods", json=body, headers=ana.headers).json()["id"]
    said = parse_qs(http_sink.expect_request(path="/2010-04-01/Accounts/AC123/Calls.json").text)["Twiml"][0]
    code = {"code": re.search(r"\d{6}", said.replace(" ", ""))[0]}
    assert service.http.post(f"/api/v1/contact-methods/{id}/verify", json=code, headers=ana.headers).status_code == 200
    rules = {"high": [{"delay_seconds": 0, "contact_method_id": id}], "low": []}
    assert service.http.put("/api/v1/notification-rules", json=rules, headers=ana.headers).status_code == 200
    page = make_page(user_id=ana.id)
    service.hand_over(page)
    call = http_sink.expect_request(path="/2010-04-01/Accounts/AC123/Calls.json", count=2)
    action = re.search(r'action="([^"]+)"', parse_qs(call.text)["Twiml"][0])[1]
    return service, page, ana.id, action


def press(service, action, form, *, signed=True):
    headers = {"X-Twilio-Signature": signature(action, form)} if signed else {}
    url = str(service.http.base_url).rstrip("/") + action.removeprefix("https://oncall.example.org")
    return httpx.post(url, data=form, headers=headers, trust_env=False, timeout=30)


def test_one_pressed_in_a_call_acknowledges_as_the_person_who_was_called(called, incidents):
    service, page, ana, action = called
    path = f"/api/v1/incidents/{page['incident']['id']}/answers"
    person = {"id": ana, "name": "Ana", "email": "ana@example.org"}
    incidents.answer_at(path, Answer(body=json.dumps({"status": "acknowledged", "assigned_to": person}).encode()))

    answered = press(service, action, {"Digits": "1", "CallSid": "CA1"})

    assert answered.status_code == 200
    assert answered.headers["content-type"].startswith("application/xml")
    assert "You have it." in answered.text
    assert incidents.expect_request(path=path).json() == {"user_id": ana}


def test_another_key_or_a_call_that_twilio_did_not_sign_acknowledges_nothing(called, incidents):
    service, _, _, action = called

    assert "Nothing was acknowledged" in press(service, action, {"Digits": "2"}).text
    assert press(service, action, {"Digits": "1"}, signed=False).status_code == 403
    forged = action[:-6] + ("AAAAAA" if not action.endswith("AAAAAA") else "BBBBBB")
    assert "too old" in press(service, forged, {"Digits": "1"}).text

    assert not [r for r in incidents.requests() if r.path.endswith("/answers")]


def test_without_an_account_both_channels_say_what_to_set_and_accept_no_callback(start_notifications):
    service = start_notifications()

    for channel in ("sms", "voice"):
        body = {"channel": channel, "recipient": "+4930123456", "message": "hello"}
        answer = service.http.post("/api/v1/notify", json=body)
        assert (answer.status_code, "TWILIO_ACCOUNT_SID" in answer.json()["detail"]) == (422, True)
    unsigned = service.http.post(f"/callbacks/voice/{uuid.uuid4()}", data={"Digits": "1"})
    assert unsigned.status_code == 403
