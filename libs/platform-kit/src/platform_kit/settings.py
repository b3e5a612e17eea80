"""Settings come from the environment, are checked once at start, and are passed on as one object."""

from __future__ import annotations

import ipaddress
import os
import re
import sys
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, Field, HttpUrl, PlainSerializer, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url

from platform_kit.reach import Network
from platform_kit.secrets_at_rest import KEY_LENGTH_LEAST

BaseUrl = Annotated[HttpUrl, PlainSerializer(str)]


def _networks(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return tuple(ipaddress.ip_network(part.strip(), strict=False) for part in value.split(",") if part.strip())
    except ValueError:
        raise ValueError("takes networks like 10.0.0.0/8, separated by commas") from None


Networks = Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_networks)]
"""Networks in CIDR, separated by commas."""


# Each base of a service's settings has it: pydantic lets the last base decide.
CONFIG = SettingsConfigDict(extra="ignore", frozen=True, env_ignore_empty=True, hide_input_in_errors=True)

ADDRESS = r"^(\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z_.-]+):[0-9]{1,5}$"
PROXY = re.compile(r"[0-9A-Za-z_.:-]+(/[0-9]{1,3})?")


class ServiceSettings(BaseSettings):
    """What every service is told.

    database_url: this service's own login. listen_host, listen_port: where it answers.
    service_token_secret: shared by the services, signs the tokens they show each other; at least 32 characters.
    encryption_keys: what secrets in the database are encrypted with, separated by commas: the first writes, all read.
    request_rate_limit_per_minute: of each key and user; address_rate_limit_per_minute: of each address whose requests
    show no good key or session. Each process counts for itself; 0 is any number.
    trusted_proxies: networks, addresses or names of our own gateway, separated by commas: only their X-Forwarded-For is
    believed. database_listen_address: host:port of the database itself, where database_url names a pooler, which passes
    no notification on.
    revision: the commit that the image was built of.
    otel_exporter_otlp_endpoint: of the collector that gets traces by OTLP over HTTP; None: nothing is traced.
    otel_traces_sampler_arg: the share of the requests that are; the same for all services.
    """

    model_config = CONFIG

    database_url: str = Field(pattern=r"^postgres(ql)?(\+psycopg2)?://")
    listen_host: str = "127.0.0.1"
    listen_port: int = Field(ge=1, le=65535)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    service_token_secret: str = Field(min_length=32, repr=False)
    encryption_keys: SecretStr
    request_rate_limit_per_minute: int = Field(default=12_000, ge=0)
    address_rate_limit_per_minute: int = Field(default=6_000, ge=0)
    database_pool_size: int = Field(default=10, ge=1, le=200)
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ()
    revision: str = Field(default="unknown", pattern=r"^[A-Za-z0-9._-]{1,64}$")
    otel_exporter_otlp_endpoint: BaseUrl | None = None
    otel_traces_sampler_arg: float = Field(default=0.1, ge=0.0001, le=1)
    database_listen_address: str | None = Field(default=None, pattern=ADDRESS)

    @property
    def listen_url(self) -> str:
        """Where to LISTEN: `database_url`, at the database's own address."""
        if self.database_listen_address is None:
            return self.database_url
        host, _, port = self.database_listen_address.rpartition(":")
        url = make_url(self.database_url).set(host=host.strip("[]"), port=int(port))
        return url.render_as_string(hide_password=False)

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("trusted_proxies")
    @classmethod
    def _are_places(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(PROXY.fullmatch(proxy) for proxy in value):
            raise ValueError("must be networks such as 10.1.2.0/24, addresses or host names, separated by commas")
        return value

    @field_validator("encryption_keys")
    @classmethod
    def _are_long(cls, value: SecretStr) -> SecretStr:
        keys = _parts(value)
        if not keys or any(len(key) < KEY_LENGTH_LEAST for key in keys):
            raise ValueError(f"takes random texts of at least {KEY_LENGTH_LEAST} characters, separated by commas")
        return value

    def keys_at_rest(self) -> tuple[str, ...]:
        """What secrets in the database are encrypted with, the one that writes first."""
        return _parts(self.encryption_keys)


def _parts(value: SecretStr) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.get_secret_value().split(",") if part.strip())


class WorkerSettings(BaseSettings):
    """How a worker claims what is due: leases in seconds, and how often it looks without being woken."""

    model_config = CONFIG

    # A claim is held for one call to a neighbour, two seconds at most. What a killed process held waits this long.
    worker_lease_seconds: float = Field(default=10, gt=0, le=3600)
    worker_poll_seconds: float = Field(default=1, gt=0, le=60)


S = TypeVar("S", bound=BaseSettings)


def from_environment(kind: type[S]) -> S:
    """The settings, or the end of the process with one line that names each missing or bad variable.

    A variable whose name ends in _FILE names a file that holds the value, as secrets of a container engine are given.
    """
    try:
        return kind(**_from_files(kind))
    except ValidationError as error:
        faults = []
        for fault in error.errors(include_input=False, include_url=False):
            name = "_".join(str(part) for part in fault["loc"]).upper()
            message = str(fault["msg"]).removeprefix("Value error, ")
            # What is wrong between several variables has no name of its own: its message names them.
            told = f"{name}: {message}" if name else message
            faults.append(f"{name} is not set" if fault["type"] == "missing" else told)
        raise _refused("; ".join(faults)) from None


def _from_files(kind: type[BaseSettings]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in kind.model_fields:
        name = field.upper()
        if not (path := os.environ.get(f"{name}_FILE")):
            continue
        if os.environ.get(name):
            raise _refused(f"{name} and {name}_FILE are both set, and only one can hold")
        try:
            values[field] = Path(path).read_text().rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise _refused(f"{name}_FILE: {path} cannot be read ({type(error).__name__})") from None
    return values


def _refused(faults: str) -> SystemExit:
    sys.stderr.write(f"cannot start: {faults}. See .env.example for what each variable holds.\n")
    return SystemExit(78)  # EX_CONFIG of sysexits.h
