"""Mail through a real SMTP server."""

from __future__ import annotations

import email.utils

import pytest
from dev_kit.sinks.smtp import SmtpSink

HOSTILE = (
    'down</title><script>alert(1)</script>\r\nBcc: eve@example.org\r\nSubject: all fine\r\n\r\n<img src=x onerror="x">'
)


@pytest.fixture
def mail_settings(smtp_sink):
    return {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(smtp_sink.port), "SMTP_FROM": "oncall@example.org"}


def test_a_person_is_paged_by_mail_with_a_link_to_the_incident(
    start_notifications, mail_settings, smtp_sink, make_page
):
    service, page = start_notifications(**mail_settings), make_page()

    [made] = service.hand_over(page)

    mail = smtp_sink.expect_mail(to="ana@example.org", containing="error rate above 5 %")
    link = f"https://oncall.example.org/incidents/{page['incident']['id']}"
    assert made["channel"] == "email"
    assert mail.subject == page["subject"]
    assert mail.message["Message-ID"] == f"<{made['id']}@example.org>"
    assert email.utils.parseaddr(mail.message["From"])[1] == mail.sender == "oncall@example.org"
    assert mail.message["Auto-Submitted"] == "auto-generated"
    for kind in ("plain", "html"):
        part = mail.message.get_body(preferencelist=(kind,)).get_content()
        assert link in part
        assert "checkout-api" in part
        assert "critical" in part
    [attempt] = service.expect(made["id"], "delivered")["attempts"]
    assert attempt["status_code"] == 250
    assert attempt["answer"].startswith("OK queued as 1")


def test_text_of_an_alert_makes_no_header_and_no_markup(start_notifications, mail_settings, smtp_sink, make_page):
    service, page = start_notifications(**mail_settings), make_page(subject=HOSTILE, message=HOSTILE)
    page["incident"] |= {"title": HOSTILE, "service": HOSTILE, "team": HOSTILE}

    service.hand_over(page)

    mail = smtp_sink.expect_mail(to="ana@example.org")
    assert len(mail.message.get_all("Subject")) == 1
    assert mail.message["Bcc"] is None
    assert mail.recipients == ("ana@example.org",)
    assert mail.subject.startswith("down</title><script>alert(1)</script>")
    html = mail.message.get_body(preferencelist=("html",)).get_content()
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_a_long_and_foreign_subject_arrives_in_one_line(start_notifications, mail_settings, smtp_sink):
    service = start_notifications(**mail_settings)

    service.notify("email", "ana@example.org", subject="Плохо дело — " + "ö" * 300)

    mail = smtp_sink.expect_mail(to="ana@example.org")
    assert mail.subject == ("Плохо дело — " + "ö" * 300)[:200]


@pytest.mark.parametrize(
    "address",
    [
        "ana",
        "ana@example.org, eve@example.org",
        "Ana <ana@example.org>",
        "ana@exa mple.org",
        "ana@example.org\r\nBcc: e@x.y",
    ],
)
def test_what_is_not_one_plain_address_is_refused(start_notifications, mail_settings, address):
    service = start_notifications(**mail_settings)

    answer = service.http.post("/api/v1/notify", json={"channel": "email", "recipient": address, "message": "hello"})

    assert answer.status_code == 422
    assert [e["field"] for e in answer.json()["errors"]] == ["recipient"]


def test_a_refused_address_is_not_tried_again_and_a_busy_server_is(start_notifications, mail_settings, smtp_sink):
    service = start_notifications(**mail_settings)
    smtp_sink.refuse_recipient("gone@example.org")
    smtp_sink.refuse_recipient("full@example.org", "452 4.2.2 Mailbox full")

    gone = service.expect(service.notify("email", "gone@example.org"), "dead")
    full = service.expect(service.notify("email", "full@example.org"), "dead")

    assert [(a["outcome"], a["status_code"]) for a in gone["attempts"]] == [("rejected", 550)]
    assert [(a["outcome"], a["status_code"]) for a in full["attempts"]] == [("rate_limited", 452)] * 3
    assert "No such mailbox" in gone["attempts"][0]["error"]


def test_mail_refused_after_its_data_is_tried_again_or_not_by_its_code(start_notifications, mail_settings, smtp_sink):
    service = start_notifications(**mail_settings)
    smtp_sink.refuse_next("451 4.3.0 Try later", "554 5.7.1 Looks like spam")

    shown = service.expect(service.notify("email", "ana@example.org"), "dead")

    assert [a["outcome"] for a in shown["attempts"]] == ["rate_limited", "rejected"]


def test_a_server_that_is_away_gets_the_mail_when_it_returns(start_notifications, mail_settings, smtp_sink):
    service = start_notifications(**mail_settings, NOTIFY_MAX_ATTEMPTS="20")
    smtp_sink.close()
    id = service.notify("email", "ana@example.org")
    service.expect(id, "failed")

    smtp_sink.open()

    shown = service.expect(id, "delivered")
    assert shown["attempts"][0]["outcome"] == "unreachable"
    assert len(smtp_sink.mails_to("ana@example.org")) == 1


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_mail_goes_encrypted_with_a_login_to_a_server_that_is_trusted(
    start_notifications, certificate, tls, monkeypatch
):
    login = ("mailer", "s3cret") if tls == "starttls" else None
    with SmtpSink(tls=tls, certificate=certificate, login=login) as sink:
        settings = {
            "SMTP_HOST": "localhost",
            "SMTP_PORT": str(sink.port),
            "SMTP_FROM": "o@example.org",
            "SMTP_TLS": tls,
        }
        if login:
            settings |= {"SMTP_USER": "mailer", "SMTP_PASSWORD": "s3cret"}
        service = start_notifications(**settings, NOTIFY_MAX_ATTEMPTS="1")

        refused = service.expect(service.notify("email", "ana@example.org"), "dead")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        service.expect(service.notify("email", "ana@example.org"), "delivered")

        assert refused["attempts"][0]["outcome"] == "unreachable"
        assert "certificate" in refused["attempts"][0]["error"]
        assert len(sink.mails) == 1


def test_a_refused_login_is_tried_again_because_the_address_is_not_at_fault(
    start_notifications, certificate, monkeypatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with SmtpSink(tls="starttls", certificate=certificate, login=("mailer", "s3cret")) as sink:
        service = start_notifications(
            SMTP_HOST="localhost",
            SMTP_PORT=str(sink.port),
            SMTP_FROM="o@example.org",
            SMTP_TLS="starttls",
            SMTP_USER="mailer",
            SMTP_PASSWORD="wrong",
        )

        shown = service.expect(service.notify("email", "ana@example.org"), "dead")

    assert [a["outcome"] for a in shown["attempts"]] == ["login_refused"] * 3
    assert "SMTP_PASSWORD" in shown["attempts"][0]["error"]
    assert "wrong" not in shown["attempts"][0]["error"]


def test_a_server_without_tls_gets_no_mail_when_tls_is_asked_for(start_notifications, mail_settings, smtp_sink):
    service = start_notifications(**mail_settings, SMTP_TLS="starttls", NOTIFY_MAX_ATTEMPTS="1")

    service.expect(service.notify("email", "ana@example.org"), "dead")

    assert smtp_sink.mails == []
