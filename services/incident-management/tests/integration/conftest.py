"""The application on a real database, with real neighbours that answer as they are told, and a clock that stands."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_DNS, uuid4, uuid5

import httpx
import psycopg2.extensions
import psycopg2.extras
import pytest
from dev_kit.databases import Database, Login
from dev_kit.sinks.http import Answer, HttpSink, Received
from fastapi import FastAPI
from incident_management.main import create_app
from incident_management.settings import Settings
from platform_kit.clock import FixedClock
from platform_kit.http_client import OPEN_S
from platform_kit.tokens import KEY_PREFIX, SESSION_PREFIX, new_token, service_token, token_hash

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECRET = "only-for-this-test-" + "x" * 32


class UuidLogin(Login):
    """Rows with UUIDs as such. For its own connections alone: elsewhere ids are text."""

    @contextmanager
    def connect(self) -> Iterator[psycopg2.extensions.connection]:
        with super().connect() as connection:
            psycopg2.extras.register_uuid(conn_or_curs=connection)
            yield connection


class UuidDatabase(Database):
    @property
    def owner(self) -> Login:
        return UuidLogin(self.url())

    def login(self, name: str) -> Login:
        return UuidLogin(self.url(name))


@pytest.fixture
def database(database: Database) -> Database:
    """The test's own database, whose ids are UUIDs as the service sees them."""
    return UuidDatabase(database.cluster, database.name, database.passwords)


def person(name: str) -> dict[str, str]:
    """A user as on-call names them; the same name is the same user."""
    return {"id": str(uuid5(NAMESPACE_DNS, name)), "name": name.title(), "email": f"{name}@example.org"}


class OncallService(HttpSink):
    """Plays oncall-service: each target names people, unless it `is_down`."""

    def __init__(self) -> None:
        super().__init__()
        self.is_down = False
        self.people: dict[str, list[str]] = {"fallback": ["boss"]}
        self.hours_begin: datetime | None = None  # until then only what is critical is paged
        self.asked: list[dict[str, Any]] = []
        self.users = [person(name) for name in ("ana", "ben", "chi", "boss")]

    def take(self, request: Received) -> Answer:
        told = super().take(request)
        if self.is_down:
            return Answer(503)
        if told is not self.always:
            return told
        if request.path == "/api/v1/oncall/resolve":
            return self._resolve(request.json())
        if request.path == "/api/v1/oncall/resolve/batch":
            answers = [self._resolve(asked) for asked in request.json()["questions"]]
            refused = [answer for answer in answers if answer.status != 200]
            return refused[0] if refused else _json(200, {"answers": [json.loads(a.body) for a in answers]})
        found = [u for u in self.users if request.path.endswith((u["id"], u["email"].replace("@", "%40")))]
        if "?" in request.path:
            return _json(200, {"items": found, "next_cursor": None})
        return _json(200, found[0]) if found else _json(404, {})

    def _resolve(self, asked: dict[str, Any]) -> Answer:
        self.asked.append(asked)
        people, channels = [], []
        for target in asked["targets"]:
            if target["type"] == "channel":
                channels.append({"channel": target["channel"], "recipient": target["recipient"]})
            name = target.get("name") or target.get("team") or target.get("email") or target["type"]
            people += [person(who) | {"via": name} for who in self.people.get(name, [])]
        answer: dict[str, Any] = {"people": people, "channels": channels, "outcome": "resolved" if people else "empty"}
        begin = self.hours_begin
        if begin and asked["severity"] != "critical" and datetime.fromisoformat(asked["at"]) < begin:
            answer["wait_until"] = begin.isoformat()
        return _json(200, answer)


