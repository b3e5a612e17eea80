"""People sign in with an OpenID Connect provider, and nobody does with less than its word for this browser."""

import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from dev_kit.identity_provider import CLIENT_ID, CLIENT_SECRET, IdentityProvider

START, CALLBACK = "/api/v1/auth/oidc/start", "/api/v1/auth/oidc/callback"
ANA = {"sub": "1", "email": "ana@example.org", "email_verified": True, "name": "Ana", "groups": ["sre"]}


@pytest.fixture(scope="module")
def listening() -> Iterator[IdentityProvider]:
    with IdentityProvider() as provider:
        yield provider


@pytest.fixture
def provider(listening):
    listening.person, listening.lies, listening.signs, listening.refuses = dict(ANA), {}, "honestly", ""
    return listening


@pytest.fixture
def offered(start, provider):
    """The service with the provider: `sre` responds and is in the team payments, `ops` administers."""

    def begin(**more):
        given = {
            "oidc_issuer": provider.issuer,
            "oidc_client_id": CLIENT_ID,
            "oidc_client_secret": CLIENT_SECRET,
            "outbound_allow": "127.0.0.0/8",
            "oidc_admin_groups": "ops",
            "oidc_responder_groups": "sre, web",
            "oidc_team_groups": "sre=payments",
        }
        return start(**(given | more))

    return begin


def leave(browser, next="/on-call"):
    """The provider's answer to a browser that left for it: the address at which it comes back."""
    away = browser.get(START, params={"next": next})
    assert away.status_code == 302, away.text
    answer = httpx.get(away.headers["location"], trust_env=False, timeout=30)
    back = urlsplit(answer.headers["location"])
    return f"{back.path}?{back.query}"


def sign_in(service, **options):
    browser = service.client()
    return browser, browser.get(leave(browser, **options))


def refused(answer):
    """Why, as the sign-in page is told; no session was begun."""
    assert answer.status_code == 303
    assert "session" not in answer.cookies
    where = urlsplit(answer.headers["location"])
    assert where.path == "/sign-in"
    return parse_qs(where.query)["refused"][0]


def test_somebody_new_gets_an_account_with_the_role_and_teams_of_their_groups(offered):
    service = offered()
    browser, answer = sign_in(service)
    assert (answer.status_code, answer.headers["location"]) == (303, "/on-call")
    session = answer.headers.get_list("set-cookie")[0].lower()
    assert all(part in session for part in ("session=ocs_", "httponly", "samesite=lax"))
    me = browser.get("/api/v1/auth/me").json()
    assert (me["name"], me["email"], me["role"]) == ("Ana", "ana@example.org", "responder")
    teams = browser.get("/api/v1/teams", params={"name": "payments"}).json()["items"]
    assert [member["email"] for member in teams[0]["members"]] == ["ana@example.org"]


def test_the_log_of_changes_says_by_which_provider_an_account_was_made_and_from_where(offered, provider):
    service = offered(oidc_name="Example Login")
    provider.person["groups"] = ["ops", "sre"]
    admin, _ = sign_in(service)
    entries = admin.get("/api/v1/audit", params={"actor": "sign-in by Example Login"}).json()["items"]
    written = [(entry["action"], entry["object_type"], entry["actor_kind"], entry["address"]) for entry in entries]
    assert ("created", "users", "system", "127.0.0.1") in written
    assert ("created", "team_members", "system", "127.0.0.1") in written
    assert all(entry["request_id"] for entry in entries)


def test_the_same_person_comes_back_to_the_same_account_whatever_their_address_is_now(offered, provider):
    service = offered()
    first = sign_in(service)[0].get("/api/v1/auth/me").json()["id"]
    provider.person |= {"email": "ana.ferreira@example.org", "email_verified": False}
    assert sign_in(service)[0].get("/api/v1/auth/me").json()["id"] == first


def test_other_groups_are_another_role_and_other_teams_and_end_older_sessions(offered, provider):
    service = offered()
    before, _ = sign_in(service)
    provider.person["groups"] = ["ops"]
    after, _ = sign_in(service)
    assert after.get("/api/v1/auth/me").json()["role"] == "admin"
    assert before.get("/api/v1/auth/me").status_code == 401
    assert after.get("/api/v1/teams", params={"name": "payments"}).json()["items"][0]["members"] == []


def test_an_account_of_a_proved_address_is_taken_over_and_that_of_an_unproved_one_is_not(offered, provider):
    service = offered()
    admin = service.client(service.sign_in().json()["token"])
    made = admin.post("/api/v1/users", json={"name": "Ana", "email": "Ana@example.org", "role": "viewer"}).json()
    provider.person["email_verified"] = False
    assert refused(sign_in(service)[1]) == "failed"
    provider.person["email_verified"] = True
    assert sign_in(service)[0].get("/api/v1/auth/me").json()["id"] == made["id"]
    provider.person |= {"sub": "2"}
    assert refused(sign_in(service)[1]) == "failed", "the address is now another person's"


