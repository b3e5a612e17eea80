from concurrent.futures import ThreadPoolExecutor

from dev_kit.processes import wait_until
from platform_kit import tokens

NEW_KEY = "ock_" + "n" * 32


def users_in(database):
    return database.owner.rows("SELECT email, role FROM oncall.users")


def keys_in(database):
    return database.owner.rows("SELECT token_hash, scopes FROM oncall.api_keys WHERE revoked_at IS NULL")


def test_replicas_that_start_at_once_make_one_administrator_and_one_key(start, database):
    with ThreadPoolExecutor(4) as pool:
        replicas = list(pool.map(lambda _: start(), range(4)))
    assert users_in(database) == [{"email": "Admin@example.org", "role": "admin"}]
    assert len(keys_in(database)) == 1
    assert {replica.sign_in().status_code for replica in replicas} == {200}


def test_a_later_start_leaves_what_people_changed(start, database):
    first = start()
    client = first.client(first.sign_in().json()["token"])
    me = client.get("/api/v1/auth/me").json()
    assert client.patch(f"/api/v1/users/{me['id']}", json={"name": "Ada"}).status_code == 200
    change = {"current_password": "correct horse battery", "new_password": "staple every morning"}
    assert client.post("/api/v1/auth/password", json=change).status_code == 204
    again = start()
    assert again.sign_in().status_code == 401
    answer = again.sign_in(password="staple every morning")
    assert (answer.status_code, answer.json()["user"]["name"]) == (200, "Ada")


def test_a_changed_admin_password_is_set_and_signs_out_whoever_had_the_old_one(start):
    token = start().sign_in().json()["token"]
    again = start(admin_password="a new one from the environment")
    assert again.client(token).get("/api/v1/auth/me").status_code == 401
    assert again.sign_in().status_code == 401
    assert again.sign_in(password="a new one from the environment").status_code == 200


def test_another_admin_email_makes_another_administrator(start, database):
    start()
    assert start(admin_email="second@example.org").sign_in("second@example.org").status_code == 200
    assert len(users_in(database)) == 2


def test_the_ingest_key_is_known_and_may_do_nothing_here(start):
    client = start().client("ock_" + "t" * 32)
    assert client.get("/api/v1/teams").status_code == 403


def test_a_changed_ingest_key_replaces_the_former_one_and_may_come_back(start, database):
    start()
    start(ingest_api_key=NEW_KEY)
    assert [bytes(key["token_hash"]) for key in keys_in(database)] == [tokens.token_hash(NEW_KEY)]
    start()
    assert [bytes(key["token_hash"]) for key in keys_in(database)] == [tokens.token_hash("ock_" + "t" * 32)]


def test_the_environments_key_is_not_revoked_by_hand(start):
    service = start()
    admin = service.with_key("admin")
    key = next(key for key in admin.get("/api/v1/api-keys").json()["items"] if key["name"] == "ingest (environment)")
    assert (key["scopes"], key["prefix"]) == (["ingest"], "ock_")
    answer = admin.delete(f"/api/v1/api-keys/{key['id']}")
    assert (answer.status_code, "INGEST_API_KEY" in answer.json()["detail"]) == (409, True)


def test_a_service_that_starts_before_its_database_makes_the_administrator_when_it_comes(start_service, database):
    database.owner.execute("REVOKE USAGE ON SCHEMA oncall FROM oncall_service")
    process = start_service("oncall-service", wait=False)
    process.wait_until_ready()
    assert users_in(database) == []
    database.owner.execute("GRANT USAGE ON SCHEMA oncall TO oncall_service")
    wait_until(lambda: users_in(database) or None, 15, "the first administrator")


def test_a_bad_setting_stops_the_process_with_one_line_that_names_it(start_service):
    process = start_service("oncall-service", wait=False, ADMIN_PASSWORD="short", TRUSTED_PROXIES="not a place")
    assert process._process.wait(30) == 78
    lines = process.log_tail().strip().splitlines()
    assert len(lines) == 1
    assert "ADMIN_PASSWORD" in lines[0] and "at least 8 characters" in lines[0] and "TRUSTED_PROXIES" in lines[0]
    assert "short" not in lines[0].replace("ADMIN_PASSWORD", "")
