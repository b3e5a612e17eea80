from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from oncall_service.clients.notification import NotificationService
from oncall_service.worker import hand_over_notices, wait_before
from platform_kit.database import make_engine, make_sessions
from platform_kit.http_client import ServiceClient

FIRST = {"start": "2026-03-02T15:00:00Z", "end": "2026-03-09T14:00:00Z"}  # Ana's
SECOND = {"start": "2026-03-09T14:00:00Z", "end": "2026-03-16T14:00:00Z"}  # Ben's
LEASE = timedelta(seconds=30)


@pytest.fixture
def payments(make):
    rotation = {"unit": "week", "every": 1, "handoff_time": "09:00", "start_date": "2026-03-02"}
    people = [{"name": name, "email": f"{name.lower()}@example.com"} for name in ("Ana", "Ben")]
    for person in [*people, {"name": "Chi", "email": "chi@example.com"}]:
        make("users", **person, password="correct horse")
    layer = {"name": "Weekly", "members": people, "rotation": rotation}
    return make("schedules", team="payments", timezone="America/Chicago", layers=[layer])


@pytest.fixture
def ana(service, payments):
    return service.client(service.sign_in("ana@example.com", "correct horse").json()["token"])


@pytest.fixture
def ben(service, payments):
    return service.client(service.sign_in("ben@example.com", "correct horse").json()["token"])


@pytest.fixture
def ask(ana, payments):
    def post(**change):
        body = {"asked_of": "ben@example.com", **FIRST} | change
        answer = ana.post(f"/api/v1/schedules/{payments['id']}/swaps", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return post


def answer(client, swap, what):
    return client.post(f"/api/v1/schedules/{swap['schedule_id']}/swaps/{swap['id']}/{what}")


def on_call(client, schedule, hours):
    query = {"from": hours["start"], "to": hours["end"]}
    items = client.get(f"/api/v1/schedules/{schedule['id']}/final", params=query).json()["items"]
    return [item["user"]["name"] for item in items]


def told(service):
    rows = service.database.owner.rows("SELECT recipient, subject, message FROM oncall.notices ORDER BY created_at, id")
    return [(row["recipient"], row["subject"].split(":")[0].split(" asks")[0]) for row in rows]


def test_an_accepted_swap_changes_who_is_on_call_in_both_weeks_and_both_are_told(service, admin, ask, ben, payments):
    swap = ask(in_return=SECOND, note="Away that week.")
    assert (swap["status"], swap["asked_by"]["name"], swap["asked_of"]["name"]) == ("open", "Ana", "Ben")
    assert on_call(admin, payments, FIRST) == ["Ana"]
    done = answer(ben, swap, "accept")
    assert (done.status_code, done.json()["status"]) == (200, "accepted")
    assert (on_call(admin, payments, FIRST), on_call(admin, payments, SECOND)) == (["Ben"], ["Ana"])
    assert told(service) == [
        ("ben@example.com", "Ana"),
        ("ana@example.com", "Swap agreed"),
        ("ben@example.com", "Swap agreed"),
    ]
    message = service.database.owner.rows("SELECT message FROM oncall.notices ORDER BY id")[0]["message"]
    assert "Mon 2026-03-02 09:00 to Mon 2026-03-09 09:00 (America/Chicago)" in message
    assert "In return Ana takes Mon 2026-03-09 09:00" in message
    assert "Away that week." in message and "http://127.0.0.1:8080/on-call?team=" in message


def test_a_declined_swap_changes_nothing_but_is_told(service, admin, ask, ben, payments):
    assert answer(ben, ask(), "decline").json()["status"] == "declined"
    assert on_call(admin, payments, FIRST) == ["Ana"]
    assert told(service)[1:] == [("ana@example.com", "Swap declined"), ("ben@example.com", "Swap declined")]


def test_a_swap_is_answered_once_and_by_the_person_whose_answer_it_is(ask, ana, ben):
    swap = ask()
    assert answer(ana, swap, "accept").status_code == 403
    assert answer(ben, swap, "withdraw").status_code == 403
    assert answer(ana, swap, "withdraw").json()["status"] == "withdrawn"
    assert answer(ben, swap, "accept").status_code == 409


def test_two_answers_at_once_are_one_answer(ask, ben, admin):
    swap = ask()
    with ThreadPoolExecutor(2) as pool:
        done = pool.map(lambda a: answer(a[0], swap, a[1]).status_code, ((ben, "accept"), (admin, "decline")))
        assert sorted(done) == [200, 409]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (SECOND, 422),  # not hers to give
        ({"end": "2026-03-09T14:00:01Z"}, 422),  # not all of them
        ({"asked_of": "ana@example.com"}, 422),
        ({"asked_of": "nobody@example.com"}, 422),
        ({"in_return": FIRST}, 422),
        ({"in_return": {"start": "2026-03-16T14:00:00Z", "end": "2026-03-17T14:00:00Z"}}, 422),  # not his to give
        ({"asked_by": "chi@example.com"}, 403),
        ({"end": FIRST["start"]}, 422),
        ({"note": ""}, 422),
    ],
)
def test_nobody_gives_away_what_they_do_not_have(ana, payments, change, status):
    body = {"asked_of": "ben@example.com", **FIRST} | change
    assert ana.post(f"/api/v1/schedules/{payments['id']}/swaps", json=body).status_code == status


