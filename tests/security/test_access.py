"""Every route of every service, asked by everybody who may not, and by those who may."""

from __future__ import annotations

import base64
import json
import re
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from dev_kit.platform import Platform
from dev_kit.ports import free_port
from joserfc import jwt
from joserfc.jwk import OctKey
from platform_kit.callers import GRANTS_OF_ROLE
from platform_kit.tokens import csrf_token, new_token, service_token

SERVICES = ("alert-ingestion", "incident-management", "oncall-service", "notification-service")
SOME_ID = "00000000-0000-0000-0000-000000000001"
# The open paths of the documentation, and no others.
MAY_BE_OPEN = re.compile(
    r"/health|/health/ready|/metrics|/api/v1/auth/login|/api/v1/auth/oidc/(start|callback)"
    r"|/api/v1/calendars/\{token\}\.ics|/a/.*|/callbacks/.*|/api/v1/heartbeats/\{[^/]+\}|/v2/enqueue"
)

# What stands in an address where no id does.
WORDS = {"source": "generic", "key": "ock_nobodys", "token": "nobodys", "person": "nobody@example.org"}

Route = tuple[str, str, str, frozenset[str]]
Headers = dict[str, str]


def address_of(path: str) -> str:
    """A path of a contract with ids and words that are nobody's."""
    return re.sub(r"\{([^/]+?)\}", lambda name: WORDS.get(name[1], SOME_ID), path)


@pytest.fixture(scope="module")
def routes(contracts: dict[str, Any]) -> list[Route]:
    """(service, method, path with ids that are nobody's, grants of which one is needed) of each closed route."""
    found = []
    for service, contract in contracts.items():
        for path, operations in contract["paths"].items():
            address = address_of(path)
            for method, operation in operations.items():
                if operation["x-needs"]:
                    found.append((service, method.upper(), address, frozenset(operation["x-needs"])))
    return found


def asked(ask: Callable[..., httpx.Response], route: Route, headers: Headers) -> httpx.Response:
    service, method, path, _ = route
    body = {"json": {"not": "looked at before the caller is known"}} if method in ("POST", "PUT", "PATCH") else {}
    return ask(service, method, path, headers, **body)


@pytest.fixture(scope="module")
def contents(platform: Platform) -> Callable[[], dict[str, str]]:
    """What every table holds, as a hash; but when a key was last used."""

    def read() -> dict[str, str]:
        owner = platform.database.owner
        tables = owner.rows(
            "SELECT schemaname || '.' || tablename AS name FROM pg_tables"
            " WHERE schemaname IN ('alerts', 'incidents', 'oncall', 'notify')"
        )
        return {
            table["name"]: owner.value(
                f"SELECT md5(coalesce(string_agg(row, '' ORDER BY row), '')) FROM"
                f" (SELECT (to_jsonb(t) - 'last_used_at')::text AS row FROM {table['name']} t) AS rows"
            )
            for table in tables
        }

    return read


def unsigned(claims: dict[str, Any]) -> str:
    """A token that says of itself that it needs no signature."""
    parts = (json.dumps(part).encode() for part in ({"alg": "none", "typ": "JWT"}, claims))
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."


def forged_tokens(secret: str, audience: str) -> dict[str, str]:
    """Service tokens that nobody may be let in with."""
    now = int(time.time())
    claims = {"iss": "incident-management", "aud": audience, "iat": now, "exp": now + 60}
    good = service_token(secret, issuer="incident-management", audience=audience)
    head, body, signature = good.split(".")
    other = service_token("y" * 48, issuer="incident-management", audience=audience)

    def signed(**changes: Any) -> str:
        kept = {name: value for name, value in (claims | changes).items() if value is not None}
        return jwt.encode({"alg": "HS256"}, kept, OctKey.import_key(secret))

    return {
        "token of another secret": other,
        "token for another service": signed(aud="some-other-service"),
        "token expired": signed(iat=now - 600, exp=now - 300),
        "token without an end": signed(exp=None),
        "token without an audience": signed(aud=None),
        "token without an issuer": signed(iss=None),
        "token with alg none": unsigned(claims),
        "token with alg none and a signature": unsigned(claims) + signature,
        "token with another body": f"{head}.{other.split('.')[1][:-2]}AA.{signature}",
        "token with a broken signature": f"{head}.{body}.{signature[:-4]}AAAA",
        "token of nothing": "..",
    }