def test_the_last_administrator_stays_one(offered, provider):
    service = offered()
    provider.person |= {"email": "admin@example.org", "groups": ["sre"]}
    assert sign_in(service)[0].get("/api/v1/auth/me").json()["role"] == "admin"


@pytest.mark.parametrize(
    ("groups", "default", "role"),
    [([], None, None), (["other"], None, None), ([], "viewer", "viewer"), (None, None, None)],
)
def test_who_has_no_group_comes_in_only_with_the_default_role(offered, provider, groups, default, role):
    provider.person["groups"] = groups
    browser, answer = sign_in(offered(oidc_default_role=default))
    if role is None:
        assert refused(answer) == "no_access"
    else:
        assert browser.get("/api/v1/auth/me").json()["role"] == role


def test_a_disabled_account_stays_out(offered, provider):
    service = offered()
    user = sign_in(service)[0].get("/api/v1/auth/me").json()["id"]
    admin = service.client(service.sign_in().json()["token"])
    assert admin.patch(f"/api/v1/users/{user}", json={"disabled": True}).status_code == 200
    assert refused(sign_in(service)[1]) == "disabled"


@pytest.mark.parametrize(
    ("lies", "signs"),
    [
        ({"iss": "https://evil.example"}, "honestly"),
        ({"aud": "another-client"}, "honestly"),
        ({"aud": [CLIENT_ID, "another"], "azp": "another"}, "honestly"),
        ({"exp": int(time.time()) - 600}, "honestly"),
        ({"exp": None}, "honestly"),
        ({"nonce": "of another request"}, "honestly"),
        ({"nonce": None}, "honestly"),
        ({"sub": None}, "honestly"),
        ({"email": None}, "honestly"),
        ({"email": "a@b\r\nBcc: c"}, "honestly"),
        ({}, "not"),
        ({}, "as a stranger"),
    ],
)
def test_an_id_token_that_proves_nothing_lets_nobody_in(offered, provider, lies, signs):
    provider.lies, provider.signs = lies, signs
    assert refused(sign_in(offered())[1]) == "failed"


def test_the_answer_counts_for_the_browser_that_left_and_once(offered):
    service = offered()
    one, other = service.client(), service.client()
    back, others_way = leave(one), leave(other)
    assert refused(service.client().get(back)) == "failed", "a browser that never left"
    assert refused(other.get(back)) == "failed", "a browser that left for itself"
    forged = service.client()
    forged.cookies.set("oidc", '{"state": "x", "nonce": "x", "verifier": "x", "next": "/", "until": 9999999999}')
    assert refused(forged.get(f"{CALLBACK}?state=x&code=x")) == "failed"
    assert one.get(back).headers["location"] == "/on-call"
    one.cookies.delete("oidc") if "oidc" in one.cookies else None
    assert refused(one.get(back)) == "failed", "a code that was used"
    assert refused(other.get(others_way)) == "failed", "its cookie went with its first return"


def test_who_changes_their_mind_is_told_so(offered, provider):
    provider.refuses = "access_denied"
    assert refused(sign_in(offered())[1]) == "denied"


@pytest.mark.parametrize(
    "next", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_nobody_is_sent_to_another_site_afterwards(offered, next):
    assert sign_in(offered(), next=next)[1].headers["location"] == "/"


def test_a_new_key_of_the_provider_is_asked_for(offered, provider):
    service = offered()
    assert sign_in(service)[1].headers["location"] == "/on-call"
    provider.new_key()
    assert sign_in(service)[1].headers["location"] == "/on-call"


def test_a_provider_that_may_not_be_reached_or_does_not_answer_is_told_apart(offered, start):
    assert refused(offered(outbound_allow="").client().get(START)) == "unavailable"
    assert refused(offered(oidc_issuer="http://127.0.0.1:1").client().get(START)) == "unavailable"


def test_the_sign_in_page_is_told_whether_there_is_a_provider(offered, start):
    asked = {"ask": "true"}
    told = offered(oidc_name="Example Login").client().get(START, params=asked)
    assert told.json() == {"is_offered": True, "name": "Example Login"}
    without = start().client()
    assert without.get(START, params=asked).json() == {"is_offered": False, "name": None}
    assert without.get(START).status_code == 404
    assert refused(without.get(f"{CALLBACK}?code=x&state=y")) == "denied"


def test_cookies_are_secure_where_people_come_by_https(offered, provider):
    service = offered(public_url="https://oncall.example.org")
    cookie = service.client().get(START).headers["set-cookie"].lower()
    assert all(part in cookie for part in ("secure", "httponly", "samesite=lax", f"path={START.rpartition('/')[0]}"))
