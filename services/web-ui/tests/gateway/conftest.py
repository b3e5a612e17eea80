"""The gateway as people meet it: real nginx, the real template, and four servers that record what reaches them."""

import json
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import dev_kit.gateway
import httpx
import pytest
from dev_kit.ports import free_port

SERVICES = ("alert-ingestion", "incident-management", "oncall-service", "notification-service")


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
    upstreams = {name: [backend.port] for name, backend in backends.items()}
    upstreams["oncall-service"].insert(0, free_port())  # the first of its two replicas died: nothing listens there
    address = f"127.0.0.1:{free_port()}"
    dev_kit.gateway.prepare(
        folder,
        listen=address,
        root=application,
        upstreams=upstreams,
        user="root" if os.geteuid() == 0 else None,  # the folders belong to who runs the test
        access_log="access.log",
    )
    process = subprocess.Popen(dev_kit.gateway.command(folder))
    gateway = Gateway(f"http://{address}", backends, folder / "access.log")
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
