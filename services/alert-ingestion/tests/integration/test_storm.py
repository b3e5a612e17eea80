"""A storm is one incident, however many processes take it in."""

import asyncio
from collections import Counter
from datetime import timedelta

ALERT = {"service": "checkout-api", "severity": "high", "message": "it is down"}


async def storm(services, count, body=lambda n: ALERT):
    posts = [services[n % len(services)].post("/api/v1/alerts", body(n)) for n in range(count)]
    return await asyncio.gather(*posts)


def test_a_thousand_identical_alerts_to_two_processes_are_one_incident(serve, run, incidents, stored, clock) -> None:
    async def journey():
        async with serve() as one, serve() as other:
            first = await storm([one, other], 1000)
            before = incidents()
            clock.advance(timedelta(minutes=5, seconds=1))
            return first, before, await storm([one, other], 1000)

    first, before, second = run(journey())
    assert {a.status_code for a in first + second} == {201}
    assert [i["alert_count"] for i in before] == [1000]
    assert [i["alert_count"] for i in incidents()] == [1000, 1000]
    for answers in (first, second):
        assert Counter(a.json()["result"] for a in answers) == {"new_incident": 1, "deduplicated": 999}
    assert sum(row["occurrences"] for row in stored()) == 2000


def test_each_of_many_services_gets_one_incident(serve, run, incidents, stored) -> None:
    async def journey():
        async with serve() as one, serve() as other:
            return await storm([one, other], 1000, lambda n: ALERT | {"service": f"s{n % 20}", "message": f"m{n}"})

    answers = run(journey())
    assert {a.status_code for a in answers} == {201}
    assert Counter(a.json()["result"] for a in answers) == {"new_incident": 20, "existing_incident": 980}
    assert sorted(i["alert_count"] for i in incidents()) == [50] * 20
    assert len(stored()) == 1000


def test_alerts_and_their_ends_from_two_processes_never_wait_in_a_circle(serve, run, database, incidents) -> None:
    """Batches that open some incidents and close alerts of others, in every order, on both."""

    async def journey():
        async with serve() as one, serve() as other:
            for turn in range(15):
                batches = [
                    (
                        service,
                        [
                            {"service": f"s{(n * step + turn) % 12}", "dedup_key": f"k{n % 5}", "status": status}
                            for n in range(12)
                            for status in ("firing", "resolved")[:: 1 if (turn + step) % 2 else -1]
                        ],
                    )
                    for service, step in ((one, 1), (other, 5), (one, 7), (other, 11))
                ]
                await asyncio.gather(*(service.batch(*alerts) for service, alerts in batches))

    run(journey())
    assert database.owner.value("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()") == 0
    counted = database.owner.value("SELECT sum(alert_count) FROM incidents.incidents")
    assert counted == database.owner.value("SELECT sum(occurrences) FROM alerts.alerts WHERE incident_id IS NOT NULL")
    assert len(incidents()) == 12


def test_a_full_queue_refuses_at_once_and_takes_again_when_it_is_not(serve, run, stored) -> None:
    async def journey():
        async with serve(intake_queue_size=1000) as service:
            answers = await storm([service], 1200, lambda n: ALERT | {"message": f"m{n}"})
            return answers, await service.send(message="afterwards")

    answers, _ = run(journey())
    by_status = Counter(a.status_code for a in answers)
    assert set(by_status) == {201, 503}
    assert all(a.headers["retry-after"] for a in answers if a.status_code == 503)
    assert len(stored()) == by_status[201] + 1
