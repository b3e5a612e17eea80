"""Routing rules as senders and people meet them."""

from datetime import timedelta

import pytest

AT = "/api/v1/routing-rules"
STAGING = {"name": "staging", "matchers": ["env=staging"]}


@pytest.fixture
def routed(admin):
    """`await routed(process, rule, ...)`: these are the rules from now on."""

    async def put(process, *rules):
        version = (await process.client.get(AT, headers=admin)).json()["version"]
        answer = await process.client.put(AT, json={"version": version, "rules": rules}, headers=admin)
        assert answer.status_code == 200, answer.text
        process.app.state.directions.renew()
        return answer.json()

    return put


def test_a_rule_changes_service_severity_and_team_and_the_end_still_finds_its_alert(
    serve, run, routed, incidents, stored, database
) -> None:
    database.owner.execute("INSERT INTO oncall.teams (name) VALUES ('storage')")
    rule = STAGING | {"service": "staging-api", "severity": "low", "team": "storage"}

    async def journey():
        async with serve() as service:
            await routed(service, rule)
            fired = await service.send(labels={"env": "staging"}, dedup_key="a")
            await routed(service)  # the rule is gone when the end comes
            ended = await service.send(status="resolved", dedup_key="a")
            return fired, ended

    fired, ended = run(journey())
    assert (fired["result"], ended["result"], ended["id"]) == ("new_incident", "resolved", fired["id"])
    (incident,) = incidents()
    assert (incident["service"], incident["severity"], incident["team"]) == ("staging-api", "low", "storage")
    policy = database.owner.value("SELECT policy FROM incidents.escalations")
    assert (policy["team"], policy["steps"][0]["targets"][0]["team"]) == ("storage", "storage")
    (row,) = stored()
    assert (row["service"], row["sent"]) == ("staging-api", {"service": "checkout-api", "severity": "high"})


def test_a_correlation_key_gathers_alerts_of_many_services(serve, run, routed, incidents) -> None:
    rule = {"name": "clusters", "matchers": ["cluster!="], "correlation_key": "cluster {cluster}"}

    async def journey():
        async with serve() as service:
            await routed(service, rule)
            for name, cluster in (("a", "one"), ("b", "one"), ("c", "two")):
                await service.send(service=name, labels={"cluster": cluster})

    run(journey())
    assert [(row["correlation_key"], row["alert_count"]) for row in incidents()] == [
        ("cluster one|=", 2),
        ("cluster two|=", 1),
    ]


def test_a_suppressed_alert_is_recorded_and_opens_nothing(serve, run, routed, incidents, stored) -> None:
    async def journey():
        async with serve() as service:
            await routed(service, STAGING | {"suppress": True})
            return await service.batch({"labels": {"env": "staging"}}, {"labels": {"env": "live"}, "dedup_key": "b"})

    quiet, loud = run(journey())
    assert (quiet["result"], quiet["incident_id"], loud["result"]) == ("suppressed", None, "new_incident")
    assert len(incidents()) == 1
    assert {row["labels"]["env"]: row["sent"] for row in stored()} == {"staging": {"status": "firing"}, "live": None}


def test_an_alert_that_is_held_back_pages_once_it_has_fired_so_long(serve, run, routed, database, clock) -> None:
    def held():
        return database.login("incident_management").rows(
            "SELECT h.reason, h.until FROM incidents.incidents i, alerts.held(i.id, i.service, %s) h", (clock.now(),)
        )

    async def journey():
        async with serve() as service:
            await routed(service, STAGING | {"hold_back_seconds": 60})
            return await service.send(labels={"env": "staging"})

    assert run(journey())["result"] == "suppressed"
    assert held() == [{"reason": "held_back", "until": clock.now() + timedelta(seconds=60)}]
    clock.advance(timedelta(seconds=60))
    assert held() == []


def test_rules_are_tried_on_past_alerts_before_they_are_saved(serve, run, routed, admin) -> None:
    async def journey():
        async with serve() as service:
            await service.send(labels={"env": "staging"}, dedup_key="a")
            await service.send(labels={"env": "live"}, dedup_key="b", service="billing")
            body = {"days": 7, "rules": [STAGING | {"suppress": True}]}
            tried = (await service.client.post(f"{AT}/try", json=body, headers=admin)).json()
            present = (await service.client.get(AT, headers=admin)).json()
            await routed(service, *body["rules"])
            same = (await service.client.post(f"{AT}/try", json=body, headers=admin)).json()
            return tried, present, same

    tried, present, same = run(journey())
    assert (tried["alerts"], tried["changed"], present["version"]) == (2, 1, 0)
    assert (tried["now"]["incidents"], tried["then"]["incidents"], tried["then"]["suppressed"]) == (2, 1, 1)
    assert [i["service"] for i in tried["now"]["those_changed"]] == ["checkout-api"]
    (example,) = tried["examples"]
    assert (example["now"]["correlation_key"], example["then"]["correlation_key"]) == ("checkout-api|high", None)
    assert (same["changed"], same["now"]) == (0, same["then"])


def test_of_two_people_who_change_the_rules_at_once_one_is_told(serve, run, routed, admin) -> None:
    async def journey():
        async with serve() as service:
            await routed(service, STAGING | {"suppress": True})
            return await service.client.put(AT, json={"version": 0, "rules": []}, headers=admin)

    assert run(journey()).status_code == 409


@pytest.mark.parametrize(
    "rule",
    [
        STAGING,
        STAGING | {"matchers": ["env=~("], "suppress": True},
        STAGING | {"matchers": ["env=~.*"], "suppress": True},
        STAGING | {"matchers": [], "severity": "low"},
        STAGING | {"severity": "dreadful"},
        STAGING | {"team": "a", "colour": "red"},
    ],
)
def test_a_rule_that_does_nothing_or_too_much_is_refused(serve, run, admin, rule) -> None:
    async def journey():
        async with serve() as service:
            return await service.client.put(AT, json={"version": 0, "rules": [rule]}, headers=admin)

    answer = run(journey())
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"].startswith("rules.0")


def test_without_its_rules_intake_takes_nothing_rather_than_send_it_astray(serve, run, stored, database) -> None:
    async def journey():
        async with serve() as service:
            service.app.state.directions._shown = None
            service.app.state.directions.renew = broken
            return await service.post("/api/v1/alerts", {"service": "a", "severity": "low", "message": "m"})

    def broken() -> int:
        from sqlalchemy.exc import OperationalError

        raise OperationalError("", None, Exception("the database is away"))

    answer = run(journey())
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert stored() == []


def test_a_suppressed_alert_that_is_sent_again_is_counted_and_a_day_later_recorded_anew(
    serve, run, routed, stored, clock
) -> None:
    async def journey():
        async with serve() as service:
            await routed(service, STAGING | {"suppress": True})
            results = []
            for hours in (1, 22, 2, 0):
                results += await service.batch({"labels": {"env": "staging"}}, {"labels": {"env": "staging"}})
                clock.advance(timedelta(hours=hours))
            return results

    results = run(journey())
    assert {result["result"] for result in results} == {"suppressed"}
    first, later = stored()
    assert [result["id"] for result in results] == [str(first["id"])] * 6 + [str(later["id"])] * 2
    assert [(row["occurrences"], row["incident_id"]) for row in (first, later)] == [(6, None), (2, None)]
