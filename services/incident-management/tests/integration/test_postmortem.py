"""A post-mortem to begin from."""

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
