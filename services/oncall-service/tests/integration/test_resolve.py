import httpx
import pytest

AT = "2026-03-04T12:00:00Z"


@pytest.fixture
def payments(make):
    for name in ("Ana", "Ben", "Chi", "Mia"):
        make("users", name=name, email=f"{name.lower()}@example.com")
    make("teams", name="payments", manager="mia@example.com")
    members = [
        {"email": "ana@example.com", "role": "primary"},
        {"email": "ben@example.com", "role": "secondary"},
    ]
    return make("schedules", team="payments", members=members)


@pytest.fixture
def resolve(service):
    client = service.as_service()

    def ask(*targets, team="payments", at=AT, **more):
        body = {"team": team, "service": "checkout-api", "targets": list(targets), "at": at, "step": 1, "cycle": 1}
        answer = client.post("/api/v1/oncall/resolve", json=body | more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


def names(answer):
    return [person["name"] for person in answer["people"]]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ({"type": "schedule", "team": "payments"}, ["Ana"]),
        ({"type": "schedule"}, ["Ana"]),
        ({"type": "schedule", "role": "secondary"}, ["Ben"]),
        ({"type": "team", "name": "payments"}, ["Ana", "Ben"]),
        ({"type": "user", "email": "chi@example.com"}, ["Chi"]),
        ({"type": "fallback"}, ["Mia"]),
    ],
)
def test_a_target_is_whoever_it_stands_for_at_the_instant(payments, resolve, target, expected):
    assert names(resolve(target)) == expected


def test_the_answer_says_why_each_person_is_paged(payments, resolve, make):
    override = {"user": "chi@example.com", "start": AT, "end": "2026-03-04T13:00:00Z"}
    make(f"schedules/{payments['id']}/overrides", **override)
    answer = resolve({"type": "team", "name": "payments"}, {"type": "user", "email": "ana@example.com"})
    assert {person["name"]: person["via"] for person in answer["people"]} == {
        "Chi": "primary on call for payments: override",
        "Ben": "secondary on call for payments: layer weekly rotation",
        "Ana": "named by the policy",
    }
    assert answer["outcome"] == "resolved"


def test_everybody_is_paged_once_and_channels_too(payments, resolve):
    room = {"type": "channel", "channel": "webhook", "recipient": "https://example.com/hook"}
    answer = resolve({"type": "schedule"}, {"type": "user", "email": "ana@example.com"}, room, room)
    assert names(answer) == ["Ana"]
    assert answer["channels"] == [{"channel": "webhook", "recipient": "https://example.com/hook"}]


def test_somebody_who_is_added_by_an_override_is_paged_as_well(payments, resolve, make):
    make(
        f"schedules/{payments['id']}/overrides",
        user="chi@example.com",
        start=AT,
        end="2026-03-04T13:00:00Z",
        kind="add",
    )
    assert names(resolve({"type": "schedule"})) == ["Ana", "Chi"]


@pytest.mark.parametrize(
    "target",
    [
        {"type": "schedule", "team": "nowhere"},
        {"type": "schedule", "team": "default"},
        {"type": "user", "email": "gone@example.com"},
        {"type": "team", "name": "nowhere"},
        {"type": "pigeon", "loft": 3},
        {},
    ],
)
def test_a_target_that_is_not_there_pages_nobody_and_does_not_stop_the_others(payments, resolve, target):
    assert (names(resolve(target)), resolve(target)["outcome"]) == ([], "empty")
    assert names(resolve(target, {"type": "schedule"})) == ["Ana"]


def test_disabled_people_are_left_out(payments, resolve, admin):
    for email in ("ana@example.com", "chi@example.com", "mia@example.com"):
        user = admin.get("/api/v1/users", params={"email": email}).json()["items"][0]
        admin.patch(f"/api/v1/users/{user['id']}", json={"disabled": True})
    assert names(resolve({"type": "team", "name": "payments"}, {"type": "user", "email": "chi@example.com"})) == ["Ben"]
    assert names(resolve({"type": "fallback"})) == []


