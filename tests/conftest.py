"""Programs that tests across services need from outside."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import debian_tools

FindProgram = Callable[[str], debian_tools.Program]


@pytest.fixture(scope="session")
def debian_program() -> FindProgram:
    """`debian_program("prometheus")` gives a program from PATH or, unpacked privately, from Debian's packages. A test
    that needs one where there is none to be had is skipped, with the name of the package."""

    def find(name: str) -> debian_tools.Program:
        try:
            return debian_tools.program(name)
        except debian_tools.NotAvailable as missing:
            pytest.skip(str(missing))

    return find


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that run the whole platform go first, those without any process last: with several workers the short
    ones then fill what the long ones leave at the end."""
    items.sort(key=lambda item: _place(item.path))


def _place(path: Path) -> int:
    folders = path.parts
    if "unit" in folders:
        return 2
    return 0 if Path(__file__).parent in path.parents else 1
