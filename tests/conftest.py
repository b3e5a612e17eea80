"""Programs that tests across services need from outside."""

from collections.abc import Callable

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
