"""What belongs to a private team is not there for others: on no route, in no list, in no stream."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from dev_kit.platform import Platform
from dev_kit.processes import wait_until

NOBODYS = "00000000-0000-0000-0000-000000000001"
WORD = "zirconium"  # in every text of the private team, and nowhere else
SERVICE, TEAM = f"{WORD}-api", f"{WORD} team"
# Parameters of paths that name nothing of a team. `identifier` and `action` are a sender's words for an alert of its
# own, and the answer is the same whether there is one.
OF_NO_TEAM = {
    *("user_id", "person", "key_id", "source", "method_id", "key", "token"),
    *("identifier", "action", "version", "channel"),
    "link_id",  # a person's own
    "template_id",  # administrators', who see every team
    *("subscription_id", "delivery_id"),  # administrators', who see every team
}

A_RULE = {"name": "for everybody", "matchers": ["environment=staging"], "severity": "low"}

Client = Callable[[str], httpx.Client]


@dataclass(frozen=True, slots=True)
class Private:
    """A private team with one of everything, and those who look at it."""

    ids: dict[str, str]
    as_ana: Client
    as_ben: Client
    as_admin: Client
    ben: str


def made(answer: httpx.Response) -> dict[str, Any]:
    assert answer.is_success, answer.text
    return dict(answer.json())


@pytest.fixture(scope="module")
def private(platform: Platform) -> Private:
    token = platform.admin_token()

    def as_admin(service: str) -> httpx.Client:
        return platform.client(service, key=token)

    oncall = as_admin("oncall-service")

    def person(name: str) -> tuple[str, Client]:
        email, password = f"{name}-{WORD}@example.org", "correct horse battery"
        body = {"name": name, "email": email, "password": password, "role": "responder"}
        user = made(oncall.post("/api/v1/users", json=body))
        url, login = platform.url("oncall-service"), {"email": email, "password": password}
        session = made(httpx.post(f"{url}/api/v1/auth/login", json=login, trust_env=False, timeout=30))["token"]
        return user["id"], lambda service: platform.client(service, key=session)

    ana, as_ana = person("ana")
    ben, as_ben = person("ben")
    team = made(oncall.post("/api/v1/teams", json={"name": TEAM, "members": [ana], "private": True}))
    made(oncall.post("/api/v1/teams", json={"name": "open team", "members": [ben]}))
    target = {"type": "schedule", "team_id": team["id"]}
    policy = {"name": f"{WORD} policy", "team": TEAM, "steps": [{"delay_seconds": 600, "targets": [target]}]}
    ids = {
        "team_id": team["id"],
        "service_id": made(oncall.post("/api/v1/services", json={"name": SERVICE, "team": TEAM}))["id"],
        "policy_id": made(oncall.post("/api/v1/escalation-policies", json=policy))["id"],
        "schedule_id": made(
            oncall.post("/api/v1/schedules", json={"team": TEAM, "members": [{"email": f"ana-{WORD}@example.org"}]})
        )["id"],
    }
    span = {"start": "2026-03-02T00:00:00Z", "end": "2026-03-03T00:00:00Z"}
    schedule = f"/api/v1/schedules/{ids['schedule_id']}"
    ids["override_id"] = made(oncall.post(f"{schedule}/overrides", json={"user": ana} | span))["id"]
    intake = as_admin("alert-ingestion")
    integration = {"name": f"{WORD} sender", "source": "generic", "service": SERVICE}
    heartbeat = {"name": f"{WORD} job", "service": SERVICE, "interval_seconds": 86400}
    ids["integration_id"] = made(intake.post("/api/v1/integrations", json=integration))["id"]
    ids["heartbeat_id"] = made(intake.post("/api/v1/heartbeats", json=heartbeat))["id"]
    window = {
        "services": [SERVICE],
        "reason": WORD,
        "starts_at": "2126-03-02T00:00:00Z",
        "ends_at": "2126-03-03T00:00:00Z",
    }
    ids["window_id"] = made(intake.post("/api/v1/maintenance-windows", json=window))["id"]
    silence = {"matchers": [f'service="{SERVICE}"'], "reason": WORD} | {
        name: window[name] for name in ("starts_at", "ends_at")
    }
    ids["silence_id"] = made(intake.post("/api/v1/silences", json=silence))["id"]
    rule = {"name": f"{WORD} rule", "matchers": [f'service="{SERVICE}"', 'source="nobody"'], "severity": "low"}
    made(intake.put("/api/v1/routing-rules", json={"version": 0, "rules": [rule, A_RULE]}))
    sent = platform.send_alert(service=SERVICE, message=f"{WORD} is low")
    ids |= {"incident_id": sent["incident_id"], "alert_id": sent["id"]}
    page = platform.wait_for_rows("SELECT id FROM notify.notifications WHERE incident_id = %s", (sent["incident_id"],))
    ids |= {"notification_id": str(page[0]["id"]), "swap_id": NOBODYS}
    incidents = as_admin("incident-management")
    incident = f"/api/v1/incidents/{sent['incident_id']}"
    noted = made(incidents.patch(incident, json={"note": f"more {WORD}"}))
    made(incidents.post(f"{incident}/postmortem"))
    item = made(incidents.post(f"{incident}/action-items", json={"title": f"buy {WORD}"}))
    ids |= {"note_id": noted["notes"][0]["id"], "item_id": item["id"]}
    return Private(ids, as_ana, as_ben, as_admin, ben)


def example_of(contract: dict[str, Any], operation: dict[str, Any]) -> Any:
    """The published example of an operation's body."""
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    if name := schema.get("$ref", "").rpartition("/")[2]:
        schema = contract["components"]["schemas"][name]
    return (schema.get("examples") or [{}])[0]


