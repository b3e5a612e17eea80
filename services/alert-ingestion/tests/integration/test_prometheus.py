"""A Prometheus server that names this service as its Alertmanager."""

import json
from datetime import timedelta

from platform_kit.clock import FixedClock

AT = "/api/v2/alerts"
LABELS = {"alertname": "Down", "service": "shop", "severity": "critical", "instance": "a"}


def alert(clock: FixedClock, *, ends_in_s: float | None = 240, **labels: str) -> dict:
    ends = {} if ends_in_s is None else {"endsAt": (clock.now() + timedelta(seconds=ends_in_s)).isoformat()}
    return {"labels": LABELS | labels, "annotations": {"summary": "it is down"}} | ends


def test_what_is_sent_again_is_one_alert_and_its_end_closes_it(serve, run, stored, incidents, clock) -> None:
    async def journey():
        async with serve() as service:
            answers = []
            for _ in range(3):
                answers.append(await service.post(AT, [alert(clock), alert(clock, instance="b")]))
                clock.advance(timedelta(minutes=1))
            answers.append(await service.post(AT, [alert(clock, ends_in_s=0)]))
            return answers

    answers = run(journey())
    assert [(a.status_code, a.content) for a in answers] == [(200, b"")] * 4
    assert [(row["status"], row["occurrences"]) for row in stored()] == [("resolved", 3), ("firing", 3)]
    (incident,) = incidents()
    assert (incident["service"], incident["alert_count"], incident["resolve_due_at"]) == ("shop", 6, None)


def test_an_alert_that_is_not_sent_again_ends_by_itself_and_not_before(
    serve, run, stored, incidents, clock, database, expire
) -> None:
    async def journey():
        async with serve() as service:
            await service.post(AT, [alert(clock), alert(clock, ends_in_s=None, instance="b")])
            steps = []
            for minutes in (3, 0.99, 0.02, 0.98, 0.02):  # 3:00, 3:59.4, 4:00.6, 4:59.4, 5:00.6
                clock.advance(timedelta(minutes=minutes))
                expire(service)
                steps.append(sorted(row["status"] for row in stored()))
            return steps

    firing, resolved = ["firing"] * 2, ["resolved"] * 2
    assert run(journey()) == [firing, firing, ["firing", "resolved"], ["firing", "resolved"], resolved]
    assert incidents()[0]["resolve_due_at"] == clock.now()
    told = database.owner.rows("SELECT data FROM incidents.timeline WHERE type = 'alert_resolved' ORDER BY id")
    assert [entry["data"]["reason"] for entry in told] == ["not_sent_again"] * 2


def test_an_alert_that_is_sent_again_in_time_goes_on(serve, run, stored, clock, expire) -> None:
    async def journey():
        async with serve() as service:
            for _ in range(4):
                await service.post(AT, [alert(clock)])
                clock.advance(timedelta(minutes=3))
                expire(service)

    run(journey())
    assert [(row["status"], row["occurrences"]) for row in stored()] == [("firing", 4)]


def test_alerts_by_any_other_way_never_end_by_themselves(serve, run, stored, clock, expire) -> None:
    async def journey():
        async with serve() as service:
            await service.send()
            clock.advance(timedelta(days=30))
            expire(service)

    run(journey())
    assert [row["status"] for row in stored()] == ["firing"]


def test_many_processes_close_an_expired_alert_once(serve, run, database, clock, expire) -> None:
    async def journey():
        async with serve() as one, serve() as other:
            await one.post(AT, [alert(clock, instance=str(n), service=f"s{n % 7}") for n in range(300)])
            clock.advance(timedelta(minutes=5))
            return expire(one, other)

    assert run(journey()) == 300
    told = database.owner.value("SELECT count(*) FROM incidents.timeline WHERE type = 'alert_resolved'")
    assert told == 300
    assert database.owner.value("SELECT count(*) FROM incidents.incidents WHERE resolve_due_at IS NOT NULL") == 7


def test_an_entry_that_is_no_alert_costs_the_others_nothing(serve, run, stored, clock) -> None:
    async def journey():
        async with serve() as service:
            return [
                await service.post(AT, [alert(clock), {"labels": {}}]),
                await service.post(AT, {"alerts": []}),
                await service.post(AT, []),
            ]

    mixed, no_list, nothing = run(journey())
    assert (mixed.status_code, mixed.json()["code"]) == (400, 400)
    assert no_list.status_code == 400
    assert (nothing.status_code, nothing.content) == (200, b"")
    assert [row["status"] for row in stored()] == ["firing"]


def test_a_message_that_is_sent_again_with_its_key_is_done_once(serve, run, stored, clock) -> None:
    async def journey():
        async with serve() as service:
            body = json.dumps([alert(clock)]).encode()
            return [await service.post(AT, body, **{"Idempotency-Key": "a"}) for _ in range(2)]

    answers = run(journey())
    assert [(a.status_code, a.content) for a in answers] == [(200, b"")] * 2
    assert answers[1].headers["idempotent-replay"] == "true"
    assert [row["occurrences"] for row in stored()] == [1]


def test_status_is_answered_as_an_alertmanager_does(serve, run) -> None:
    async def journey():
        async with serve() as service:
            return await service.get("/api/v2/status"), await service.client.get("/api/v2/status")

    known, stranger = run(journey())
    assert known.json()["cluster"] == {"status": "disabled", "peers": []}
    assert known.json()["versionInfo"]["version"]
    assert stranger.status_code == 401
