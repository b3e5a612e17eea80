"""Get uv where neither pip nor venv is installed, by the standard library alone; and read pip's settings without pip.

Usage: python3 scripts/fetch_uv.py VERSION FILE      downloads uv and writes the program to FILE
       python3 scripts/fetch_uv.py --pip-setting KEY prints a value of pip's configuration files, or nothing
"""

import configparser
import hashlib
import io
import os
import platform
import ssl
import sys
import tomllib
import urllib.parse
import urllib.request
import zipfile
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TIMEOUT_S = 60


def pip_setting(key: str) -> str:
    """What pip's configuration files say about a key; the most particular file wins, as with pip."""
    home = Path(os.environ.get("HOME", "/nonexistent"))
    config_home = Path(os.environ.get("XDG_CONFIG_HOME", home / ".config"))
    files = [Path("/etc/pip.conf"), home / ".pip/pip.conf", config_home / "pip/pip.conf"]
    if chosen := os.environ.get("PIP_CONFIG_FILE"):
        files.append(Path(chosen))
    value = ""
    for file in files:
        parser = configparser.RawConfigParser()
        try:
            parser.read(file)
        except (configparser.Error, OSError, UnicodeDecodeError):
            continue
        for section in ("global", "install"):
            value = parser.get(section, key, fallback=value)
    return value.strip()


def index_url() -> str:
    """The index of the user's settings, else the one that the lock file names."""
    for variable in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if value := os.environ.get(variable):
            return value
    if value := pip_setting("index-url"):
        return value
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    return next(str(p["source"]["registry"]) for p in lock["package"] if "registry" in p["source"])


def fits(wheel: str) -> bool:
    """Whether a wheel's name says that it runs on this machine."""
    system, machine = platform.system(), platform.machine()
    if system == "Darwin":
        return "macosx" in wheel and {"arm64": "arm64", "x86_64": "x86_64"}.get(machine, machine) in wheel
    libc = "musllinux" if platform.libc_ver()[0] != "glibc" else "manylinux"
    return libc in wheel and wheel.endswith(f"_{machine}.whl")


def get(url: str, accept: str = "*/*") -> bytes:
    """The body at a URL, over the machine's proxy and certificates."""
    context = ssl.create_default_context(cafile=os.environ.get("SSL_CERT_FILE") or None)
    request = urllib.request.Request(url, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=TIMEOUT_S, context=context) as answer:
        return bytes(answer.read())


class Links(HTMLParser):
    """The files of an index page, as (file name, URL, SHA-256)."""

    def __init__(self, page_url: str) -> None:
        super().__init__()
        self.page_url = page_url
        self.files: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (href := dict(attrs).get("href")):
            url, _, fragment = urllib.parse.urljoin(self.page_url, href).partition("#")
            self.files.append((url.rpartition("/")[2], url, fragment.removeprefix("sha256=")))


def fetch(version: str, target: Path) -> None:
    """Download uv's wheel, check it against the index's hash, and write the program."""
    page_url = f"{index_url().rstrip('/')}/uv/"
    page = Links(page_url)
    page.feed(get(page_url, accept="text/html").decode())
    wheels = [file for file in page.files if file[0].startswith(f"uv-{version}-py3-") and fits(file[0])]
    if not wheels:
        sys.exit(f"{page_url} has no wheel of uv {version} for {platform.system()} on {platform.machine()}")
    name, url, expected = wheels[0]
    body = get(url)
    if hashlib.sha256(body).hexdigest() != expected:
        sys.exit(f"{name} is not what the index says it is: its SHA-256 differs")
    with zipfile.ZipFile(io.BytesIO(body)) as wheel:
        program = next(name for name in wheel.namelist() if name.endswith(".data/scripts/uv"))
        target.parent.mkdir(parents=True, exist_ok=True)
        half_done = target.with_suffix(".part")
        half_done.write_bytes(wheel.read(program))
    half_done.chmod(0o755)
    half_done.replace(target)


def main() -> None:
    match sys.argv[1:]:
        case ["--pip-setting", key]:
            print(pip_setting(key))
        case [version, target]:
            fetch(version, Path(target))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
