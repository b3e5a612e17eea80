"""A sender that was made for Opsgenie needs only another address."""

import json

import httpx
import pytest
from dev_kit.sinks.http import Answer

KEY = "ock_" + "i" * 32
ALIAS = "4e79067f0e271e10f8aee6e359b3cf05504eb99e63f4b42a8f040108790e6360"


async def send(service, path, body, key=KEY) -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"GenieKey {key}"}
    return await service.client.post(f"/v2/alerts{path}", content=content, headers=headers)


def test_what_alertmanager_sends_to_opsgenie_opens_repeats_and_closes(serve, run, fixture_body, stored) -> None:
    async def journey():
        async with serve() as service:
            create = fixture_body("opsgenie/create_from_alertmanager.json")
            close = fixture_body("opsgenie/close_from_alertmanager.json")
            return [
                await send(service, "", create),
                await send(service, "", create),
                await send(service, f"/{ALIAS}/close?identifierType=alias", close),
            ]

    answers = run(journey())
    assert [a.status_code for a in answers] == [202] * 3
    assert answers[0].json()["result"] == "Request will be processed"
    assert answers[0].json()["requestId"]
    assert [(row["status"], row["occurrences"]) for row in stored()] == [("resolved", 2)]


def test_an_alias_may_have_slashes(serve, run, stored) -> None:
    async def journey():
        async with serve() as service:
            await send(service, "", {"message": "full", "alias": "db/1/disk"})
            await send(service, "/db%2F1%2Fdisk/close?identifierType=alias", b"")

    run(journey())
    assert [row["status"] for row in stored()] == ["resolved"]


def test_an_acknowledgement_is_passed_on_and_noted(serve, run, http_sink, stored, fixture_body) -> None:
    http_sink.answer_always(Answer(204, b""))

    async def journey():
        async with serve(incidents=http_sink.url) as service:
            await send(service, "", {"message": "full", "alias": "a"})
            return await send(service, "/a/acknowledge", fixture_body("opsgenie/acknowledge.json"))

    assert run(journey()).status_code == 202
    (told,) = [r for r in http_sink.received if r.path.endswith("/acknowledgements")]
    assert told.json()["alert_id"] == str(stored()[0]["id"])
    assert [row["status"] for row in stored()] == ["firing", "resolved"]


@pytest.mark.parametrize(
    ("body", "key", "status"),
    [
        ({"message": "m"}, "ock_" + "x" * 32, 401),
        ({"message": "m"}, "", 401),
        ({}, KEY, 422),
        (b"[", KEY, 422),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_stored(serve, run, stored, body, key, status) -> None:
    async def journey():
        async with serve() as service:
            return await send(service, "", body, key)

    assert run(journey()).status_code == status
    assert stored() == []