def with_ids(text: str, ids: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: ids.get(found[1], NOBODYS), text)


def told(answer: httpx.Response) -> Any:
    """An answer without the request's own id."""
    if "json" not in answer.headers.get("content-type", ""):
        return answer.status_code, answer.text
    body = answer.json()
    return answer.status_code, {k: v for k, v in body.items() if k != "request_id"} if isinstance(body, dict) else body


def test_the_members_and_administrators_see_all_of_it(private: Private) -> None:
    for as_whom in (private.as_ana, private.as_admin):
        for service, path in (
            ("incident-management", "/api/v1/incidents/{incident_id}"),
            ("alert-ingestion", "/api/v1/alerts/{alert_id}"),
            ("notification-service", "/api/v1/notifications/{notification_id}"),
            ("oncall-service", "/api/v1/teams/{team_id}"),
            ("oncall-service", "/api/v1/services/{service_id}"),
            (
                "oncall-service",
                "/api/v1/schedules/{schedule_id}/final?from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z",
            ),
            ("oncall-service", "/api/v1/escalation-policies/{policy_id}"),
        ):
            answer = as_whom(service).get(with_ids(path, private.ids))
            assert answer.status_code == 200, (path, answer.text)


def test_an_id_of_the_team_is_an_id_that_does_not_exist(private: Private, contracts: dict[str, Any]) -> None:
    """The same answer, to the letter, as for an id that nobody has: on every route that takes one."""
    wrong, asked = [], 0
    for service, contract in contracts.items():
        for path, operations in contract["paths"].items():
            names = set(re.findall(r"\{(\w+)\}", path))
            assert names <= private.ids.keys() | OF_NO_TEAM, f"{path}: what of a private team does it name?"
            for method, operation in operations.items():
                if not names & private.ids.keys() or not {"read", "respond"} & set(operation["x-needs"]):
                    continue
                body = example_of(contract, operation)
                client, query = private.as_ben(service), {"from": "2026-03-02T00:00:00Z", "to": "2026-03-03T00:00:00Z"}
                theirs, nobodys = (
                    client.request(method, with_ids(path, ids), params=query, json=body if method != "get" else None)
                    for ids in (private.ids, {})
                )
                asked += 1
                if told(theirs) != told(nobodys) or theirs.status_code not in (404, 422):
                    wrong.append((method, path, theirs.status_code, theirs.text[:200], nobodys.status_code))
    assert not wrong
    assert asked > 15


