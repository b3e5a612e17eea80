"""The same request twice is done once, whoever serves it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.responses import JSONResponse
from platform_kit.database import DbSession, make_engine, make_sessions
from platform_kit.idempotency import Once, answer_once, forget_old_keys
from platform_kit.problems import Problem
from platform_kit.routes import guarded_router, needs
from pydantic import BaseModel
from sqlalchemy import text


class Work(BaseModel):
    word: str


@pytest.fixture
def done() -> list[str]:
    """The words of the work that was really done."""
    return []


@pytest.fixture
def app(make_app, done):
    routes = guarded_router()

    @routes.post("/work", **needs("respond"))
    def work(body: Work, session: DbSession, once: Once) -> JSONResponse:
        """Do it once."""

        def make() -> dict[str, str]:
            session.execute(text("SELECT pg_sleep(0.2)"))
            if body.word == "fail":
                raise Problem(409, "It failed.")
            done.append(body.word)
            return {"word": body.word, "text": "é\u2028 1.50"}

        return answer_once(session, "notify", once, 201, make)

    return make_app(routes)


@pytest.fixture
def post(app, serve_app, make_key):
    client, key = serve_app(app), make_key("responder")

    def send(word: str, once: str | None = "k-1", key: str = key):
        headers = {"X-API-Key": key} | ({"Idempotency-Key": once} if once is not None else {})
        return client.post("/work", json={"word": word}, headers=headers)

    return send


def test_a_repeat_gets_the_first_answer_to_the_letter(post, done):
    first, second = post("a"), post("a")

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert "Idempotent-Replay" not in first.headers
    assert second.headers["Idempotent-Replay"] == "true"
    assert done == ["a"]


def test_repeats_at_the_same_moment_are_done_once(post, done):
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda _: post("a"), range(6)))

    assert {a.status_code for a in answers} == {201}
    assert len({a.content for a in answers}) == 1
    assert sum("Idempotent-Replay" in a.headers for a in answers) == 5
    assert done == ["a"]


def test_the_same_key_with_another_body_is_422_and_does_nothing(post, done):
    post("a")

    assert post("b").status_code == 422
    assert done == ["a"]


def test_keys_of_two_callers_are_two_keys(post, done, make_key):
    post("a")

    assert post("b", key=make_key("responder")).status_code == 201
    assert done == ["a", "b"]


def test_without_a_key_each_request_is_work(post, done):
    assert [post("a", once=None).status_code for _ in range(2)] == [201, 201]
    assert done == ["a", "a"]


def test_work_that_failed_may_be_tried_again_with_the_same_key(post, done):
    assert post("fail").status_code == 409
    assert post("a").status_code == 201
    assert done == ["a"]


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_has_1_to_255_characters(post, done, key):
    assert post("a", once=key).status_code == 422
    assert done == []


def test_a_key_is_forgotten_after_a_day(post, done, database):
    post("a")
    database.owner.execute("UPDATE notify.idempotency_keys SET created_at = clock_timestamp() - interval '25 hours'")

    again = post("b")

    assert again.status_code == 201
    assert done == ["a", "b"]


def test_old_keys_are_deleted_and_young_ones_are_kept(post, database, settings):
    post("a", once="old")
    database.owner.execute("UPDATE notify.idempotency_keys SET created_at = clock_timestamp() - interval '25 hours'")
    post("b", once="young")
    engine = make_engine(settings.database_url, application_name="test")

    with make_sessions(engine).begin() as session:
        assert forget_old_keys(session, "notify") == 1

    engine.dispose()
    assert database.owner.rows("SELECT key FROM notify.idempotency_keys") == [{"key": "young"}]
