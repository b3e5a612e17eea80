"""What ./run-local.sh can be told. Standard library only: it answers before anything is set up."""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

DESCRIPTION = """\
Start the whole platform on this machine, without Docker: a private PostgreSQL, the four services on ports 8001 to 8004
and the web UI on 8080. The first run sets everything up; Ctrl-C or SIGTERM ends all of it, and the data stay."""

EPILOG = """\
ADMIN_EMAIL, ADMIN_PASSWORD and INGEST_API_KEY are taken from the environment or from .env; where they are not set,
random ones are made, printed once and kept in DIR/credentials.env. Every setting of .env.example may be given so. With
SMTP_HOST set pages go out as mail; without it they appear here and in DIR/log/notification-service.log."""


@dataclass(frozen=True, slots=True)
class Options:
    """data_dir is absolute. replicas: processes of each service, at least 1. port_offset: added to every port."""

    data_dir: Path
    host: str
    replicas: int
    port_offset: int
    demo: bool


def parsed(arguments: list[str]) -> Options:
    """The options, or the end of the process with help (0) or a sentence about what is wrong (2)."""
    parser = argparse.ArgumentParser(
        prog="./run-local.sh",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--demo", action="store_true", help="fill in a team, a schedule, a policy and some history")
    parser.add_argument(
        "--data-dir", metavar="DIR", type=Path, default=ROOT / ".local", help="where data, logs and secrets are kept"
        " (default: .local in the checkout)",
    )  # fmt: skip
    parser.add_argument(
        "--host", default="127.0.0.1", help="address the web UI listens on (default 127.0.0.1; 0.0.0.0 for every"
        " interface). The services stay on loopback and are reached through it",
    )  # fmt: skip
    parser.add_argument(
        "--replicas", metavar="N", type=_count, default=1, help="processes of each service (default 1, at most 9);"
        " the second ones listen on 8011 to 8014, the third on 8021 to 8024, and so on",
    )  # fmt: skip
    parser.add_argument(
        "--port-offset", metavar="N", type=_offset, default=0, help="added to every port, for a second platform on this"
        " machine (with a --data-dir of its own)",
    )  # fmt: skip
    given = parser.parse_args(arguments)
    data_dir = given.data_dir.expanduser().absolute()
    return Options(data_dir, given.host, given.replicas, given.port_offset, given.demo)


def _count(text: str) -> int:
    return _number(text, 1, 9)


def _offset(text: str) -> int:
    return _number(text, 0, 50_000)


def _number(text: str, least: int, most: int) -> int:
    if not text.isdigit() or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"a number from {least} to {most} is expected")
    return int(text)


if __name__ == "__main__":
    parsed(sys.argv[1:])
