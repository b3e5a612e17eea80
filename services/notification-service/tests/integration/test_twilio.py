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
NUMBER = "+4930123456"


@pytest.fixture
def service(start_notifications, http_sink):
    http_sink.answer_always(Answer(status=201, body=b'{"sid": "SM77", "status": "queued"}'))
    return start_notifications(TWILIO_API_URL=http_sink.url, **ACCOUNT)


def signature(url, form):
    signed = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.digest(b"token-of-twilio", signed.encode(), hashlib.sha1)).decode()


def test_a_text_message_is_asked_of_twilio_with_our_login_and_its_id(service, http_sink):
    id = service.notify("sms", "+49 30 123456", "disk full on db-1")

    shown = service.expect(id, "sent")

    [got] = http_sink.requests()
    assert got.path == "/2010-04-01/Accounts/AC123/Messages.json"
    assert parse_qs(got.text) == {
        "From": ["+15550100000"],
        "To": ["+4930123456"],
        "Body": ["disk full on db-1"],
        "StatusCallback": [f"https://oncall.example.org/callbacks/sms-status/{id}"],
    }
    assert got.headers["authorization"] == "Basic " + base64.b64encode(b"AC123:token-of-twilio").decode()
    assert got.headers["i-twilio-idempotency-token"] == id
    assert (shown["recipient"], shown["attempts"][0]["provider_id"]) == ("+4930123456", "SM77")


