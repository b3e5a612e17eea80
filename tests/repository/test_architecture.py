"""Inside a service the code points one way, and decisions stand on the standard library alone."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVICES = {path.name.replace("-", "_"): path for path in ROOT.glob("services/*") if (path / "pyproject.toml").exists()}


def imports(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{source}: relative import"
            yield node.module or ""


@pytest.mark.parametrize("package", sorted(SERVICES))
def test_domain_imports_the_standard_library_only(package: str) -> None:
    sources = sorted((SERVICES[package] / "src" / package / "domain").rglob("*.py"))
    assert sources
    for source in sources:
        for name in imports(source):
            own = name == f"{package}.domain" or name.startswith(f"{package}.domain.")
            assert own or name.split(".")[0] in sys.stdlib_module_names, f"{source.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize("package", sorted(SERVICES))
def test_decisions_take_the_time_as_an_argument(package: str) -> None:
    for source in sorted((SERVICES[package] / "src" / package / "domain").rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in {"now", "utcnow", "today", "monotonic"}, f"{source.name}:{node.lineno}"
