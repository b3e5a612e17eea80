import httpx
import pytest

ROTATION = {"unit": "week", "every": 1, "handoff_time": "09:00", "start_date": "2026-03-02"}
MARCH = {"from": "2026-03-02T15:00:00Z", "to": "2026-03-16T14:00:00Z"}


@pytest.fixture
def payments(make):
    members = [{"name": "Ana", "email": "ana@example.com"}, {"name": "Ben", "email": "ben@example.com"}]
    layer = {"name": "Weekly", "members": members, "rotation": ROTATION}
    return make("schedules", team="payments", timezone="America/Chicago", layers=[layer])


def get(client, path, **query):
    answer = client.get(f"/api/v1/oncall/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_person_sees_their_shifts_in_every_team(admin, payments, make):
    make("schedules", team="search", members=[{"email": "ben@example.com"}])
    make("users", name="Chi", email="chi@example.com")
    hours = {"start": "2026-03-03T00:00:00Z", "end": "2026-03-03T06:00:00Z"}
    make(f"schedules/{payments['id']}/overrides", user="ben@example.com", kind="add", **hours)
    make(f"schedules/{payments['id']}/overrides", user="chi@example.com", role="secondary", **hours)
    found = get(admin, "shifts", user="ben@example.com", **MARCH)["items"]
    assert [(s["team"], s["start"], s["role"], s["source"], s["is_extra"]) for s in found] == [
        ("search", "2026-03-02T15:00:00Z", "primary", "layer", False),
        ("payments", "2026-03-03T00:00:00Z", "primary", "override", True),
        ("search", "2026-03-09T00:00:00Z", "primary", "layer", False),
        ("payments", "2026-03-09T14:00:00Z", "primary", "layer", False),
        ("search", "2026-03-16T00:00:00Z", "primary", "layer", False),
    ]
    assert [s["role"] for s in get(admin, "shifts", user="chi@example.com", **MARCH)["items"]] == ["secondary"]


def test_somebody_signed_in_asks_for_their_own_shifts_without_a_name(service, admin, payments):
    ana = admin.get("/api/v1/users", params={"email": "ana@example.com"}).json()["items"][0]
    admin.patch(f"/api/v1/users/{ana['id']}", json={"password": "correct horse"})
    client = service.client(service.sign_in("ana@example.com", "correct horse").json()["token"])
    found = get(client, "shifts", **MARCH)
    assert (found["user"]["name"], len(found["items"])) == ("Ana", 1)
    assert admin.get("/api/v1/oncall/shifts").status_code == 422
    assert admin.get("/api/v1/oncall/shifts", params={"user": "nobody@example.com"}).status_code == 404


def test_fairness_counts_real_hours(admin, payments):
    found = get(admin, "fairness", team="payments", **MARCH)
    assert found["timezone"] == "America/Chicago"
    assert [(load["user"]["name"], load["hours"], load["shifts"]) for load in found["items"]] == [
        ("Ben", 168, 1),
        ("Ana", 167, 1),
    ]
    assert admin.get("/api/v1/oncall/fairness", params={"team": "nowhere"}).status_code == 404
    assert admin.get("/api/v1/oncall/fairness", params={"team": "default"}).status_code == 404


def test_coverage_names_gaps_and_people_who_cannot_be_called(admin, payments):
    (found,) = get(admin, "coverage", **MARCH)["items"]
    assert (found["team"], found["is_covered"], found["gaps"]) == ("payments", True, [])
    ben = admin.get("/api/v1/users", params={"email": "ben@example.com"}).json()["items"][0]
    admin.patch(f"/api/v1/users/{ben['id']}", json={"disabled": True})
    (found,) = get(admin, "coverage", team="payments", **MARCH)["items"]
    assert found["gaps"] == [{"start": "2026-03-09T14:00:00Z", "end": "2026-03-16T14:00:00Z"}]
    assert (found["is_covered"], found["gap_seconds"]) == (False, 168 * 3600)
    assert [(gone["user"]["name"], gone["start"]) for gone in found["missing"]] == [("Ben", "2026-03-09T14:00:00Z")]
    assert get(admin, "coverage", team="nowhere")["items"] == []


def test_schedules_with_gaps_ahead_are_a_metric(service, admin, payments, make):
    make("schedules", team="search", members=[{"email": "ana@example.com"}])
    service.app.state.coverage_gauges.forget()
    ben = admin.get("/api/v1/users", params={"email": "ben@example.com"}).json()["items"][0]
    admin.patch(f"/api/v1/users/{ben['id']}", json={"disabled": True})
    page = httpx.get(f"{service.url}/metrics", trust_env=False).text
    assert 'oncall_schedules{coverage="full"} 1.0' in page
    assert 'oncall_schedules{coverage="gaps"} 1.0' in page


def test_public_holidays_are_those_of_the_country_and_its_part(admin):
    year = {"from": "2026-01-01T00:00:00Z", "to": "2026-12-31T00:00:00Z"}

    def dates(**place):
        return {holiday["date"] for holiday in get(admin, "holidays", **place, **year)["items"]}

    assert "2026-05-01" in dates(country="DE")
    assert "2026-11-01" not in dates(country="DE")
    assert "2026-11-01" in dates(country="DE", subdivision="BY")
    for query in ({"country": "XX"}, {"country": "DE", "subdivision": "ZZ"}, {"country": "Germany"}, {}):
        assert admin.get("/api/v1/oncall/holidays", params=query).status_code == 422