def test_no_list_shows_anything_of_it_whatever_is_asked_for(private: Private, contracts: dict[str, Any]) -> None:
    values = private.ids | {"service": SERVICE, "team": TEAM, "q": WORD, "name": TEAM}
    wrong, shown_to_ana = [], 0
    for service, contract in contracts.items():
        for path, operations in contract["paths"].items():
            operation = operations.get("get")
            if operation is None or "{" in path or "read" not in operation["x-needs"] or path.endswith("/events"):
                continue
            names = [p["name"] for p in operation.get("parameters", []) if p["in"] == "query"]
            range_ = {"from": "2026-03-02T00:00:00Z", "to": "2026-03-03T00:00:00Z"} if "from" in names else {}
            for asked in ({}, *({name: values[name]} for name in names if name in values)):
                query = range_ | asked
                answer = private.as_ben(service).get(path, params=query)
                # people are not of a team, and an address that was asked for may be repeated
                found = re.sub(rf"(ana|ben)-{WORD}@example\.org", "", answer.text)
                if WORD in found or any(id in found for id in private.ids.values() if id != NOBODYS):
                    wrong.append((path, query, answer.text[:300]))
                shown_to_ana += WORD in private.as_ana(service).get(path, params=query).text
    assert not wrong
    assert shown_to_ana > 10


def test_rules_and_silences_about_it_are_for_its_people(private: Private) -> None:
    def names(who: Client) -> list[str]:
        return [rule["name"] for rule in who("alert-ingestion").get("/api/v1/routing-rules").json()["rules"]]

    def silences(who: Client) -> list[str]:
        return [found["id"] for found in who("alert-ingestion").get("/api/v1/silences").json()["items"]]

    assert names(private.as_ana) == names(private.as_admin) == [f"{WORD} rule", "for everybody"]
    assert names(private.as_ben) == ["for everybody"]
    assert silences(private.as_ana) == silences(private.as_admin) == [private.ids["silence_id"]]
    assert silences(private.as_ben) == []
    span = {"starts_at": "2126-03-02T00:00:00Z", "ends_at": "2126-03-03T00:00:00Z"}
    theirs = {"matchers": [f"service = {SERVICE}"], "reason": "x"} | span
    assert private.as_ben("alert-ingestion").post("/api/v1/silences", json=theirs).status_code == 404


def test_statistics_do_not_count_it(private: Private) -> None:
    path = "/api/v1/incidents/stats/summary"
    totals = [
        who("incident-management").get(path, params={"team": TEAM}).json()["total"]
        for who in (private.as_ana, private.as_ben, private.as_admin)
    ]
    assert totals == [1, 0, 1]


def test_what_names_it_in_a_body_finds_nothing(private: Private, platform: Platform) -> None:
    incident = private.ids["incident_id"]
    incidents, notification = private.as_ben("incident-management"), private.as_ben("notification-service")
    bulk = {"ids": [incident], "status": "acknowledged"}
    simulated = {"service": SERVICE, "severity": "high", "at": "2026-03-02T00:00:00Z"}
    opened = {"title": "x", "service": SERVICE, "severity": "low"}
    direct = {"channel": "log", "recipient": "x", "message": "x", "incident_id": incident}
    before = platform.database.owner.rows("SELECT id, version FROM incidents.incidents ORDER BY id")

    answer = incidents.post("/api/v1/incidents/bulk", json=bulk)
    assert answer.json()["results"][0]["error"]["status"] == 404
    assert incidents.post("/api/v1/escalations/simulate", json=simulated).status_code == 404
    assert incidents.post("/api/v1/incidents", json=opened).status_code == 404
    assert notification.post("/api/v1/notify", json=direct).status_code == 404
    assert platform.database.owner.rows("SELECT id, version FROM incidents.incidents ORDER BY id") == before


@pytest.fixture
def listen(private: Private) -> Iterator[Callable[[Client], list[dict[str, Any]]]]:
    """`listen(as_whom)`: a list that fills with the events they hear, from all that are kept."""
    ending = threading.Event()

    def start(as_whom: Client) -> list[dict[str, Any]]:
        heard: list[dict[str, Any]] = []

        def follow() -> None:
            headers = {"Last-Event-ID": "0"}
            with as_whom("incident-management").stream("GET", "/api/v1/events", headers=headers) as stream:
                for line in stream.iter_lines():
                    if line.startswith("data:"):
                        heard.append(json.loads(line[5:]))
                    if ending.is_set():
                        return

        threading.Thread(target=follow, daemon=True).start()
        wait_until(lambda: bool(heard), 20, "the stream's first event")
        return heard

    yield start
    ending.set()


