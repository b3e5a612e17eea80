"""Post-mortems, action items, and notes that are put right."""

from __future__ import annotations

from datetime import timedelta


def test_it_holds_the_facts_and_the_timeline_and_asks_for_the_rest(ana, make_policy, work, store_alert, clock) -> None:
    make_policy((300, "ben"))
    incident = ana.open(title="Checkout is slow")["id"]
    store_alert(incident, message="p99 above 3 s")
    work()
    clock.advance(timedelta(minutes=4))
    ana.patch(incident, status="acknowledged", note="Rolling back.")
    clock.advance(timedelta(days=1))
    ana.patch(incident, status="resolved")
    answer = ana.get(f"/incidents/{incident}/postmortem.md")
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    lines = answer.text.splitlines()
    assert lines[0] == "# Checkout is slow"
    for line in (
        "- Acknowledged: 2026-03-02 12:04:00 UTC (after 4 minutes)",
        "- Resolved: 2026-03-03 12:04:00 UTC (after 1 day)",
        "- People: ana@example.org",
        "  - p99 above 3 s",
        f"- Incident: https://oncall.example.org/incidents/{incident}",
        "- 12:00:00 Ben was paged (opened)",
        "- 12:04:00 ana@example.org notes: Rolling back.",
        "- 2026-03-03 12:04:00 ana@example.org: acknowledged -\\> resolved",
        "## Action items",
    ):
        assert line in lines, line


def test_what_others_wrote_is_text_and_neither_markdown_nor_html(ana) -> None:
    incident = ana.open(title="<script>alert(1)</script> # [x](javascript:1)\n## Summary", note="*bold*\n# head")["id"]
    text = ana.get(f"/incidents/{incident}/postmortem.md").text
    assert "<script>" not in text.replace("\\<script\\>", "")
    assert text.splitlines()[0] == ("# \\<script\\>alert(1)\\</script\\> \\# \\[x\\](javascript:1) \\#\\# Summary")
    assert "notes: \\*bold\\* \\# head" in text
    assert text.splitlines().count("## Summary") == 1


def test_an_incident_under_way_says_not_yet_and_one_that_is_not_there_is_404(ana) -> None:
    incident = ana.open()["id"]
    assert "- Resolved: not yet" in ana.get(f"/incidents/{incident}/postmortem.md").text
    assert ana.get("/incidents/0198c0de-7b00-7000-8000-00000000dead/postmortem.md").status_code == 404


def test_a_post_mortem_is_begun_once_and_keeps_every_version(ana, ben) -> None:
    path = f"/incidents/{ana.open(title='Checkout is slow')['id']}/postmortem"
    assert ana.get(path).status_code == 404
    assert ana.get(path + "/versions").json() == {"items": []}
    begun = ana.post(path, None)
    assert (begun.status_code, begun.json()["version"], begun.json()["author"]) == (201, 1, "ana@example.org")
    assert begun.json()["content"].startswith("# Checkout is slow")
    assert ben.post(path, None).status_code == 409
    saved = ben.request("PUT", path, json={"content": "# The disk was full", "version": 1})
    assert (saved.status_code, saved.json()["version"]) == (200, 2)
    late = ana.request("PUT", path, json={"content": "# Something else", "version": 1})
    assert (late.status_code, late.json()["current"]) == (409, {"version": 2})
    assert ana.get(path).json()["content"] == "# The disk was full"
    versions = ana.get(path + "/versions").json()["items"]
    assert [(one["version"], one["author"]) for one in versions] == [(2, "ben@example.org"), (1, "ana@example.org")]
    assert ana.get(path + "/versions/1").json()["content"].startswith("# Checkout is slow")
    assert ana.get(path + "/versions/3").status_code == 404
    assert ana.request("PUT", path, json={"content": " ", "version": 2}).status_code == 422
    assert ana.get(path + ".md").text.splitlines()[0] == "# The disk was full"


def test_of_many_who_save_on_top_of_one_version_one_wins(ana, at_once) -> None:
    path = f"/incidents/{ana.open()['id']}/postmortem"
    ana.post(path, None)
    answers: list[int] = []

    def save(number: int) -> None:
        body = {"content": f"text {number}", "version": 1}
        answers.append(ana.request("PUT", path, json=body).status_code)

    at_once([lambda number=number: save(number) for number in range(4)])
    assert sorted(answers) == [200, 409, 409, 409]


