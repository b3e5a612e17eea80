"""What anybody who clones the tree may rely on."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

SERVICES = ("alert-ingestion", "incident-management", "oncall-service", "notification-service")
PORTS = {8001: "alert-ingestion", 8002: "incident-management", 8003: "oncall-service", 8004: "notification-service"}
# A home or work folder of one machine. Assembled, so that this file does not find itself.
MACHINE_PATH = re.compile("(?<![A-Za-z0-9.${}])/(" + "|".join(["work", "home/[a-z]", "Users", "tmp/wt"]) + ")/[A-Za-z]")
LOCKS = {"uv.lock", "package-lock.json"}


def text_of(path: Path) -> str:
    try:
        return path.read_text()
    except UnicodeDecodeError:
        return ""


def test_no_file_knows_a_path_of_one_machine(committed_files: list[Path], root: Path) -> None:
    found = [
        f"{path.relative_to(root)}:{number}: {line.strip()[:100]}"
        for path in committed_files
        if path.name not in LOCKS
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if MACHINE_PATH.search(line)
    ]
    assert not found


def test_no_lock_names_a_host_that_others_cannot_reach(committed_files: list[Path]) -> None:
    public = {
        "pypi.org",
        "files.pythonhosted.org",
        "registry.npmjs.org",
        "github.com",
        "opencollective.com",
        "tidelift.com",
    }
    for lock in (path for path in committed_files if path.name in LOCKS):
        hosts = set(re.findall(r'"?(?:url|registry|resolved)"?\s*[=:]\s*"https?://([^/"]+)', lock.read_text()))
        assert hosts <= public, f"{lock.name}: {hosts - public}"


def test_scripts_that_people_start_can_be_started(committed_files: list[Path], root: Path) -> None:
    for path in committed_files:
        if path.parent == root and path.suffix == ".sh":
            assert os.access(path, os.X_OK), f"{path.name} is not executable"
        if os.access(path, os.X_OK):
            assert path.read_bytes().startswith(b"#!"), (
                f"{path.relative_to(root)} is executable but names no interpreter"
            )


@pytest.mark.parametrize("service", SERVICES)
def test_the_published_contract_is_what_the_code_answers(service: str, root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/write_openapi.py", "--check", service],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads((root / "services" / service / "openapi.json").read_text())["info"]["title"] == service


def test_compose_publishes_the_ports_of_the_contract(compose: dict[str, Any]) -> None:
    for port, service in PORTS.items():
        assert compose["services"][service]["ports"] == [f"127.0.0.1:{port}:{port}"]
        assert compose["services"][service]["environment"]["LISTEN_PORT"] == str(port)


def test_every_link_of_the_documentation_leads_somewhere(committed_files: list[Path], root: Path) -> None:
    for page in (path for path in committed_files if path.suffix == ".md"):
        for target in re.findall(r"\]\((?!https?://|mailto:|#)([^)#\s]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.relative_to(root)} links to {target}"


def test_every_pipeline_stage_that_the_documentation_names_exists(committed_files: list[Path], root: Path) -> None:
    for page in (path for path in committed_files if path.suffix == ".md"):
        for words in re.findall(r"\./run-pipeline\.sh((?: [a-z]+\b)+)", page.read_text()):
            for stage in words.split():
                known = stage == "test" or (root / "scripts" / "pipeline" / f"{stage}.sh").exists()
                assert known or not words.strip().startswith(stage), f"{page.relative_to(root)}: {stage}"


def test_hooks_run_what_the_lock_file_pins(root: Path) -> None:
    hooks = yaml.safe_load((root / ".pre-commit-config.yaml").read_text())
    assert [repo["repo"] for repo in hooks["repos"]] == ["local"]
