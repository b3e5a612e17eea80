"""Lists and statistics."""

from __future__ import annotations

from datetime import timedelta

import pytest


@pytest.fixture
def some_incidents(ana, clock) -> dict[str, str]:
    """Four incidents a minute apart, by title; one acknowledged, one resolved."""
    made = {}
    for title, service, severity in (
        ("disk full", "db", "critical"),
        ("disk slow", "db", "low"),
        ("100% CPU", "search", "high"),
        ("certificate expires", "gateway", "low"),
    ):
        made[title] = ana.open(title=title, service=service, severity=severity)["id"]
        clock.advance(timedelta(minutes=1))
    ana.patch(made["disk slow"], status="acknowledged")
    ana.patch(made["100% CPU"], status="resolved")
    return made


def titles(api, query: str = "") -> list[str]:
    answer = api.get(f"/incidents{query}")
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.json()["items"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["certificate expires", "100% CPU", "disk slow", "disk full"]),
        ("?status=open", ["certificate expires", "disk full"]),
        ("?status=acknowledged&status=resolved", ["100% CPU", "disk slow"]),
        ("?severity=low", ["certificate expires", "disk slow"]),
        ("?severity=low&severity=high", ["certificate expires", "100% CPU", "disk slow"]),
        ("?service=db", ["disk slow", "disk full"]),
        ("?service=DB", []),
        ("?team=default&service=search", ["100% CPU"]),
        ("?team=payments", []),
        ("?assigned_to=ana@example.org", ["disk slow"]),
        ("?assigned_to=Ana@Example.org", ["disk slow"]),
        ("?assigned_to=ben@example.org", []),
        ("?q=disk", ["disk slow", "disk full"]),
        ("?q=FULL disk", ["disk full"]),
        ("?q=0%25", ["100% CPU"]),
        ("?q=%25", ["100% CPU"]),
        ("?q=_", []),
        ("?q=gateway", ["certificate expires"]),
        ("?since=2026-03-02T12:02:00Z", ["certificate expires", "100% CPU"]),
        ("?until=2026-03-02T12:02:00Z", ["disk slow", "disk full"]),
        ("?since=2026-03-02T13:01:00%2B01:00&until=2026-03-02T12:02:00Z", ["disk slow"]),
    ],
)
def test_filters_narrow_the_list(api, some_incidents, query, found) -> None:
    assert titles(api, query) == found


def test_a_search_finds_messages_of_alerts_and_notes_of_each_word_anywhere(api, ana, store_alert) -> None:
    incident, other = ana.open(title="checkout is down"), ana.open(title="search is down")
    store_alert(incident["id"], message="connection to db-7.internal refused")
    store_alert(incident["id"], message="connection to db-7.internal refused")
    ana.patch(incident["id"], note="Rolled back Release-42")
    assert titles(api, "?q=db-7.int") == ["checkout is down"]
    assert titles(api, "?q=release-42 REFUSED checkout") == ["checkout is down"]
    assert titles(api, "?q=release-42 search") == []
    assert titles(api, "?q=down&status=open") == ["search is down", "checkout is down"]
    page = api.get("/incidents?q=down&limit=1").json()
    assert [page["items"][0]["id"]] == [other["id"]]
    assert titles(api, f"?q=down&limit=1&cursor={page['next_cursor']}") == ["checkout is down"]


def test_the_first_messages_of_a_storm_are_found_and_what_people_write_after_it(api, database, store_alert) -> None:
    incident = api.open()
    for number in range(10):
        store_alert(incident["id"], message=f"{number:03} " + "x" * 196)
    assert database.owner.value("SELECT length(text) FROM incidents.search_texts") == 1000
    assert (titles(api, "?q=003"), titles(api, "?q=007")) == (["error rate above 5 %"], [])
    api.patch(incident["id"], note="it is the disk " + "y" * 8000)
    api.patch(incident["id"], note="beyond")
    assert database.owner.value("SELECT length(text) FROM incidents.search_texts") == 8000
    assert (titles(api, "?q=disk"), titles(api, "?q=beyond")) == (["error rate above 5 %"], [])


def test_pages_follow_each_other_without_a_gap_or_a_repeat(api, clock) -> None:
    for number in range(5):
        api.open(title=f"incident {number}")  # all at one instant: ids decide the order
    seen, cursor = [], ""
    while True:
        page = api.get(f"/incidents?limit=2{cursor}").json()
        seen += [item["title"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == [f"incident {number}" for number in reversed(range(5))]


@pytest.mark.parametrize(
    "query",
    ["?limit=0", "?limit=201", "?limit=x", "?cursor=%21", "?cursor=bm9uc2Vuc2U", "?status=closed", "?since=yesterday"],
)
def test_a_list_that_cannot_be_made_is_refused(api, query) -> None:
    assert api.get(f"/incidents{query}").status_code == 422


def test_an_empty_database_has_an_empty_list_and_every_key_in_its_summary(api) -> None:
    assert api.get("/incidents").json() == {"items": [], "next_cursor": None}
    assert api.get("/incidents/stats/summary").json() == {
        "total": 0,
        "by_status": {"open": 0, "acknowledged": 0, "in_progress": 0, "resolved": 0},
        "by_severity": {"critical": 0, "high": 0, "medium": 0, "low": 0, "info": 0},
        "mtta_seconds": {"mean": None, "p50": None, "p90": None},
        "mttr_seconds": {"mean": None, "p50": None, "p90": None},
    }


def test_the_summary_counts_and_measures(api, clock) -> None:
    start = clock.now()
    for minutes in range(1, 12):
        clock.set(start)
        incident = api.open(severity="high" if minutes > 6 else "low")
        clock.advance(timedelta(minutes=minutes))
        api.patch(incident["id"], status="acknowledged")
    api.patch(incident["id"], status="resolved")
    summary = api.get("/incidents/stats/summary").json()
    assert summary["total"] == 11
    assert summary["by_status"] == {"open": 0, "acknowledged": 10, "in_progress": 0, "resolved": 1}
    assert (summary["by_severity"]["high"], summary["by_severity"]["low"]) == (5, 6)
    assert summary["mtta_seconds"] == {"mean": 360.0, "p50": 360.0, "p90": 600.0}
    assert summary["mttr_seconds"] == {"mean": 660.0, "p50": 660.0, "p90": 660.0}


def test_the_summary_is_narrowed_by_time_service_and_team(api, some_incidents) -> None:
    def total(query: str) -> int:
        return api.get(f"/incidents/stats/summary?{query}").json()["total"]

    assert total("service=db") == 2
    assert total("team=default") == 4
    assert total("team=payments") == 0
    assert total("since=2026-03-02T12:01:00Z&until=2026-03-02T12:03:00Z") == 2
