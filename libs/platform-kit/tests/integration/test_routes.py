"""Routes are closed unless they say otherwise, and the caller is judged before anything else."""

from __future__ import annotations

import asyncio
import time

import pytest
from fastapi import APIRouter, Request
from platform_kit.callers import Caller, CallerIdentity
from platform_kit.routes import guarded_router, needs, open_to_all
from platform_kit.tokens import csrf_token, service_token, token_hash
from pydantic import BaseModel

SECRET = "only-for-this-test-" + "x" * 32


class Thing(BaseModel):
    size: int


@pytest.fixture
def router():
    routes = guarded_router()

    @routes.get("/seen", **needs("read"))
    def seen(caller: Caller) -> dict[str, str]:
        """Who is seen."""
        return {"actor": caller.actor, "kind": caller.kind}

    @routes.post("/things", **needs("respond"), status_code=201)
    def make(thing: Thing) -> dict[str, int]:
        """Make a thing."""
        return {"size": thing.size}

    @routes.post("/told", **needs("service"))
    def told() -> dict[str, bool]:
        """For services."""
        return {"told": True}

    @routes.get("/open", **open_to_all("a test asks it"))
    def is_open() -> dict[str, bool]:
        """For everybody."""
        return {"open": True}

    @routes.get("/confused", **open_to_all("a test asks it"))
    def confused(caller: Caller) -> dict[str, str]:
        """An open route that asks who calls."""
        return {"actor": caller.actor}

    return routes


@pytest.fixture
def client(make_app, serve_app, router):
    return serve_app(make_app(router))


def test_a_route_that_declares_nothing_stops_the_start():
    routes = guarded_router()

    with pytest.raises(RuntimeError, match=r"/forgotten: a route must declare"):

        @routes.get("/forgotten")
        def forgotten(request: Request) -> None: ...


def test_without_a_key_the_answer_is_401_and_says_how_to_show_one(client):
    answer = client.get("/seen")

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "X-API-Key" in answer.json()["detail"]


def test_the_caller_is_judged_before_the_body_is_read(client):
    def endless():
        yield b'{"size": '
        raise AssertionError("the body was read")

    assert client.post("/things", content=b"not json").status_code == 401
    with pytest.raises(AssertionError, match="the body was read"):  # the client sends it, the service did not wait
        client.post("/things", content=endless())
    assert client.post("/things", content=b"x" * 5_000_000).status_code == 401


def test_each_grant_opens_its_routes_alone(client, make_key):
    viewer, responder = {"X-API-Key": make_key("viewer")}, {"X-API-Key": make_key("responder")}
    sender = {"X-API-Key": make_key(scopes=["ingest"])}

    assert client.get("/seen", headers=viewer).json() == {"actor": "a key", "kind": "key"}
    assert client.post("/things", json={"size": 1}, headers=viewer).status_code == 403
    assert client.post("/things", json={"size": 1}, headers=responder).status_code == 201
    assert client.get("/seen", headers=sender).status_code == 403
    assert client.post("/told", headers=responder).status_code == 403
    assert client.get("/open").status_code == 200


def test_a_key_is_taken_from_either_header(client, make_key):
    key = make_key("viewer")

    assert client.get("/seen", headers={"Authorization": f"Bearer {key}"}).status_code == 200
    assert client.get("/seen", headers={"Authorization": f"bearer  {key}"}).status_code == 200
    assert client.get("/seen", headers={"Authorization": f"Basic {key}"}).status_code == 401
    assert client.get("/seen", headers={"Authorization": "Bearer"}).status_code == 401


def test_a_revoked_key_stops_working_within_five_seconds(client, make_key, database):
    headers = {"X-API-Key": make_key("viewer")}
    assert client.get("/seen", headers=headers).status_code == 200

    database.owner.execute("UPDATE oncall.api_keys SET revoked_at = clock_timestamp()")

    ends_at = time.monotonic() + 5
    while client.get("/seen", headers=headers).status_code == 200:
        assert time.monotonic() < ends_at
        time.sleep(0.1)
    assert client.get("/seen", headers=headers).status_code == 401


def test_a_key_that_was_forgotten_here_stops_at_once(make_app, serve_app, router, make_key, database):
    app = make_app(router)
    client, key = serve_app(app), make_key("viewer")
    assert client.get("/seen", headers={"X-API-Key": key}).status_code == 200
    database.owner.execute("UPDATE oncall.api_keys SET revoked_at = clock_timestamp()")

    app.state.callers.forget(token_hash(key))

    assert client.get("/seen", headers={"X-API-Key": key}).status_code == 401


