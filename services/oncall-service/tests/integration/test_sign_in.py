from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from time import process_time

import pytest
from platform_kit import tokens


@pytest.fixture
def signing_in(start):
    """A service of the test's own: what it remembers of wrong passwords begins empty."""
    return start()


def test_the_first_administrator_signs_in_and_the_token_is_a_bearer_token(signing_in):
    answer = signing_in.sign_in()
    assert answer.status_code == 200
    body = answer.json()
    assert (body["user"]["email"], body["user"]["role"]) == ("Admin@example.org", "admin")
    assert body["token"].startswith("ocs_")
    assert body["expires_at"].endswith("Z")
    me = signing_in.client(body["token"]).get("/api/v1/auth/me").json()
    assert (me["kind"], me["email"], me["role"]) == ("user", "Admin@example.org", "admin")
    assert me["grants"] == ["admin", "ingest", "read", "respond"]


def cookies_of(answer):
    found = SimpleCookie()
    for header in answer.headers.get_list("set-cookie"):
        found.load(header)
    return found


def test_the_browser_gets_a_session_cookie_it_cannot_read_and_a_token_it_can(signing_in):
    answer = signing_in.sign_in()
    session, csrf = (cookies_of(answer)[name] for name in ("session", "csrf_token"))
    assert session.value == answer.json()["token"]
    assert (session["httponly"], session["samesite"], session["path"], session["secure"]) == (True, "lax", "/", "")
    assert csrf.value == tokens.csrf_token(session.value)
    assert (csrf["httponly"], csrf["samesite"]) == ("", "lax")


def test_cookies_are_secure_where_people_reach_the_platform_by_https(start):
    answer = start(public_url="https://oncall.example.org").sign_in()
    assert all(cookie["secure"] for cookie in cookies_of(answer).values())


