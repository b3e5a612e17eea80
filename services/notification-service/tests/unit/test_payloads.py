from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notification_service.channels.email.payload import mail, one_line
from notification_service.channels.log.payload import sentence
from notification_service.channels.webhook.payload import body
from notification_service.domain.errors import BadRecipient
from notification_service.domain.notification import Incident, Kind, Message

NOW = datetime(2026, 3, 2, 14, 2, 5, tzinfo=UTC)
INCIDENT = Incident(
    id=UUID("01990b7e-6f4e-7b1a-8c55-0d7f6a1b2c3d"),
    title="error rate above 5 %",
    service="checkout-api",
    severity="critical",
    status="open",
    team="payments",
    alert_count=1,
    created_at=NOW,
)
ID = UUID("5c4f3d0e-3b1f-5a53-9f0a-2f4f6a1f0c11")
anything = st.text(st.characters(codec="utf-8"), max_size=80)


def message(*, subject: str | None = "checkout-api is down", text: str = "no answer", incident=INCIDENT, **more):
    values = {
        "id": ID,
        "kind": Kind.PAGE,
        "recipient": "ana@example.org",
        "subject": subject,
        "text": text,
        "step": 1,
        "cycle": 1,
        "created_at": NOW,
        "incident_id": incident and incident.id,
        "incident": incident,
        "incident_url": incident and f"https://oncall.example.org/incidents/{incident.id}",
    }
    return Message(**values | more)


@pytest.mark.parametrize(
    ("kind", "begins"), [(Kind.PAGE, "Page for "), (Kind.UPDATE, "Update for "), (Kind.DIRECT, "Message for ")]
)
def test_the_log_says_who_is_told_what_and_where_to_look(kind, begins):
    said = sentence(message(kind=kind))

    assert said == (
        f"{begins}ana@example.org: checkout-api is down (critical, checkout-api). "
        "See https://oncall.example.org/incidents/01990b7e-6f4e-7b1a-8c55-0d7f6a1b2c3d"
    )


def test_without_subject_the_first_line_of_the_text_stands_for_it():
    assert message(subject=None, text="\n disk full \non db-1").headline == "disk full"
    assert message(subject=None, text="  ").headline == "(no text)"


@given(anything, anything)
def test_a_webhook_is_the_same_bytes_each_time_and_reads_back(subject, text):
    built = body(message(subject=subject, text=text))

    assert built == body(message(subject=subject, text=text))
    document = json.loads(built)
    assert (document["type"], document["timestamp"]) == ("incident.page", "2026-03-02T14:02:05Z")
    assert (document["data"]["subject"], document["data"]["message"]) == (subject, text)
    assert document["data"]["incident"]["created_at"] == "2026-03-02T14:02:05Z"


def test_a_webhook_without_an_incident_carries_none():
    document = json.loads(body(message(kind=Kind.DIRECT, incident=None, step=None, cycle=None)))

    assert document["type"] == "message"
    assert "incident" not in document["data"]


@given(anything, anything)
def test_no_text_makes_a_second_header_or_a_tag(subject, text):
    hostile = Incident(**{name: getattr(INCIDENT, name) for name in Incident.__slots__} | {"title": text, "team": text})

    built = mail(message(subject=subject or None, text=text, incident=hostile), sender="o@example.org", now=NOW)

    raw = built.as_bytes()
    raw.decode("ascii")
    headers = raw.split(b"\r\n\r\n", 1)[0].decode().lower().split("\r\n")
    named = [line.partition(":")[0] for line in headers if not line.startswith((" ", "\t"))]
    assert sorted(named) == sorted(
        ["from", "to", "subject", "date", "message-id", "references", "auto-submitted", "content-type", "mime-version"]
    )
    html = built.get_body(preferencelist=("html",)).get_content()
    assert html.count("<a ") == 1
    assert html.count("<script") == html.count("<img") == 0


@given(anything)
def test_one_line_has_no_line_break_and_no_control_character(text):
    assert one_line(text).isprintable() or all(not c.isspace() or c == " " for c in one_line(text))
    assert len(one_line(text).splitlines()) <= 1


@pytest.mark.parametrize("recipient", ["ana", "a@b@c", "ana@example.org\nBcc: eve@example.org", "", "ana@-"])
def test_a_mail_to_something_else_is_refused(recipient):
    with pytest.raises(BadRecipient):
        mail(message(recipient=recipient), sender="o@example.org", now=NOW)


def test_a_mail_of_an_incident_joins_the_others_of_it_and_says_its_facts():
    built = mail(message(), sender="o@example.org", now=NOW)

    assert built["References"] == f"<incident-{INCIDENT.id}@example.org>"
    text = built.get_body(preferencelist=("plain",)).get_content()
    assert "Service: checkout-api" in text
    assert "Since: 2026-03-02 14:02:05 UTC, 1 alert" in text
    assert "Team: payments" in text


def test_a_mail_without_an_incident_has_its_text_alone():
    built = mail(message(incident=None), sender="o@example.org", now=NOW)

    assert built["References"] is None
    assert built.get_body(preferencelist=("plain",)).get_content().strip() == "no answer"
