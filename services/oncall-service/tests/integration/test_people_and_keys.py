import time
from concurrent.futures import ThreadPoolExecutor

import pytest


@pytest.fixture
def ana(make):
    return make("users", name="Ana", email="ana@example.com", password="correct horse", role="responder")


@pytest.fixture
def root(make):
    """The only administrator with an account: keys are not people."""
    return make("users", name="Root", email="root@example.com", role="admin")


def test_a_person_is_added_and_found_by_address(admin, ana):
    assert set(ana) == {"id", "name", "email", "role", "disabled_at", "created_at", "updated_at"}
    assert admin.get(f"/api/v1/users/{ana['id']}").json() == ana
    assert admin.get("/api/v1/users", params={"email": "Ana@Example.com"}).json()["items"] == [ana]
    assert admin.get("/api/v1/users", params={"q": "AN"}).json()["items"] == [ana]
    assert admin.get("/api/v1/users", params={"q": "%"}).json()["items"] == []


def test_an_address_is_taken_once_whatever_the_letter_case(admin, ana):
    answer = admin.post("/api/v1/users", json={"name": "Other", "email": "ANA@example.com", "role": "viewer"})
    assert (answer.status_code, "already" in answer.json()["detail"]) == (409, True)


@pytest.mark.parametrize(
    "change",
    [
        {"email": "nobody"},
        {"email": "a@b\r\nBcc: everybody@example.com"},
        {"role": "root"},
        {"password": "short"},
        {"password": "password"},
        {"name": ""},
        {"name": "An\x00a"},
        {"password_hash": "$argon2id$…"},
        {"id": "00000000-0000-0000-0000-000000000001"},
        {"disabled_at": None},
    ],
)
def test_a_person_cannot_be_made_of_anything_else(admin, change):
    body = {"name": "Ana", "email": "ana@example.com", "role": "responder"} | change
    answer = admin.post("/api/v1/users", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"]


@pytest.mark.parametrize("email", ["root@localhost", "ops@mail.local", "o'hara@example.org", "ünï@exämple.de"])
def test_addresses_of_ones_own_network_are_addresses(make, email):
    assert make("users", name="Ops", email=email)["email"] == email


def test_a_person_is_changed_without_touching_the_rest(admin, ana):
    changed = admin.patch(f"/api/v1/users/{ana['id']}", json={"name": "Ana Ferreira"}).json()
    assert (changed["name"], changed["email"], changed["role"]) == ("Ana Ferreira", "ana@example.com", "responder")
    assert admin.patch(f"/api/v1/users/{ana['id']}", json={}).json()["name"] == "Ana Ferreira"
    assert admin.patch(f"/api/v1/users/{ana['id']}", json={"token": "x"}).status_code == 422


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": "viewer"}, {"password": "another password"}])
def test_being_disabled_another_role_and_a_new_password_sign_a_person_out(service, admin, ana, change):
    token = service.sign_in("ana@example.com", "correct horse").json()["token"]
    client = service.client(token)
    assert client.get("/api/v1/auth/me").status_code == 200
    assert admin.patch(f"/api/v1/users/{ana['id']}", json=change).status_code == 200
    assert client.get("/api/v1/auth/me").status_code == 401


def test_a_disabled_person_cannot_sign_in_until_enabled_again(service, admin, ana):
    admin.patch(f"/api/v1/users/{ana['id']}", json={"disabled": True})
    assert service.sign_in("ana@example.com", "correct horse").status_code == 401
    assert admin.patch(f"/api/v1/users/{ana['id']}", json={"disabled": False}).json()["disabled_at"] is None
    assert service.sign_in("ana@example.com", "correct horse").status_code == 200


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": "responder"}])
def test_the_last_administrator_stays_one(admin, root, change):
    answer = admin.patch(f"/api/v1/users/{root['id']}", json=change)
    assert (answer.status_code, "last administrator" in answer.json()["detail"]) == (409, True)
    assert admin.delete(f"/api/v1/users/{root['id']}").status_code == 409
    assert admin.get(f"/api/v1/users/{root['id']}").json()["role"] == "admin"


def test_of_two_administrators_who_demote_each_other_at_once_one_stays(service, make, root):
    other = make("users", name="Other", email="other@example.com", role="admin")
    clients = [service.with_key("admin") for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        changes = zip(clients, (root, other), strict=True)
        statuses = pool.map(
            lambda c: c[0].patch(f"/api/v1/users/{c[1]['id']}", json={"role": "viewer"}).status_code, changes
        )
        assert sorted(statuses) == [200, 409]


def test_somebody_whom_nothing_names_can_be_deleted(service, admin, ana):
    client = service.client(service.sign_in("ana@example.com", "correct horse").json()["token"])
    assert admin.delete(f"/api/v1/users/{ana['id']}").status_code == 204
    assert admin.get(f"/api/v1/users/{ana['id']}").status_code == 404
    assert client.get("/api/v1/auth/me").status_code == 401


def test_somebody_whom_others_count_on_cannot_be_deleted(admin, ana, make):
    schedule = make("schedules", team="payments", members=[{"email": "ana@example.com"}])
    answer = admin.delete(f"/api/v1/users/{ana['id']}")
    assert (answer.status_code, "schedule of payments" in answer.json()["detail"]) == (409, True)
    make(
        f"schedules/{schedule['id']}/overrides",
        user=ana["id"],
        start="2026-03-02T00:00:00Z",
        end="2026-03-03T00:00:00Z",
    )
    admin.put(
        f"/api/v1/schedules/{schedule['id']}", json={"team": "payments", "members": [{"email": "ben@example.com"}]}
    )
    make("escalation-policies", name="p", team="payments",
         steps=[{"delay_seconds": 60, "targets": [{"type": "user", "id": ana["id"]}]}])  # fmt: skip
    assert "policy p" in admin.delete(f"/api/v1/users/{ana['id']}").json()["detail"]
    policy = admin.get("/api/v1/escalation-policies").json()["items"][0]
    admin.delete(f"/api/v1/escalation-policies/{policy['id']}")
    answer = admin.delete(f"/api/v1/users/{ana['id']}")
    assert (answer.status_code, "Overrides" in answer.json()["detail"]) == (409, True)


def test_lists_are_continued_by_their_cursor_without_gap_or_repeat(admin, make):
    made = [make("users", name=f"P {n}", email=f"p{n}@example.com")["id"] for n in range(5)]
    seen, cursor = [], None
    for _ in range(3):
        page = admin.get("/api/v1/users", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        seen += [user["id"] for user in page["items"]]
        cursor = page["next_cursor"]
    assert (seen, cursor) == (made[::-1], None)
    for bad in ({"limit": 0}, {"limit": 201}, {"cursor": "x"}):
        assert admin.get("/api/v1/users", params=bad).status_code == 422


def test_ids_that_are_not_ids_or_not_there_are_not_found(admin):
    for path in ("users", "teams", "services", "schedules", "escalation-policies", "api-keys"):
        assert admin.get(f"/api/v1/{path}/00000000-0000-0000-0000-000000000000").status_code == 404
        # Where an address has both ids and words, what is no id is an address that is not there.
        assert admin.get(f"/api/v1/{path}/not-an-id").status_code == (404 if path == "schedules" else 422)


# -- keys --------------------------------------------------------------------------------------------------------------


def test_a_key_is_shown_once_and_works(service, admin, make):
    made = make("api-keys", name="terraform", role="viewer")
    assert made["key"].startswith(made["prefix"])
    listed = next(key for key in admin.get("/api/v1/api-keys").json()["items"] if key["id"] == made["id"])
    assert "key" not in listed and made["key"] not in str(listed)
    assert (listed["role"], listed["scopes"], listed["revoked_at"]) == ("viewer", [], None)
    assert service.client(made["key"]).get("/api/v1/teams").status_code == 200
    by_header = service.client().get("/api/v1/teams", headers={"X-API-Key": made["key"]})
    assert by_header.status_code == 200
    rows = service.database.owner.rows("SELECT * FROM oncall.api_keys")
    assert made["key"] not in str(rows)


def test_a_key_with_a_scope_may_do_that_and_no_more(service, make):
    made = make("api-keys", name="prometheus", scopes=["ingest"])
    assert service.client(made["key"]).get("/api/v1/teams").status_code == 403


def test_a_revoked_key_is_refused_everywhere_within_five_seconds(start):
    one, other = start(), start()
    admin = one.with_key("admin")
    made = admin.post("/api/v1/api-keys", json={"name": "k", "role": "viewer"}).json()
    clients = [one.client(made["key"]), other.client(made["key"])]
    assert [client.get("/api/v1/teams").status_code for client in clients] == [200, 200]
    assert admin.delete(f"/api/v1/api-keys/{made['id']}").status_code == 204
    revoked_at = time.monotonic()
    assert clients[0].get("/api/v1/teams").status_code == 401
    while clients[1].get("/api/v1/teams").status_code == 200:
        assert time.monotonic() - revoked_at < 5
        time.sleep(0.1)
    assert admin.delete(f"/api/v1/api-keys/{made['id']}").status_code == 204
    assert admin.get(f"/api/v1/api-keys/{made['id']}").json()["revoked_at"] is not None


@pytest.mark.parametrize(
    "body",
    [
        {"name": "k"},
        {"name": "k", "role": "admin", "scopes": ["read"]},
        {"name": "k", "scopes": []},
        {"name": "k", "scopes": ["service"]},
        {"name": "k", "role": "root"},
        {"name": "k", "role": "viewer", "expires_at": "2020-01-01T00:00:00Z"},
        {"name": "k", "role": "viewer", "key": "ock_mine"},
    ],
)
def test_a_key_that_could_do_nothing_or_too_much_is_refused(admin, body):
    assert admin.post("/api/v1/api-keys", json=body).status_code == 422


def test_a_key_past_its_end_is_refused(service):
    assert service.with_key("admin", expires_at="2020-01-01T00:00:00Z").get("/api/v1/teams").status_code == 401


def test_a_key_of_one_team_sees_that_team_and_can_neither_administer_nor_send(admin, service):
    for name in ("payments", "storage"):
        assert admin.post("/api/v1/teams", json={"name": name}).status_code == 201
        assert admin.post("/api/v1/services", json={"name": f"{name}-api", "team": name}).status_code == 201

    made = admin.post("/api/v1/api-keys", json={"name": "dashboard", "role": "responder", "team": "payments"})

    assert (made.status_code, made.json()["team"]) == (201, "payments")
    bound = service.client(made.json()["key"])
    assert bound.get("/api/v1/auth/me").json()["grants"] == ["read", "respond"]
    assert [team["name"] for team in bound.get("/api/v1/teams").json()["items"]] == ["payments"]
    assert [service["name"] for service in bound.get("/api/v1/services").json()["items"]] == ["payments-api"]
    other = admin.get("/api/v1/teams", params={"name": "storage"}).json()["items"][0]["id"]
    assert bound.get(f"/api/v1/teams/{other}").status_code == 404
    listed = {key["name"]: key["team"] for key in admin.get("/api/v1/api-keys").json()["items"]}
    assert listed.pop("dashboard") == "payments"
    assert set(listed.values()) == {None}
    for more in ({"role": "admin"}, {"scopes": ["ingest"]}, {"scopes": ["read", "admin"]}):
        refused = admin.post("/api/v1/api-keys", json={"name": "too much", "team": "payments"} | more)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "team")
    assert admin.post("/api/v1/api-keys", json={"name": "x", "role": "viewer", "team": "none"}).status_code == 422
