"""What the simulation says of generated policies and schedules is what the engine then does, with the real on-call."""

from __future__ import annotations

import random
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

PEOPLE = [f"person-{number}" for number in range(12)]
# Shortly before the clocks change.
OPENED = [
    (datetime(2026, 3, 8, 6, 40, tzinfo=UTC), ("America/New_York", "America/Chicago", "UTC")),
    (datetime(2026, 3, 29, 0, 40, tzinfo=UTC), ("Europe/London", "Europe/Berlin", "Asia/Beirut")),
    (datetime(2026, 4, 4, 13, 40, tzinfo=UTC), ("Australia/Lord_Howe", "Pacific/Chatham", "Australia/Sydney")),
    (datetime(2026, 10, 25, 0, 40, tzinfo=UTC), ("Europe/London", "Europe/Berlin", "Africa/Casablanca")),
    (datetime(2026, 11, 1, 5, 40, tzinfo=UTC), ("America/New_York", "America/Havana", "America/St_Johns")),
]
SERVICES = 100

Body = dict[str, Any]
Told = dict[str, list[tuple[float, int, int, str, str]]]


@dataclass
class RealOncall:
    url: str


@pytest.fixture
def oncall(start_service, service_secret) -> RealOncall:
    """oncall-service itself, as a process on the same database."""
    return RealOncall(start_service("oncall-service", SERVICE_TOKEN_SECRET=service_secret).url)


def a_layer(chance: random.Random, number: int, opened: datetime) -> dict[str, Any]:
    unit, every = chance.choice([("hour", 1), ("hour", 3), ("day", 1), ("day", 2), ("week", 1), ("month", 1)])
    layer = {
        "name": f"layer {number}",
        "role": "primary" if number == 0 else chance.choice(["primary", "secondary"]),
        "members": [{"email": f"{who}@example.org"} for who in chance.sample(PEOPLE, k=chance.randint(1, 4))],
        "rotation": {
            "unit": unit,
            "every": every,
            "handoff_time": f"{chance.randrange(24):02}:{chance.choice([0, 15, 30, 45]):02}",
            "start_date": f"{opened - timedelta(days=chance.randint(1, 90)):%Y-%m-%d}",
        },
    }
    if chance.random() < 0.5:
        begin = chance.randrange(24)
        window = {"start_time": f"{begin:02}:30", "end_time": f"{(begin + chance.randint(1, 14)) % 24:02}:00"}
        weekly = {"start_day": "friday", "end_day": "monday"} if chance.random() < 0.3 else {}
        layer["restrictions"] = [window | weekly]
    return layer


def a_schedule(chance: random.Random, team: str, zones: tuple[str, ...], opened: datetime) -> dict[str, Any]:
    if chance.random() < 0.1:
        return {"team": team, "members": [{"email": f"{who}@example.org"} for who in chance.sample(PEOPLE, k=3)]}
    layers = [a_layer(chance, number, opened) for number in range(chance.randint(1, 3))]
    return {"team": team, "timezone": chance.choice(zones), "layers": layers}


def an_override(chance: random.Random, opened: datetime) -> dict[str, Any]:
    start = opened + timedelta(minutes=chance.randint(-60, 60))
    return {
        "user": f"{chance.choice(PEOPLE)}@example.org",
        "start": start.isoformat(),
        "end": (start + timedelta(minutes=chance.randint(5, 90))).isoformat(),
        "kind": chance.choice(["replace", "replace", "add", "remove"]),
    }


def a_policy(chance: random.Random, team: str) -> dict[str, Any]:
    def a_target() -> dict[str, Any]:
        return chance.choice(
            [
                {"type": "schedule"},
                {"type": "schedule", "role": "secondary"},
                {"type": "team", "name": team},
                {"type": "user", "email": f"{chance.choice(PEOPLE)}@example.org"},
            ]
        )

    def a_step() -> dict[str, Any]:
        targets = [a_target() for _ in range(chance.randint(0, 2))]
        turns = {"round_robin": True} if len(targets) > 1 and chance.random() < 0.5 else {}
        return {"delay_seconds": chance.choice([0, 0.5, 600, 1800, 3600]), "targets": targets} | turns

    steps = [a_step() for _ in range(chance.randint(0, 3))]
    return {"name": "policy", "team": team, "repeat": int(chance.random() < 0.25), "steps": steps}


