from datetime import UTC, datetime, timedelta

import pytest

ANA = {"name": "Ana", "email": "ana@example.com"}
BEN = {"name": "Ben", "email": "ben@example.com"}
NIGHT = {"start_time": "20:00", "end_time": "08:00"}
CHI = {"name": "Chi", "email": "chi@example.com"}


def weekly(**changes):
    rotation = {"unit": "week", "every": 1, "handoff_time": "09:00", "start_date": "2026-03-02"}
    return {"name": "Weekly", "members": [ANA, BEN], "rotation": rotation} | changes


@pytest.fixture
def simple(make):
    members = [ANA | {"role": "primary"}, BEN | {"role": "primary"}, CHI | {"role": "secondary"}]
    return make("schedules", team="payments", members=members)


@pytest.fixture
def chicago(make):
    return make("schedules", team="payments", timezone="America/Chicago", layers=[weekly()])


def on_call(admin, **query):
    answer = admin.get("/api/v1/oncall/current", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def name(person):
    return person and person["name"]


def test_the_simple_form_rotates_by_iso_week_number(admin, simple):
    # 2026-03-02 begins ISO week 10: 10 % 2 = 0, the first primary.
    now = on_call(admin, team="payments", at="2026-03-04T12:00:00Z")
    assert (name(now["primary"]), name(now["secondary"])) == ("Ana", "Chi")
    assert (now["team"], now["until"]) == ("payments", "2026-03-09T00:00:00Z")
    assert name(on_call(admin, team="payments", at="2026-03-09T00:00:00Z")["primary"]) == "Ben"
    # Week 53 of 2026 is followed by week 1 of 2027: both odd.
    assert name(on_call(admin, team="payments", at="2027-01-01T00:00:00Z")["primary"]) == "Ben"
    assert name(on_call(admin, team="payments", at="2027-01-04T00:00:00Z")["primary"]) == "Ben"


def test_a_schedule_makes_the_team_and_the_people_it_does_not_find(admin, simple):
    team = admin.get("/api/v1/teams", params={"name": "payments"}).json()["items"][0]
    assert {person["email"] for person in team["members"]} == {"ana@example.com", "ben@example.com", "chi@example.com"}
    found = admin.get("/api/v1/users", params={"email": "ANA@example.com"}).json()["items"]
    assert [(user["name"], user["role"]) for user in found] == [("Ana", "responder")]


def test_a_schedule_finds_people_whatever_the_letter_case(admin, make):
    ana = make("users", name="Ana Ferreira", email="ana@example.com")
    schedule = make("schedules", team="payments", members=[{"email": "ANA@Example.com"}, {"email": "ana@example.com"}])
    assert [(m["id"], m["name"]) for m in schedule["members"]] == [(ana["id"], "Ana Ferreira")] * 2


def test_a_team_has_one_schedule(admin, simple):
    answer = admin.post("/api/v1/schedules", json={"team": "payments", "members": [ANA]})
    assert answer.status_code == 409
    assert "schedule already" in answer.json()["detail"]


def test_a_service_is_asked_for_its_team_and_an_unknown_one_for_the_default_team(admin, simple, make):
    make("services", name="checkout-api", team="payments")
    assert on_call(admin, service="checkout-api", at="2026-03-04T12:00:00Z")["team"] == "payments"
    assert admin.get("/api/v1/oncall/current", params={"service": "nobody-knows"}).status_code == 404
    make("schedules", team="default", members=[CHI])
    assert name(on_call(admin, service="nobody-knows")["primary"]) == "Chi"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"team": "nowhere"}, 404),
        ({"team": "default"}, 404),
        ({}, 422),
        ({"team": "a", "service": "b"}, 422),
        ({"team": "payments", "at": "2026-03-02T12:00:00"}, 422),
        ({"team": "payments", "at": "yesterday"}, 422),
        ({"team": "payments", "at": "0001-01-01T00:00:00Z"}, 422),
        ({"team": "pay\x00ments"}, 422),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(admin, query, status):
    answer = admin.get("/api/v1/oncall/current", params=query)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_full_form_comes_back_as_it_was_sent(admin, make):
    restriction = {"start_day": "friday", "start_time": "20:00", "end_day": "monday", "end_time": "08:00"}
    every_other_day = {
        "unit": "day", "every": 2, "handoff_time": "18:30", "start_date": "2026-03-02", "end_date": "2027-01-01",
    }  # fmt: skip
    made = make(
        "schedules",
        team="payments",
        name="Payments",
        timezone="America/New_York",
        layers=[
            weekly(),
            weekly(
                name="Weekend",
                members=[CHI | {"joins_on": "2026-03-05", "leaves_on": None}],
                rotation=every_other_day,
                restrictions=[restriction],
            ),
        ],
    )  # fmt: skip
    schedule = admin.get(f"/api/v1/schedules/{made['id']}").json()
    assert schedule == made
    assert (schedule["kind"], schedule["timezone"], schedule["name"]) == ("layered", "America/New_York", "Payments")
    assert [layer["name"] for layer in schedule["layers"]] == ["Weekly", "Weekend"]
    weekend = schedule["layers"][1]
    assert weekend["restrictions"] == [restriction]
    assert weekend["rotation"] == every_other_day
    assert weekend["members"][0]["joins_on"] == "2026-03-05"


