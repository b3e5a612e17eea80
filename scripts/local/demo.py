"""Fills in two teams with their schedules, policies and services, two weeks of history, and one alert of now.

Everything of the present goes through the APIs. Doing it again changes nothing.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import psycopg2
import psycopg2.extras
from dev_kit.tree import ROOT

PAST_INCIDENT = ROOT / "database" / "seeds" / "past_incident.sql"
DAYS_OF_HISTORY = 14

ANA, BEN, CHLOE, DMITRI, EMI = (
    {"name": name, "email": f"{name.split()[0].lower()}@example.org"}
    for name in ("Ana Ferreira", "Ben Osei", "Chloe Martin", "Dmitri Volkov", "Emi Tanaka")
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with a service now and then. Times in seconds; nobody acknowledges where the first is None."""

    service: str
    severity: str
    title: str
    acknowledged_after: float | None
    resolved_after: float
    occurrences: int
    note: str | None = None


FAULTS = (
    Fault("checkout-api", "critical", "Checkout answers 5 % of requests with 500", 95, 1_900, 41,
          "A bad release. Rolled back, and a test for it is in review."),
    Fault("checkout-api", "high", "p99 latency of checkout is above 2 s", 160, 2_700, 17),
    Fault("payments-worker", "high", "Queue of payments is 12 minutes behind", 210, 3_300, 9,
          "One worker held a lock. Restarted it; the queue was empty ten minutes later."),
    Fault("payments-worker", "medium", "Card provider times out now and then", 640, 5_400, 23),
    Fault("search", "high", "Search index is older than an hour", 240, 4_100, 6),
    Fault("search", "low", "Slow queries in search", None, 1_500, 3),
    Fault("object-store", "critical", "Disk of store-3 is 96 % full", 120, 2_200, 12,
          "Old snapshots removed. Retention is now 14 days."),
    Fault("object-store", "medium", "Certificate of store.example.org ends in 10 days", 3_000, 14_000, 2),
)  # fmt: skip


class DemoFailed(RuntimeError):
    """A part of the demo was refused; the message says which and why."""


class Demo:
    """api: a client of the one origin, signed in as administrator. owner_url: of the database, for the past."""

    def __init__(self, api: httpx.Client, ingest_key: str, owner_url: str) -> None:
        self._api = api
        self._ingest_key = ingest_key
        self._owner_url = owner_url

    def fill_in(self, now: datetime) -> str:
        """Make what is not there yet; returns a sentence about it. Raises DemoFailed."""
        self._people_and_schedules(now)
        incidents = self._history(now)
        self._alert_of_now()
        return (
            f"The demo is filled in: teams payments and platform, {len(FAULTS) // 2} services, "
            + (f"{incidents} incidents of the last two weeks" if incidents else "its history was there already")
            + ", and one alert just now."
        )

    def _people_and_schedules(self, now: datetime) -> None:
        for person in (ANA, BEN, CHLOE, DMITRI, EMI):
            self._ensure("/api/v1/users", person | {"role": "responder"})
        for team, members in (("payments", [ANA, BEN, CHLOE]), ("platform", [DMITRI, EMI])):
            self._ensure("/api/v1/teams", {"name": team, "members": [member["email"] for member in members]})
        monday = (now - timedelta(weeks=9, days=now.weekday())).date().isoformat()
        weekly = {"unit": "week", "every": 1, "handoff_time": "09:00", "start_date": monday}
        layer = {"name": "Weekly", "members": [ANA, BEN, CHLOE], "rotation": weekly}
        self._ensure("/api/v1/schedules", {"team": "payments", "timezone": "Europe/Berlin", "layers": [layer]})
        members = [DMITRI | {"role": "primary"}, EMI | {"role": "primary"}, EMI | {"role": "secondary"}]
        self._ensure("/api/v1/schedules", {"team": "platform", "members": members})
        policies = {
            "payments": self._policy("payments: on call, then Chloe", "payments", CHLOE["email"]),
            "platform": self._policy("platform: on call, then Emi", "platform", EMI["email"]),
        }
        for service, team in (
            ("checkout-api", "payments"), ("payments-worker", "payments"), ("search", "platform"),
            ("object-store", "platform"),
        ):  # fmt: skip
            body = {"name": service, "team": team, "escalation_policy_id": policies[team]}
            self._ensure("/api/v1/services", body)

    def _policy(self, name: str, team: str, second: str) -> str:
        steps = [
            {"delay_seconds": 300, "targets": [{"type": "schedule", "team": team}]},
            {"delay_seconds": 600, "targets": [{"type": "user", "email": second}]},
        ]
        body = {"name": name, "team": team, "repeat": 1, "steps": steps}
        self._ensure("/api/v1/escalation-policies", body)
        policies = self._get("/api/v1/escalation-policies", {"limit": 200})["items"]
        return str(next(policy["id"] for policy in policies if policy["name"] == name))

    def _history(self, now: datetime) -> int:
        with psycopg2.connect(self._owner_url) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM alerts.alerts WHERE source = 'demo'")
            if cursor.fetchone() != (0,):
                return 0
            teams = {s["name"]: s["team"] for s in self._get("/api/v1/services", {"limit": 200})["items"]}
            happened = list(past(now))
            for at, fault in happened:
                person = self._on_call(teams[fault.service], at)
                cursor.execute(PAST_INCIDENT.read_text(), _parameters(at, fault, person))
        return len(happened)

    def _on_call(self, team: str, at: datetime) -> Mapping[str, Any]:
        on_call = self._get("/api/v1/oncall/current", {"team": team, "at": at.isoformat()})
        if not on_call["primary"]:
            raise DemoFailed(f"nobody of {team} is on call at {at}")
        return dict(on_call["primary"])

    def _alert_of_now(self) -> None:
        alert = {
            "service": "checkout-api",
            "severity": "critical",
            "message": "Checkout answers 5 % of requests with 500",
            "source": "demo",
            "labels": {"region": "eu-west", "release": "2026.11.2"},
        }
        answer = self._api.post("/api/v1/alerts", json=alert, headers={"X-API-Key": self._ingest_key})
        if not answer.is_success:
            raise DemoFailed(f"POST /api/v1/alerts answered {answer.status_code}: {answer.text}")

    def _ensure(self, path: str, body: Mapping[str, Any]) -> None:
        answer = self._api.post(path, json=body)
        if answer.status_code not in (201, 409):  # 409: an earlier run made it
            raise DemoFailed(f"POST {path} answered {answer.status_code}: {answer.text}")

    def _get(self, path: str, parameters: Mapping[str, str | int]) -> dict[str, Any]:
        answer = self._api.get(path, params=dict(parameters))
        if answer.status_code != 200:
            raise DemoFailed(f"GET {path} answered {answer.status_code}: {answer.text}")
        return dict(answer.json())


