"""Every change to what people set up is written down: who made it, from where, and what differs."""

import psycopg2.errors
import pytest


@pytest.fixture
def entries(admin):
    """`entries(**filters)`: the log, oldest first."""

    def read(**filters):
        answer = admin.get("/api/v1/audit", params={"limit": 200} | filters)
        assert answer.status_code == 200, answer.text
        return answer.json()["items"][::-1]

    return read


def brief(entry):
    return entry["action"], entry["object_type"], entry["object_name"]


def test_what_is_made_changed_and_deleted_is_written_down_with_what_differs(admin, make, entries):
    ana = make("users", name="Ana", email="ana@example.org", role="viewer")
    admin.patch(f"/api/v1/users/{ana['id']}", json={"role": "responder"})
    admin.patch(f"/api/v1/users/{ana['id']}", json={"role": "responder"})
    admin.delete(f"/api/v1/users/{ana['id']}")

    made, changed, deleted = entries(object_id=ana["id"])
    assert [brief(entry) for entry in (made, changed, deleted)] == [
        (action, "users", "ana@example.org") for action in ("created", "changed", "deleted")
    ]
    assert (changed["before"], changed["after"]) == ({"role": "viewer"}, {"role": "responder"})
    assert (made["before"], made["after"]["email"]) == (None, "ana@example.org")
    assert (deleted["before"]["role"], deleted["after"]) == ("responder", None)


def test_it_says_who_and_from_where_and_finds_the_request(start):
    service = start(trusted_proxies=("127.0.0.9/32",))
    token = service.sign_in().json()["token"]
    told = {"X-Forwarded-For": "198.51.100.7", "X-Request-ID": "the-request"}
    through_our_gateway = service.client(token, source="127.0.0.9")
    assert through_our_gateway.post("/api/v1/teams", json={"name": "payments"}, headers=told).status_code == 201
    invented = service.client(token).post("/api/v1/teams", json={"name": "checkout"}, headers=told)
    assert invented.status_code == 201

    found = service.client(token).get("/api/v1/audit", params={"object_type": "teams"}).json()["items"]
    by_name = {entry["object_name"]: entry for entry in found}
    entry = by_name["payments"]
    assert (entry["actor"], entry["actor_kind"]) == ("Admin@example.org", "user")
    assert (entry["address"], entry["request_id"]) == ("198.51.100.7", "the-request")
    assert by_name["checkout"]["address"] == "127.0.0.1"  # what anybody may write into a header is not believed


def test_what_nobody_asked_for_is_the_systems(start):
    service = start()
    found = service.with_key("admin").get("/api/v1/audit", params={"actor": "system"}).json()["items"]
    made = [(entry["action"], entry["object_type"], entry["actor_kind"]) for entry in found]
    assert {("created", "users", "system"), ("created", "api_keys", "system")} <= set(made)


def test_each_part_of_a_schedule_and_a_policy_is_in_it(admin, make, entries):
    schedule = make("schedules", team="payments", members=[{"email": "ana@example.org"}])
    span = {"start": "2026-03-02T00:00:00Z", "end": "2026-03-03T00:00:00Z"}
    override = make(f"schedules/{schedule['id']}/overrides", user="ana@example.org", **span)
    admin.delete(f"/api/v1/schedules/{schedule['id']}/overrides/{override['id']}")
    make("services", name="checkout-api", team="payments")
    steps = [{"delay_seconds": 60, "targets": [{"type": "fallback"}]}]
    make("escalation-policies", name="p", team="payments", steps=steps)

    found = {(entry["action"], entry["object_type"]) for entry in entries()}
    assert found >= {
        ("created", kind)
        for kind in ("teams", "users", "schedules", "schedule_members", "overrides", "services", "escalation_policies")
    }
    assert ("deleted", "overrides") in found
    assert ("changed", "teams") in found  # its first policy is the one that its services follow
    assert all(entry["actor"] == "key of a admin" for entry in entries(object_type="overrides"))


def test_no_secret_is_in_it(service, admin, make, entries):
    ana = make("users", name="Ana", email="ana@example.org", password="correct horse", role="viewer")
    admin.patch(f"/api/v1/users/{ana['id']}", json={"password": "another password"})
    key = make("api-keys", name="prometheus", scopes=["ingest"])
    admin.delete(f"/api/v1/api-keys/{key['id']}")

    written = str(entries())
    kept = service.database.owner.rows(
        "SELECT password_hash AS secret FROM oncall.users WHERE password_hash IS NOT NULL"
        " UNION SELECT encode(token_hash, 'hex') FROM oncall.api_keys"
    )
    assert not [row for row in kept if row["secret"] in written]
    assert key["key"] not in written
    changed = entries(object_id=ana["id"])[-1]
    assert (changed["before"], changed["after"]) == ({"password_hash": "(not shown)"}, {"password_hash": "(not shown)"})


def test_a_change_that_is_undone_is_not_in_it(admin, make, entries):
    make("teams", name="payments")
    assert admin.post("/api/v1/teams", json={"name": "payments"}).status_code == 409
    assert [brief(entry) for entry in entries(object_type="teams")] == [("created", "teams", "payments")]


def test_using_a_key_is_no_change(service, make, entries):
    key = make("api-keys", name="dashboards", role="viewer")
    assert service.client(key["key"]).get("/api/v1/teams").status_code == 200
    assert [entry["action"] for entry in entries(object_id=key["id"])] == ["created"]


def test_it_is_continued_by_its_cursor_and_filtered(admin, make, entries):
    for n in range(5):
        make("teams", name=f"team {n}")
    first = admin.get("/api/v1/audit", params={"limit": 3, "object_type": "teams"}).json()
    rest = admin.get("/api/v1/audit", params={"object_type": "teams", "cursor": first["next_cursor"]}).json()
    names = [entry["object_name"] for entry in first["items"] + rest["items"]]
    assert (names, rest["next_cursor"]) == ([f"team {n}" for n in reversed(range(5))], None)
    assert entries(actor="somebody else") == []
    assert entries(since="2100-01-01T00:00:00Z") == [] == entries(until="2020-01-01T00:00:00Z")
    for bad in ({"object_type": "secrets"}, {"since": "yesterday"}, {"cursor": "x"}):
        assert admin.get("/api/v1/audit", params=bad).status_code == 422


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM oncall.audit_log",
        "UPDATE oncall.audit_log SET actor = 'somebody else'",
        "TRUNCATE oncall.audit_log",
        "INSERT INTO oncall.audit_log (actor, actor_kind, action, object_type) VALUES ('x', 'user', 'created', 'x')",
        "ALTER TABLE oncall.users DISABLE TRIGGER users_audited",
        "SELECT platform.audit()",
    ],
)
def test_the_service_itself_can_neither_write_change_nor_delete_an_entry(service, make, statement):
    make("teams", name="payments")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        service.database.login("oncall_service").execute(statement)
