"""A private link shows its owner's shifts to a calendar program, until it is revoked."""

from datetime import UTC
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from platform_kit import tokens

PASSWORD = "correct horse battery"


@pytest.fixture
def ana(service, make):
    """Somebody who signs in and takes every week of payments."""
    make("users", name="Ana", email="ana@example.org", password=PASSWORD, role="viewer")
    make("schedules", team="payments", members=[{"email": "ana@example.org"}])
    return service.client(service.sign_in("ana@example.org", PASSWORD).json()["token"])


@pytest.fixture
def read(service):
    """Without any credential but the address."""
    stranger = service.client()

    def get(url: str):
        return stranger.get(urlsplit(url).path)

    return get


def made(client, **body):
    answer = client.post("/api/v1/calendar-links", json={"name": "telephone"} | body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def summaries(answer):
    assert answer.status_code == 200, answer.text
    return {str(event["summary"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_a_link_to_oneself_shows_ones_shifts_and_one_to_a_schedule_everybodys(admin, ana, read):
    schedule = admin.get("/api/v1/schedules").json()["items"][0]["id"]
    mine, theirs = made(ana), made(ana, schedule_id=schedule)
    assert mine["url"].startswith("http://127.0.0.1:8080/api/v1/calendars/occ_")
    answer = read(mine["url"])
    assert answer.headers["content-type"].startswith("text/calendar")
    assert summaries(answer) == {"On call: payments"}
    assert summaries(read(theirs["url"])) == {"Ana on call: payments"}
    shifts = [event["dtstart"].dt for event in Calendar.from_ical(answer.content).walk("VEVENT")]
    assert all(start.astimezone(UTC).weekday() == 0 for start in shifts[1:]) and len(shifts) > 25


def test_it_is_shown_once_kept_as_a_hash_and_revoked_for_ever(service, ana, read):
    link = made(ana)
    token = urlsplit(link["url"]).path.rpartition("/")[2].removesuffix(".ics")
    listed = ana.get("/api/v1/calendar-links")
    assert [one["name"] for one in listed.json()["items"]] == ["telephone"]
    assert "url" not in listed.json()["items"][0] and token not in listed.text
    kept = service.database.owner.rows("SELECT token_hash, to_jsonb(l)::text AS row FROM oncall.calendar_links l")
    assert bytes(kept[0]["token_hash"]) == tokens.token_hash(token) and token not in kept[0]["row"]
    assert read(link["url"]).status_code == 200
    assert ana.get("/api/v1/calendar-links").json()["items"][0]["last_used_at"] is not None
    assert ana.delete(f"/api/v1/calendar-links/{link['id']}").status_code == 204
    assert ana.delete(f"/api/v1/calendar-links/{link['id']}").status_code == 404
    assert read(link["url"]).status_code == 404
    assert ana.get("/api/v1/calendar-links").json()["items"] == []
    log = service.database.owner.rows(
        "SELECT action, actor, after::text AS after FROM oncall.audit_log"
        " WHERE object_type = 'calendar_links' ORDER BY id"
    )
    assert [(row["action"], row["actor"]) for row in log] == [
        ("created", "ana@example.org"), ("changed", "ana@example.org"),
    ]  # fmt: skip
    assert '"token_hash": "(not shown)"' in log[0]["after"]


def test_of_a_stranger_a_wrong_address_and_another_kind_of_token_none_is_let_in(service, ana, read):
    session = ana.headers["Authorization"].removeprefix("Bearer ")
    for token in ("occ_" + "A" * 43, session, service.new_key("admin"), "x", "%00"):
        assert read(f"http://x/api/v1/calendars/{token}.ics").status_code == 404
    link = made(ana)
    token = urlsplit(link["url"]).path.rpartition("/")[2].removesuffix(".ics")
    assert service.client(token).get("/api/v1/schedules").status_code == 401


def test_it_shows_what_its_owner_may_see_now_and_nothing_once_they_are_disabled(admin, make, service, ana, read):
    other = make("users", name="Ben", email="ben@example.org", password=PASSWORD, role="responder")
    ben = service.client(service.sign_in("ben@example.org", PASSWORD).json()["token"])
    schedule = admin.get("/api/v1/schedules").json()["items"][0]
    link = made(ben, schedule_id=schedule["id"])
    assert summaries(read(link["url"])) == {"Ana on call: payments"}
    team = admin.get("/api/v1/teams", params={"name": "payments"}).json()["items"][0]["id"]
    admin.patch(f"/api/v1/teams/{team}", json={"private": True})
    assert read(link["url"]).status_code == 404
    admin.patch(f"/api/v1/teams/{team}", json={"private": False})
    assert read(link["url"]).status_code == 200
    assert admin.patch(f"/api/v1/users/{other['id']}", json={"disabled": True}).status_code == 200
    assert read(link["url"]).status_code == 404


def test_nobody_makes_or_revokes_a_link_for_another_but_an_administrator(admin, make, service, ana, read):
    make("users", name="Ben", email="ben@example.org", password=PASSWORD, role="responder")
    ben = service.client(service.sign_in("ben@example.org", PASSWORD).json()["token"])
    link = made(ana)
    assert ben.delete(f"/api/v1/calendar-links/{link['id']}").status_code == 404
    assert ben.get("/api/v1/calendar-links").json()["items"] == []
    assert admin.post("/api/v1/calendar-links", json={"name": "a key's"}).status_code == 422
    assert made(ben, name="x")["schedule_id"] is None
    nowhere = {"name": "x", "schedule_id": "00000000-0000-0000-0000-000000000000"}
    assert ben.post("/api/v1/calendar-links", json=nowhere).status_code == 404
    assert admin.delete(f"/api/v1/calendar-links/{link['id']}").status_code == 204
    assert read(link["url"]).status_code == 404