def past(now: datetime) -> Iterator[tuple[datetime, Fault]]:
    """What went wrong in the last two weeks, oldest first: the same every time, and each over by now."""
    chance = random.Random(2026)
    for days_ago in range(DAYS_OF_HISTORY, 0, -1):
        day = (now - timedelta(days=days_ago)).replace(hour=0, minute=0, second=0, microsecond=0)
        for hour in sorted(chance.sample(range(16), k=chance.choice((1, 2, 2, 3, 4)))):
            fault = chance.choice(FAULTS)
            at = day + timedelta(hours=hour, minutes=chance.randrange(60))
            pace = chance.uniform(0.5, 1.8)
            yield at, Fault(
                fault.service, fault.severity, fault.title,
                fault.acknowledged_after and round(fault.acknowledged_after * pace, 1),
                round(fault.resolved_after * pace, 1), fault.occurrences, fault.note,
            )  # fmt: skip


def signed_in(url: str, email: str, password: str) -> httpx.Client:
    """A client of the one origin with an administrator's session. Raises DemoFailed."""
    answer = httpx.post(f"{url}/api/v1/auth/login", json={"email": email, "password": password}, trust_env=False)
    if answer.status_code != 200:
        raise DemoFailed(f"signing in as {email} answered {answer.status_code}: {answer.text}")
    headers = {"Authorization": f"Bearer {answer.json()['token']}"}
    return httpx.Client(base_url=url, headers=headers, timeout=30, trust_env=False)


def fill_in(url: str, email: str, password: str, ingest_key: str, owner_url: str) -> str:
    """Fill in the demo at a running platform; returns a sentence about what was made. Raises DemoFailed."""
    try:
        with signed_in(url, email, password) as api:
            return Demo(api, ingest_key, owner_url).fill_in(datetime.now(UTC))
    except httpx.HTTPError as error:
        raise DemoFailed(f"{type(error).__name__}: {error}") from None


def _parameters(at: datetime, fault: Fault, person: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "at": at, "service": fault.service, "severity": fault.severity, "title": fault.title,
        "acknowledged_after": fault.acknowledged_after, "resolved_after": fault.resolved_after,
        "occurrences": fault.occurrences, "note": fault.note,
        "person_id": person["id"], "person_name": person["name"], "person_email": person["email"],
    }  # fmt: skip
