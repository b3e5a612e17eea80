"""A team says how it is told, and is told whatever became of that."""

from __future__ import annotations

import uuid

import pytest

DRAFT = {
    "kind": "page",
    "subject": "{{ incident.service | upper }}: {{ incident.title }}",
    "message": "for {{ person }}",
}
PATH = "/api/v1/notify/templates"


@pytest.fixture
def admin(sign_in):
    return sign_in("root@example.org", "admin").headers


def put(service, admin, **more):
    answer = service.http.put(PATH, json=DRAFT | {"channel": "webhook", "team": None} | more, headers=admin)
    assert answer.status_code == 200, answer.text
    return answer.json()


def said(service, http_sink, make_page, **more):
    """What a page says at a webhook: subject and message."""
    count = len(http_sink.requests()) + 1
    service.hand_over(make_page(to={"channel": "webhook", "recipient": f"{http_sink.url}/hook"}, **more))
    data = http_sink.expect_request(path="/hook", count=count).json()["data"]
    return data["subject"], data["message"]


def test_a_page_says_what_its_team_wants_else_what_all_teams_want(service, http_sink, make_page, admin, database):
    built_in = said(service, http_sink, make_page)
    put(service, admin, message="to all")
    assert said(service, http_sink, make_page) == ("CHECKOUT-API: error rate above 5 %", "to all")
    database.owner.execute("INSERT INTO oncall.teams (name) VALUES ('payments') ON CONFLICT DO NOTHING")
    own = put(service, admin, team="payments", message="{{ message }}, {{ incident.alert_count }}")
    assert said(service, http_sink, make_page)[1] == "error rate above 5 %, 1"
    listed = service.http.get(PATH).json()["items"]
    assert [(t["team"], t["channel"], t["failure"]) for t in listed] == [
        (None, "webhook", None),
        ("payments", "webhook", None),
    ]
    for template in listed:
        assert service.http.delete(f"{PATH}/{template['id']}", headers=admin).status_code == 204
    assert service.http.delete(f"{PATH}/{own['id']}", headers=admin).status_code == 404
    assert said(service, http_sink, make_page) == built_in


def test_a_template_that_breaks_is_told_of_and_the_page_goes_out_in_the_built_in_words(
    service, http_sink, make_page, admin, database
):
    built_in = said(service, http_sink, make_page)
    put(service, admin)
    database.owner.execute("UPDATE notify.templates SET message = '{{ incident.gone }}'")

    assert said(service, http_sink, make_page) == built_in

    [shown] = service.http.get(PATH).json()["items"]
    assert shown["failed_at"] is not None
    assert "gone" in shown["failure"]
    assert service.metric("notification_template_failures_total", channel="webhook") >= 1
    assert put(service, admin)["failure"] is None


def test_a_drill_says_so_whatever_a_team_has_made_of_its_pages(service, http_sink, make_page, admin):
    put(service, admin)
    text = "THIS IS A DRILL: nothing is broken. Acknowledge it as you would a real page."

    assert said(service, http_sink, make_page, message=text)[1] == text


def test_a_preview_shows_a_sample_or_an_incident_and_keeps_nothing(service, make_page):
    page = make_page(service="billing-api")
    service.hand_over(page)

    sample = service.http.post(f"{PATH}/preview", json=DRAFT)
    given = service.http.post(f"{PATH}/preview", json=DRAFT | {"incident_id": page["incident"]["id"]})
    nowhere = service.http.post(f"{PATH}/preview", json=DRAFT | {"incident_id": str(uuid.uuid4())})

    assert sample.json() == {"subject": "CHECKOUT-API: error rate above 5 %", "message": "for Ana"}
    assert given.json()["subject"] == "BILLING-API: error rate above 5 %"
    assert (nowhere.status_code, nowhere.json()["errors"][0]["field"]) == (422, "incident_id")
    assert service.http.get(PATH).json() == {"items": []}


def test_what_cannot_be_used_is_refused_with_its_reason_and_by_admins_alone_set(service, admin):
    for field, source in (("subject", "{{ nothing }}"), ("message", "{% for x in incident %}{{ x }}{% endfor %}")):
        for method, path in (("PUT", PATH), ("POST", f"{PATH}/preview")):
            body = DRAFT | {field: source} | ({"channel": "sms"} if method == "PUT" else {})
            refused = service.http.request(method, path, json=body, headers=admin)
            assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)
    unknown = service.http.put(PATH, json=DRAFT | {"channel": "sms", "team": "nobody"}, headers=admin)
    assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (422, "team")
    assert service.http.put(PATH, json=DRAFT | {"channel": "sms"}).status_code == 403
