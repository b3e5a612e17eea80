from __future__ import annotations

import base64

import pytest
from notification_service.settings import Settings
from platform_kit.settings import from_environment
from pydantic import ValidationError

NEEDED = {
    "database_url": "postgresql://n:p@127.0.0.1/oncall",
    "service_token_secret": "s" * 32,
    "encryption_keys": "k" * 32,
}
SECRET = "whsec_" + base64.b64encode(b"k" * 24).decode()


def settings(**more: str) -> Settings:
    return Settings(**NEEDED | more)


@pytest.mark.parametrize(
    ("given", "tls", "port"),
    [
        ({"smtp_host": "mail.example.org"}, "starttls", 587),
        ({"smtp_host": "localhost"}, "none", 25),
        ({"smtp_host": "127.0.0.1", "smtp_port": "1025"}, "none", 1025),
        ({"smtp_host": "mail.example.org", "smtp_tls": "tls"}, "tls", 465),
        ({"smtp_host": "mailpit", "smtp_tls": "none", "smtp_port": "1025"}, "none", 1025),
    ],
)
def test_mail_is_encrypted_unless_the_server_is_on_this_machine_or_it_was_said(given, tls, port):
    server = settings(smtp_from="oncall@example.org", **given).smtp_server()

    assert server is not None
    assert (server.tls, server.port) == (tls, port)


def test_without_a_host_there_is_no_mail_server():
    assert settings().smtp_server() is None


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"smtp_host": "mail.example.org"}, "SMTP_FROM"),
        ({"smtp_user": "mailer"}, "SMTP_PASSWORD"),
        ({"smtp_from": "On call <oncall@example.org>"}, "plain mail address"),
        ({"smtp_tls": "maybe"}, "starttls"),
        ({"smtp_port": "0"}, "greater than or equal to 1"),
        ({"outbound_allow": "10.0.0.0/8, office"}, "networks like"),
        ({"webhook_signing_secret": "secret"}, "whsec_"),
        ({"webhook_signing_secret": "whsec_c2hvcnQ="}, "24 to 64"),
        ({"notify_max_attempts": "0"}, "greater than or equal to 1"),
        ({"notify_timeout_seconds": "-1"}, "greater than 0"),
    ],
)
def test_what_cannot_work_is_refused_with_what_to_set(given, says):
    with pytest.raises(ValidationError, match=says):
        settings(**given)


def test_a_bad_variable_ends_the_start_with_one_line_that_names_it(monkeypatch, capsys):
    for name, value in NEEDED.items():
        monkeypatch.setenv(name.upper(), value)
    monkeypatch.setenv("OUTBOUND_ALLOW", "everything")
    monkeypatch.setenv("SMTP_PASSWORD", "hunter2")

    with pytest.raises(SystemExit):
        from_environment(Settings)

    line = capsys.readouterr().err
    assert line.startswith("cannot start: OUTBOUND_ALLOW: takes networks like 10.0.0.0/8")
    assert "hunter2" not in line
    assert line.count("\n") == 1


def test_variables_that_do_not_fit_together_are_told_in_one_line(monkeypatch, capsys):
    for name, value in NEEDED.items():
        monkeypatch.setenv(name.upper(), value)
    monkeypatch.setenv("SMTP_HOST", "mail.example.org")

    with pytest.raises(SystemExit):
        from_environment(Settings)

    assert capsys.readouterr().err.startswith("cannot start: SMTP_HOST is set, so SMTP_FROM must name")


def test_networks_are_separated_by_commas_and_may_be_none():
    assert [str(n) for n in settings(outbound_allow="10.0.0.0/8, 192.168.1.7").outbound_allow] == [
        "10.0.0.0/8",
        "192.168.1.7/32",
    ]
    assert settings(outbound_allow="").outbound_allow == ()


def test_webhooks_are_signed_with_the_secret_given_or_one_that_stays_the_same():
    assert settings(webhook_signing_secret=SECRET).signing_secret() == SECRET
    made = settings().signing_secret()
    assert (
        made == settings().signing_secret() != Settings(**NEEDED | {"service_token_secret": "t" * 32}).signing_secret()
    )
    assert len(base64.b64decode(made.removeprefix("whsec_"))) == 32


def test_no_secret_shows_when_settings_are_printed():
    shown = repr(settings(smtp_user="mailer", smtp_password="hunter2", webhook_signing_secret=SECRET))

    assert not {"hunter2", SECRET, "s" * 32} & {word.strip("',()") for word in shown.replace("=", " ").split()}
