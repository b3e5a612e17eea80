"""Heartbeats: silence opens one incident at its instant, a beat ends it."""

import asyncio
from datetime import timedelta

import pytest

AT = "/api/v1/heartbeats"
BACKUP = {"name": "backup", "service": "billing-db", "severity": "high", "interval_seconds": 60, "grace_seconds": 30}


@pytest.fixture
def made(admin):
    """`await made(process, interval_seconds=60, ...)`: a new heartbeat, as it was answered."""

    async def make(process, **more):
        answer = await process.client.post(AT, json=BACKUP | more, headers=admin)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make


@pytest.fixture
def watch(database):
    """`await watch(process, ...)`: let each process tell what is to be told, all at once, its own loop included."""

    async def look(*processes):
        await asyncio.gather(*(asyncio.to_thread(p.app.state.heartbeat_watch.run_once) for p in processes))
        async with asyncio.timeout(30):
            while database.owner.value("SELECT count(*) FROM alerts.heartbeats WHERE lease_until IS NOT NULL"):
                await asyncio.sleep(0.01)

    return look


def test_silence_opens_an_incident_at_its_instant_and_a_beat_ends_it(
    serve, run, made, watch, clock, incidents, stored, admin
) -> None:
    seen = []

    async def journey():
        async with serve() as service:
            new = await made(service)
            clock.advance(timedelta(seconds=60))
            beat = await service.client.post(new["path"])
            clock.advance(timedelta(seconds=89.5))
            await watch(service)
            seen.append(len(incidents()))
            clock.advance(timedelta(seconds=0.5))
            await watch(service)
            seen.append([(row["service"], row["severity"], row["title"]) for row in incidents()])
            listed = (await service.client.get(AT, headers=admin)).json()["items"]
            clock.advance(timedelta(minutes=5))
            await watch(service)
            await service.client.post(new["path"])
            await watch(service)
            return beat.json(), listed

    beat, (listed,) = run(journey())
    assert beat == {"due_at": "2026-03-02T12:02:30Z"}
    assert seen[0] == 0
    title = (
        "Heartbeat backup is overdue: no beat since 2026-03-02 12:01:00 UTC, expected every 1 min, with 30 s of grace"
    )
    assert seen[1] == [("billing-db", "high", title)]
    assert (listed["is_overdue"], listed["due_at"]) == (True, "2026-03-02T12:02:30Z")
    (row,) = stored()
    assert (row["status"], row["occurrences"]) == ("resolved", 1)
    (incident,) = incidents()
    assert incident["resolve_due_at"] is not None


def test_a_silence_is_told_once_by_several_replicas_and_the_next_one_anew(
    serve, run, made, watch, clock, stored, incidents
) -> None:
    async def journey():
        async with serve() as one, serve() as other:
            new = await made(one)
            for _ in range(2):
                clock.advance(timedelta(minutes=10))
                await watch(one, other)
                await watch(one, other)
                await one.client.post(new["path"])
                await watch(one, other)

    run(journey())
    assert [(row["status"], row["occurrences"]) for row in stored()] == [("resolved", 1)] * 2


def test_one_who_died_before_it_was_recorded_leaves_no_second_alert(
    serve, run, made, watch, clock, stored, database
) -> None:
    async def journey():
        async with serve() as service:
            await made(service)
            clock.advance(timedelta(minutes=10))
            await watch(service)
            database.owner.execute("UPDATE alerts.heartbeats SET is_told_overdue = false")  # as before the record
            await watch(service)

    run(journey())
    assert [row["occurrences"] for row in stored()] == [1]
    assert database.owner.value("SELECT is_told_overdue FROM alerts.heartbeats") is True


@pytest.mark.parametrize("how", ["deleted", "switched off"])
def test_one_that_is_taken_away_while_it_is_overdue_ends_its_alert(
    serve, run, made, watch, clock, stored, admin, how
) -> None:
    async def journey():
        async with serve() as service:
            new = await made(service)
            path = f"{AT}/{new['id']}"
            clock.advance(timedelta(minutes=10))
            await watch(service)
            if how == "deleted":
                await service.client.delete(path, headers=admin)
            else:
                await service.client.put(path, json=BACKUP | {"is_enabled": False}, headers=admin)
            await watch(service)
            clock.advance(timedelta(minutes=10))
            await watch(service)

    run(journey())
    assert [row["status"] for row in stored()] == ["resolved"]


def test_only_the_present_key_reports(serve, run, made, admin) -> None:
    async def journey():
        async with serve() as service:
            new = await made(service)
            changed = (await service.client.post(f"{AT}/{new['id']}/key", headers=admin)).json()
            paths = (new["path"], changed["path"], f"{AT}/{new['id']}", f"{AT}/%00")
            return [(await service.client.post(path)).status_code for path in paths]

    assert run(journey()) == [404, 200, 404, 404]


def test_a_new_interval_counts_from_now_on(serve, run, made, admin, clock) -> None:
    async def journey():
        async with serve() as service:
            new = await made(service)
            clock.advance(timedelta(seconds=80))
            body = BACKUP | {"interval_seconds": 10, "grace_seconds": 0}
            return (await service.client.put(f"{AT}/{new['id']}", json=body, headers=admin)).json()

    assert run(journey())["due_at"] == "2026-03-02T12:01:30Z"