@pytest.fixture(scope="module")
def strangers(platform: Platform, new_key: Callable[..., str], new_session: Callable[..., str]) -> dict[str, Headers]:
    """Whom no closed route may know."""

    def bearer(token: str) -> Headers:
        return {"Authorization": f"Bearer {token}"}

    return {
        "without a key": {},
        "empty key": {"Authorization": "Bearer"},
        "empty X-API-Key": {"X-API-Key": ""},
        "unknown key": bearer(new_token("ock_")),
        "unknown X-API-Key": {"X-API-Key": new_token("ock_")},
        "wrong key": bearer(platform.ingest_key[:-4] + "AAAA"),
        "key in another letter case": bearer(platform.ingest_key.swapcase()),
        "key by another scheme": {"Authorization": f"Basic {platform.ingest_key}"},
        "expired key": bearer(new_key("admin", expired=True)),
        "revoked key": bearer(new_key("admin", revoked=True)),
        "unknown session": bearer(new_token("ocs_")),
        "expired session": bearer(new_session("admin", expired=True)),
        "session of somebody disabled": bearer(new_session("admin", disabled=True)),
        "unknown cookie": {"Cookie": "session=" + new_token("ocs_")},
    }


def test_no_route_is_open_but_those_that_the_documentation_names(contracts: dict[str, Any]) -> None:
    assert set(contracts) == set(SERVICES)
    for service, contract in contracts.items():
        for path, operations in contract["paths"].items():
            for method, operation in operations.items():
                assert "x-needs" in operation, f"{service}: {method} {path} declares nothing"
                is_open = operation["security"] == []
                assert is_open == (operation["x-needs"] == [])
                assert not is_open or MAY_BE_OPEN.fullmatch(path), f"{service}: {method} {path} is open"


def test_no_stranger_is_let_in_anywhere_and_none_changes_anything(
    platform: Platform,
    routes: list[Route],
    strangers: dict[str, Headers],
    ask: Callable[..., httpx.Response],
    contents: Callable[[], dict[str, str]],
) -> None:
    before, wrong = contents(), []
    secret = platform.settings["SERVICE_TOKEN_SECRET"]
    forged = {service: forged_tokens(secret, service) for service in SERVICES}
    for route in routes:
        tokens = {name: {"Authorization": f"Bearer {token}"} for name, token in forged[route[0]].items()}
        for who, headers in (strangers | tokens).items():
            answer = asked(ask, route, headers)
            if answer.status_code != 401 or answer.headers["content-type"] != "application/problem+json":
                wrong.append((who, *route[:3], answer.status_code))
    assert not wrong
    assert len(routes) > 60
    assert contents() == before


def test_whoever_lacks_the_grant_is_refused_and_changes_nothing(
    platform: Platform,
    routes: list[Route],
    new_key: Callable[..., str],
    ask: Callable[..., httpx.Response],
    contents: Callable[[], dict[str, str]],
) -> None:
    secret = platform.settings["SERVICE_TOKEN_SECRET"]
    grants: dict[str, frozenset[str]] = dict(GRANTS_OF_ROLE)
    keys = {role: new_key(role) for role in grants}
    for scope in ("read", "respond", "admin", "ingest"):
        grants[f"scope {scope}"], keys[f"scope {scope}"] = frozenset({scope}), new_key(scopes=(scope,))
    grants["service"] = frozenset({"service"})
    before, wrong = contents(), []
    for route in routes:
        keys["service"] = service_token(secret, issuer="incident-management", audience=route[0])
        for who, has in grants.items():
            if not has & route[3]:
                answer = asked(ask, route, {"X-API-Key": keys[who]})
                if answer.status_code != 403 or answer.headers["content-type"] != "application/problem+json":
                    wrong.append((who, *route[:3], answer.status_code))
    assert not wrong
    assert contents() == before


