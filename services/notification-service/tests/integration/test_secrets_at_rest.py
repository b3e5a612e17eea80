"""A copy of the database does not tell where people are reached, and keys can be changed while the service works."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid

import pytest

LOGGED = (
    "SELECT object_name, after::text AS after FROM oncall.audit_log"
    " WHERE object_type = 'contact_methods' AND action = 'created'"
)
OLD, NEW = "old-key-" + "o" * 32, "new-key-" + "n" * 32


@pytest.fixture
def method(database, sign_in, http_sink):
    """`method(service)`: adds a chat room of a person, whose address is a key to it; returns its id and headers."""

    def add(service):
        ana = sign_in(f"ana-{uuid.uuid4().hex[:8]}@example.org")
        body = {"channel": "webhook", "address": f"{http_sink.url}/T0/hunter2"}
        answer = service.http.post("/api/v1/contact-methods", json=body, headers=ana.headers)
        assert answer.status_code == 201, answer.text
        return answer.json()["id"], ana.headers

    return add


def kept(database):
    return [row["address"] for row in database.owner.rows("SELECT address FROM notify.contact_methods ORDER BY id")]


def reseal(database, keys):
    command = [sys.executable, "-m", "platform_kit.reseal", "notification_service"]
    given = {
        "DATABASE_URL": database.url("notification_service"),
        "SERVICE_TOKEN_SECRET": "s" * 32,
        "ENCRYPTION_KEYS": keys,
    }
    environment = {"PATH": os.environ["PATH"]} | {k: v for k, v in os.environ.items() if k.startswith("COVERAGE_")}
    return subprocess.run(command, env=environment | given, capture_output=True, text=True, timeout=120, check=False)


def test_an_address_is_sealed_in_the_database_and_in_the_log_of_changes(start_notifications, method, database):
    service = start_notifications(ENCRYPTION_KEYS=NEW)

    id, headers = method(service)

    assert kept(database)[0].startswith("enc:")
    logged = database.owner.rows(LOGGED)
    assert [row["object_name"] for row in logged] == ["webhook"]
    assert "hunter2" not in logged[0]["after"]
    assert "enc:" not in logged[0]["after"]
    shown = service.http.get("/api/v1/contact-methods", headers=headers).json()["items"]
    assert [item["id"] for item in shown if item["address"].endswith("/T0/hunter2")] == [id]


def test_the_same_address_twice_is_still_refused(start_notifications, method, database, http_sink):
    service = start_notifications(ENCRYPTION_KEYS=NEW)
    _, headers = method(service)
    body = {"channel": "webhook", "address": f"{http_sink.url}/T0/hunter2"}

    assert service.http.post("/api/v1/contact-methods", json=body, headers=headers).status_code == 409


def test_keys_are_rotated_and_what_was_plain_is_sealed(start_notifications, method, database):
    first, _ = method(start_notifications(ENCRYPTION_KEYS=OLD))
    plain, _ = method(start_notifications(ENCRYPTION_KEYS=OLD))
    database.owner.execute("UPDATE notify.contact_methods SET address = 'https://x.example/p' WHERE id = %s", [plain])

    done = reseal(database, f"{NEW},{OLD}")
    again = reseal(database, f"{NEW},{OLD}")

    assert "2 secrets sealed with the first key, 0 cannot be read" in done.stdout, done.stderr
    assert "0 secrets sealed with the first key, 0 cannot be read" in again.stdout
    assert all(address.startswith("enc:") for address in kept(database))
    after = start_notifications(ENCRYPTION_KEYS=NEW)
    owners = {str(row["id"]): row["user_id"] for row in database.owner.rows("SELECT * FROM notify.contact_methods")}
    admin = {"X-API-Key": after.http.headers["X-API-Key"]}
    database.owner.execute("UPDATE oncall.api_keys SET role = 'admin'")
    for id, ends in ((first, "/T0/hunter2"), (plain, "https://x.example/p")):
        asked = {"user_id": str(owners[id])}
        shown = after.http.get("/api/v1/contact-methods", params=asked, headers=admin).json()["items"]
        assert shown[0]["address"].endswith(ends)


def test_a_lost_key_costs_the_address_and_nobody_a_page(start_notifications, method, make_page, database):
    """The page goes where it would have gone without that address: to the log, as there is no mail server."""
    id, headers = method(start_notifications(ENCRYPTION_KEYS=OLD))
    database.owner.execute("UPDATE notify.contact_methods SET verified_at = now()")
    user = database.owner.value("SELECT user_id::text FROM notify.contact_methods")
    service = start_notifications(ENCRYPTION_KEYS=NEW)
    rules = {"high": [{"delay_seconds": 0, "contact_method_id": id}], "low": [], "quiet_hours": None}
    assert service.http.put("/api/v1/notification-rules", json=rules, headers=headers).status_code == 200

    shown = service.http.get("/api/v1/contact-methods", headers=headers).json()["items"]
    [paged] = service.hand_over(make_page(user_id=user))

    assert shown[0]["address"].startswith("(cannot be read any more")
    assert paged["channel"] == "log"
    tested = service.http.post(f"/api/v1/contact-methods/{id}/test", headers=headers)
    assert (tested.status_code, tested.json()["errors"][0]["field"]) == (422, "recipient")
    lost = reseal(database, NEW)
    assert lost.returncode == 1
    assert "1 cannot be read" in lost.stdout
    assert "Put the key they were sealed with back" in lost.stderr
