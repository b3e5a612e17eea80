"""The coverage of each service counts every line of it, imported or not."""

import subprocess
import sys
from pathlib import Path

import pytest
from coverage import Coverage

from scripts.pipeline.coverage_by_service import lines_by_service

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def services(tmp_path: Path) -> Path:
    package = tmp_path / "services" / "pager" / "src" / "pager"
    package.mkdir(parents=True)
    (package / "used.py").write_text("def f(x):\n    if x:\n        return 1\n    return 2\n")
    (package / "unused.py").write_text("a = 1\nb = 2\nc = 3\nd = 4\n")
    return tmp_path / "services"


def test_a_module_that_no_test_imports_counts_as_not_run(services: Path, tmp_path: Path) -> None:
    program = f"import sys; sys.path.insert(0, {str(services / 'pager' / 'src')!r}); from pager.used import f; f(1)"
    data = tmp_path / "data"
    command = [sys.executable, "-m", "coverage", "run", f"--data-file={data}", "--rcfile=/dev/null"]
    script = tmp_path / "program.py"
    script.write_text(program)
    subprocess.run([*command, f"--include={services}/*", str(script)], check=True, cwd=tmp_path)
    coverage = Coverage(data_file=str(data), config_file=False)
    coverage.load()
    lines = lines_by_service(coverage, services)["pager"]
    assert (lines.all, lines.ran) == (8, 3)
    assert lines.percent == pytest.approx(37.5)


def test_no_data_is_a_failure_and_not_a_hundred_percent(tmp_path: Path) -> None:
    command = [sys.executable, "scripts/pipeline/coverage_by_service.py", "--at-least", "85", str(tmp_path / "none")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "found no such file" in done.stderr