class NotificationService(HttpSink):
    """Plays notification-service: takes every page once, unless it `is_down`."""

    def __init__(self) -> None:
        super().__init__()
        self.is_down = False
        self.taken: list[dict[str, Any]] = []
        self.listed: list[dict[str, Any]] = []

    def list_notifications(self, *newest_first: dict[str, Any]) -> None:
        """What its list answers."""
        self.listed = list(newest_first)

    def take(self, request: Received) -> Answer:
        told = super().take(request)
        if self.is_down:
            return Answer(503)
        if told is not self.always:
            return told
        if request.method == "GET":
            return _json(200, {"items": self.listed, "next_cursor": None})
        self.taken += request.json()["pages"] if request.path.endswith("/batch") else [request.json()]
        return _json(202, {"notifications": []})

    def pages(self, kind: str = "page") -> list[dict[str, Any]]:
        return [page for page in self.taken if page["kind"] == kind]

    def paged(self) -> list[str]:
        """Who was paged, in order."""
        return [page["recipient"].get("name") or page["recipient"]["recipient"] for page in self.pages()]


def _json(status: int, body: Any) -> Answer:
    return Answer(status, json.dumps(body).encode(), {"Content-Type": "application/json"})


@pytest.fixture
def service_secret() -> str:
    """What services sign the tokens with that they show each other."""
    return SECRET


@pytest.fixture
def oncall() -> Iterator[OncallService]:
    with OncallService() as service:
        yield service


@pytest.fixture
def notification() -> Iterator[NotificationService]:
    with NotificationService() as service:
        yield service


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def make_app(
    database: Database, oncall: OncallService, notification: NotificationService, clock: FixedClock
) -> Iterator[Callable[[], FastAPI]]:
    """Replicas of the application on the test's database. Their loops are not started: tests do rounds by hand."""
    made: list[FastAPI] = []

    def make() -> FastAPI:
        settings = Settings(
            database_url=database.url("incident_management"),
            service_token_secret=SECRET,
            encryption_keys=SECRET,
            oncall_service_url=oncall.url,
            notification_service_url=notification.url,
            public_url="https://oncall.example.org",
            outbound_allow="127.0.0.0/8",
        )
        made.append(create_app(settings, clock, deadline_s=60))  # also on a machine that is busy
        return made[-1]

    yield make
    for app in made:
        app.state.engine.dispose()


@pytest.fixture
def app(make_app: Callable[[], FastAPI]) -> FastAPI:
    return make_app()