def test_the_fallback_is_the_administrators_where_the_team_has_no_manager(payments, resolve, make):
    make("users", name="Root", email="root@example.com", role="admin")
    answer = resolve({"type": "fallback"}, team="default")
    assert (names(answer), answer["outcome"], answer["people"][0]["via"]) == (["Root"], "fallback", "administrator")


def test_a_team_that_was_renamed_is_found_by_the_id_that_was_frozen(payments, resolve, admin):
    admin.patch(f"/api/v1/teams/{payments['team_id']}", json={"name": "billing"})
    assert names(resolve({"type": "schedule", "team": "payments", "team_id": payments["team_id"]})) == ["Ana"]


def test_only_a_service_may_ask(service, payments):
    body = {"team": "payments", "targets": [], "at": AT}
    for role in ("admin", "responder", "viewer"):
        assert service.with_key(role).post("/api/v1/oncall/resolve", json=body).status_code == 403


def samples(service) -> dict[str, float]:
    page = httpx.get(f"{service.url}/metrics", trust_env=False).text
    lines = (line.rsplit(" ", 1) for line in page.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in lines}


def test_what_was_found_is_counted(service, admin, payments, resolve):
    before = samples(service)
    resolve({"type": "schedule"}, due_at="2026-03-04T11:59:57Z")
    resolve({"type": "schedule", "team": "nowhere"}, due_at=AT)
    resolve({"type": "fallback"})  # nobody waits for it: a question what would be
    for team in ("payments", "default", "nowhere"):
        admin.get("/api/v1/oncall/current", params={"team": team})
    after = samples(service)

    def grown(name):
        return after[name] - before[name]

    assert grown('escalations_total{outcome="resolved"}') == 1
    assert grown('escalations_total{outcome="empty"}') == 1
    assert grown('escalations_total{outcome="fallback"}') == 0
    assert grown("escalation_lag_seconds_sum") == 3
    assert grown('oncall_lookups_total{result="found"}') == 1
    assert grown('oncall_lookups_total{result="no_schedule"}') == 2
    assert 'oncall_lookups_total{result="nobody"}' in after


def test_a_page_that_is_not_urgent_waits_for_the_hours_of_support_and_is_not_counted(service, payments, resolve, make):
    hours = {"timezone": "UTC", "windows": [{"start_time": "14:00", "end_time": "18:00"}]}
    make("services", name="checkout-api", team="payments", low_urgency=["low"], support_hours=hours)
    target, counted = {"type": "schedule"}, 'escalations_total{outcome="resolved"}'
    before = samples(service)[counted]
    waits = resolve(target, severity="low", due_at=AT)
    assert (waits["wait_until"], names(waits)) == ("2026-03-04T14:00:00Z", ["Ana"])
    assert samples(service)[counted] == before
    assert resolve(target, severity="critical", due_at=AT)["wait_until"] is None
    assert resolve(target, severity="low", at="2026-03-04T14:00:00Z")["wait_until"] is None
    assert resolve(target)["wait_until"] is None


def test_many_steps_are_answered_in_one_call_each_as_if_it_were_asked_alone(service, payments):
    asked = [
        {"team": "payments", "targets": [{"type": "schedule"}], "at": AT},
        {"team": "payments", "targets": [{"type": "fallback"}], "at": AT},
        {"team": "payments", "targets": [{"type": "schedule"}], "at": AT, "severity": "low", "service": "checkout-api"},
        {"team": "payments", "targets": [{"type": "nonsense"}], "at": AT},
        {"team": "nobody-knows", "targets": [{"type": "schedule"}], "at": "2026-03-11T12:00:00Z"},
    ]

    answer = service.as_service().post("/api/v1/oncall/resolve/batch", json={"questions": asked})

    assert answer.status_code == 200, answer.text
    alone = [service.as_service().post("/api/v1/oncall/resolve", json=question).json() for question in asked]
    assert answer.json()["answers"] == alone
    assert [names(one) for one in alone[:4]] == [["Ana"], ["Mia"], ["Ana"], []]


@pytest.mark.parametrize("count", [0, 101])
def test_no_question_and_too_many_are_refused(service, count):
    question = {"team": "payments", "targets": [], "at": AT}

    answer = service.as_service().post("/api/v1/oncall/resolve/batch", json={"questions": [question] * count})

    assert answer.status_code == 422