def test_a_key_given_at_start_needs_no_database(make_app, serve_app, router, database):
    sender = CallerIdentity("key", "given", "a given key", None, frozenset({"read"}))
    client = serve_app(make_app(router, given_callers={token_hash("ock_given"): sender}))
    database.drop()

    assert client.get("/seen", headers={"X-API-Key": "ock_given"}).json() == {"actor": "a given key", "kind": "key"}


def test_however_many_keys_are_tried_few_are_remembered(make_app, serve_app, router, make_key, monkeypatch):
    monkeypatch.setattr("platform_kit.callers.REMEMBERED_MOST", 3)
    app = make_app(router)
    client, key = serve_app(app), make_key("viewer")

    for n in range(10):
        assert client.get("/seen", headers={"X-API-Key": f"ock_{n}"}).status_code == 401

    assert len(app.state.callers._remembered) == 3
    assert client.get("/seen", headers={"X-API-Key": key}).status_code == 200


def test_an_expired_key_and_an_unknown_one_are_401(client, make_key, database):
    key = make_key("viewer")
    database.owner.execute("UPDATE oncall.api_keys SET expires_at = clock_timestamp() - interval '1 second'")

    assert client.get("/seen", headers={"X-API-Key": key}).status_code == 401
    assert client.get("/seen", headers={"X-API-Key": "ock_unknown"}).status_code == 401


def test_a_service_is_let_in_by_its_token_for_this_service_alone(client):
    def bearer(audience: str, secret: str = SECRET) -> dict[str, str]:
        return {"Authorization": "Bearer " + service_token(secret, issuer="alert-ingestion", audience=audience)}

    assert client.post("/told", headers=bearer("tried-service")).status_code == 200
    assert client.post("/told", headers=bearer("oncall-service")).status_code == 401
    assert client.post("/told", headers=bearer("tried-service", "y" * 40)).status_code == 401
    assert client.get("/seen", headers=bearer("tried-service")).status_code == 403


def test_a_browser_reads_with_its_cookie_and_changes_only_with_its_pages_token(client, make_session):
    token = make_session("responder")
    browser, page = {"Cookie": f"session={token}"}, {"X-CSRF-Token": csrf_token(token)}
    thing = {"size": 1}

    assert client.get("/seen", headers=browser).json() == {"actor": "ana@example.org", "kind": "user"}
    assert client.post("/things", json=thing, headers=browser).status_code == 403
    assert client.post("/things", json=thing, headers=browser | {"X-CSRF-Token": "x"}).status_code == 403
    assert client.post("/things", json=thing, headers=browser | page).status_code == 201
    for foreign in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
    ):
        assert client.post("/things", json=thing, headers=browser | page | foreign).status_code == 403
    own = {"Sec-Fetch-Site": "same-origin", "Origin": str(client.base_url).rstrip("/")}
    assert client.post("/things", json=thing, headers=browser | page | own).status_code == 201


def test_a_session_shown_as_a_bearer_token_needs_no_page(client, make_session):
    headers = {"Authorization": f"Bearer {make_session('responder')}"}

    assert client.post("/things", json={"size": 1}, headers=headers).status_code == 201


def test_an_open_route_that_asks_who_calls_fails_instead_of_inventing_somebody(client):
    assert client.get("/confused").status_code == 500


def test_every_route_says_in_the_published_contract_who_may_call(make_app, router):
    document = make_app(router).openapi()

    assert document["paths"]["/open"]["get"]["security"] == []
    assert document["paths"]["/open"]["get"]["x-open-because"] == "a test asks it"
    made = document["paths"]["/things"]["post"]
    assert made["security"] == [{"bearer": []}, {"apiKey": []}, {"session": []}]
    assert made["x-needs"] == ["respond"]
    assert {"401", "403", "413", "422", "503"} <= set(made["responses"])
    assert made["responses"]["422"]["content"] == {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}
    }


def test_a_form_changes_nothing_even_from_its_own_page(client, make_session):
    token = make_session("responder")
    page = {"Cookie": f"session={token}", "X-CSRF-Token": csrf_token(token)}

    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "Text/Plain; charset=utf-8"):
        answer = client.post("/things", content=b'{"size": 1}', headers=page | {"Content-Type": kind})
        assert answer.status_code == 415


def test_a_route_whose_caller_nobody_judges_stops_the_start(make_app):
    careless = APIRouter()
    careless.get("/careless")(lambda: None)
    outer = guarded_router()
    outer.include_router(careless, prefix="/within")

    async def start(app):
        async with app.router.lifespan_context(app):
            raise AssertionError("it started")

    for router in (careless, outer):
        with pytest.raises(RuntimeError, match=r"/careless: a route must be one of guarded_router\(\)"):
            asyncio.run(start(make_app(router)))
