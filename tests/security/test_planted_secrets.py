"""Secrets are planted everywhere they may be, everything is made to fail at the most talkative log level, and nothing
that the platform says to anybody holds one of them."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from dev_kit.platform import Platform
from dev_kit.ports import free_port
from dev_kit.processes import wait_until
from dev_kit.services import SERVICES
from dev_kit.sinks.http import Answer, HttpSink
from dev_kit.sinks.smtp import SmtpSink

DEAD_MAN, HEARTBEAT = "the dead man's address", "a heartbeat's key"
NAMES = [service.name for service in SERVICES]


def planted() -> str:
    return "planted" + secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Run:
    """A platform that was used while what it needs failed. errors: the answers that it gave meanwhile."""

    platform: Platform
    planted: dict[str, str]
    errors: list[httpx.Response]


def settings_with_secrets(smtp_port: int, provider: str) -> tuple[dict[str, str], dict[str, str]]:
    """What the operator sets, and the secrets in it by what they are."""
    found = {
        name: planted()
        for name in ("ADMIN_PASSWORD", "SERVICE_TOKEN_SECRET", "ENCRYPTION_KEYS", "SMTP_PASSWORD", "TWILIO_AUTH_TOKEN")
    }
    found["INGEST_API_KEY"] = "ock_" + planted()
    found[DEAD_MAN] = planted()
    found["WEBHOOK_SIGNING_SECRET"] = base64.b64encode(planted().encode()).decode()
    found["TELEGRAM_BOT_TOKEN"] = planted()
    settings = {
        **{name: value for name, value in found.items() if name.isupper()},
        "WEBHOOK_SIGNING_SECRET": "whsec_" + found["WEBHOOK_SIGNING_SECRET"],
        "TELEGRAM_BOT_TOKEN": "123:" + found["TELEGRAM_BOT_TOKEN"],
        "TELEGRAM_API_URL": provider,
        "TWILIO_ACCOUNT_SID": "AC123",
        "TWILIO_FROM": "+15550100",
        "TWILIO_API_URL": provider,
        "DEAD_MAN_URL": f"{provider}/{found[DEAD_MAN]}",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(smtp_port),
        "SMTP_FROM": "pager@example.org",
        "SMTP_USER": "pager",
        "LOG_LEVEL": "DEBUG",
        "NOTIFY_RETRY_BASE_SECONDS": "0.2",
        "NOTIFY_MAX_ATTEMPTS": "3",
        "WORKER_POLL_SECONDS": "0.2",
    }
    return settings, found


@pytest.fixture(scope="module")
def run(scratch: Path) -> Iterator[Run]:
    with SmtpSink(login=("pager", "another password")) as mail, HttpSink() as provider:
        provider.answer_always(Answer(status=500, body=b"no"))
        settings, found = settings_with_secrets(mail.port, provider.url)
        with Platform(scratch / f"talkative-{secrets.token_hex(3)}", settings=settings) as platform:
            found |= {f"{login} of the database": p for login, p in platform.database.passwords.items()}
            errors = use_while_all_fails(platform, provider.url, found)
            yield Run(platform, found, errors)


def use_while_all_fails(platform: Platform, provider: str, found: dict[str, str]) -> list[httpx.Response]:
    """Use everything that takes or gives a secret, first while the world outside fails, then without a database."""
    oncall, intake, notify = (
        platform.admin(name) for name in ("oncall-service", "alert-ingestion", "notification-service")
    )
    found["session"] = oncall.headers["Authorization"].removeprefix("Bearer ")
    errors: list[httpx.Response] = []

    def ask(client: httpx.Client, method: str, path: str, **options: Any) -> httpx.Response:
        with suppress(httpx.TransportError):
            answer = client.request(method, path, **options)
            if answer.is_error:
                errors.append(answer)
            return answer
        return httpx.Response(599)

    def made(client: httpx.Client, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = ask(client, "POST", path, json=body)
        assert answer.is_success, answer.text
        return dict(answer.json())

    found["a person's password"], found["a wrong password"] = planted(), planted()
    person = {"name": "Ana", "email": "ana@example.org", "password": found["a person's password"]}
    made(oncall, "/api/v1/users", person)
    found["an API key"] = made(oncall, "/api/v1/api-keys", {"name": "key", "role": "viewer"})["key"]
    integration = made(intake, "/api/v1/integrations", {"name": "sender", "source": "generic", "service": "checkout"})
    heartbeat = made(intake, "/api/v1/heartbeats", {"name": "job", "service": "checkout", "interval_seconds": 86400})
    found["an integration's key"], found[HEARTBEAT] = integration["key"], heartbeat["key"]
    found["the address of a chat room"] = planted()
    room = f"http://127.0.0.1:{free_port()}/{found['the address of a chat room']}"
    made(notify, "/api/v1/contact-methods", {"channel": "webhook", "address": room})
    for channel, recipient in (
        ("email", "ana@example.org"), ("webhook", f"{provider}/hook"), ("telegram", "42"), ("sms", "+15550123"),
        ("voice", "+15550123"),
    ):  # fmt: skip
        made(notify, "/api/v1/notify", {"channel": channel, "recipient": recipient, "message": "x"})
    platform.send_alert(service="checkout")

    def all_failed() -> bool:
        rows = platform.database.owner.rows("SELECT status FROM notify.notifications")
        return len(rows) >= 6 and all(row["status"] in ("dead", "sent", "delivered", "failed") for row in rows)

    wait_until(all_failed, 90, "every message to have failed")

    def every_way_in() -> None:
        login = "/api/v1/auth/login"
        for password in (found["a wrong password"], found["a person's password"]):
            body = {"email": "ana@example.org", "password": password}
            ask(oncall, "POST", login, json=body)
            ask(oncall, "POST", login, json=body | {"role": password})
            ask(oncall, "POST", login, content=f'{{"password": "{password}"')
        ask(oncall, "POST", "/api/v1/users", json=person | {"role": found["a person's password"]})
        ask(oncall, "POST", "/api/v1/auth/password", json={"current_password": 1, "new_password": person["password"]})
        for name in NAMES:
            for key in ("an API key", "an integration's key", "session", "INGEST_API_KEY"):
                for part in (found[key], found[key] + "x", found[key].swapcase()):
                    headers = {"Authorization": f"Bearer {part}"}
                    client = httpx.Client(base_url=platform.url(name), timeout=30, trust_env=False, headers=headers)
                    with client:
                        ask(client, "GET", f"/api/v1/none/{part}?key={part}")
                        ask(client, "POST", "/api/v1/incidents", content=part)
                        ask(client, "POST", "/api/v1/alerts", json={"service": "x", "severity": part})
                        ask(client, "POST", f"/api/v1/integrations/generic?key={part}", content="{")
        ask(intake, "POST", f"/api/v1/heartbeats/{found[HEARTBEAT]}x")
        ask(notify, "POST", "/api/v1/notify", json={"channel": "webhook", "recipient": room, "message": ""})
        ask(notify, "POST", "/api/v1/contact-methods", json={"channel": "slack", "address": room})

    every_way_in()
    platform.cluster.kill()
    try:
        every_way_in()
    finally:
        platform.cluster.start()
    for process in platform.processes:
        process.wait_until_ready(60)
    return errors


def test_everything_was_planted_and_everything_failed(run: Run) -> None:
    assert len(run.planted) >= 12
    assert len(set(run.planted.values())) == len(run.planted)
    assert {401, 403, 404, 422, 503} <= {answer.status_code for answer in run.errors}
    assert len(run.errors) > 50


def test_no_log_holds_a_planted_secret(run: Run) -> None:
    logs = {path.name: path.read_text(errors="replace") for path in (run.platform.directory / "log").iterdir()}
    assert all("DEBUG" in text.upper() or "debug" in text for name, text in logs.items() if name[:-4] in NAMES)
    held = [(name, what) for name, text in logs.items() for what, secret in run.planted.items() if secret in text]
    assert not held


def test_the_databases_own_log_holds_none(run: Run) -> None:
    text = run.platform.cluster.log_file.read_text(errors="replace")
    assert not [what for what, secret in run.planted.items() if secret in text]


def test_no_error_repeats_a_planted_secret(run: Run) -> None:
    held = [
        (answer.status_code, answer.request.url.path, what)
        for answer in run.errors
        for what, secret in run.planted.items()
        if secret in answer.text or secret in str(answer.headers)
    ]
    assert not held


def test_no_metric_holds_a_planted_secret(run: Run) -> None:
    for name in NAMES:
        text = httpx.get(run.platform.url(name) + "/metrics", trust_env=False, timeout=30).text
        assert "http_requests_total" in text
        assert not [what for what, secret in run.planted.items() if secret in text]


def test_no_command_line_holds_one_where_every_user_of_the_machine_can_read_it(run: Run) -> None:
    for process in run.platform.processes:
        assert not [what for what, secret in run.planted.items() if secret in " ".join(process.command)]


def test_a_copy_of_the_database_holds_none_that_opens_a_door(run: Run) -> None:
    """Hashes, and what is sealed; a person's choice of where a page goes is not among the secrets of others."""
    owner = run.platform.database.owner
    tables = owner.rows(
        "SELECT schemaname || '.' || tablename AS name FROM pg_tables"
        " WHERE schemaname IN ('alerts', 'incidents', 'oncall', 'notify')"
    )
    text = "".join(
        owner.value(f"SELECT coalesce(string_agg(t::text, ''), '') FROM {table['name']} t") for table in tables
    )
    sent_there = {"the address of a chat room"}  # the message with its code stays readable to those who may see it
    assert [what for what, secret in run.planted.items() if secret in text and what not in sent_there] == []
