import pytest

NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def payments(make):
    make("users", name="Ana", email="ana@example.com")
    return make("teams", name="payments", manager="ana@example.com", members=["ana@example.com"])


def steps(*targets, delay=60):
    return [{"delay_seconds": delay, "targets": list(targets)}]


def in_turn(*targets):
    return [step | {"round_robin": True} for step in steps(*targets)]


def test_a_team_has_a_manager_and_members(admin, payments):
    assert (payments["manager"]["name"], [member["name"] for member in payments["members"]]) == ("Ana", ["Ana"])
    assert admin.get(f"/api/v1/teams/{payments['id']}").json() == payments
    ana = payments["manager"]["id"]
    assert admin.get("/api/v1/teams", params={"member": ana}).json()["items"] == [payments]


def test_members_come_and_go(admin, payments, make):
    make("users", name="Ben", email="ben@example.com")
    path = f"/api/v1/teams/{payments['id']}/members"
    for _ in range(2):
        members = admin.put(f"{path}/ben@example.com").json()["members"]
    assert [member["name"] for member in members] == ["Ana", "Ben"]
    assert admin.delete(f"{path}/{members[1]['id']}").status_code == 204
    assert admin.delete(f"{path}/{members[1]['id']}").status_code == 404
    assert admin.put(f"{path}/nobody@example.com").status_code == 422


def test_a_change_of_a_team_leaves_what_it_does_not_name(admin, payments):
    path = f"/api/v1/teams/{payments['id']}"
    assert admin.patch(path, json={"name": "pay"}).json()["manager"]["name"] == "Ana"
    assert admin.patch(path, json={"manager": None, "name": None}).json()["manager"] is None
    assert admin.patch(path, json={"members": []}).json()["members"] == []
    assert admin.patch(path, json={"escalation_policy_id": NOBODY}).status_code == 422


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("teams", {"name": "payments"}),
        ("services", {"name": "checkout-api", "team": "payments"}),
        ("escalation-policies", {"name": "p", "team": "payments", "steps": []}),
    ],
)
def test_a_name_that_is_taken_is_refused_with_a_sentence_that_says_so(admin, payments, path, body):
    admin.post(f"/api/v1/{path}", json=body)
    answer = admin.post(f"/api/v1/{path}", json=body)
    assert (answer.status_code, "already" in answer.json()["detail"]) == (409, True)


def test_the_team_default_is_there_and_stays(admin):
    team = admin.get("/api/v1/teams", params={"name": "default"}).json()["items"][0]
    assert admin.patch(f"/api/v1/teams/{team['id']}", json={"name": "other"}).status_code == 409
    assert admin.delete(f"/api/v1/teams/{team['id']}").status_code == 409


def test_a_team_that_still_owns_something_is_not_deleted(admin, payments, make):
    path = f"/api/v1/teams/{payments['id']}"
    service = make("services", name="checkout-api", team="payments")
    assert "Services" in admin.delete(path).json()["detail"]
    admin.delete(f"/api/v1/services/{service['id']}")
    policy = make("escalation-policies", name="p", team="payments", steps=[])
    assert "policies" in admin.delete(path).json()["detail"]
    admin.delete(f"/api/v1/escalation-policies/{policy['id']}")
    schedule = make("schedules", team="payments", members=[{"email": "ana@example.com"}])
    assert "schedule" in admin.delete(path).json()["detail"]
    admin.delete(f"/api/v1/schedules/{schedule['id']}")
    foreign = make("escalation-policies", name="q", team="default", steps=steps({"type": "team", "name": "payments"}))
    assert "q pages this team" in admin.delete(path).json()["detail"]
    admin.delete(f"/api/v1/escalation-policies/{foreign['id']}")
    assert admin.delete(path).status_code == 204
    assert admin.get(path).status_code == 404


def test_a_service_names_its_team_by_name_or_id(admin, payments, make):
    by_name = make("services", name="checkout-api", team="payments")
    by_id = make("services", name="ledger", team=payments["id"], auto_resolve=False, auto_resolve_delay_seconds=30)
    assert by_name["team_id"] == by_id["team_id"] == payments["id"]
    assert admin.get("/api/v1/services", params={"team": "payments"}).json()["items"] == [by_id, by_name]
    assert admin.get("/api/v1/services", params={"name": "ledger"}).json()["items"] == [by_id]
    assert admin.get("/api/v1/services", params={"team": "nowhere"}).json()["items"] == []
    assert admin.post("/api/v1/services", json={"name": "x", "team": "nowhere"}).status_code == 422


