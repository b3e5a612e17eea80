"""Many alerts in one request: in order, in one transaction, and each bad one for itself."""

import asyncio
import json

import pytest


def test_each_bad_entry_has_its_own_error_in_its_place(serve, run, stored) -> None:
    async def journey():
        async with serve() as service:
            return await service.batch({"message": "a"}, {"severity": "worst"}, {"service": ""}, {"message": "b"})

    first, worst, nameless, last = run(journey())
    assert (first["result"], last["result"]) == ("new_incident", "existing_incident")
    assert worst["error"]["status"] == 422
    assert worst["error"]["errors"][0]["field"] == "severity"
    assert nameless["error"]["errors"][0]["field"] == "service"
    assert [row["message"] for row in stored()] == ["a", "b"]


def test_a_thousand_identical_alerts_are_one_row(serve, run, incidents, stored) -> None:
    async def journey():
        async with serve() as service:
            return await service.batch(*[{}] * 1000)

    results = run(journey())
    assert [r["result"] for r in results] == ["new_incident"] + ["deduplicated"] * 999
    assert len({r["id"] for r in results}) == 1
    assert [(row["occurrences"], row["status"]) for row in stored()] == [(1000, "firing")]
    assert [i["alert_count"] for i in incidents()] == [1000]


def test_a_thousand_services_open_a_thousand_incidents(serve, run, incidents) -> None:
    async def journey():
        async with serve() as service:
            return await service.batch(*[{"service": f"service-{n}"} for n in range(1000)])

    assert {r["result"] for r in run(journey())} == {"new_incident"}
    assert [i["alert_count"] for i in incidents()] == [1] * 1000


@pytest.mark.parametrize(
    ("changes", "results", "last"),
    [
        (["firing", "resolved"], ["new_incident", "resolved"], "resolved"),
        (["resolved", "firing"], ["recorded", "new_incident"], "firing"),
        (["firing", "resolved", "firing"], ["new_incident", "resolved", "existing_incident"], "firing"),
        (["firing", "firing", "resolved", "resolved"], ["new_incident", "deduplicated", "resolved", "recorded"], None),
    ],
)
def test_the_order_within_a_batch_is_kept(serve, run, stored, changes, results, last) -> None:
    async def journey():
        async with serve() as service:
            return await service.batch(*[{"status": status} for status in changes])

    answered = [r["result"] for r in run(journey())]
    if last is None:  # an end and the same end again are one change
        results = ["new_incident", "deduplicated", "resolved", "resolved"]
    assert answered == results
    assert stored()[-1]["status"] == (last or "resolved")


@pytest.mark.parametrize(
    "body", [{}, {"alerts": []}, {"alerts": {}}, {"alerts": None}, [], {"alerts": [{}] * 1001}, "text", None]
)
def test_what_is_no_batch_is_refused_as_a_whole(serve, run, stored, body) -> None:
    async def journey():
        async with serve() as service:
            return await service.post("/api/v1/alerts/batch", body)

    answer = run(journey())
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert stored() == []


def test_entries_that_are_no_objects_are_refused_one_by_one(serve, run) -> None:
    async def journey():
        async with serve() as service:
            good = {"service": "s", "severity": "low", "message": "m", "extra": 1}
            return await service.post("/api/v1/alerts/batch", {"alerts": [1, None, "x", [], good]})

    results = run(journey()).json()["results"]
    assert [r["error"]["status"] for r in results[:4]] == [422] * 4
    assert results[4]["result"] == "new_incident"


def test_a_batch_of_bad_entries_alone_is_answered_and_stores_nothing(serve, run, stored) -> None:
    async def journey():
        async with serve() as service:
            return await service.post("/api/v1/alerts/batch", {"alerts": [{}, {}]})

    answer = run(journey())
    assert answer.status_code == 201
    assert [r["error"]["status"] for r in answer.json()["results"]] == [422, 422]
    assert stored() == []


def test_an_alert_the_database_refuses_does_not_fail_its_neighbours(serve, run, stored, incidents, database) -> None:
    database.owner.execute("ALTER TABLE alerts.alerts ADD CHECK (message <> 'poison')")

    async def journey():
        async with serve() as service:
            await service.send()
            together = [{"message": f"m{n}"} for n in range(9)]
            together[4] = {"message": "poison"}
            results = await service.batch(*together)
            alone = await service.post(
                "/api/v1/alerts", {"service": "checkout-api", "severity": "high", "message": "poison"}
            )
            return results, alone

    results, alone = run(journey())
    assert [r.get("result") for r in results] == ["existing_incident"] * 4 + [None] + ["existing_incident"] * 4
    assert results[4]["error"]["status"] == alone.status_code == 422
    assert len(stored()) == 9
    assert [i["alert_count"] for i in incidents()] == [9]


def test_poison_of_one_sender_does_not_fail_another(serve, run, stored, database) -> None:
    database.owner.execute("ALTER TABLE alerts.alerts ADD CHECK (message <> 'poison')")

    async def journey():
        async with serve() as service:
            body = {"service": "checkout-api", "severity": "high"}
            return await asyncio.gather(
                *[
                    service.post("/api/v1/alerts", body | {"message": "poison" if n % 10 == 0 else f"m{n}"})
                    for n in range(50)
                ]
            )

    assert sorted(a.status_code for a in run(journey())) == [201] * 45 + [422] * 5
    assert len(stored()) == 45


def test_a_batch_may_be_five_times_as_long_as_one_alert(serve, run) -> None:
    async def journey():
        async with serve() as service:
            alert = {"service": "s", "severity": "low", "message": "x" * 16000}
            two_mib = json.dumps({"alerts": [alert] * 130}).encode()
            six_mib = json.dumps({"alerts": [alert] * 380}).encode()
            return [(await service.post("/api/v1/alerts/batch", body)).status_code for body in (two_mib, six_mib)]

    assert run(journey()) == [201, 413]
