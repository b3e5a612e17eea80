"""./run-pipeline.sh runs the stages it is told, in order, and stops at the first that fails."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Pipeline:
    """A copy of run-pipeline.sh whose stages only say that they ran, and fail when told to."""

    def __init__(self, root: Path) -> None:
        self.root = root
        stages = root / "scripts" / "pipeline"
        stages.mkdir(parents=True)
        shutil.copy(ROOT / "run-pipeline.sh", root)
        shutil.copy(ROOT / "scripts" / "pipeline" / "report.py", stages)
        for name in ("quality", "scan", "build", "deploy", "verify", "faults", "rollback"):
            self.stage(name)

    def stage(self, name: str, *, status: int = 0) -> None:
        file = self.root / "scripts" / "pipeline" / f"{name}.sh"
        file.write_text(f'#!/bin/sh\necho {name} >>"{self.root}/ran"\nexit {status}\n')
        file.chmod(0o755)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(self.root / "run-pipeline.sh"), *arguments]
        return subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)

    @property
    def ran(self) -> list[str]:
        file = self.root / "ran"
        return file.read_text().split() if file.exists() else []


@pytest.fixture
def pipeline(tmp_path: Path) -> Pipeline:
    return Pipeline(tmp_path)


def test_without_a_name_all_five_run_in_order(pipeline: Pipeline) -> None:
    assert pipeline.run().returncode == 0
    assert pipeline.ran == ["quality", "scan", "build", "deploy", "verify"]


def test_test_is_the_first_stage_alone(pipeline: Pipeline) -> None:
    assert pipeline.run("test").returncode == 0
    assert pipeline.ran == ["quality"]


def test_stages_run_in_the_order_they_are_named(pipeline: Pipeline) -> None:
    assert pipeline.run("build", "scan").returncode == 0
    assert pipeline.ran == ["build", "scan"]


def test_the_first_failure_stops_it_and_is_named(pipeline: Pipeline) -> None:
    pipeline.stage("scan", status=1)
    done = pipeline.run()
    assert done.returncode == 1
    assert pipeline.ran == ["quality", "scan"]
    assert "scan FAILED" in done.stderr


def test_a_deployment_that_cannot_be_verified_is_taken_back(pipeline: Pipeline) -> None:
    pipeline.stage("verify", status=1)
    assert pipeline.run("build", "deploy", "verify").returncode == 1
    assert pipeline.ran == ["build", "deploy", "verify", "rollback"]


def test_verification_alone_changes_nothing(pipeline: Pipeline) -> None:
    pipeline.stage("verify", status=1)
    assert pipeline.run("verify").returncode == 1
    assert pipeline.ran == ["verify"]


def test_a_name_it_does_not_know_runs_nothing_and_names_those_it_knows(pipeline: Pipeline) -> None:
    done = pipeline.run("scan", "release")
    assert done.returncode == 2
    assert pipeline.ran == []
    assert '"release"' in done.stderr
    for name in ("test", "quality", "scan", "build", "deploy", "verify", "rollback"):
        assert name in done.stderr


def test_help_tells_every_stage_and_runs_none(pipeline: Pipeline) -> None:
    done = pipeline.run("--help")
    assert done.returncode == 0
    assert pipeline.ran == []
    for name in ("test", "quality", "scan", "build", "deploy", "verify", "rollback"):
        assert f" {name} " in done.stdout


def test_from_a_stage_means_it_and_those_after_it(pipeline: Pipeline) -> None:
    assert pipeline.run("--from", "build").returncode == 0
    assert pipeline.ran == ["build", "deploy", "verify"]


def test_only_a_stage_means_nothing_else(pipeline: Pipeline) -> None:
    assert pipeline.run("--only", "scan").returncode == 0
    assert pipeline.ran == ["scan"]


@pytest.mark.parametrize("wrong", [["--from", "lunch"], ["--from", "rollback"], ["--only"], ["--quietly"]])
def test_an_option_that_makes_no_sense_runs_nothing(pipeline: Pipeline, wrong: list[str]) -> None:
    done = pipeline.run(*wrong)
    assert done.returncode == 2
    assert pipeline.ran == []
    assert done.stderr.startswith("run-pipeline: ")


def test_the_report_tells_what_passed_what_failed_and_what_did_not_run(pipeline: Pipeline) -> None:
    pipeline.stage("build", status=1)
    assert pipeline.run("--json", str(pipeline.root / "report.json")).returncode == 1
    report = json.loads((pipeline.root / "report.json").read_text())
    assert report["passed"] is False
    assert {stage["stage"]: stage["status"] for stage in report["stages"]} == {
        "quality": "passed", "scan": "passed", "build": "failed", "deploy": "not_run", "verify": "not_run"
    }  # fmt: skip


def test_what_is_not_read_on_a_terminal_has_no_colours(pipeline: Pipeline) -> None:
    assert "\x1b" not in pipeline.run().stdout
