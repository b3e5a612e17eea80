"""A real Prometheus scrapes the running platform: every query of every panel and rule returns data."""

import math
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from dev_kit.platform import Platform
from dev_kit.ports import free_port
from dev_kit.processes import Process, wait_until
from dev_kit.sinks.http import Answer, HttpSink

from scripts.debian_tools import Program

pytestmark = pytest.mark.e2e

MONITORING = Path(__file__).resolve().parents[2] / "monitoring"
SEVERITIES = ("critical", "high", "medium", "low", "info")
EVERY_TARGET_ANSWERS = "count(up == 1) == 7"


def numbers(result: list[dict[str, Any]]) -> list[float]:
    return [float(series["value"][1]) for series in result]


class Monitored:
    """A platform under a small load and some faults, and the Prometheus that watches it."""

    def __init__(self, platform: Platform, directory: Path, sink: HttpSink, program: Callable[[str], Program]) -> None:
        self.platform, self.sink, self.directory, self._program = platform, sink, directory, program
        self.ports = {name: free_port() for name in ("prometheus", "alertmanager", "postgres_exporter")}
        data_source = {"DATA_SOURCE_NAME": platform.database.url("metrics") + "?sslmode=disable"}
        self.processes = [
            # Debian's is older than PostgreSQL 18, whose bgwriter statistics have other names.
            self._process("postgres_exporter", "--no-collector.bgwriter", data_source=data_source),
            self._process(
                "alertmanager",
                f"--config.file={self._alertmanager_config()}",
                f"--storage.path={directory}/alertmanager",
                "--cluster.listen-address=",
            ),
            self._process(
                "prometheus",
                f"--config.file={self._prometheus_config()}",
                f"--storage.tsdb.path={directory}/prometheus",
            ),
        ]
        address = f"http://127.0.0.1:{self.ports['prometheus']}"
        self.api = httpx.Client(base_url=address, trust_env=False, timeout=10)

    def query(self, text: str) -> list[dict[str, Any]]:
        answer = self.api.get("/api/v1/query", params={"query": text}).json()
        assert answer["status"] == "success", f"{text}: {answer}"
        return list(answer["data"]["result"])

    def data(self, text: str, what: str) -> list[float]:
        """The values of a query, as soon as it has any."""
        return wait_until(lambda: numbers(self.query(text)) or None, 30, what)

    def _process(self, name: str, *arguments: str, data_source: dict[str, str] | None = None) -> Process:
        found = self._program(name)
        address = f"127.0.0.1:{self.ports[name]}"
        return Process(
            name,
            [str(found.path), *arguments, f"--web.listen-address={address}"],
            environment={**found.environment, **(data_source or {})},
            log_file=self.directory / "log" / f"{name}.log",
            ready_url=f"http://{address}/" + ("" if data_source else "-/ready"),
            cwd=found.cwd or self.directory,
        )

    def _prometheus_config(self) -> Path:
        """The platform's own file; only where the targets are, and how often they are asked, is this test's."""
        shutil.copytree(MONITORING / "rules", self.directory / "rules")
        config = yaml.safe_load((MONITORING / "prometheus.yml").read_text())
        config["global"] = {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"}
        for job in config["scrape_configs"]:
            job.pop("dns_sd_configs", None)
            job["static_configs"] = [{"targets": [self._address(job["job_name"])]}]
        config["alerting"]["alertmanagers"] = [{"static_configs": [{"targets": [self._address("alertmanager")]}]}]
        file = self.directory / "prometheus.yml"
        file.write_text(yaml.safe_dump(config))
        return file

    def _address(self, job: str) -> str:
        port = self.ports.get(job.replace("-", "_"))
        return f"127.0.0.1:{port}" if port else self.platform.url(job).removeprefix("http://")

    def _alertmanager_config(self) -> Path:
        """The platform's own file, with this platform's intake and key in the places of Compose's."""
        key = self.directory / "ingest-key"
        key.write_text(self.platform.ingest_key)
        text = (MONITORING / "alertmanager.yml").read_text()
        for of_compose, here in {
            "http://alert-ingestion:8001": self.platform.url("alert-ingestion"),
            "/run/alertmanager/ingest-key": str(key),
            "group_wait: 10s": "group_wait: 1s",
        }.items():
            assert of_compose in text
            text = text.replace(of_compose, here)
        file = self.directory / "alertmanager.yml"
        file.write_text(text)
        return file

    # -- a small load, and each thing that a rule is about ---------------------------------------------------------

    def load(self) -> None:
        """Alerts of every kind, incidents of every age."""
        incidents = self.platform.admin("incident-management")
        for severity in SEVERITIES:
            opened = [self.platform.send_alert(severity=severity, message=f"fault {n}") for n in (1, 1, 2)]
            assert [answer["result"] for answer in opened] == ["new_incident", "deduplicated", "existing_incident"]
            path = f"/api/v1/incidents/{opened[0]['incident_id']}"
            if severity in {"critical", "high", "medium"}:
                incidents.patch(path, json={"status": "acknowledged"}).raise_for_status()
            if severity in {"critical", "high"}:
                incidents.patch(path, json={"status": "resolved"}).raise_for_status()

    def ask_a_schedule_with_a_gap(self) -> None:
        oncall = self.platform.admin("oncall-service")
        rotation = {"unit": "week", "every": 1, "handoff_time": "09:00", "start_date": "2099-01-05"}
        layer = {"name": "later", "members": [{"name": "Ana", "email": "ana@example.org"}], "rotation": rotation}
        oncall.post(
            "/api/v1/schedules", json={"team": "later", "timezone": "UTC", "layers": [layer]}
        ).raise_for_status()
        assert oncall.get("/api/v1/oncall/current", params={"team": "later"}).json()["primary"] is None

    def give_a_notification_up(self) -> None:
        self.sink.always = Answer(status=400)
        notify = {"channel": "webhook", "recipient": f"http://127.0.0.1:{self.sink.port}/", "message": "a test"}
        self.platform.admin("notification-service").post("/api/v1/notify", json=notify).raise_for_status()

    def refuse_an_alert(self) -> None:
        self.platform.cluster.stop()
        alert = {"service": "checkout-api", "severity": "high", "message": "while the database is away"}
        answer = self.platform.client("alert-ingestion").post("/api/v1/alerts", json=alert)
        assert answer.status_code == 503
        self.platform.cluster.start()

    def page_while_oncall_service_is_away(self) -> None:
        oncall = self.platform.process("oncall-service")
        oncall.kill()
        sent = self.platform.send_alert(severity="critical", message="while nobody says who is on call")
        self.platform.wait_for_rows("SELECT 1 FROM incidents.pages WHERE incident_id = %s", (sent["incident_id"],))
        oncall.start()
        oncall.wait_until_ready()


@pytest.fixture(scope="module")
def monitored(scratch: Path, debian_program: Callable[[str], Program]) -> Iterator[Monitored]:
    directory = scratch / "monitored"
    directory.mkdir()
    with HttpSink() as sink, Platform(directory, durable=False) as platform:
        watching = Monitored(platform, directory, sink, debian_program)
        try:
            for process in watching.processes:
                process.start()
            for process in watching.processes:
                process.wait_until_ready(60)
            watching.data(EVERY_TARGET_ANSWERS, "every target is scraped")
            watching.load()
            watching.ask_a_schedule_with_a_gap()
            watching.give_a_notification_up()
            watching.refuse_an_alert()
            watching.page_while_oncall_service_is_away()
            watching.data(EVERY_TARGET_ANSWERS, "every target is scraped again")
            yield watching
        finally:
            for process in reversed(watching.processes):
                process.stop()


def test_every_panel_shows_something(monitored: Monitored, panel_expressions: list[Any]) -> None:
    for expression in panel_expressions:
        values = monitored.data(expression.text, expression.where)
        assert not all(math.isnan(value) for value in values), f"{expression.where}: {expression.text}"


def test_the_panels_tell_the_truth(monitored: Monitored, panel_expressions: list[Any]) -> None:
    by_place = {expression.where: expression.text for expression in panel_expressions}

    def shown(place: str) -> float:
        (value,) = numbers(monitored.query(by_place[place]))
        return value

    rows = monitored.platform.database.owner.rows("SELECT status, count(*) AS n FROM incidents.incidents GROUP BY 1")
    stored = {row["status"]: row["n"] for row in rows}

    def agrees() -> bool:
        return bool(
            shown("incident-overview: Open incidents (A)") == stored["open"]
            and shown("incident-overview: Resolved incidents (A)") == stored["resolved"]
            and shown("incident-overview: Total incidents (A)") == sum(stored.values())
        )

    wait_until(agrees, 10, f"the dashboard shows {stored}")
    up = [shown(f"incident-overview: Services up ({letter})") for letter in "ABCDE"]
    assert up == [1, 1, 1, 1, 1]


def operands(expression: str) -> list[str]:
    """The parts of a rule that must each find data for it to see anything: around `or` and `unless`, comparisons as
    values. What asks whether something is absent is left out: it returns data only when there is none. Of a rule over
    what others recorded, these are the parts."""
    if recorded := set(re.findall(r"\b[a-z_]+:[a-z0-9_:]+", expression)):
        return sorted(recorded)
    parts = re.split(r"\b(?:or|unless)\b", " ".join(expression.split()))
    compared = [re.sub(r"(==|!=|>=|<=|>|<)\s*(?=[\d.]+\s*$)", r"\1 bool ", part.strip()) for part in parts]
    return [part for part in compared if not part.startswith("absent(")]


def test_every_rule_reads_data(monitored: Monitored, rule_expressions: list[Any]) -> None:
    for expression in rule_expressions:
        parts = operands(expression.text)
        assert parts, expression.where
        for part in parts:
            monitored.data(part, f"{expression.where}: data for {part}")


def test_every_rule_is_evaluated_without_a_fault(
    monitored: Monitored, rules: list[dict[str, Any]], recordings: list[dict[str, Any]]
) -> None:
    groups = monitored.api.get("/api/v1/rules").json()["data"]["groups"]
    found = {rule["name"]: (rule["health"], rule.get("lastError", "")) for group in groups for rule in group["rules"]}
    assert found == {rule.get("alert") or rule["record"]: ("ok", "") for rule in [*rules, *recordings]}


def test_every_promise_is_measured(monitored: Monitored) -> None:
    found = monitored.query("slo:errors:ratio_rate1h")
    assert {series["metric"]["slo"] for series in found} == {"alert_accepted", "escalation_on_time", "page_delivered"}


def test_a_platform_alert_becomes_an_incident_of_the_platform(monitored: Monitored) -> None:
    """The notification that was given up fires DeadLetters, which comes back through Alertmanager."""
    incidents = monitored.platform.wait_for_rows(
        "SELECT title, severity FROM incidents.incidents WHERE service = 'notification-service'", within_s=60
    )
    assert ("Notifications by webhook were given up", "high") in {(i["title"], i["severity"]) for i in incidents}


def test_every_documented_metric_of_the_platform_is_exported(monitored: Monitored) -> None:
    manual = (Path(__file__).resolve().parents[2] / "docs" / "operations.md").read_text()
    section = manual[manual.index("## Metrics") :]
    first_cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    documented = re.findall(r"`([a-z_]+)(?:\{([a-z,]+)\})?`", " ".join(first_cells))
    exported = set(monitored.api.get("/api/v1/label/__name__/values").json()["data"])
    for name, labels in documented:
        found = [metric for metric in (name, f"{name}_bucket") if metric in exported]
        assert found, f"{name} is documented, and nobody exports it"
        for label in filter(None, labels.split(",")):
            assert numbers(monitored.query(f'{found[0]}{{{label}!=""}}')), f"{name} has no label {label}"
