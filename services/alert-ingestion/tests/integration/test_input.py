"""What senders may send, and what they are told when it is wrong."""

import gzip
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ALERT = {"service": "checkout-api", "severity": "high", "message": "it is down"}
ALERTS = "/api/v1/alerts"


def posted(serve, run, body, path=ALERTS, **headers):
    async def journey():
        async with serve() as service:
            return await service.post(path, body, **headers)

    return run(journey())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"service": None}, "service"),
        ({"service": ""}, "service"),
        ({"service": " \t"}, "service"),
        ({"service": "x" * 201}, "service"),
        ({"service": "nul\x00"}, "service"),
        ({"service": 7}, "service"),
        ({"severity": "CRITICAL"}, "severity"),
        ({"severity": None}, "severity"),
        ({"message": ""}, "message"),
        ({"message": "x" * 16385}, "message"),
        ({"labels": {f"k{n}": "v" for n in range(65)}}, "labels"),
        ({"labels": {"k" * 129: "v"}}, "labels"),
        ({"labels": {"k": "v" * 1025}}, "labels"),
        ({"labels": {"k": 1}}, "labels"),
        ({"labels": []}, "labels"),
        ({"status": "up"}, "status"),
        ({"dedup_key": ""}, "dedup_key"),
        ({"timestamp": "yesterday"}, "timestamp"),
        ({"timestamp": "2026-03-02T12:00:00"}, "timestamp"),
        ({"links": "https://a.example"}, "links"),
    ],
)
def test_a_bad_field_is_named_and_not_repeated(serve, run, stored, change, field) -> None:
    answer = posted(serve, run, ALERT | change)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 422
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert problem["errors"][0]["field"].startswith(field)
    assert "xxxxx" not in answer.text
    assert stored() == []


@pytest.mark.parametrize(
    "change",
    [
        {"service": "x" * 200},
        {"message": "x" * 16384},
        {"labels": {f"k{n}": "v" * 1024 for n in range(64)}},
        {"labels": {"k" * 128: ""}},
        {"source": None, "labels": {}, "links": [], "dedup_key": None, "timestamp": None},
        {"timestamp": "2026-03-02T14:00:00.5+02:00"},
        {"service": "Dienst für Zahlungen 💶"},
    ],
)
def test_what_just_fits_is_taken(serve, run, change) -> None:
    assert posted(serve, run, ALERT | change).status_code == 201


@pytest.mark.parametrize(
    "body", [b"", b"{", b"null", b"[]", b"7", b'"text"', b"\xff\xfe", b'{"service": NaN}', b"[" * 10000, b"{}"]
)
def test_a_body_that_is_no_alert_is_refused(serve, run, stored, body) -> None:
    assert posted(serve, run, body).status_code == 422
    assert stored() == []


def test_text_that_postgresql_cannot_hold_is_replaced(serve, run, stored) -> None:
    message, labels = rb"a\u0000b\ud800c \ud83d\ude00", rb'{"k\u0000": "v\udfff"}'
    body = b'{"service": "s", "severity": "low", "message": "%b", "labels": %b}' % (message, labels)
    assert posted(serve, run, body).status_code == 201
    (row,) = stored()
    assert (row["message"], row["labels"]) == ("a�b�c 😀", {"k�": "v�"})


@pytest.mark.parametrize("name", [rb"s\u0000", rb"s\ud800"])
def test_in_identifiers_it_is_refused(serve, run, stored, name) -> None:
    body = b'{"service": "%b", "severity": "low", "message": "m"}' % name
    assert posted(serve, run, body).status_code == 422
    assert posted(serve, run, body.replace(b'"service"', b'"dedup_key"')).status_code == 422
    assert stored() == []


def test_a_body_may_be_gzip_but_not_a_bomb(serve, run, stored) -> None:
    packed = gzip.compress(json.dumps(ALERT).encode())
    gzipped = {"Content-Encoding": "gzip"}
    assert posted(serve, run, packed, **gzipped).status_code == 201
    assert posted(serve, run, gzip.compress(b" " * 2_000_000), **gzipped).status_code == 413
    assert posted(serve, run, b"not gzip", **gzipped).status_code == 422
    assert posted(serve, run, packed[:-3], **gzipped).status_code == 422
    assert posted(serve, run, packed, **{"Content-Encoding": "br"}).status_code == 415
    assert len(stored()) == 1