def test_a_handoff_in_chicago_stays_at_nine_across_the_change_of_summer_time(admin, chicago):
    query = {"from": "2026-03-02T15:00:00Z", "to": "2026-03-16T14:00:00Z"}
    final = admin.get(f"/api/v1/schedules/{chicago['id']}/final", params=query).json()
    assert [(item["start"], item["end"], item["user"]["name"]) for item in final["items"]] == [
        ("2026-03-02T15:00:00Z", "2026-03-09T14:00:00Z", "Ana"),
        ("2026-03-09T14:00:00Z", "2026-03-16T14:00:00Z", "Ben"),
    ]
    assert {(item["source"], item["layer"]) for item in final["items"]} == {("layer", "Weekly")}
    assert final["gaps"] == []


def test_time_before_the_first_handoff_is_a_gap_cut_to_the_range(admin, chicago):
    query = {"from": "2026-03-01T00:00:00Z", "to": "2026-03-03T00:00:00Z"}
    final = admin.get(f"/api/v1/schedules/{chicago['id']}/final", params=query).json()
    assert final["gaps"] == [{"start": "2026-03-01T00:00:00Z", "end": "2026-03-02T15:00:00Z"}]
    assert [(item["start"], item["end"]) for item in final["items"]] == [
        ("2026-03-02T15:00:00Z", "2026-03-03T00:00:00Z")
    ]
    now = on_call(admin, team="payments", at="2026-03-01T00:00:00Z")
    assert (now["primary"], now["until"]) == (None, "2026-03-02T15:00:00Z")


@pytest.mark.parametrize("query", [
    {"from": "2026-03-02T00:00:00Z", "to": "2026-03-02T00:00:00Z"},
    {"from": "2026-03-02T00:00:00Z", "to": "2029-03-02T00:00:00Z"},
    {"from": "monday"},
])  # fmt: skip
def test_a_range_must_be_forward_and_at_most_two_years(admin, chicago, query):
    assert admin.get(f"/api/v1/schedules/{chicago['id']}/final", params=query).status_code == 422


def override(schedule, user, start, end, **more):
    return {"user": user, "start": start, "end": end} | more


