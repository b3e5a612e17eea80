"""Errors on the wire."""

from __future__ import annotations

import socket

import pytest
from platform_kit.database import DbSession
from platform_kit.problems import Problem
from platform_kit.routes import guarded_router, open_to_all
from pydantic import BaseModel, ConfigDict
from sqlalchemy import text

OPEN = open_to_all("a test asks it")


class Secret(BaseModel):
    model_config = ConfigDict(extra="forbid")

    password: int


@pytest.fixture
def client(make_app, serve_app):
    routes = guarded_router()

    @routes.post("/secrets", **OPEN)
    def keep(secret: Secret, tries: int = 1) -> None:
        """Keep a secret."""

    @routes.get("/busy", **OPEN)
    def busy() -> None:
        """Always busy."""
        raise Problem(429, "Too many tries.")

    @routes.get("/broken", **OPEN)
    def broken() -> None:
        """Always broken."""
        raise ValueError("hunter2")

    @routes.get("/slow", **OPEN)
    def slow(session: DbSession) -> None:
        """Longer than the login's statement_timeout."""
        session.execute(text("SET LOCAL statement_timeout = '50ms'"))
        session.execute(text("SELECT pg_sleep(1), 'hunter2'"))

    @routes.get("/wrong", **OPEN)
    def wrong(session: DbSession) -> None:
        """A statement that cannot be."""
        session.execute(text("SELECT 1 / :zero, :word"), {"zero": 0, "word": "hunter2"})

    return serve_app(make_app(routes))


def test_a_bad_body_is_answered_with_its_fields_and_without_what_was_sent(client):
    for body, params, fields in [
        ({"password": "hunter2"}, {}, ["password"]),
        ({"password": 1, "hint": "hunter2"}, {}, ["hint"]),
        ({}, {"tries": "hunter2"}, ["tries", "password"]),
        (["hunter2"], {}, ["body"]),
    ]:
        answer = client.post("/secrets", json=body, params=params)
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
        document = answer.json()
        assert sorted(e["field"] for e in document["errors"]) == sorted(fields)
        assert (document["status"], document["title"]) == (422, "Unprocessable Content")
        assert document["request_id"] == answer.headers["x-request-id"]
        assert "hunter2" not in answer.text


def test_what_is_not_json_is_422_and_not_echoed(client):
    answer = client.post("/secrets", content=b'{"password": hunter2', headers={"Content-Type": "application/json"})

    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": answer.json()["errors"][0]["field"], "message": "is not valid JSON"}]
    assert "hunter2" not in answer.text


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nowhere", 404), ("DELETE", "/secrets", 405)])
def test_an_unknown_address_or_method_is_a_problem_document(client, method, path, status):
    answer = client.request(method, path)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status


def test_a_request_id_is_taken_echoed_and_written_into_the_problem(client):
    answer = client.get("/nowhere", headers={"X-Request-ID": "r-42"})

    assert answer.headers["x-request-id"] == answer.json()["request_id"] == "r-42"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("length", ["declared", "streamed"])
def test_a_body_that_is_too_large_is_413_as_a_problem_document(make_app, serve_app, length):
    routes = guarded_router()

    @routes.post("/secrets", **OPEN)
    def keep(secret: Secret) -> None:
        """Keep a secret."""

    client = serve_app(make_app(routes, max_body_bytes=1000))
    large = b'{"password": ' + b"1" * 5000 + b"}"
    small = b'{"password": 1}'

    def post(body: bytes):
        content = body if length == "declared" else iter([body])
        return client.post("/secrets", content=content, headers={"Content-Type": "application/json"})

    answer = post(large)

    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert post(small).status_code == 200
    assert 'route="/secrets",status="413"' in client.get("/metrics").text


def test_too_many_and_not_now_say_when_to_come_back(client):
    assert client.get("/busy").headers["retry-after"] == "2"
    slow = client.get("/slow")
    assert (slow.status_code, slow.headers["retry-after"]) == (503, "2")


@pytest.mark.parametrize("path", ["/broken", "/wrong"])
def test_a_failure_of_ours_is_500_and_tells_the_caller_nothing_of_it(client, path):
    answer = client.get(path)

    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "hunter2" not in answer.text
    assert answer.json()["request_id"]


def test_values_of_a_failed_statement_are_not_logged(client, caplog):
    client.get("/wrong")

    logged = [str(record.exc_info and record.exc_info[1]) for record in caplog.records]
    assert any("division by zero" in line for line in logged)
    assert not any("hunter2" in line for line in logged)


def test_a_database_that_is_away_is_503(make_app, serve_app, settings):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    away = settings.model_copy(update={"database_url": f"postgresql://nobody:x@127.0.0.1:{port}/nowhere"})
    routes = guarded_router()

    @routes.get("/rows", **OPEN)
    def rows(session: DbSession) -> int:
        """Count to one."""
        return int(session.execute(text("SELECT 1")).scalar_one())

    answer = serve_app(make_app(routes, settings=away)).get("/rows")

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