@dataclass
class Api:
    """Calls an application as one caller."""

    app: FastAPI
    headers: dict[str, str]

    def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://incidents.test") as client:
                headers = self.headers | more.pop("headers", {})
                return await client.request(method, "/api/v1" + path, headers=headers, **more)

        return asyncio.run(ask())

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.request("GET", path, **more)

    def post(self, path: str, body: Any, **more: Any) -> httpx.Response:
        return self.request("POST", path, json=body, **more)

    def patch(self, incident_id: str, **more: Any) -> httpx.Response:
        headers = more.pop("headers", {})
        return self.request("PATCH", f"/incidents/{incident_id}", json=more, headers=headers)

    def open(self, **more: Any) -> dict[str, Any]:
        """Open an incident, which must succeed."""
        body = {"title": "error rate above 5 %", "service": "checkout-api", "severity": "critical"} | more
        answer = self.post("/incidents", body)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def show(self, incident_id: str) -> dict[str, Any]:
        answer = self.get(f"/incidents/{incident_id}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def told(self, incident_id: str) -> list[str]:
        """The types of an incident's timeline."""
        return [entry["type"] for entry in self.show(incident_id)["timeline"]]


@pytest.fixture
def as_key(database: Database) -> Callable[..., dict[str, str]]:
    """Headers of a new API key with a role."""

    def make(role: str | None, *, name: str = "a key", scopes: tuple[str, ...] = ()) -> dict[str, str]:
        token = new_token(KEY_PREFIX)
        database.owner.execute(
            "INSERT INTO oncall.api_keys (name, prefix, token_hash, role, scopes, created_by)"
            " VALUES (%s, 'ock_', %s, %s, %s, 'test')",
            (name, token_hash(token), role, list(scopes)),
        )
        return {"Authorization": f"Bearer {token}"}

    return make


@pytest.fixture
def as_user(database: Database) -> Callable[..., dict[str, str]]:
    """Headers of a signed-in user."""

    def make(name: str, role: str = "responder") -> dict[str, str]:
        token, user = new_token(SESSION_PREFIX), person(name)
        database.owner.execute(
            "INSERT INTO oncall.users (id, name, email, role) VALUES (%s, %s, %s, %s)",
            (user["id"], user["name"], user["email"], role),
        )
        database.owner.execute(
            "INSERT INTO oncall.sessions (token_hash, user_id, expires_at) VALUES (%s, %s, now() + interval '1 day')",
            (token_hash(token), user["id"]),
        )
        return {"Authorization": f"Bearer {token}"}

    return make


def as_service(issuer: str = "alert-ingestion") -> dict[str, str]:
    token = service_token(SECRET, issuer=issuer, audience="incident-management")
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def api(app: FastAPI, as_key: Callable[..., dict[str, str]]) -> Api:
    """The application as an API key named `ops` that may respond."""
    return Api(app, as_key("responder", name="ops"))


@pytest.fixture
def admin(app: FastAPI, as_key: Callable[..., dict[str, str]]) -> Api:
    """The application as an API key that may do everything."""
    return Api(app, as_key("admin", name="root"))


@pytest.fixture
def scraped(api: Api) -> Callable[[], str]:
    """What Prometheus reads now."""
    return lambda: api.request("GET", "/../../metrics").text


@pytest.fixture
def at_once() -> Callable[[Sequence[Callable[[], None]]], None]:
    """Do these at the same time, each in a thread of its own; what one raises is raised."""

    def go(what: Sequence[Callable[[], None]]) -> None:
        with ThreadPoolExecutor(len(what)) as pool:
            for done in [pool.submit(one) for one in what]:
                done.result(timeout=120)

    return go


@pytest.fixture
def ana(app: FastAPI, as_user: Callable[..., dict[str, str]]) -> Api:
    return Api(app, as_user("ana"))


@pytest.fixture
def ben(app: FastAPI, as_user: Callable[..., dict[str, str]]) -> Api:
    return Api(app, as_user("ben"))


@pytest.fixture
def ingestion(app: FastAPI) -> Api:
    return Api(app, as_service())


@pytest.fixture
def service_api(app: FastAPI) -> Api:
    return Api(app, as_service("notification-service"))


@pytest.fixture
def store_policy(database: Database) -> Callable[..., None]:
    """`store_policy(service, [(300, ["rota"]), ...], repeat=0)`: what a service's escalation policy is.

    Each step says how long it waits in seconds, and whom the fake on-call service is asked for. in_turn: one of them.
    """

    def store(
        service: str,
        steps: list[tuple[float, list[str]]],
        *,
        repeat: int = 0,
        team: str = "payments",
        in_turn: bool = False,
    ) -> None:
        policy = [
            {"delay_seconds": delay, "targets": [{"type": "team", "name": name} for name in targets]}
            | ({"round_robin": True} if in_turn else {})
            for delay, targets in steps
        ]
        database.owner.execute(
            "INSERT INTO oncall.teams (name) VALUES (%s) ON CONFLICT DO NOTHING;"
            " WITH policy AS (INSERT INTO oncall.escalation_policies (name, team_id, repeat, steps)"
            "   SELECT %s, id, %s, %s FROM oncall.teams WHERE name = %s RETURNING id, team_id)"
            " INSERT INTO oncall.services (name, team_id, escalation_policy_id) SELECT %s, team_id, id FROM policy",
            (team, service, repeat, json.dumps(policy), team, service),
        )

    return store


@pytest.fixture
def make_policy(store_policy: Callable[..., None], oncall: OncallService) -> Callable[..., None]:
    """`make_policy((300, "ana"), (600, "ben"), repeat=1)`: the policy of checkout-api.

    Each step names how long it waits in seconds and who is on call for it; nobody: an empty step.
    """

    def make(*steps: tuple[Any, ...], repeat: int = 0) -> None:
        for number, (_, *names) in enumerate(steps, start=1):
            oncall.people[f"step-{number}"] = list(names)
        numbered = [(step[0], [f"step-{number}"]) for number, step in enumerate(steps, start=1)]
        store_policy("checkout-api", numbered, repeat=repeat)

    return make


@pytest.fixture
def work(app: FastAPI) -> Callable[[], None]:
    """Do all that is due now: steps, pages, resolutions."""

    def do() -> None:
        for worker in (
            app.state.auto_resolve_worker,
            app.state.acknowledgement_worker,
            app.state.escalation_worker,
            app.state.hand_over_worker,
        ):
            while worker.run_once():
                pass

    return do


@pytest.fixture
def pass_time(clock: FixedClock, work: Callable[[], None]) -> Callable[..., None]:
    """Let time pass a minute at a step, doing what falls due in each."""

    def go(*, seconds: float = 0, minutes: float = 0, step: float = 60) -> None:
        ends_at = clock.now() + timedelta(minutes=minutes, seconds=seconds)
        while clock.now() < ends_at:
            clock.set(min(clock.now() + timedelta(seconds=step), ends_at))
            work()

    return go


@pytest.fixture
def outage_over() -> Callable[[], None]:
    """Wait until a neighbour that did not answer is asked again."""
    return lambda: time.sleep(OPEN_S + 0.1)


@pytest.fixture
def store_alert(database: Database, clock: FixedClock) -> Callable[..., str]:
    """Store an alert of an incident as alert-ingestion does, and count it."""

    def store(
        incident_id: str,
        *,
        status: str = "firing",
        occurrences: int = 1,
        message: str = "it is down",
        fingerprint: str | None = None,
    ) -> str:
        alert_id = str(uuid4())
        resolved_at = clock.now() if status == "resolved" else None
        database.login("alert_ingestion").execute(
            "INSERT INTO alerts.alerts (id, incident_id, fingerprint, service, severity, message, status, source,"
            " labels, occurrences, received_at, last_seen_at, resolved_at)"
            " VALUES (%s, %s, %s, 'checkout-api', 'critical', %s, %s, 'test', '{\"host\": \"db-1\"}', %s, %s, %s, %s)",
            (alert_id, incident_id, fingerprint or secrets.token_hex(32), message, status, occurrences, clock.now(),
             clock.now(), resolved_at),
        )  # fmt: skip
        database.login("alert_ingestion").execute(
            "SELECT incidents.count_alerts(ARRAY[%s]::uuid[], ARRAY[%s], ARRAY[%s])",
            (incident_id, occurrences, clock.now()),
        )
        database.login("alert_ingestion").execute(
            "SELECT incidents.tell_of_alerts(ARRAY[%s]::uuid[], ARRAY['alert_attached'], ARRAY[%s], ARRAY[%s::jsonb])",
            (incident_id, clock.now(), json.dumps({"alert_id": alert_id, "message": message})),
        )
        return alert_id

    return store


@pytest.fixture
def close_alert(database: Database, clock: FixedClock) -> Callable[[str, str], None]:
    """Close an alert as alert-ingestion does, which asks for the incident to be resolved."""

    def close(incident_id: str, alert_id: str) -> None:
        login = database.login("alert_ingestion")
        login.execute(
            "UPDATE alerts.alerts SET status = 'resolved', resolved_at = %s WHERE id = %s", (clock.now(), alert_id)
        )
        login.execute("SELECT incidents.ask_auto_resolve(ARRAY[%s]::uuid[], %s)", (incident_id, clock.now()))

    return close
