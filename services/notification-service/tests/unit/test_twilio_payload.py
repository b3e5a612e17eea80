"""What Twilio is asked to send and say."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID
from xml.etree import ElementTree

import pytest
from notification_service.channels.twilio.payload import checked_number, is_signed, sms_text, spoken
from notification_service.domain.errors import BadRecipient
from notification_service.domain.notification import Kind, Message

ANSWER = "https://oncall.example.org/a/AbC-_1"


def message(subject: str | None = "[critical] search: disk full", text: str = "disk full", **more) -> Message:
    values = {
        "id": UUID("5c4f3d0e-3b1f-5a53-9f0a-2f4f6a1f0c11"),
        "kind": Kind.PAGE,
        "recipient": "+4930123456",
        "subject": subject,
        "text": text,
        "step": 1,
        "cycle": 1,
        "created_at": datetime(2026, 3, 2, 14, tzinfo=UTC),
        "incident_id": None,
        "incident": None,
        "incident_url": None,
        "answer_url": ANSWER,
    }
    return Message(**values | more)


def test_a_number_is_kept_in_international_form():
    assert checked_number(" +49 (30) 123-456 ") == "+4930123456"


@pytest.mark.parametrize("text", ["", "030 123456", "+0491234567", "+49", "+49 30 123456 x7", "ana", "+" + "1" * 16])
def test_what_is_no_international_number_is_refused(text):
    with pytest.raises(BadRecipient):
        checked_number(text)


def test_a_text_message_is_short_and_ends_with_the_link_that_answers():
    assert sms_text(message()) == f"[critical] search: disk full\nAcknowledge: {ANSWER}"
    long = sms_text(message(subject="x" * 1000))
    assert len(long.splitlines()[0]) == 300
    assert long.endswith(ANSWER)
    assert sms_text(message(kind=Kind.DIRECT, text="Your code is\n204913.", answer_url=None)) == "Your code is 204913."


def test_a_call_says_it_twice_and_waits_for_a_key_and_text_of_alerts_is_no_markup():
    asked = ElementTree.fromstring(spoken(message(subject="<Dial>+1</Dial> & more"), "https://example.org/c?a=1&b=2"))
    told = ElementTree.fromstring(spoken(message(), None))

    [gather] = asked.findall("Gather")
    assert gather.get("action") == "https://example.org/c?a=1&b=2"
    assert [s.text for s in gather.findall("Say")][::2] == ["<Dial>+1</Dial> & more"] * 2
    assert asked.find(".//Dial") is None
    assert [s.text for s in told.findall("Say")] == ["[critical] search: disk full"] * 2


def test_a_code_is_read_figure_by_figure():
    said = ElementTree.fromstring(spoken(message(kind=Kind.DIRECT, text="Your code is 204913."), None))

    assert said.findtext("Say") == "Your code is 2 0 4 9 1 3."


def test_the_signature_is_the_one_that_twilios_documentation_works_out():
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    form = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }

    assert is_signed("12345", url, form, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")
    assert not is_signed("12345", url, form | {"Digits": "1"}, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")
    assert not is_signed("12345", url, form, "é")