def test_a_service_is_changed_and_deleted(admin, payments, make):
    service = make("services", name="checkout-api", team="payments")
    path = f"/api/v1/services/{service['id']}"
    changed = admin.patch(path, json={"team": "default", "auto_resolve": False, "name": None}).json()
    assert (changed["team"], changed["auto_resolve"], changed["name"]) == ("default", False, "checkout-api")
    assert admin.patch(path, json={"escalation_policy_id": NOBODY}).status_code == 422
    assert admin.delete(path).status_code == 204
    assert admin.get(path).status_code == 404


def test_the_first_policy_of_a_team_is_the_one_its_services_follow(admin, payments, make):
    first = make("escalation-policies", name="first", team="payments", steps=steps({"type": "schedule"}))
    make("escalation-policies", name="second", team="payments", steps=[])
    assert admin.get(f"/api/v1/teams/{payments['id']}").json()["escalation_policy_id"] == first["id"]
    assert len(admin.get("/api/v1/escalation-policies", params={"team": "payments"}).json()["items"]) == 2
    assert admin.delete(f"/api/v1/escalation-policies/{first['id']}").status_code == 204
    assert admin.get(f"/api/v1/teams/{payments['id']}").json()["escalation_policy_id"] is None


def test_targets_are_kept_by_id_with_names_for_readers(admin, payments, make):
    ana = payments["manager"]
    schedule = make("schedules", team="payments", members=[{"email": "ana@example.com"}])
    policy = make(
        "escalation-policies",
        name="p",
        team="payments",
        repeat=1,
        steps=steps(
            {"type": "schedule"},
            {"type": "schedule", "id": schedule["id"], "role": "secondary"},
            {"type": "schedule", "team": "payments"},
            {"type": "user", "email": "ANA@example.com"},
            {"type": "user", "user": ana["id"]},
            {"type": "team", "team": "payments"},
            {"type": "channel", "channel": "webhook", "recipient": "https://example.com/hook"},
            {"type": "fallback"},
            delay=0.5,
        ),
    )
    own = {"type": "schedule", "team_id": payments["id"], "team": "payments", "role": None}
    assert policy["steps"] == [
        {
            "delay_seconds": 0.5,
            "targets": [
                own,
                own | {"role": "secondary"},
                own,
                {"type": "user"} | ana,
                {"type": "user"} | ana,
                {"type": "team", "id": payments["id"], "name": "payments"},
                {"type": "channel", "channel": "webhook", "recipient": "https://example.com/hook"},
                {"type": "fallback"},
            ],
            "round_robin": False,
        }
    ]
    again = {key: policy[key] for key in ("name", "team", "repeat", "steps")}
    assert admin.put(f"/api/v1/escalation-policies/{policy['id']}", json=again).json()["steps"] == policy["steps"]


def test_a_step_whose_targets_take_turns_reaches_the_incident_as_such(service, admin, payments, make):
    make("services", name="checkout-api", team="payments")
    targets = [{"type": "user", "email": "ana@example.com"}, {"type": "team", "team": "payments"}]
    policy = make("escalation-policies", name="p", team="payments", steps=in_turn(*targets))
    assert [step["round_robin"] for step in policy["steps"]] == [True]
    again = {key: policy[key] for key in ("name", "team", "repeat", "steps")}
    assert admin.put(f"/api/v1/escalation-policies/{policy['id']}", json=again).json()["steps"] == policy["steps"]
    route = service.database.owner.value("SELECT oncall.routing('checkout-api')")
    assert [step["round_robin"] for step in route["steps"]] == [True]


def test_a_service_names_what_it_depends_on(admin, payments, make):
    make("services", name="ledger", team="payments")
    bank = make("services", name="bank", team="payments")
    service = make("services", name="checkout-api", team="payments", depends_on=["ledger", bank["id"]])
    assert service["depends_on"] == ["bank", "ledger"]
    path = f"/api/v1/services/{service['id']}"
    assert admin.patch(path, json={"auto_resolve": False}).json()["depends_on"] == ["bank", "ledger"]
    assert admin.patch(path, json={"depends_on": ["ledger"]}).json()["depends_on"] == ["ledger"]
    admin.delete(f"/api/v1/services/{bank['id']}")
    assert admin.patch(path, json={"depends_on": []}).json()["depends_on"] == []
    for wrong, why in (("nothing", "there is no service of this name or id"), ("checkout-api", "does not depend")):
        answer = admin.patch(path, json={"depends_on": ["ledger", wrong]})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "depends_on.1")
        assert why in answer.json()["errors"][0]["message"]
    assert admin.get(path).json()["depends_on"] == []


