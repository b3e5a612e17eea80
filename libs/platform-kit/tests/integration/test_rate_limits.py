"""Callers and addresses may ask so often, and are told what is left."""

from __future__ import annotations

import pytest
from platform_kit.routes import guarded_router, needs, open_to_all
from platform_kit.tokens import new_token, service_token

SECRET = "only-for-this-test-" + "x" * 32
PLENTY = 1_000


@pytest.fixture
def serve_limited(make_app, serve_app, settings):
    """`serve_limited(caller=…, address=…)`: a client of routes with these limits a minute."""

    def serve(caller=PLENTY, address=PLENTY):
        routes = guarded_router()

        @routes.get("/seen", **needs("read", "service"))
        def seen() -> dict[str, bool]:
            """For readers."""
            return {"seen": True}

        @routes.get("/link", **open_to_all("a test asks it", counted_by_address=True))
        def link() -> dict[str, bool]:
            """For everybody, so often."""
            return {"link": True}

        @routes.get("/open", **open_to_all("a test asks it"))
        def is_open() -> dict[str, bool]:
            """For everybody, however often."""
            return {"open": True}

        limits = {"request_rate_limit_per_minute": caller, "address_rate_limit_per_minute": address}
        return serve_app(make_app(routes, settings=settings.model_copy(update=limits)))

    return serve


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def test_each_answer_tells_what_is_left_and_one_too_many_is_refused(serve_limited, make_key):
    client, key = serve_limited(caller=3), make_key("viewer")

    answers = [client.get("/seen", headers=bearer(key)) for _ in range(5)]

    assert [a.status_code for a in answers] == [200, 200, 200, 429, 429]
    assert [a.headers["ratelimit-remaining"] for a in answers] == ["2", "1", "0", "0", "0"]
    assert {a.headers["ratelimit-limit"] for a in answers} == {"3"}
    assert all(1 <= int(a.headers["ratelimit-reset"]) <= 60 for a in answers)
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert answers[-1].headers["content-type"] == "application/problem+json"


def test_one_caller_uses_up_nothing_of_anothers(serve_limited, make_key, make_session):
    client, one, other = serve_limited(caller=1), make_key("viewer"), make_session("viewer")

    assert [client.get("/seen", headers=bearer(one)).status_code for _ in range(2)] == [200, 429]
    assert client.get("/seen", headers=bearer(other)).status_code == 200


def test_services_ask_each_other_as_often_as_they_must(serve_limited):
    client = serve_limited(caller=1)
    token = service_token(SECRET, issuer="another", audience="tried-service")

    answers = [client.get("/seen", headers=bearer(token)) for _ in range(4)]

    assert {a.status_code for a in answers} == {200}
    assert "ratelimit-limit" not in answers[0].headers


def test_an_address_that_guesses_is_refused_and_who_was_let_in_from_there_before_is_not(serve_limited, make_key):
    client, known, later = serve_limited(address=4), make_key("viewer"), make_key("viewer")
    assert client.get("/seen", headers=bearer(known)).status_code == 200

    guesses = [client.get("/seen", headers=bearer(new_token("ock_"))).status_code for _ in range(6)]

    assert guesses == [401] * 4 + [429] * 2
    assert client.get("/seen").status_code == 429
    assert client.get("/seen", headers=bearer(known)).status_code == 200
    assert client.get("/seen", headers=bearer(later)).status_code == 429


def test_links_are_counted_by_address_and_health_is_not(serve_limited):
    client = serve_limited(address=2)

    assert [client.get("/link").status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/open").status_code == 200
    assert client.get("/health").status_code == 200


def test_no_limit_is_no_limit(serve_limited, make_key):
    client = serve_limited(caller=0, address=0)
    answers = [client.get("/seen", headers=bearer(make_key("viewer"))) for _ in range(3)]

    assert {a.status_code for a in answers} == {200}
    assert "ratelimit-limit" not in answers[0].headers
    assert {client.get("/seen").status_code for _ in range(5)} == {401}