def test_whoever_has_the_grant_is_let_in(
    routes: list[Route], new_key: Callable[..., str], ask: Callable[..., httpx.Response]
) -> None:
    wrong = []
    for role, grants in GRANTS_OF_ROLE.items():
        key = new_key(role)
        for route in routes:
            if grants & route[3] and not route[2].endswith("/events"):  # the stream has no end to wait for
                answer = asked(ask, route, {"X-API-Key": key})
                if answer.status_code in (401, 403) or answer.status_code >= 500:
                    wrong.append((role, *route[:3], answer.status_code))
    assert not wrong


def test_a_browser_changes_nothing_without_its_own_page(
    platform: Platform,
    routes: list[Route],
    new_session: Callable[..., str],
    ask: Callable[..., httpx.Response],
    contents: Callable[[], dict[str, str]],
) -> None:
    token = new_session("admin")
    cookie, page = {"Cookie": f"session={token}"}, {"X-CSRF-Token": csrf_token(token)}
    pages: dict[str, Headers] = {
        "no token": {},
        "empty token": {"X-CSRF-Token": ""},
        "token of another session": {"X-CSRF-Token": csrf_token(new_token("ocs_"))},
        "foreign origin": page | {"Origin": "https://evil.example"},
        "origin null": page | {"Origin": "null"},
        "same site": page | {"Sec-Fetch-Site": "same-site"},
        "cross site": page | {"Sec-Fetch-Site": "cross-site"},
    }
    before, wrong = contents(), []
    for route in routes:
        if route[1] != "GET" and route[3] & GRANTS_OF_ROLE["admin"]:
            for name, headers in pages.items():
                answer = asked(ask, route, cookie | headers)
                if answer.status_code != 403:
                    wrong.append((name, *route[:3], answer.status_code))
    assert not wrong
    assert contents() == before


def test_a_form_on_another_site_cannot_make_a_change(
    routes: list[Route],
    new_session: Callable[..., str],
    ask: Callable[..., httpx.Response],
    contents: Callable[[], dict[str, str]],
) -> None:
    """What a page can send without asking first: form fields, multipart, plain text. Even where the token is known."""
    token = new_session("admin")
    headers = {"Cookie": f"session={token}", "X-CSRF-Token": csrf_token(token)}
    before, wrong = contents(), []
    for service, method, path, needed in routes:
        if method == "GET" or not needed & GRANTS_OF_ROLE["admin"]:
            continue
        for kind, content in (
            ("application/x-www-form-urlencoded", b'{"name": "x", "a": "=1"}'),
            ("text/plain", b'{"name": "made by a form", "email": "form@example.org", "role": "admin"}'),
            (
                "multipart/form-data; boundary=x",
                b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nx\r\n--x--',
            ),
        ):
            answer = ask(service, method, path, headers | {"Content-Type": kind}, content=content)
            if answer.status_code != 415:
                wrong.append((kind, method, path, answer.status_code))
    assert not wrong
    assert contents() == before


def test_a_path_written_oddly_leads_nowhere(routes: list[Route], ask: Callable[..., httpx.Response]) -> None:
    for service, method, path, _ in routes:
        for odd in (
            path + "/",
            "/" + path,
            path.replace("/api/", "/API/"),
            path.replace("/api/", "/%2e/api/"),
            path + "%00",
        ):
            assert ask(service, method, odd, {}).status_code in (401, 404, 405), (service, method, odd)


def test_a_key_in_the_address_is_no_key(
    platform: Platform, ask: Callable[..., httpx.Response], new_key: Callable[..., str]
) -> None:
    key = new_key("admin")
    for name in ("api_key", "key", "token", "access_token", "session"):
        assert ask("oncall-service", "GET", f"/api/v1/users?{name}={key}", {}).status_code == 401