@pytest.mark.parametrize(
    "change",
    [
        {"team": "nowhere"},
        {"repeat": -1},
        {"repeat": 101},
        {"steps": [{"delay_seconds": -1, "targets": []}]},
        {"steps": [{"targets": []}]},
        {"steps": steps({"type": "user", "email": "nobody@example.com"})},
        {"steps": steps({"type": "user"})},
        {"steps": steps({"type": "team", "name": "nowhere"})},
        {"steps": steps({"type": "schedule", "id": NOBODY})},
        {"steps": steps({"type": "everybody"})},
        {"steps": steps({"type": "channel", "channel": "Not a channel", "recipient": "x"})},
        {"steps": in_turn({"type": "schedule"})},
        {"steps": in_turn({"type": "schedule"}, {"type": "fallback"})},
    ],
)
def test_a_policy_that_could_page_nobody_it_names_is_refused(admin, payments, change):
    body = {"name": "p", "team": "payments", "repeat": 0, "steps": []} | change
    answer = admin.post("/api/v1/escalation-policies", json=body)
    assert (answer.status_code, bool(answer.json()["errors"])) == (422, True)


def test_a_policy_does_not_page_somebody_who_is_disabled(admin, payments):
    ana = payments["manager"]["id"]
    admin.patch(f"/api/v1/users/{ana}", json={"disabled": True})
    body = {"name": "p", "team": "payments", "steps": steps({"type": "user", "id": ana})}
    answer = admin.post("/api/v1/escalation-policies", json=body)
    assert answer.json()["errors"] == [{"field": "steps.0.targets.0", "message": "this person is disabled"}]


def test_the_route_of_an_incident_carries_the_policy_as_it_is(service, payments, make):
    make("services", name="checkout-api", team="payments")
    make("escalation-policies", name="p", team="payments", repeat=2, steps=steps({"type": "schedule"}))
    route = service.database.owner.value("SELECT oncall.routing('checkout-api')")
    assert (route["team"], route["policy_name"], route["repeat"]) == ("payments", "p", 2)
    assert route["steps"] == steps({"type": "schedule", "team": "payments", "team_id": payments["id"]})
    assert service.database.owner.value("SELECT oncall.routing('nobody-knows')")["team"] == "default"


def test_a_policy_shows_the_present_names_of_what_it_pages(admin, payments, make):
    ana = payments["manager"]["id"]
    targets = ({"type": "user", "id": ana}, {"type": "team", "name": "payments"}, {"type": "schedule"})
    policy = make("escalation-policies", name="p", team="payments", steps=steps(*targets))
    admin.patch(f"/api/v1/users/{ana}", json={"name": "Ana Ferreira"})
    admin.patch(f"/api/v1/teams/{payments['id']}", json={"name": "billing"})
    shown = admin.get(f"/api/v1/escalation-policies/{policy['id']}").json()["steps"][0]["targets"]
    assert [target.get("team") or target["name"] for target in shown] == ["Ana Ferreira", "billing", "billing"]


HOURS = {
    "timezone": "Europe/Berlin",
    "windows": [{"start_day": "monday", "start_time": "08:00", "end_day": "friday", "end_time": "18:00"}],
}


def test_a_service_keeps_how_urgent_it_is_until_that_is_taken_away(admin, payments, make):
    service = make(
        "services",
        name="checkout-api",
        team="payments",
        low_urgency=["low", "info"],
        support_hours=HOURS,
        acknowledgement_timeout_minutes=30,
    )
    path = f"/api/v1/services/{service['id']}"
    assert (service["low_urgency"], service["support_hours"]) == (["low", "info"], HOURS)
    waiting = admin.patch(path, json={"auto_resolve_delay_seconds": 120}).json()
    assert waiting["auto_resolve_delay_seconds"] == 120
    changed = admin.patch(path, json={"auto_resolve": False, "auto_resolve_delay_seconds": None}).json()
    assert changed["auto_resolve_delay_seconds"] == 120
    assert (changed["support_hours"], changed["acknowledgement_timeout_minutes"]) == (HOURS, 30)
    gone = admin.patch(
        path, json={"support_hours": None, "acknowledgement_timeout_minutes": None, "low_urgency": []}
    ).json()
    assert (gone["support_hours"], gone["acknowledgement_timeout_minutes"], gone["low_urgency"]) == (None, None, [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"low_urgency": ["critical"]},
        {"acknowledgement_timeout_minutes": 0},
        {"support_hours": HOURS | {"timezone": "Berlin"}},
        {"support_hours": HOURS | {"windows": []}},
        {"support_hours": "always"},
    ],
)
def test_an_urgency_that_makes_no_sense_is_refused(admin, payments, wrong):
    body = {"name": "checkout-api", "team": "payments"} | wrong
    assert admin.post("/api/v1/services", json=body).status_code == 422


def test_the_route_of_an_incident_says_when_its_acknowledgement_runs_out(service, payments, make):
    make("services", name="checkout-api", team="payments", acknowledgement_timeout_minutes=30)
    routed = service.database.login("incident_management").value("SELECT oncall.routing('checkout-api')")
    assert routed["acknowledgement_timeout_seconds"] == 1800