def test_an_override_beats_every_layer_from_its_first_instant_to_before_its_last(admin, chicago, make):
    body = override(chicago, "ben@example.com", "2026-03-05T10:00:00Z", "2026-03-05T12:00:00Z")
    made = make(f"schedules/{chicago['id']}/overrides", **body)
    assert (made["user"]["name"], made["kind"], made["role"]) == ("Ben", "replace", "primary")
    found = {
        at: on_call(admin, team="payments", at=f"2026-03-05T{at}Z")
        for at in ("09:59:59", "10:00:00", "11:59:59", "12:00:00")
    }
    assert [name(now["primary"]) for now in found.values()] == ["Ana", "Ben", "Ben", "Ana"]
    assert found["09:59:59"]["until"] == "2026-03-05T10:00:00Z"
    assert found["10:00:00"]["until"] == "2026-03-05T12:00:00Z"
    query = {"from": "2026-03-05T00:00:00Z", "to": "2026-03-06T00:00:00Z"}
    final = admin.get(f"/api/v1/schedules/{chicago['id']}/final", params=query).json()
    assert [(item["user"]["name"], item["source"], item["layer"]) for item in final["items"]] == [
        ("Ana", "layer", "Weekly"), ("Ben", "override", None), ("Ana", "layer", "Weekly"),
    ]  # fmt: skip
    assert admin.delete(f"/api/v1/schedules/{chicago['id']}/overrides/{made['id']}").status_code == 204
    assert name(on_call(admin, team="payments", at="2026-03-05T11:00:00Z")["primary"]) == "Ana"


def test_overlapping_overrides_are_refused_and_touching_ones_are_not(admin, chicago, make):
    path = f"schedules/{chicago['id']}/overrides"
    make(path, **override(chicago, "ben@example.com", "2026-03-05T10:00:00Z", "2026-03-05T12:00:00Z"))
    overlapping = override(chicago, "ana@example.com", "2026-03-05T11:59:59Z", "2026-03-05T13:00:00Z")
    answer = admin.post(f"/api/v1/{path}", json=overlapping)
    assert (answer.status_code, "Another override" in answer.json()["detail"]) == (409, True)
    make(path, **override(chicago, "ana@example.com", "2026-03-05T12:00:00Z", "2026-03-05T13:00:00Z"))
    make(path, **(overlapping | {"role": "secondary"}))
    query = {"from": "2026-03-05T12:30:00Z", "to": "2026-03-06T00:00:00Z"}
    assert len(admin.get(f"/api/v1/{path}", params=query).json()["items"]) == 2
    assert len(admin.get(f"/api/v1/{path}").json()["items"]) == 3


def test_an_override_can_add_a_person_or_take_one_off(admin, make):
    schedule = make("schedules", team="payments", timezone="America/Chicago",
                    layers=[weekly(name="Below", members=[CHI]), weekly(members=[ANA])])  # fmt: skip
    path = f"schedules/{schedule['id']}/overrides"
    hours = ("2026-03-05T10:00:00Z", "2026-03-05T12:00:00Z")
    make("users", **BEN)
    make(path, **override(schedule, "ben@example.com", *hours, kind="add"))
    now = on_call(admin, team="payments", at=hours[0])
    assert (name(now["primary"]), [name(person) for person in now["also"]]) == ("Ana", ["Ben"])
    make(path, **override(schedule, "ana@example.com", *hours, kind="remove"))
    assert name(on_call(admin, team="payments", at=hours[0])["primary"]) == "Chi"


@pytest.mark.parametrize(
    "change",
    [
        {"user": "nobody@example.com"},
        {"start": "2026-03-05T12:00:00Z"},
        {"end": "2026-03-05"},
        {"role": "tertiary"},
        {"kind": "steal"},
        {"reason": "holiday"},
    ],
)
def test_an_override_that_means_nothing_is_refused(admin, chicago, change):
    body = override(chicago, "ben@example.com", "2026-03-05T10:00:00Z", "2026-03-05T12:00:00Z") | change
    assert admin.post(f"/api/v1/schedules/{chicago['id']}/overrides", json=body).status_code == 422


def test_somebody_disabled_is_not_called_and_their_turn_falls_to_the_layer_below(admin, make):
    make("schedules", team="payments", timezone="America/Chicago",
         layers=[weekly(name="Below", members=[CHI]), weekly(members=[ANA])])  # fmt: skip
    ana = admin.get("/api/v1/users", params={"email": "ana@example.com"}).json()["items"][0]
    admin.patch(f"/api/v1/users/{ana['id']}", json={"disabled": True})
    assert name(on_call(admin, team="payments", at="2026-03-05T00:00:00Z")["primary"]) == "Chi"