def test_action_items_have_an_owner_and_a_day_and_are_listed_until_they_are_done(ana, ben, clock) -> None:
    incident = ana.open()["id"]
    body = {"title": "Alert | before the disk is full", "owner": "ben@example.org", "due_on": "2026-03-20"}
    made = ana.post(f"/incidents/{incident}/action-items", body)
    assert (made.status_code, made.json()["owner"]["name"], made.json()["due_on"]) == (201, "Ben", "2026-03-20")
    item = made.json()["id"]
    ana.post(f"/incidents/{incident}/action-items", {"title": "Buy disks"})

    def listed(**asked: str) -> list[str]:
        return [one["title"] for one in ana.get("/action-items", params=asked).json()["items"]]

    assert listed() == ["Buy disks", "Alert | before the disk is full"]
    assert listed(owner="BEN@example.org", team="default") == ["Alert | before the disk is full"]
    assert listed(owner="%") == listed(team="nobody's") == []
    clock.advance(timedelta(days=1))
    done = ben.request("PATCH", f"/action-items/{item}", json={"done": True}).json()
    assert (done["done_by"], done["done_at"]) == ("ben@example.org", "2026-03-03T12:00:00Z")
    assert ana.request("PATCH", f"/action-items/{item}", json={"done": True}).json() == done
    assert (listed(), listed(status="done")) == (["Buy disks"], ["Alert | before the disk is full"])
    lines = ana.get(f"/incidents/{incident}/postmortem.md").text.splitlines()
    assert lines[-3:] == [
        "",
        "- [x] Alert \\| before the disk is full (Ben, until 2026-03-20, done 2026-03-03 by ben@example.org)",
        "- [ ] Buy disks",
    ]
    opened = ana.request("PATCH", f"/action-items/{item}", json={"done": False, "owner": None, "due_on": None}).json()
    assert (opened["done_by"], opened["owner"], opened["due_on"]) == (None, None, None)
    assert ana.request("DELETE", f"/action-items/{item}").status_code == 204
    assert len(ana.get(f"/incidents/{incident}/action-items").json()["items"]) == 1
    for wrong in ({"title": ""}, {"title": "x", "owner": "nobody@example.org"}, {"title": "x", "due_on": "soon"}):
        assert ana.post(f"/incidents/{incident}/action-items", wrong).status_code == 422


def test_a_note_is_edited_by_its_author_and_keeps_what_it_said(ana, ben, admin, clock) -> None:
    incident = ana.open(note="Roling back")["id"]
    note = ana.show(incident)["notes"][0]
    path = f"/incidents/{incident}/notes/{note['id']}"
    assert (note["edited_by"], note["edited_at"]) == (None, None)
    assert ben.request("PATCH", path, json={"content": "mine"}).status_code == 403
    clock.advance(timedelta(minutes=1))
    assert ana.request("PATCH", path, json={"content": "Rolling back"}).status_code == 200
    clock.advance(timedelta(minutes=1))
    assert admin.request("PATCH", path, json={"content": "Rolled back"}).json()["edited_by"] == "root"
    shown = ana.show(incident)
    assert [(n["content"], n["author"]) for n in shown["notes"]] == [("Rolled back", "ana@example.org")]
    texts = ana.get(path + "/history").json()["items"]
    assert [(one["content"], one["author"], one["at"][14:19]) for one in texts] == [
        ("Roling back", "ana@example.org", "00:00"),
        ("Rolling back", "ana@example.org", "01:00"),
        ("Rolled back", "root", "02:00"),
    ]
    assert [e["data"].get("edited") for e in shown["timeline"] if e["type"] == "note"] == [None, True, True]
    assert [one["id"] for one in ana.get("/incidents", params={"q": "rolled"}).json()["items"]] == [incident]
    other = ana.open()["id"]
    assert ana.request("PATCH", f"/incidents/{other}/notes/{note['id']}", json={"content": "x"}).status_code == 404