def test_a_change_by_cookie_needs_the_csrf_token_of_its_own_page(signing_in):
    answer = signing_in.sign_in()
    browser = signing_in.client()
    browser.cookies.set("session", answer.json()["token"])
    assert browser.get("/api/v1/auth/me").status_code == 200
    body = {"name": "payments"}
    csrf = {"X-CSRF-Token": cookies_of(answer)["csrf_token"].value}
    assert browser.post("/api/v1/teams", json=body).status_code == 403
    assert (
        browser.post("/api/v1/teams", json=body, headers=csrf | {"Origin": "https://evil.example"}).status_code == 403
    )
    assert browser.post("/api/v1/teams", json=body, headers=csrf | {"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert browser.post("/api/v1/teams", json=body, headers=csrf).status_code == 201


def test_signing_out_ends_the_session_at_once(signing_in):
    token = signing_in.sign_in().json()["token"]
    client = signing_in.client(token)
    answer = client.post("/api/v1/auth/logout")
    assert answer.status_code == 204
    assert all(cookie.value == "" for cookie in cookies_of(answer).values())
    assert client.get("/api/v1/auth/me").status_code == 401


def test_a_browser_that_signs_in_again_loses_its_former_session(signing_in):
    first = signing_in.sign_in().json()["token"]
    browser = signing_in.client()
    browser.cookies.set("session", first)
    body = {"email": "admin@example.org", "password": "correct horse battery"}
    second = browser.post("/api/v1/auth/login", json=body).json()["token"]
    assert first != second
    assert signing_in.client(first).get("/api/v1/auth/me").status_code == 401


def test_a_session_that_a_stranger_planted_is_not_taken_over(signing_in):
    planted = "ocs_" + "planted" * 6
    browser = signing_in.client()
    browser.cookies.set("session", planted)
    body = {"email": "admin@example.org", "password": "correct horse battery"}
    assert browser.post("/api/v1/auth/login", json=body).json()["token"] != planted
    assert signing_in.client(planted).get("/api/v1/auth/me").status_code == 401


def test_the_letter_case_of_an_address_does_not_matter(signing_in):
    assert signing_in.sign_in(" ADMIN@example.ORG ").status_code == 401
    assert signing_in.sign_in("ADMIN@example.ORG").status_code == 200


def test_an_unknown_person_and_a_wrong_password_get_the_same_answer(signing_in):
    wrong, unknown = signing_in.sign_in(password="wrong"), signing_in.sign_in("nobody@example.org", "wrong")
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert {k: v for k, v in wrong.json().items() if k != "request_id"} == {
        k: v for k, v in unknown.json().items() if k != "request_id"
    }


def test_an_unknown_person_takes_as_long_as_a_wrong_password(signing_in):
    def seconds(email, n):
        began = process_time()  # of all threads: what other programs do meanwhile does not count
        assert signing_in.sign_in(email, "wrong", source=f"127.0.1.{n}").status_code == 401
        return process_time() - began

    taken = [(seconds("admin@example.org", n), seconds(f"nobody-{n}@example.org", n + 10)) for n in range(1, 8)]
    known, unknown = (min(times) for times in zip(*taken, strict=True))
    assert 0.7 < known / unknown < 1.4


SPELLINGS = ["admin@example.org", "ADMIN@example.org", "Admin@Example.Org", " admin@example.org", "aDmin@example.org"]


@pytest.mark.parametrize(
    "guess",
    [
        lambda n: {},
        lambda n: {"X-Forwarded-For": f"203.0.113.{n}", "X-Real-IP": f"203.0.113.{n}", "Forwarded": f"for=192.0.2.{n}"},
        lambda n: {"email": SPELLINGS[n % len(SPELLINGS)]},
    ],
    ids=["plainly", "with forged headers", "with other letters"],
)  # fmt: skip
def test_two_hundred_guesses_at_an_account_are_slowed_within_ten_and_its_owner_gets_in(signing_in, guess):
    answers = [signing_in.sign_in(password=f"guess {n}", **guess(n)) for n in range(200)]
    assert {answer.status_code for answer in answers[9:]} == {429}
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert signing_in.sign_in().status_code == 429, "the right password must not tell an attacker that it is right"
    assert signing_in.sign_in(source="127.0.0.2").status_code == 200, "the owner is elsewhere and gets in"


def test_guessing_many_accounts_from_one_address_is_slowed_within_ten_tries(signing_in):
    answers = [signing_in.sign_in(f"person-{n}@example.org", "guess") for n in range(10)]
    assert answers[-1].status_code == 429
    assert signing_in.sign_in(source="127.0.0.2").status_code == 200


def test_guesses_sent_all_at_once_are_slowed_too(signing_in):
    with ThreadPoolExecutor(16) as pool:
        statuses = list(pool.map(lambda n: signing_in.sign_in(password=f"guess {n}").status_code, range(40)))
    assert statuses.count(401) < 10


def test_many_addresses_against_one_account_are_slowed_and_its_owner_is_known_where_they_signed_in(signing_in):
    assert signing_in.sign_in(source="127.0.0.3").status_code == 200
    statuses = [signing_in.sign_in(password="guess", source=f"127.0.2.{n}").status_code for n in range(1, 40)]
    assert 429 in statuses
    assert signing_in.sign_in(source="127.0.0.3").status_code == 200


def test_right_passwords_are_never_slowed(signing_in):
    assert {signing_in.sign_in().status_code for _ in range(15)} == {200}


def test_our_own_gateway_is_believed_about_who_is_behind_it(start):
    behind = start(trusted_proxies=("127.0.0.9/32",))
    for n in range(10):
        answer = behind.sign_in(password=f"guess {n}", source="127.0.0.9", **{"X-Forwarded-For": "198.51.100.7"})
    assert answer.status_code == 429
    assert behind.sign_in(source="127.0.0.9", **{"X-Forwarded-For": "198.51.100.8"}).status_code == 200
    forged = {"X-Forwarded-For": "198.51.100.8, 198.51.100.7"}
    assert behind.sign_in(source="127.0.0.9", **forged).status_code == 429


@pytest.mark.parametrize(
    "body",
    [{}, {"email": "admin@example.org"}, {"email": "admin@example.org", "password": "x", "role": "admin"}, []],
)
def test_a_sign_in_that_is_not_one_is_refused(signing_in, body):
    assert signing_in.client().post("/api/v1/auth/login", json=body).status_code == 422


def test_a_form_cannot_sign_in(signing_in):
    body = "email=admin@example.org&password=correct horse battery"
    for kind in ("application/x-www-form-urlencoded", "text/plain"):
        answer = signing_in.client().post("/api/v1/auth/login", content=body, headers={"Content-Type": kind})
        assert answer.status_code == 422


def test_odd_text_in_a_sign_in_is_a_wrong_password(signing_in):
    for email in ("\x00", "a" * 1000, "'; DROP TABLE users; --", "🦊@example.org"):
        assert signing_in.sign_in(email, "\x00").status_code == 401


def test_changing_ones_own_password_ends_every_session(signing_in):
    here, elsewhere = (signing_in.client(signing_in.sign_in().json()["token"]) for _ in range(2))
    change = {"current_password": "correct horse battery", "new_password": "staple every morning"}
    assert here.post("/api/v1/auth/password", json=change | {"current_password": "wrong"}).status_code == 401
    assert here.post("/api/v1/auth/password", json=change | {"new_password": "short"}).status_code == 422
    assert here.post("/api/v1/auth/password", json=change).status_code == 204
    assert [client.get("/api/v1/auth/me").status_code for client in (here, elsewhere)] == [401, 401]
    assert signing_in.sign_in().status_code == 401
    assert signing_in.sign_in(password="staple every morning").status_code == 200


def test_an_api_key_has_no_session_and_no_password(service, admin):
    assert admin.post("/api/v1/auth/logout").status_code == 409
    body = {"current_password": "correct horse battery", "new_password": "staple every morning"}
    assert admin.post("/api/v1/auth/password", json=body).status_code == 409
    me = service.with_key("viewer").get("/api/v1/auth/me").json()
    assert (me["kind"], me["role"], me["email"], me["grants"]) == ("key", "viewer", None, ["read"])