def test_a_schedule_can_be_replaced_and_its_overrides_stay(admin, chicago, make):
    make(f"schedules/{chicago['id']}/overrides",
         **override(chicago, "ben@example.com", "2026-03-05T10:00:00Z", "2026-03-05T12:00:00Z"))  # fmt: skip
    body = {"team": "payments", "members": [CHI | {"role": "primary"}]}
    answer = admin.put(f"/api/v1/schedules/{chicago['id']}", json=body)
    assert (answer.status_code, answer.json()["id"], answer.json()["kind"]) == (200, chicago["id"], "weekly")
    assert name(on_call(admin, team="payments", at="2026-03-05T09:00:00Z")["primary"]) == "Chi"
    assert name(on_call(admin, team="payments", at="2026-03-05T11:00:00Z")["primary"]) == "Ben"


def test_a_deleted_schedule_is_gone_with_its_overrides(admin, chicago, make):
    make(f"schedules/{chicago['id']}/overrides",
         **override(chicago, "ben@example.com", "2026-03-05T10:00:00Z", "2026-03-05T12:00:00Z"))  # fmt: skip
    assert admin.delete(f"/api/v1/schedules/{chicago['id']}").status_code == 204
    assert admin.get(f"/api/v1/schedules/{chicago['id']}").status_code == 404
    assert admin.get("/api/v1/oncall/current", params={"team": "payments"}).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"team": "payments"},
        {"team": "payments", "members": [ANA], "layers": [weekly()]},
        {"team": "payments", "members": [ANA | {"role": "secondary"}]},
        {"team": "payments", "members": [{"name": "Ana", "email": "not an address"}]},
        {"team": "", "members": [ANA]},
        {"team": "payments", "timezone": "Mars/Olympus", "layers": [weekly()]},
        {"team": "payments", "timezone": "../../etc/passwd", "layers": [weekly()]},
        {"team": "payments", "timezone": "Europe/Berlin", "members": [ANA]},
        {"team": "payments", "layers": [weekly(members=[])]},
        {"team": "payments", "layers": [weekly(role="secondary")]},
        {"team": "payments", "layers": [weekly(rotation={"unit": "fortnight", "start_date": "2026-03-02"})]},
        {"team": "payments", "layers": [weekly(rotation={"unit": "week", "every": 0, "start_date": "2026-03-02"})]},
        {"team": "payments", "layers": [weekly(restrictions=[{"start_time": "25:00", "end_time": "08:00"}])]},
        {"team": "payments", "layers": [weekly(restrictions=[NIGHT | {"start_day": "someday"}])]},
        {"team": "payments", "layers": [weekly(restrictions=[NIGHT | {"end_day": "monday"}])]},
        {"team": "00000000-0000-0000-0000-000000000000", "members": [ANA]},
    ],
)  # fmt: skip
def test_a_schedule_by_which_nobody_could_be_called_is_refused_and_nothing_is_made(admin, body):
    answer = admin.post("/api/v1/schedules", json=body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"]
    assert admin.get("/api/v1/users", params={"email": "ana@example.com"}).json()["items"] == []


def test_every_team_with_a_schedule_is_listed_with_who_is_on_call(admin, simple, make):
    make("schedules", team="search", members=[CHI])
    found = admin.get("/api/v1/oncall", params={"at": "2026-03-04T12:00:00Z"}).json()
    assert [(item["team"], name(item["primary"])) for item in found["items"]] == [
        ("search", "Chi"),
        ("payments", "Ana"),
    ]


def test_the_same_request_sent_twice_makes_one_schedule(admin):
    body = {"team": "payments", "members": [ANA]}
    first, again = (admin.post("/api/v1/schedules", json=body, headers={"Idempotency-Key": "k"}) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert again.headers["idempotent-replay"] == "true"


def test_the_coming_four_weeks_are_shown_where_no_range_is_asked_for(admin, chicago):
    final = admin.get(f"/api/v1/schedules/{chicago['id']}/final").json()
    start, end = (datetime.fromisoformat(final[edge]) for edge in ("start", "end"))
    assert end - start == timedelta(days=28)
    assert abs(start - datetime.now(UTC)) < timedelta(minutes=1)
    assert final["gaps"] == []
