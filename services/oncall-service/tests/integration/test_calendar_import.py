import pytest

DAILY = "RRULE:FREQ=DAILY"
RANGE = {"from": "2026-03-02T00:00:00Z", "to": "2026-04-01T00:00:00Z"}


def calendar(*events: str) -> str:
    stamped = (f"UID:{n}\r\nDTSTAMP:20260101T000000Z\r\n{event}" for n, event in enumerate(events))
    whole = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in stamped)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n{whole}END:VCALENDAR\r\n"


def event(summary: str, start: str, end: str, *more: str) -> str:
    return "\r\n".join([f"SUMMARY:{summary}", f"DTSTART{start}", f"DTEND{end}", *more])


@pytest.fixture
def payments(make):
    for name in ("Ana", "Ben"):
        make("users", name=name, email=f"{name.lower()}@example.com")
    return make("schedules", team="payments", members=[{"email": "ana@example.com"}])


@pytest.fixture
def send(admin, payments):
    def post(document: str, **query):
        path = f"/api/v1/schedules/{payments['id']}/import"
        headers = {"Content-Type": "text/calendar"}
        return admin.post(path, content=document.encode(), params=RANGE | query, headers=headers)

    return post


def test_each_event_is_an_override_of_its_attendee_or_of_who_the_summary_names(send):
    attended = event("on duty", ":20260303T090000Z", ":20260303T170000Z", "ATTENDEE;CN=Ben:mailto:BEN@example.com")
    named = event("Ana on call", ":20260304T090000Z", ":20260304T170000Z")
    answer = send(calendar(attended, named))
    assert answer.status_code == 201, answer.text
    assert [(o["user"]["name"], o["start"], o["end"]) for o in answer.json()["created"]] == [
        ("Ben", "2026-03-03T09:00:00Z", "2026-03-03T17:00:00Z"),
        ("Ana", "2026-03-04T09:00:00Z", "2026-03-04T17:00:00Z"),
    ]


def test_a_weekly_event_in_a_zone_keeps_its_hour_across_the_change_of_summer_time(send):
    zone = ";TZID=America/New_York"
    weekly = event("Ben", f"{zone}:20260306T200000", f"{zone}:20260307T080000", "RRULE:FREQ=WEEKLY;COUNT=3")
    found = [(o["start"], o["end"]) for o in send(calendar(weekly)).json()["created"]]
    assert found == [
        ("2026-03-07T01:00:00Z", "2026-03-07T13:00:00Z"),
        ("2026-03-14T00:00:00Z", "2026-03-14T12:00:00Z"),
        ("2026-03-21T00:00:00Z", "2026-03-21T12:00:00Z"),
    ]


def test_events_that_cannot_be_overrides_are_named_with_the_reason(send, admin):
    ben = admin.get("/api/v1/users", params={"email": "ben@example.com"}).json()["items"][0]
    admin.patch(f"/api/v1/users/{ben['id']}", json={"disabled": True})
    answer = send(calendar(
        event("Ana", ":20260303T090000Z", ":20260303T170000Z"),
        event("Ana again", ":20260303T160000Z", ":20260303T180000Z"),
        event("Ben", ":20260305T090000Z", ":20260305T170000Z"),
        event("Ana or Ben", ":20260306T090000Z", ":20260306T170000Z"),
        event("Ana", ":20270306T090000Z", ":20270306T170000Z"),
    )).json()  # fmt: skip
    assert len(answer["created"]) == 1
    assert [(s["summary"], s["reason"].split()[0]) for s in answer["skipped"]] == [
        ("Ana again", "another"), ("Ben", "Ben"), ("Ana or Ben", "no"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("", "required"),
        ("hello", "not an iCalendar document"),
        (calendar(event("Ana", ":20200101T000000Z", ":20200101T000001Z", "RRULE:FREQ=SECONDLY")), "not more often"),
        (calendar(*[event("Ana", ":20260201T000000Z", ":20260201T010000Z", DAILY)] * 70), "more than 2000"),
        (calendar(*[event("Ana", ":19000101T000000Z", ":19000101T010000Z", DAILY)] * 300), "too long"),
    ],
)
def test_a_document_that_is_none_or_that_would_never_end_is_refused(send, document, says):
    answer = send(document)
    assert answer.status_code == 422
    assert says in answer.json()["errors"][0]["message"]


def test_the_calendar_of_a_schedule_that_is_not_there_is_not_found(admin):
    path = "/api/v1/schedules/00000000-0000-0000-0000-000000000000/import"
    headers = {"Content-Type": "text/calendar"}
    assert admin.post(path, content=calendar().encode(), params=RANGE, headers=headers).status_code == 404
