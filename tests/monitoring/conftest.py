"""What the monitoring tests share: the expressions of rules and dashboards, and Prometheus' own tool."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.debian_tools import Program

ROOT = Path(__file__).resolve().parents[2]
MONITORING = ROOT / "monitoring"
# What Grafana fills in. A range that a test of minutes can fill.
FILLED_IN = {"$__rate_interval": "1m", "$__interval": "15s", "$__range": "5m"}

Run = Callable[..., subprocess.CompletedProcess[str]]


@dataclass(frozen=True, slots=True)
class Expression:
    """PromQL, and where it stands."""

    where: str
    text: str


@pytest.fixture(scope="session")
def monitoring() -> Path:
    return MONITORING


@pytest.fixture(scope="session")
def rules() -> list[dict[str, Any]]:
    """Every alerting rule, in the order of the files."""
    return [rule for rule in _rules() if "alert" in rule]


@pytest.fixture(scope="session")
def recordings() -> list[dict[str, Any]]:
    """Every recording rule, in the order of the files."""
    return [rule for rule in _rules() if "record" in rule]


def _rules() -> list[dict[str, Any]]:
    files = [yaml.safe_load(path.read_text()) for path in sorted(MONITORING.glob("rules/*.yml"))]
    return [rule for file in files for group in file["groups"] for rule in group["rules"]]


@pytest.fixture(scope="session")
def dashboards() -> dict[str, dict[str, Any]]:
    """The dashboards by the name of their file."""
    return {path.stem: json.loads(path.read_text()) for path in sorted(MONITORING.glob("grafana-dashboards/*.json"))}


@pytest.fixture(scope="session")
def panel_expressions(dashboards: dict[str, dict[str, Any]]) -> list[Expression]:
    """Every query of every panel, with Grafana's variables filled in."""
    found = []
    for name, dashboard in dashboards.items():
        for panel in dashboard["panels"]:
            for target in panel["targets"]:
                text = target["expr"]
                for variable, value in FILLED_IN.items():
                    text = text.replace(variable, value)
                found.append(Expression(f"{name}: {panel['title']} ({target['refId']})", text))
    return found


@pytest.fixture(scope="session")
def rule_expressions(rules: list[dict[str, Any]]) -> list[Expression]:
    return [Expression(rule["alert"], rule["expr"]) for rule in rules]


@pytest.fixture(scope="session")
def metrics_in() -> Callable[[str], set[str]]:
    """The names of the metrics in PromQL: what is left without strings, labels, ranges and words of the language."""

    def names(text: str) -> set[str]:
        text = re.sub(r'"(\\.|[^"\\])*"', "", text)
        text = re.sub(r"\{[^}]*\}|\[[^\]]*\]", " ", text)
        text = re.sub(r"\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)", " ", text)
        text = re.sub(r"\b[a-z_]+\s*(?=\()", " ", text)  # functions
        return set(re.findall(r"\b[a-z_][a-z0-9_:]*\b", text)) - {"or", "and", "unless", "bool", "offset"}

    return names


@pytest.fixture(scope="session")
def promtool(debian_program: Callable[[str], Program]) -> Run:
    return _runner(debian_program("promtool"))


@pytest.fixture(scope="session")
def amtool(debian_program: Callable[[str], Program]) -> Run:
    return _runner(debian_program("amtool"))


def _runner(tool: Program) -> Run:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(tool.path), *arguments],
            cwd=MONITORING, env={**os.environ, **tool.environment}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run