@pytest.fixture
def services(database, oncall, as_key) -> dict[str, datetime]:
    """A hundred services, each with a team, a schedule, overrides and a policy; and when its incident is opened."""
    chance, found = random.Random(4), {}
    with httpx.Client(
        base_url=oncall.url + "/api/v1", headers=as_key("admin", name="setup"), timeout=60, trust_env=False
    ) as client:

        def make(path: str, body: dict[str, Any]) -> dict[str, Any]:
            answer = client.post(path, json=body)
            assert answer.is_success, answer.text
            return dict(answer.json())

        def make_one(name: str, team: str, schedule: Body, override: Body | None, policy: Body) -> None:
            made = make("/schedules", schedule)
            if override:
                make(f"/schedules/{made['id']}/overrides", override)
            followed = make("/escalation-policies", policy)
            make("/services", {"name": name, "team": team, "escalation_policy_id": followed["id"]})

        people = [{"email": f"{who}@example.org"} for who in PEOPLE]  # the first schedule makes them
        make("/schedules", {"team": "everybody", "members": people})
        each = []
        for number in range(SERVICES):
            opened, zones = OPENED[number * len(OPENED) // SERVICES]
            team, name = f"team-{number}", f"service-{number}"
            schedule = a_schedule(chance, team, zones, opened)
            override = an_override(chance, opened) if chance.random() < 0.5 else None
            each.append((name, team, schedule, override, a_policy(chance, team)))
            found[name] = opened
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda one: make_one(*one), each))
    return found


def test_what_it_says_of_a_hundred_policies_and_schedules_is_what_the_engine_then_does(
    services, api, app, database, clock
) -> None:
    def simulated(service: str) -> list[tuple[float, int, int, str, str]]:
        asked = {"service": service, "severity": "critical", "at": services[service].isoformat()}
        answer = api.post("/escalations/simulate", asked)
        assert answer.status_code == 200, answer.text
        return sorted(
            (p["offset_seconds"], p["step"], p["cycle"], p["recipient"], p["via"]) for p in answer.json()["pages"]
        )

    with ThreadPoolExecutor(4) as pool:
        told: Told = dict(zip(services, pool.map(simulated, services), strict=True))
    with database.owner.connect() as connection:
        connection.autocommit = True
        cursor = connection.cursor()

        def next_at() -> datetime | None:
            cursor.execute("SELECT min(next_at) FROM incidents.escalations")
            return cursor.fetchone()[0]

        for opened in sorted(set(services.values())):
            clock.set(opened)
            with ThreadPoolExecutor(4) as pool:
                list(pool.map(lambda name: api.open(service=name), (n for n, at in services.items() if at == opened)))
            while due_at := next_at():
                clock.set(max(due_at, clock.now()))
                app.state.escalation_worker.run_once()
    done: Told = defaultdict(list)
    for page in database.owner.rows(
        "SELECT i.service, extract(epoch FROM t.at - i.created_at)::float AS after, (t.data ->> 'step')::int AS step,"
        " (t.data ->> 'cycle')::int AS cycle, t.data -> 'recipient' ->> 'email' AS who, t.data ->> 'via' AS via"
        " FROM incidents.timeline t JOIN incidents.incidents i ON i.id = t.incident_id WHERE t.type = 'paged'"
    ):
        done[page["service"]].append((page["after"], page["step"], page["cycle"], page["who"], page["via"]))
    assert {service: sorted(done[service]) for service in services} == told
    vias = [page[4] for pages in told.values() for page in pages]
    assert len(vias) > 200
    assert any("override" in via for via in vias) and len({via for via in vias if "layer" in via}) > 30