def test_a_swap_of_hours_that_changed_hands_meanwhile_is_not_accepted(admin, ask, ben, make, payments):
    swap = ask()
    taken = {"user": "chi@example.com", "start": "2026-03-04T00:00:00Z", "end": "2026-03-05T00:00:00Z"}
    make(f"schedules/{payments['id']}/overrides", **taken)
    assert answer(ben, swap, "accept").status_code == 422
    listed = admin.get(f"/api/v1/schedules/{payments['id']}/swaps", params={"status": "open"}).json()["items"]
    assert [found["id"] for found in listed] == [swap["id"]]


def test_an_administrator_asks_and_answers_for_others(service, admin, payments):
    body = {"asked_by": "ana@example.com", "asked_of": "ben@example.com", **FIRST}
    path = f"/api/v1/schedules/{payments['id']}/swaps"
    swap = admin.post(path, json=body).json()
    assert answer(admin, swap, "accept").status_code == 200
    assert admin.post(path, json=body | {"asked_by": None}).status_code == 422
    nothing = "00000000-0000-0000-0000-000000000000"
    assert admin.post(f"{path}/{nothing}/accept").status_code == 404


# -- notices -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def messenger(http_sink):
    client = ServiceClient(
        http_sink.url, issuer="oncall-service", audience="notification-service", secret="x" * 32, deadline_s=2
    )
    return NotificationService(client)


@pytest.fixture
def one_notice(database):
    database.owner.execute(
        "INSERT INTO oncall.notices (recipient, subject, message) VALUES ('a@example.com', 's', 'm')"
    )
    engine = make_engine(database.url("oncall_service"), application_name="test")
    yield make_sessions(engine)
    engine.dispose()


def state(database):
    columns = "handed_over_at IS NOT NULL AS done, refused_because IS NOT NULL AS refused, attempts"
    return database.owner.rows(f"SELECT {columns} FROM oncall.notices")[0]


def test_a_notice_is_handed_over_once(one_notice, messenger, http_sink, database):
    http_sink.answer_next(202)
    assert [hand_over_notices(one_notice, messenger, lease=LEASE) for _ in range(2)] == [1, 0]
    (request,) = http_sink.received
    assert request.json() == {"channel": "email", "recipient": "a@example.com", "subject": "s", "message": "m"}
    assert request.headers["idempotency-key"].startswith("notice:")
    assert state(database) == {"done": True, "refused": False, "attempts": 1}


def test_where_mail_is_switched_off_a_notice_goes_to_the_log(one_notice, messenger, http_sink, database):
    http_sink.answer_next(422, 202)
    hand_over_notices(one_notice, messenger, lease=LEASE)
    assert [request.json()["channel"] for request in http_sink.received] == ["email", "log"]
    assert state(database)["done"]


def test_a_notice_that_no_channel_takes_is_marked_and_not_tried_for_ever(one_notice, messenger, http_sink, database):
    http_sink.answer_next(422, 422)
    hand_over_notices(one_notice, messenger, lease=LEASE)
    assert state(database) == {"done": False, "refused": True, "attempts": 1}
    assert hand_over_notices(one_notice, messenger, lease=LEASE) == 0


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_notice_waits_for_a_neighbour_that_does_not_take_it(one_notice, messenger, http_sink, database, status):
    http_sink.answer_next(status, 202)
    hand_over_notices(one_notice, messenger, lease=LEASE)
    assert hand_over_notices(one_notice, messenger, lease=LEASE) == 0
    database.owner.execute("UPDATE oncall.notices SET due_at = clock_timestamp()")
    hand_over_notices(one_notice, messenger, lease=LEASE)
    assert state(database) == {"done": True, "refused": False, "attempts": 2}


def test_two_replicas_never_hand_over_the_same_notice(one_notice, messenger, http_sink, database):
    database.owner.execute(
        "INSERT INTO oncall.notices (recipient, subject, message) SELECT n || '@example.com', 's', 'm'"
        " FROM generate_series(1, 29) n"
    )
    http_sink.answer_always(202)
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda _: hand_over_notices(one_notice, messenger, lease=LEASE), range(3)))
    assert sum(done) == 30
    assert len({request.json()["recipient"] for request in http_sink.received}) == len(http_sink.received) == 30


def test_waits_double_up_to_a_minute():
    assert [wait_before(n).total_seconds() for n in (1, 2, 3, 7, 100)] == [1, 2, 4, 60, 60]
