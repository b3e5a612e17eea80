"""The operator's settings and this data directory's secrets."""

import os
import secrets
import shlex
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dev_kit import gateway
from dev_kit.databases import LOGINS, password_variable

CREDENTIALS = "credentials.env"
SECRETS = "secrets.env"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the services are told.

    given: the operator's environment and .env, with what was made where nothing was given. made: the names of
    credentials made in this very start, which are shown once. owner_password, passwords: of the database's logins.
    """

    given: Mapping[str, str]
    made: frozenset[str]
    owner_password: str
    passwords: Mapping[str, str]

    @property
    def sends_mail(self) -> bool:
        return bool(self.given.get("SMTP_HOST"))


def read(data_dir: Path, dotenv: Path, environment: Mapping[str, str], public_url: str) -> Settings:
    """Put together what was given now, what was made in an earlier start, and what has to be made now.

    The environment goes before .env, and .env before what an earlier start kept.
    """
    given = {**env_file(dotenv), **environment}
    given = {name: value for name, value in given.items() if value}
    kept = env_file(data_dir / CREDENTIALS)
    fresh = {
        "ADMIN_EMAIL": "admin@example.org",
        "ADMIN_PASSWORD": secrets.token_urlsafe(15),
        "INGEST_API_KEY": "ock_" + secrets.token_urlsafe(24),
    }
    credentials = {name: given.get(name) or kept.get(name) or value for name, value in fresh.items()}
    made = frozenset(name for name in fresh if name not in given and not kept.get(name))
    internal = _kept_or_made(data_dir / SECRETS)
    defaults = {
        "PUBLIC_URL": public_url,
        "SERVICE_TOKEN_SECRET": internal["SERVICE_TOKEN_SECRET"],
        "ENCRYPTION_KEYS": internal["ENCRYPTION_KEYS"],
        "TRUSTED_PROXIES": gateway.ADDRESS,  # our own nginx, which says who is calling
    }
    passwords = {login: given.get(password_variable(login)) or internal[password_variable(login)] for login in LOGINS}
    return Settings(defaults | given | credentials, made, internal["POSTGRES_PASSWORD"], passwords)


def keep_credentials(data_dir: Path, settings: Settings, database_url: str) -> None:
    """Write credentials.env, readable by nobody else."""
    names = ("ADMIN_EMAIL", "ADMIN_PASSWORD", "INGEST_API_KEY")
    _write(data_dir / CREDENTIALS, {name: settings.given[name] for name in names} | {"DATABASE_URL": database_url})


def env_file(path: Path) -> dict[str, str]:
    """The variables of a .env file: NAME=value lines, `export`, quotes and comments as a shell takes them."""
    try:
        lines = path.read_text().splitlines()
    except FileNotFoundError:
        return {}
    found = {}
    for line in lines:
        name, separator, value = line.strip().removeprefix("export ").partition("=")
        if separator and not name.startswith("#"):
            found[name.strip()] = _unquoted(value.strip())
    return found


def _unquoted(value: str) -> str:
    if value[:1] in ("'", '"'):
        with suppress(ValueError):  # a quote that is never closed is part of the value
            return "".join(shlex.split(value, comments=True))
    return value.partition(" #")[0].rstrip()


def _kept_or_made(path: Path) -> dict[str, str]:
    names = ("POSTGRES_PASSWORD", "SERVICE_TOKEN_SECRET", "ENCRYPTION_KEYS", *map(password_variable, LOGINS))
    kept = env_file(path)
    secrets_of_dir = {name: kept.get(name) or secrets.token_urlsafe(36) for name in names}
    if secrets_of_dir != kept:
        _write(path, secrets_of_dir)
    return secrets_of_dir


def _write(path: Path, variables: Mapping[str, str]) -> None:
    half_done = path.with_suffix(".part")
    half_done.unlink(missing_ok=True)
    with os.fdopen(os.open(half_done, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.writelines(f"{name}={shlex.quote(value)}\n" for name, value in variables.items())
        file.flush()
        os.fsync(file.fileno())
    half_done.replace(path)
