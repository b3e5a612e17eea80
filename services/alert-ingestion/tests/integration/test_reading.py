"""Alerts are read as they are kept."""

from datetime import timedelta
from uuid import uuid4


def test_one_alert_has_the_contracts_fields(serve, run) -> None:
    async def journey():
        async with serve() as service:
            taken = await service.send(
                source="prometheus",
                labels={"region": "eu"},
                links=["https://a.example/"],
                timestamp="2026-03-02T11:59:00Z",
            )
            return taken, (await service.get(f"/api/v1/alerts/{taken['id']}")).json()

    taken, alert = run(journey())
    assert alert == {
        "id": taken["id"],
        "incident_id": taken["incident_id"],
        "fingerprint": taken["fingerprint"],
        "service": "checkout-api",
        "severity": "high",
        "message": "it is down",
        "status": "firing",
        "source": "prometheus",
        "labels": {"region": "eu"},
        "links": ["https://a.example/"],
        "occurrences": 1,
        "received_at": "2026-03-02T12:00:00Z",
        "last_seen_at": "2026-03-02T12:00:00Z",
        "resolved_at": None,
    }


def test_an_unknown_or_malformed_id_is_not_found_or_refused(serve, run) -> None:
    async def journey():
        async with serve() as service:
            return [
                (await service.get(f"/api/v1/alerts/{id}{tail}")).status_code
                for id in (uuid4(), "nonsense")
                for tail in ("", "/raw")
            ]

    assert run(journey()) == [404, 404, 422, 422]


def test_the_list_is_newest_first_page_by_page(serve, run, clock) -> None:
    async def journey():
        async with serve() as service:
            for n in range(7):
                await service.send(message=f"m{n}")
                clock.advance(timedelta(seconds=n % 2))  # some in the same instant
            pages, cursor = [], None
            while True:
                asked = {"limit": 3} | ({"cursor": cursor} if cursor else {})
                page = (await service.get("/api/v1/alerts", **asked)).json()
                pages.append([item["message"] for item in page["items"]])
                cursor = page["next_cursor"]
                if cursor is None:
                    return pages

    pages = run(journey())
    assert [len(page) for page in pages] == [3, 3, 1]
    assert [m for page in pages for m in page] == [f"m{n}" for n in reversed(range(7))]


def test_each_filter_narrows_the_list(serve, run, clock) -> None:
    async def journey():
        async with serve() as service:
            first = await service.send(message="a")
            clock.advance(timedelta(seconds=10))
            await service.send(message="b", service="search")
            clock.advance(timedelta(seconds=10))
            await service.send(message="c", severity="low")
            await service.send(message="a", status="resolved")
            asked = [
                {"service": "search"},
                {"severity": "low"},
                {"status": "resolved"},
                {"incident_id": first["incident_id"]},
                {"since": "2026-03-02T12:00:10Z"},
                {"until": "2026-03-02T12:00:10Z"},
                {"since": "2026-03-02T12:00:10Z", "until": "2026-03-02T12:00:20Z", "status": "firing"},
                {"service": "nul\x00"},
            ]
            return [[item["message"] for item in await service.list(**filters)] for filters in asked]

    assert run(journey()) == [["b"], ["c"], ["a"], ["a"], ["c", "b"], ["a"], ["b"], []]


def test_bad_filters_limits_and_cursors_are_refused(serve, run) -> None:
    async def journey():
        async with serve() as service:
            asked = [
                {"severity": "worst"},
                {"status": "open"},
                {"incident_id": "x"},
                {"since": "yesterday"},
                {"limit": 0},
                {"limit": 201},
                {"cursor": "nonsense"},
            ]
            return [(await service.get("/api/v1/alerts", **filters)).status_code for filters in asked]

    assert run(journey()) == [422] * 7


def test_a_fresh_process_exports_every_label_of_its_metrics(serve, run) -> None:
    async def journey():
        async with serve() as service:
            return (await service.client.get("/metrics")).text

    page = run(journey())
    for severity in ("critical", "high", "medium", "low", "info"):
        assert f'alerts_received_total{{severity="{severity}"}}' in page
    for result in ("new_incident", "existing_incident", "deduplicated", "resolved", "suppressed", "recorded"):
        assert f'alerts_correlated_total{{result="{result}"}}' in page
    assert "alert_processing_seconds_bucket" in page


def test_alerts_are_counted_once_they_are_committed(serve, run) -> None:
    def counted(page: str) -> dict[str, float]:
        lines = [line.rpartition(" ") for line in page.splitlines() if line.startswith(("alerts_", "alert_proc"))]
        return {name: float(value) for name, _, value in lines}

    async def journey():
        async with serve() as service:
            before = counted((await service.client.get("/metrics")).text)
            await service.send()
            await service.send()
            body = {"service": "checkout-api", "severity": "low", "message": "m"}
            for _ in range(3):
                await service.post("/api/v1/alerts", body, **{"Idempotency-Key": "once"})
            return before, counted((await service.client.get("/metrics")).text)

    before, after = run(journey())
    changed = {name: after[name] - before[name] for name in after if after[name] != before.get(name)}
    assert changed['alerts_received_total{severity="high"}'] == 2
    assert changed['alerts_received_total{severity="low"}'] == 1
    assert changed['alerts_correlated_total{result="new_incident"}'] == 2
    assert changed['alerts_correlated_total{result="deduplicated"}'] == 1
    assert changed["alert_processing_seconds_count"] == 3
