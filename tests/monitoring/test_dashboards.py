"""The dashboards: the panels that were promised, each readable alone, every query valid."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

PANELS = {
    "incident-overview": [
        "Open incidents",
        "Resolved incidents",
        "Total incidents",
        "Total alerts",
        "Services up",
        "Alerts by severity over time",
        "Incidents by status over time",
        "Correlation outcomes",
        "Processing latency",
    ],
    "sre-performance": [
        "MTTA p50",
        "MTTR p50",
        "Incidents by severity",
        "Status breakdown",
        "MTTA distribution over time",
        "MTTR distribution over time",
        "Incident creation rate by severity",
    ],
    "platform-health": [
        "Services not up",
        "Database",
        "Notifications waiting",
        "Errors answered",
        "Requests by service",
        "Errors by service",
        "Duration of requests, p95",
        "Escalation lag, p95",
        "Database connections",
        "Transactions",
        "Promises kept, last hour",
        "How fast error budgets burn",
    ],
    "on-call-load": [
        "Escalation steps",
        "Incidents",
        "Nobody was on call",
        "Escalation steps by outcome",
        "Incidents by severity",
        "Time to acknowledge",
        "Questions who is on call",
    ],
    "notifications": [
        "Delivered",
        "Given up",
        "Waiting",
        "Tries by channel",
        "Tries by outcome",
        "Time to deliver",
        "Failures by channel",
    ],
}
TITLES = {
    "incident-overview": "Incident overview",
    "sre-performance": "SRE performance",
    "platform-health": "Platform health",
    "on-call-load": "On-call load",
    "notifications": "Notifications",
}

every_dashboard = pytest.mark.parametrize("name", sorted(PANELS))


def test_the_dashboards_are_those_that_were_promised(dashboards: dict[str, Any]) -> None:
    assert {name: [panel["title"] for panel in board["panels"]] for name, board in dashboards.items()} == PANELS
    assert {name: board["title"] for name, board in dashboards.items()} == TITLES


@every_dashboard
def test_a_dashboard_keeps_its_address(name: str, dashboards: dict[str, Any]) -> None:
    assert dashboards[name]["uid"] == name
    assert {link["url"] for link in dashboards[name]["links"]} == {f"/d/{other}" for other in PANELS if other != name}


@every_dashboard
def test_each_panel_explains_itself(name: str, dashboards: dict[str, Any]) -> None:
    for panel in dashboards[name]["panels"]:
        defaults = panel["fieldConfig"]["defaults"]
        assert panel["description"].endswith("."), panel["title"]
        assert defaults["unit"], panel["title"]
        assert defaults["thresholds"]["steps"][0]["value"] is None, panel["title"]
        if panel["type"] == "stat":
            assert defaults["color"]["mode"] == "thresholds", panel["title"]


@every_dashboard
def test_panels_tile_the_page(name: str, dashboards: dict[str, Any]) -> None:
    boxes = [(p["title"], p["gridPos"]) for p in dashboards[name]["panels"]]
    assert all(box["x"] + box["w"] <= 24 for _, box in boxes)
    for (one, a), (other, b) in combinations(boxes, 2):
        apart = (
            a["x"] + a["w"] <= b["x"]
            or b["x"] + b["w"] <= a["x"]
            or a["y"] + a["h"] <= b["y"]
            or b["y"] + b["h"] <= a["y"]
        )
        assert apart, f"{one} lies on {other}"
    bottom = max(box["y"] + box["h"] for _, box in boxes)
    assert sum(box["w"] * box["h"] for _, box in boxes) == 24 * bottom


@every_dashboard
def test_identifiers_are_unique(name: str, dashboards: dict[str, Any]) -> None:
    panels = dashboards[name]["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    for panel in panels:
        assert len({target["refId"] for target in panel["targets"]}) == len(panel["targets"])


@every_dashboard
def test_every_query_asks_the_provisioned_data_source(name: str, dashboards: dict[str, Any], monitoring: Path) -> None:
    provisioned = yaml.safe_load((monitoring / "grafana-provisioning/datasources/prometheus.yml").read_text())
    (source,) = provisioned["datasources"]
    for panel in dashboards[name]["panels"]:
        for target in panel["targets"]:
            assert target["datasource"] == {"type": source["type"], "uid": source["uid"]}


def test_grafana_knows_how_often_prometheus_scrapes(monitoring: Path) -> None:
    provisioned = yaml.safe_load((monitoring / "grafana-provisioning/datasources/prometheus.yml").read_text())
    scraped = yaml.safe_load((monitoring / "prometheus.yml").read_text())["global"]["scrape_interval"]
    assert provisioned["datasources"][0]["jsonData"]["timeInterval"] == scraped


def test_every_query_is_valid(promtool: Any, panel_expressions: list[Any], tmp_path: Path) -> None:
    """promtool reads rules, so each query becomes one."""
    rules = [{"record": f"panel:query{n}:value", "expr": e.text} for n, e in enumerate(panel_expressions)]
    file = tmp_path / "queries.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "queries", "rules": rules}]}))
    done = promtool("check", "rules", str(file))
    assert done.returncode == 0, done.stdout + done.stderr