@pytest.mark.parametrize(
    ("status", "expected", "outcomes"),
    [
        (400, "dead", ["rejected"]),
        (401, "dead", ["login_refused"] * 3),
        (429, "sent", ["rate_limited", "sent"]),
        (503, "sent", ["receiver_error", "sent"]),
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
    body = {"channel": "voice", "address": NUMBER}
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
    assert incidents.expect_request(path=path).json() == {"user_id": ana, "action": "acknowledge"}


def test_another_key_or_a_call_that_twilio_did_not_sign_acknowledges_nothing(called, incidents):
    service, _, _, action = called

    assert "Nothing was acknowledged" in press(service, action, {"Digits": "2"}).text
    assert press(service, action, {"Digits": "1"}, signed=False).status_code == 403
    forged = action[:-6] + ("AAAAAA" if not action.endswith("AAAAAA") else "BBBBBB")
    assert "too old" in press(service, forged, {"Digits": "1"}).text

    assert not [r for r in incidents.requests() if r.path.endswith("/answers")]


@pytest.fixture
def texted(service, sign_in, http_sink, make_page):
    """A page that Ana got as a text message: the service, the page, her id, and the message's words."""
    ana = sign_in("ana@example.org")
    path = "/2010-04-01/Accounts/AC123/Messages.json"
    body = {"channel": "sms", "address": NUMBER}
    id = service.http.post("/api/v1/contact-methods", json=body, headers=ana.headers).json()["id"]
    said = parse_qs(http_sink.expect_request(path=path).text)["Body"][0]
    code = {"code": re.search(r"\d{6}", said)[0]}
    assert service.http.post(f"/api/v1/contact-methods/{id}/verify", json=code, headers=ana.headers).status_code == 200
    hook = {"channel": "webhook", "address": f"{http_sink.url}/ana"}
    other = service.http.post("/api/v1/contact-methods", json=hook, headers=ana.headers).json()["id"]
    told = http_sink.expect_request(path="/ana").json()["data"]["message"]
    code = {"code": re.search(r"\d{6}", told)[0]}
    path_of_code = f"/api/v1/contact-methods/{other}/verify"
    assert service.http.post(path_of_code, json=code, headers=ana.headers).status_code == 200
    steps = [(0, id), (3600, other)]
    rules = {"high": [{"delay_seconds": s, "contact_method_id": m} for s, m in steps], "low": []}
    assert service.http.put("/api/v1/notification-rules", json=rules, headers=ana.headers).status_code == 200
    page = make_page(user_id=ana.id)
    made = service.hand_over(page)
    message = parse_qs(http_sink.expect_request(path=path, count=2).text)
    return service, page, ana.id, message, {n["channel"]: n["id"] for n in made}


def call_back(service, path, form, *, signed=True):
    url = f"https://oncall.example.org{path}"
    headers = {"X-Twilio-Signature": signature(url, form)} if signed else {}
    base = str(service.http.base_url).rstrip("/")
    return httpx.post(base + path, data=form, headers=headers, trust_env=False, timeout=30)


def text_from(service, sender, words):
    answered = call_back(service, "/callbacks/sms", {"From": sender, "Body": words, "MessageSid": "SM1"})
    assert (answered.status_code, answered.headers["content-type"].split(";")[0]) == (200, "application/xml")
    return re.fullmatch(r"<Response><Message>(.*)</Message></Response>", answered.text)[1]


def test_a_text_message_says_how_it_is_answered_and_its_reply_acts_as_the_person(texted, incidents):
    service, page, ana, message, _ = texted
    number = re.search(r"Reply ack (\d{6}) or resolve \1\.", message["Body"][0])[1]
    path = f"/api/v1/incidents/{page['incident']['id']}/answers"
    person = {"id": ana, "name": "Ana", "email": "ana@example.org"}
    incidents.answer_at(path, Answer(body=json.dumps({"status": "acknowledged", "assigned_to": person}).encode()))

    assert text_from(service, NUMBER, f"Ack {number}") == f"{number}: You have it. Nobody else is paged."
    assert text_from(service, NUMBER, f" resolve #{number}. ") == f"{number}: It is resolved."

    asked = [r.json() for r in incidents.requests() if r.path == path]
    assert asked == [{"user_id": ana, "action": "acknowledge"}, {"user_id": ana, "action": "resolve"}]


def test_a_reply_that_changes_nothing_says_why(texted, incidents, sign_in):
    service, page, _, message, _ = texted
    number = re.search(r"Reply ack (\d{6})", message["Body"][0])[1]
    other = "100000" if number != "100000" else "100001"
    path = f"/api/v1/incidents/{page['incident']['id']}/answers"

    assert "is nobody" in text_from(service, "+15550009999", f"ack {number}")
    assert "six figures" in text_from(service, NUMBER, "yes, I am up <b>")
    assert (
        text_from(service, NUMBER, f"ack {other}") == f"You were paged about no incident {other}. Nothing has changed."
    )
    unsigned = call_back(service, "/callbacks/sms", {"From": NUMBER, "Body": f"ack {number}"}, signed=False)
    assert unsigned.status_code == 403
    assert not [r for r in incidents.requests() if r.path == path]
    ben = {"id": str(uuid.uuid4()), "name": "Ben", "email": "ben@example.org"}
    taken = {"current": {"status": "acknowledged", "assigned_to": ben}}
    incidents.answer_at(path, Answer(status=409, body=json.dumps(taken).encode()))
    assert text_from(service, NUMBER, f"ack {number}") == f"{number}: Ben has it already. Nothing has changed."


def test_what_the_network_delivered_is_delivered_and_told(texted, incidents):
    service, page, _, message, made = texted
    id = made["sms"]
    assert message["StatusCallback"] == [f"https://oncall.example.org/callbacks/sms-status/{id}"]
    service.expect(id, "sent")

    for status in ("queued", "sent", "delivered", "delivered"):
        told = call_back(service, f"/callbacks/sms-status/{id}", {"MessageStatus": status, "MessageSid": "SM77"})
        assert told.status_code == 204

    shown = service.expect(id, "delivered")
    assert [a["outcome"] for a in shown["attempts"]] == ["delivered"]
    receipt = incidents.expect_request(path=f"/api/v1/incidents/{page['incident']['id']}/receipts").json()
    assert (receipt["notification_id"], receipt["outcome"]) == (id, "delivered")


def test_what_the_network_did_not_deliver_goes_to_the_next_channel_at_once(texted, expect_receipts):
    service, _, _, _, made = texted
    first, second = made["sms"], made["webhook"]
    service.expect(first, "sent")
    assert service.get(second)["status"] == "pending"

    form = {"MessageStatus": "undelivered", "ErrorCode": "30003"}
    assert call_back(service, f"/callbacks/sms-status/{first}", form).status_code == 204

    shown = service.expect(first, "dead")
    assert shown["attempts"][0]["outcome"] == "rejected"
    assert "30003" in shown["attempts"][0]["error"]
    service.expect(second, "delivered")
    told = {receipt["notification_id"]: receipt["outcome"] for receipt in expect_receipts(2)}
    assert told == {first: "delivery_failed", second: "delivered"}


def test_where_nobody_can_call_back_what_twilio_takes_counts_as_delivered(start_notifications, http_sink):
    http_sink.answer_always(Answer(status=201, body=b'{"sid": "SM77", "status": "queued"}'))
    service = start_notifications(TWILIO_API_URL=http_sink.url, PUBLIC_URL="http://localhost:8080", **ACCOUNT)

    service.expect(service.notify("sms", NUMBER), "delivered")

    assert "StatusCallback" not in http_sink.requests()[0].text


def test_a_status_that_twilio_did_not_sign_or_of_nothing_we_sent_changes_nothing(texted):
    service, _, _, _, made = texted
    id = made["sms"]
    service.expect(id, "sent")

    forged = call_back(service, f"/callbacks/sms-status/{id}", {"MessageStatus": "delivered"}, signed=False)
    unknown = call_back(service, f"/callbacks/sms-status/{uuid.uuid4()}", {"MessageStatus": "delivered"})

    assert (forged.status_code, unknown.status_code) == (403, 204)
    assert service.get(id)["status"] == "sent"


def test_without_an_account_both_channels_say_what_to_set_and_accept_no_callback(start_notifications):
    service = start_notifications()

    for channel in ("sms", "voice"):
        body = {"channel": channel, "recipient": "+4930123456", "message": "hello"}
        answer = service.http.post("/api/v1/notify", json=body)
        assert (answer.status_code, "TWILIO_ACCOUNT_SID" in answer.json()["detail"]) == (422, True)
    unsigned = service.http.post(f"/callbacks/voice/{uuid.uuid4()}", data={"Digits": "1"})
    assert unsigned.status_code == 403