def test_the_stream_of_events_is_silent_about_it(
    private: Private, platform: Platform, listen: Callable[[Client], list[dict[str, Any]]]
) -> None:
    ana, ben = listen(private.as_ana), listen(private.as_ben)
    note = {"note": f"{WORD} again"}
    made(private.as_ana("incident-management").patch(f"/api/v1/incidents/{private.ids['incident_id']}", json=note))
    platform.send_alert(service="open-api", message="for everybody")  # after it: what is heard of this came later

    def heard(by: list[dict[str, Any]], text: str) -> bool:
        return text in json.dumps(by)

    wait_until(lambda: heard(ben, "for everybody") and heard(ana, f"{WORD} again"), 20, "both to hear what is theirs")
    assert WORD not in json.dumps(ben)


def test_a_key_that_is_no_administrators_sees_no_private_team(
    private: Private, platform: Platform, new_key: Callable[..., str]
) -> None:
    for key, status in ((new_key("responder"), 404), (new_key(scopes=("read",)), 404), (new_key("admin"), 200)):
        answer = platform.client("oncall-service", key=key).get(f"/api/v1/teams/{private.ids['team_id']}")
        assert answer.status_code == status


def test_whoever_is_given_an_incident_of_it_sees_that_one(private: Private, platform: Platform) -> None:
    """Whoever is woken must see why: the assignee, and whoever was paged, of whatever team."""
    sent = platform.send_alert(service=SERVICE, severity="low", message=f"{WORD} is gone")
    path = f"/api/v1/incidents/{sent['incident_id']}"
    assert private.as_ben("incident-management").get(path).status_code == 404
    change = {"assigned_to": private.ben}
    assert private.as_admin("incident-management").patch(path, json=change).status_code == 200
    assert private.as_ben("incident-management").get(path).status_code == 200
    assert private.as_ben("incident-management").patch(path, json={"status": "acknowledged"}).status_code == 200
    assert private.as_ben("alert-ingestion").get(f"/api/v1/alerts/{sent['id']}").status_code == 200
    theirs = private.ids["incident_id"]
    assert private.as_ben("incident-management").get(f"/api/v1/incidents/{theirs}").status_code == 404


def test_whoever_covers_for_the_team_sees_it_and_no_longer_when_the_hours_are_gone(
    private: Private, platform: Platform
) -> None:
    oncall, ben = private.as_admin("oncall-service"), private.as_ben("oncall-service")
    overrides = f"/api/v1/schedules/{private.ids['schedule_id']}/overrides"
    span = {"start": "2126-03-02T00:00:00Z", "end": "2126-03-03T00:00:00Z"}
    override = made(oncall.post(overrides, json={"user": private.ben} | span))
    team = f"/api/v1/teams/{private.ids['team_id']}"
    wait_until(lambda: ben.get(team).status_code == 200, 6, "who covers to see the team")
    oncall.delete(f"{overrides}/{override['id']}")
    wait_until(lambda: ben.get(team).status_code == 404, 6, "the team to be hidden again")


def test_a_team_becomes_private_and_open_again_within_seconds(private: Private) -> None:
    oncall, ben = private.as_admin("oncall-service"), private.as_ben("incident-management")
    team, incident = (
        f"/api/v1/{kind}/{private.ids[id]}" for kind, id in (("teams", "team_id"), ("incidents", "incident_id"))
    )
    assert oncall.patch(team, json={"private": False}).json()["private"] is False
    wait_until(lambda: ben.get(incident).status_code == 200, 6, "the open team's incident to be seen")
    assert oncall.patch(team, json={"private": True}).json()["private"] is True
    began = time.monotonic()
    wait_until(lambda: ben.get(incident).status_code == 404, 6, "the private team's incident to be hidden")
    assert time.monotonic() - began < 6


def test_a_private_team_is_not_renamed_or_deleted_and_the_default_team_is_never_private(private: Private) -> None:
    oncall, team = private.as_admin("oncall-service"), f"/api/v1/teams/{private.ids['team_id']}"
    assert oncall.patch(team, json={"name": "another"}).status_code == 409
    assert oncall.delete(team).status_code == 409
    default = oncall.get("/api/v1/teams", params={"name": "default"}).json()["items"][0]["id"]
    assert oncall.patch(f"/api/v1/teams/{default}", json={"private": True}).status_code == 409
