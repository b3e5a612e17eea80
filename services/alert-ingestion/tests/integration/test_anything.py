"""Whatever comes, by whichever route: it is never the service's fault, and what was stored reads back.

ANYTHING_EXAMPLES (default 6) is how many bodies of each kind go to every route; a hundred take minutes.
"""

import json
import os

import pytest
from alert_ingestion.domain.sources import SOURCES
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

KEY = "ock_" + "i" * 32
TEXT = st.text(max_size=8) | st.sampled_from(["\x00", "\ud800", "firing", "resolved", "critical", "1e999", "9" * 5000])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
WORDS = [
    "alerts", "labels", "annotations", "status", "severity", "message", "service", "event_action", "payload", "summary",
    "source", "dedup_key", "endsAt", "alias", "data", "event", "issue", "heartbeat", "monitor", "incident", "Message",
    "Type", "truncatedAlerts", "groupKey", "details", "links", "timestamp", "custom_details",
]  # fmt: skip
LIKELY = st.dictionaries(
    st.sampled_from(WORDS), JSON | st.lists(st.dictionaries(st.sampled_from(WORDS), JSON), max_size=2)
)
PATHS = [
    "/api/v1/alerts", "/api/v1/alerts/batch", "/api/v2/alerts", "/v2/enqueue", "/v2/alerts", "/v2/alerts/a/close",
    "/v2/alerts/a/acknowledge", *(f"/api/v1/integrations/{source}" for source in sorted(SOURCES)),
]  # fmt: skip


def bodies() -> list[bytes]:
    """The same ones in each run, so that a failure comes again."""
    found: list[bytes] = []

    @settings(
        max_examples=int(os.environ.get("ANYTHING_EXAMPLES", "6")),
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(LIKELY | JSON | st.lists(LIKELY, max_size=2), st.binary(max_size=40))
    def collect(value, noise) -> None:
        trigger = {"event_action": "trigger", "payload": {"summary": "s", "source": "s", "severity": "info"}}
        if isinstance(value, dict):
            value = {**trigger, **value, "routing_key": KEY}
        found.extend((json.dumps(value).encode(), noise))

    collect()
    return found


@pytest.mark.timeout(0)
def test_no_body_on_any_route_makes_the_service_fail(serve, run, database) -> None:
    async def journey():
        async with serve() as service:
            statuses: dict[str, set[int]] = {}
            for path in PATHS:
                for body in bodies():
                    answer = await service.post(path, body, **{"Idempotency-Key": f"{path} {body[:60].hex()}"[:255]})
                    if "acknowledge" not in path:
                        statuses.setdefault(path, set()).add(answer.status_code)
                    assert answer.status_code < 500 or answer.status_code == 503, (path, body, answer.text)
                    if answer.content:
                        answer.json()
            items, cursor = [], None
            while True:
                page = (await service.get("/api/v1/alerts", limit=200, **({"cursor": cursor} if cursor else {}))).json()
                items += page["items"]
                cursor = page["next_cursor"]
                if cursor is None:
                    break
            raws = [await service.get(f"/api/v1/alerts/{item['id']}/raw") for item in items[:300]]
            return statuses, items, raws

    statuses, items, raws = run(journey())
    assert all(found <= {200, 201, 202, 400, 422} for found in statuses.values()), statuses
    assert {200, 201, 202, 400, 422} & set().union(*statuses.values()) > {201, 422}
    assert len(items) == database.owner.value("SELECT count(*) FROM alerts.alerts") > 20
    assert {raw.status_code for raw in raws} == {200}
