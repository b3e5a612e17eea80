"""The build machine runs the pipeline that everybody runs, and nothing that can change under its name."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def jobs() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / ".github" / "workflows" / "pipeline.yml").read_text())["jobs"])


def test_all_stages_run_and_nothing_is_checked_that_the_pipeline_does_not_check(jobs: dict[str, Any]) -> None:
    commands = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    pipeline = [command for command in commands if command.startswith("./run-pipeline.sh")]
    assert [command.split(" --json")[0] for command in pipeline] == [
        "./run-pipeline.sh test", "./run-pipeline.sh --from scan"
    ]  # fmt: skip
    assert set(commands) - set(pipeline) == {"./scripts/make-env.sh", "cat report.json"}


def test_what_others_made_is_pinned_by_its_commit(jobs: dict[str, Any]) -> None:
    used = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    assert used
    assert not [action for action in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action)]


def test_it_may_read_the_code_and_no_more(jobs: dict[str, Any]) -> None:
    text = (ROOT / ".github" / "workflows" / "pipeline.yml").read_text()
    assert yaml.safe_load(text)["permissions"] == {"contents": "read"}
    assert not [name for name, job in jobs.items() if "permissions" in job]
