"""People on call whom no page reaches: shown, counted, and told to their team each week."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from dev_kit.processes import wait_until
from dev_kit.sinks.http import Answer, HttpSink
from oncall_service.use_cases.tell_of_coverage import tell_of_coverage
from platform_kit.clock import FixedClock

ROTATION = {"unit": "week", "every": 1, "handoff_time": "09:00", "start_date": "2026-03-02"}
MARCH = {"from": "2026-03-02T15:00:00Z", "to": "2026-03-16T14:00:00Z"}
LINK = "http://127.0.0.1:8080/oncall"


class Notification(HttpSink):
    """Plays notification-service: these people cannot be paged, unless it `is_down`."""

    def __init__(self):
        super().__init__()
        self.unreachable, self.is_down = set(), False

    def take(self, request):
        super().take(request)
        if self.is_down:
            return Answer(503)
        asked = parse_qs(urlsplit(request.path).query)["user_id"]
        items = [{"user_id": id, "is_reachable": id not in self.unreachable, "channels": []} for id in asked]
        return Answer(200, json.dumps({"items": items}).encode(), {"Content-Type": "application/json"})


@pytest.fixture
def notification():
    with Notification() as sink:
        yield sink


@pytest.fixture
def service(start, notification):
    return start(notification_service_url=notification.url)


@pytest.fixture
def people(make):
    """Ana and Ben take weeks in turn, from Chicago; Chi is in the team, and Dan manages it."""
    for name in ("Ana", "Ben", "Chi", "Dan"):
        make("users", name=name, email=f"{name.lower()}@example.com")
    make("teams", name="payments", members=["chi@example.com"], manager="dan@example.com")
    members = [{"email": "ana@example.com"}, {"email": "ben@example.com"}]
    make("schedules", team="payments", timezone="America/Chicago", layers=[
        {"name": "Weekly", "members": members, "rotation": ROTATION}
    ])  # fmt: skip


@pytest.fixture
def id_of(admin, people):
    return lambda name: admin.get("/api/v1/users", params={"email": f"{name}@example.com"}).json()["items"][0]["id"]


def covered(admin):
    answer = admin.get("/api/v1/oncall/coverage", params=MARCH)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"][0]


def test_who_will_be_on_call_and_cannot_be_paged_is_named_with_their_first_turn(admin, id_of, notification):
    assert covered(admin)["unreachable"] == []
    notification.unreachable = {id_of("ben"), id_of("chi")}
    (ben,) = covered(admin)["unreachable"]
    assert (ben["user"]["name"], ben["start"], ben["end"]) == ("Ben", "2026-03-09T14:00:00Z", "2026-03-16T14:00:00Z")


def test_while_nobody_says_who_can_be_paged_the_rest_is_shown(admin, people, notification):
    notification.is_down = True
    found = covered(admin)
    assert (found["is_covered"], found["unreachable"]) == (True, None)


def test_people_who_cannot_be_paged_are_a_metric_which_is_left_out_while_it_is_not_known(service, id_of, notification):
    def scraped():
        service.app.state.coverage_gauges.forget()
        return httpx.get(f"{service.url}/metrics", trust_env=False, timeout=60).text

    notification.unreachable = {id_of("ana"), id_of("chi")}
    assert "oncall_unreachable_people 1.0" in scraped()
    notification.is_down = True
    page = scraped()
    assert "\noncall_unreachable_people " not in page and "\noncall_schedules{" in page


# -- each week ---------------------------------------------------------------------------------------------------------

MONDAY = datetime(2030, 3, 4, 15, tzinfo=UTC)  # 09:00 in Chicago, long after the schedule was made


@pytest.fixture
def tell(service):
    """`tell(now)`: what is done each minute, at this instant."""
    state = service.app.state
    return lambda now: tell_of_coverage(state.sessions, FixedClock(now), state.notification, link=LINK)


def told(service):
    rows = service.database.owner.rows("SELECT recipient, subject, message FROM oncall.notices ORDER BY recipient")
    return [(row["recipient"].split("@")[0], row["subject"]) for row in rows]


def test_each_monday_the_team_is_told_once_who_cannot_be_paged(service, admin, id_of, notification, tell):
    notification.unreachable = {id_of("ben")}
    assert tell(MONDAY) == 1
    subject = "On call for payments: a person who cannot be paged in the coming two weeks"
    assert told(service) == [(name, subject) for name in ("ana", "ben", "chi", "dan")]
    assert [tell(MONDAY + timedelta(days=days)) for days in (0, 1, 6)] == [0, 0, 0]
    assert tell(MONDAY + timedelta(days=7)) == 1
    assert len(told(service)) == 8


def test_a_team_that_lacks_nothing_is_told_nothing(service, people, tell):
    assert tell(MONDAY) == 1
    assert told(service) == []


def test_who_is_disabled_is_told_of_and_not_told(service, admin, id_of, tell):
    admin.patch(f"/api/v1/users/{id_of('ben')}", json={"disabled": True})
    tell(MONDAY)
    assert [name for name, _ in told(service)] == ["ana", "chi", "dan"]
    assert "gap" in told(service)[0][1] and "a person who cannot be paged" in told(service)[0][1]


def test_a_schedule_is_first_looked_at_on_the_monday_after_it_was_made(service, people, tell):
    assert tell(datetime.now(UTC)) == 0


def test_while_notification_service_is_away_nothing_is_told_and_nothing_is_lost(service, id_of, notification, tell):
    notification.unreachable, notification.is_down = {id_of("ben")}, True
    assert tell(MONDAY) == 0
    assert told(service) == []
    notification.is_down = False
    wait_until(lambda: tell(MONDAY) == 1, 60, "the neighbour to be asked again")
    assert len(told(service)) == 4


def test_replicas_that_look_at_once_tell_once(service, start, id_of, notification):
    notification.unreachable = {id_of("ben")}
    states = [service.app.state, start(notification_service_url=notification.url).app.state]

    def look(state):
        return tell_of_coverage(state.sessions, FixedClock(MONDAY), state.notification, link=LINK)

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(look, states * 2)) == 1
    assert len(told(service)) == 4
