"""Rules are valid, tested on both sides, documented, and read only what is exported."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


def test_prometheus_accepts_its_configuration_and_rules(promtool: Any) -> None:
    done = promtool("check", "config", "prometheus.yml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_alertmanager_accepts_its_configuration(amtool: Any) -> None:
    done = amtool("check-config", "alertmanager.yml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_rule_fires_when_it_should_and_stays_quiet_when_it_should(promtool: Any, monitoring: Path) -> None:
    files = sorted(str(path) for path in monitoring.glob("rules-tests/*.yml"))
    done = promtool("test", "rules", *files)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_rule_goes_untested(rules: list[dict[str, Any]], monitoring: Path) -> None:
    fires: set[str] = set()
    stays_quiet: set[str] = set()
    for path in monitoring.glob("rules-tests/*.yml"):
        for test in yaml.safe_load(path.read_text())["tests"]:
            for case in test["alert_rule_test"]:
                (fires if case["exp_alerts"] else stays_quiet).add(case["alertname"])
    names = {rule["alert"] for rule in rules}
    assert fires == names
    assert stays_quiet == names - {"Watchdog"}  # which never is


def test_each_rule_says_what_is_wrong_and_where_to_read_on(rules: list[dict[str, Any]]) -> None:
    for rule in rules:
        assert rule["labels"].keys() == {"severity", "service"}, rule["alert"]
        assert rule["labels"]["severity"] in {"critical", "high", "warning"} | (
            {"info"} if rule["alert"] == "Watchdog" else set()
        )
        assert rule["annotations"].keys() == {"summary", "description", "runbook_url"}, rule["alert"]


def test_each_alert_has_a_runbook_and_each_runbook_an_alert(rules: list[dict[str, Any]]) -> None:
    by_rule = {rule["alert"]: rule["annotations"]["runbook_url"] for rule in rules}
    for alert, path in by_rule.items():
        assert path == f"docs/runbooks/{re.sub(r'(?<!^)(?=[A-Z])', '-', alert).lower()}.md"
        text = (ROOT / path).read_text()
        assert text.startswith(f"# {alert}\n")
        for part in ("**Means:**", "**Check", "**Fix**"):
            assert part in text, f"{path} lacks {part}"
    assert {str(p.relative_to(ROOT)) for p in ROOT.glob("docs/runbooks/*.md")} == set(by_rule.values())


def test_platform_alerts_come_back_into_the_platforms_own_intake(monitoring: Path) -> None:
    config = yaml.safe_load((monitoring / "alertmanager.yml").read_text())
    assert config["route"]["receiver"] == "platform"
    (aside,) = config["route"]["routes"]
    assert aside["matchers"] == ["alertname = Watchdog"]
    (hook,) = config["receivers"][0]["webhook_configs"]
    assert hook["url"] == "http://alert-ingestion:8001/api/v1/integrations/alertmanager"
    assert hook["send_resolved"] is True
    assert "credentials" not in hook["http_config"]["authorization"]  # a key stands in no file of the tree


@pytest.mark.parametrize(
    ("address", "receiver"), [("", "nobody"), ('https://hc.example/ping/a?b=1&c=%20"\\', "watchdog")]
)
def test_the_watchdog_reaches_its_address_or_nobody(
    address: str, receiver: str, amtool: Any, monitoring: Path, tmp_path: Path
) -> None:
    started = subprocess.run(
        ["sh", monitoring / "start-alertmanager.sh", "--flag"],
        env={
            **os.environ,
            "CONFIGURATION": str(monitoring / "alertmanager.yml"),
            "IN_MEMORY": str(tmp_path),
            "ALERTMANAGER": "echo",
            "INGEST_API_KEY": "ock_given",
            "WATCHDOG_URL": address,
        },
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    file = tmp_path / "alertmanager.yml"
    config = yaml.safe_load(file.read_text())
    by_name = {found["name"]: found for found in config["receivers"]}
    assert started.stdout == f"--config.file={file} --flag\n"
    assert (tmp_path / "ingest-key").read_text() == "ock_given"
    assert config["route"]["routes"][0]["receiver"] == receiver
    assert "webhook_configs" not in by_name["nobody"]
    if address:
        assert by_name["watchdog"]["webhook_configs"][0]["url"] == address
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}
    assert amtool("check-config", str(file)).returncode == 0


def test_what_alertmanager_silences_is_an_alert_there_is(rules: list[dict[str, Any]], monitoring: Path) -> None:
    config = yaml.safe_load((monitoring / "alertmanager.yml").read_text())
    named = set(re.findall(r'alertname =~? "?([A-Za-z|]+)', str(config["inhibit_rules"])))
    assert {alert for names in named for alert in names.split("|")} <= {rule["alert"] for rule in rules}


def test_rules_and_panels_read_documented_metrics_only(
    rule_expressions: list[Any],
    panel_expressions: list[Any],
    recordings: list[dict[str, Any]],
    metrics_in: Callable[[str], set[str]],
) -> None:
    manual = (ROOT / "docs" / "operations.md").read_text()
    section = manual[manual.index("## Metrics") :]
    first_cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    documented = set(re.findall(r"`([a-z_]+)(?:\{[a-z,]+\})?`", " ".join(first_cells)))
    recorded = {rule["record"] for rule in recordings}
    for where, text in [
        *((e.where, e.text) for e in [*rule_expressions, *panel_expressions] if not e.text.startswith("vector(")),
        *((rule["record"], rule["expr"]) for rule in recordings if not rule["expr"].startswith("vector(")),
    ]:
        names = metrics_in(text)
        assert names, where
        names -= recorded
        plain = {re.sub(r"_(bucket|count|sum)$", "", name) if name not in documented else name for name in names}
        assert plain <= documented, f"{where}: {plain - documented}"


def test_every_service_is_scraped_at_its_own_port(monitoring: Path) -> None:
    config = yaml.safe_load((monitoring / "prometheus.yml").read_text())
    found = {
        job["job_name"]: job["dns_sd_configs"][0]["port"] for job in config["scrape_configs"] if "dns_sd_configs" in job
    }
    assert found == {
        "alert-ingestion": 8001, "incident-management": 8002, "oncall-service": 8003, "notification-service": 8004
    }  # fmt: skip