def test_a_body_over_a_mebibyte_is_too_large(serve, run, stored) -> None:
    answer = posted(serve, run, json.dumps(ALERT | {"extra": "x" * 1024 * 1024}).encode())
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert stored() == []


def test_extra_fields_may_be_nested_thirty_two_levels_deep(serve, run) -> None:
    def nested(levels: int) -> object:
        value: object = 1
        for _ in range(levels):
            value = [value]
        return value

    assert posted(serve, run, ALERT | {"extra": nested(31)}).status_code == 201
    assert posted(serve, run, ALERT | {"extra": nested(32)}).status_code == 422


def test_links_nobody_should_follow_are_left_out(serve, run, stored) -> None:
    links = [
        "https://a.example/x",
        "javascript:alert(1)",
        {"href": "http://b.example", "text": "B"},
        {"href": "data:,x"},
    ]
    assert posted(serve, run, ALERT | {"links": links}).status_code == 201
    assert stored()[0]["links"] == ["https://a.example/x", {"href": "http://b.example", "text": "B"}]


def test_callers_are_judged_before_the_body_is_read(serve, run, stored) -> None:
    async def journey():
        async with serve() as service:
            nobody = [
                await service.client.post(path, content=b"{")
                for path in (ALERTS, ALERTS + "/batch", "/api/v1/integrations/alertmanager")
            ]
            stranger = await service.post(ALERTS, ALERT, Authorization="Bearer ock_wrong")
            reader = await service.post(ALERTS, ALERT, Authorization="Bearer ock_" + "r" * 32)
            by_header = await service.post(ALERTS, ALERT, Authorization="", **{"X-API-Key": "ock_" + "i" * 32})
            sender_reads = await service.client.get(ALERTS, headers={"X-API-Key": "ock_" + "i" * 32})
            return nobody, stranger, reader, by_header, sender_reads

    nobody, stranger, reader, by_header, sender_reads = run(journey())
    assert [a.status_code for a in nobody] == [401] * 3
    assert nobody[0].headers["www-authenticate"] == "Bearer"
    assert (stranger.status_code, reader.status_code) == (401, 403)
    assert (by_header.status_code, sender_reads.status_code) == (201, 403)
    assert len(stored()) == 1


def test_other_methods_are_405_with_the_ones_there_are(serve, run) -> None:
    async def journey():
        async with serve() as service:
            return await service.client.delete(ALERTS), await service.client.put(ALERTS + "/batch")

    for answer in run(journey()):
        assert answer.status_code == 405
        assert "POST" in answer.headers["allow"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=8), children, max_size=4),
    max_leaves=12,
)
ODD_ALERT = st.fixed_dictionaries(
    {"service": st.text(max_size=8) | JSON, "severity": st.sampled_from(["high", "low"]), "message": st.text() | JSON},
    optional={"labels": JSON, "links": JSON, "timestamp": JSON, "dedup_key": st.text(), "extra": JSON, "source": JSON},
)


def test_arbitrary_json_never_fails_and_reads_back(serve, run, clock) -> None:
    async def journey():
        async with serve() as service:

            @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
            @given(st.lists(ODD_ALERT | JSON, min_size=1, max_size=5), st.binary(max_size=64))
            def holds(values, noise):
                bodies.append((json.dumps(values[0]).encode(), json.dumps({"alerts": values}).encode(), noise))

            bodies: list[tuple[bytes, bytes, bytes]] = []
            holds()
            statuses = set()
            for alert, batch, noise in bodies:
                for path, body in (
                    (ALERTS, alert),
                    (ALERTS, noise),
                    (ALERTS + "/batch", batch),
                    ("/api/v1/integrations/alertmanager", batch),
                    ("/api/v1/integrations/alertmanager", noise),
                ):
                    statuses.add((await service.post(path, body)).status_code)
            items = await service.list(limit=200)
            raws = [await service.get(f"/api/v1/alerts/{item['id']}/raw") for item in items]
            return statuses, items, raws

    statuses, items, raws = run(journey())
    assert statuses == {201, 422}
    assert items
    assert {raw.status_code for raw in raws} == {200}