def test_where_a_message_goes_is_shown_to_nobody_who_may_not_send_there(
    platform: Platform,
    contracts: dict[str, Any],
    ask: Callable[..., httpx.Response],
    new_key: Callable[..., str],
) -> None:
    """The address of a chat room is its key. A viewer is told its host, whatever they ask for."""
    word = "the-key-of-a-room"
    room = f"http://127.0.0.1:{free_port()}/{word}"
    admin = {"Authorization": f"Bearer {platform.admin_token()}"}
    target = {"type": "channel", "channel": "webhook", "recipient": room}
    policy = {"name": "to a room", "team": "rooms", "steps": [{"delay_seconds": 600, "targets": [target]}]}
    made = {"team_id": ask("oncall-service", "POST", "/api/v1/teams", admin, json={"name": "rooms"}).json()["id"]}
    for path, body in (
        ("/api/v1/escalation-policies", policy),
        ("/api/v1/services", {"name": "roomy", "team": "rooms"}),
    ):
        answer = ask("oncall-service", "POST", path, admin, json=body)
        assert answer.status_code == 201, answer.text
        made["policy_id" if "policies" in path else "service_id"] = answer.json()["id"]
    made["incident_id"] = platform.send_alert(service="roomy")["incident_id"]
    told = platform.wait_for_rows(
        "SELECT n.id FROM notify.notifications n JOIN incidents.timeline t USING (incident_id)"
        " WHERE n.incident_id = %s AND t.type = 'paged'",
        (made["incident_id"],),
    )
    made["notification_id"] = str(told[0]["id"])
    begun = ask("incident-management", "POST", f"/api/v1/incidents/{made['incident_id']}/postmortem", admin)
    assert begun.status_code == 201, begun.text

    def page_told_by_the_stream(key: str) -> str:
        with platform.client("incident-management", key=key).stream("GET", "/api/v1/events?after=0") as events:
            return next(e for e in events.iter_lines() if made["incident_id"] in e and '"paged"' in e)

    def holding(key: str) -> set[str]:
        """The routes whose answer holds the room's key."""
        headers = {"X-API-Key": key}
        found = set()
        for service, contract in contracts.items():
            for path, operations in contract["paths"].items():
                if "get" not in operations or path == "/api/v1/events":
                    continue
                address = re.sub(r"\{([^/]+?)\}", lambda name: made.get(name[1], SOME_ID), path)
                if word in ask(service, "GET", address, headers).text:
                    found.add(path)
        asked = {"service": "roomy", "severity": "high", "at": "2026-03-02T12:00:00Z"}
        simulated = ask("incident-management", "POST", "/api/v1/escalations/simulate", headers, json=asked)
        assert simulated.status_code == 200, simulated.text
        if word in simulated.text:
            found.add("simulated")
        if word in page_told_by_the_stream(key):
            found.add("streamed")
        return found

    everything = {
        *("/api/v1/notifications", "/api/v1/notifications/{notification_id}", "/api/v1/escalation-policies"),
        *("/api/v1/escalation-policies/{policy_id}", "/api/v1/incidents/{incident_id}", "simulated"),
        *("/api/v1/incidents/{incident_id}/trace", "streamed"),
    }
    assert holding(new_key("responder")) >= everything
    assert holding(new_key("viewer")) == set()


def medians(kinds: dict[str, Callable[[], httpx.Response]], rounds: int) -> Iterator[tuple[str, float]]:
    """The median time of each, asked in turn so that a busy machine slows all alike."""
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind, call in kinds.items():
            began = time.perf_counter()
            assert call().status_code == 401
            times[kind].append(time.perf_counter() - began)
    for kind, taken in times.items():
        yield kind, statistics.median(taken)


def test_an_unknown_key_and_a_wrong_one_look_alike(
    new_key: Callable[..., str], ask: Callable[..., httpx.Response]
) -> None:
    """Same status, headers and words, and the same time: how much of a key is right is not to be learnt."""
    real, dead = new_key("admin"), new_key("admin", revoked=True)

    def tried(key: Callable[[], str]) -> Callable[[], httpx.Response]:
        return lambda: ask("oncall-service", "GET", "/api/v1/users", {"X-API-Key": key()})

    kinds = {
        "unknown": tried(lambda: new_token("ock_")),
        "nearly right": tried(lambda: real[:-8] + new_token("")[:8]),
        "revoked": tried(lambda: dead),
    }
    answers = [call() for call in kinds.values()]
    bodies = [{k: v for k, v in answer.json().items() if k != "request_id"} for answer in answers]
    assert bodies[0] == bodies[1] == bodies[2]
    assert len({frozenset(answer.headers) for answer in answers}) == 1
    took = dict(medians({kind: kinds[kind] for kind in ("unknown", "nearly right")}, rounds=150))
    assert 0.6 < took["unknown"] / took["nearly right"] < 1 / 0.6, took
