"""The SMTP sink speaks real SMTP."""

import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path

import pytest
from dev_kit.sinks.smtp import SmtpSink


def mail_to(address: str, subject: str = "db-1 is down") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "pager@example.org", address, subject
    message.set_content("Größe: 3 of 5 replicas")
    return message


def test_it_keeps_the_mail_as_the_person_would_read_it(smtp_sink: SmtpSink) -> None:
    with smtplib.SMTP("127.0.0.1", smtp_sink.port) as client:
        client.send_message(mail_to("ana@example.org"))
    mail = smtp_sink.expect_mail(to="ana@example.org", containing="replicas")
    assert (mail.sender, mail.recipients) == ("pager@example.org", ("ana@example.org",))
    assert (mail.subject, mail.text.strip()) == ("db-1 is down", "Größe: 3 of 5 replicas")


def test_a_missing_mail_is_named_with_what_came_instead(smtp_sink: SmtpSink) -> None:
    with smtplib.SMTP("127.0.0.1", smtp_sink.port) as client:
        client.send_message(mail_to("ana@example.org"))
    with pytest.raises(RuntimeError, match=r"bob@example\.org .*came: \['ana@example\.org: db-1 is down'\]"):
        smtp_sink.expect_mail(to="bob@example.org", within_s=0.1)


def test_refusals_are_the_servers_own(smtp_sink: SmtpSink) -> None:
    smtp_sink.refuse_recipient("gone@example.org")
    smtp_sink.refuse_next("452 4.2.2 Mailbox full")
    with smtplib.SMTP("127.0.0.1", smtp_sink.port) as client:
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            client.send_message(mail_to("gone@example.org"))
        assert refused.value.recipients["gone@example.org"][0] == 550
        with pytest.raises(smtplib.SMTPDataError, match="Mailbox full"):
            client.send_message(mail_to("ana@example.org"))
        client.send_message(mail_to("ana@example.org"))
    assert len(smtp_sink.mails) == 1


def test_a_closed_sink_refuses_connections_and_opens_again_on_its_port(smtp_sink: SmtpSink) -> None:
    smtp_sink.close()
    with pytest.raises(ConnectionRefusedError):
        smtplib.SMTP("127.0.0.1", smtp_sink.port)
    smtp_sink.open()
    with smtplib.SMTP("127.0.0.1", smtp_sink.port) as client:
        client.send_message(mail_to("ana@example.org"))
    assert smtp_sink.mails_to("ana@example.org")


def _send_by_starttls(port: int, trust: ssl.SSLContext) -> None:
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.starttls(context=trust)
        client.login("pager", "secret")
        client.send_message(mail_to("ana@example.org"))


def _send_by_tls(port: int, trust: ssl.SSLContext) -> None:
    with smtplib.SMTP_SSL("127.0.0.1", port, context=trust) as client:
        client.send_message(mail_to("ana@example.org"))


def test_starttls_with_a_login(certificate: Path, trust: ssl.SSLContext) -> None:
    with SmtpSink(tls="starttls", certificate=certificate, login=("pager", "secret")) as sink:
        _send_by_starttls(sink.port, trust)
        assert sink.mails_to("ana@example.org")
        with smtplib.SMTP("127.0.0.1", sink.port) as client, pytest.raises(smtplib.SMTPException):
            client.send_message(mail_to("ana@example.org"))  # neither TLS nor login


def test_tls_from_the_first_byte(certificate: Path, trust: ssl.SSLContext) -> None:
    with SmtpSink(tls="tls", certificate=certificate) as sink:
        _send_by_tls(sink.port, trust)
        assert sink.mails_to("ana@example.org")
