"""An HTTP server that keeps every request and answers as it was told."""

import json
import threading
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from dev_kit.processes import wait_until


@dataclass(frozen=True, slots=True)
class Answer:
    """How the sink answers one request.

    delay_s: silence before the first byte. drip_s: seconds between two bytes of the body. hangs: never answers, until
    the sink is closed. declared_length: a Content-Length other than the body's; the connection closes after the body.
    """

    status: int = 200
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=dict)
    delay_s: float = 0
    drip_s: float = 0
    hangs: bool = False
    declared_length: int | None = None


def redirect(location: str, status: int = 302) -> Answer:
    """An answer that sends the client elsewhere."""
    return Answer(status=status, body=b"", headers={"Location": location})


@dataclass(frozen=True, slots=True)
class Received:
    """One request. `at` is the monotonic clock, in seconds. Header names are lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", errors="replace")


class HttpSink:
    """A server on 127.0.0.1. Answers 200 `{}` unless told otherwise. A context manager."""

    def __init__(self, port: int = 0) -> None:
        self.received: list[Received] = []
        self.always = Answer()
        self._next: deque[Answer] = deque()
        self._by_path: dict[str, Answer] = {}
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", port), _handler_of(self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Its root, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def answer_next(self, *answers: Answer | int) -> None:
        """The next requests get these answers, one each; a number is a status."""
        with self._lock:
            self._next.extend(Answer(status=a) if isinstance(a, int) else a for a in answers)

    def answer_always(self, answer: Answer | int) -> None:
        """What requests get when nothing else was said."""
        self.always = Answer(status=answer) if isinstance(answer, int) else answer

    def answer_at(self, path: str, answer: Answer) -> None:
        """What requests to this path get, before anything else."""
        self._by_path[path] = answer

    def requests(self, path: str | None = None) -> list[Received]:
        """What came so far, oldest first; to one path or to all."""
        with self._lock:
            return [r for r in self.received if path is None or r.path == path]

    def expect_request(
        self, *, path: str | None = None, containing: str = "", within_s: float = 10, count: int = 1
    ) -> Received:
        """The `count`-th request whose body contains the text, waiting for it. Raises NotReady, a RuntimeError."""

        def found() -> Received | None:
            fitting = [r for r in self.requests(path) if containing in r.text]
            return fitting[count - 1] if len(fitting) >= count else None

        return wait_until(found, within_s, f"request {count} to {path or 'the sink'} containing {containing!r}")

    def take(self, request: Received) -> Answer:
        """Keep a request and say how to answer it."""
        with self._lock:
            self.received.append(request)
            if request.path in self._by_path:
                return self._by_path[request.path]
            return self._next.popleft() if self._next else self.always

    def pause(self, seconds: float) -> None:
        """Wait, but not past the sink's end."""
        self._closing.wait(seconds)

    @property
    def is_closing(self) -> bool:
        return self._closing.is_set()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some tests are about; it is no error of ours."""


def _handler_of(sink: HttpSink) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _respond(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = sink.take(Received(self.command, self.path, headers, body, time.monotonic()))
            sink.pause(answer.delay_s)
            while answer.hangs and not sink.is_closing:
                sink.pause(1)
            if sink.is_closing:
                self.close_connection = True
                return
            with suppress(ConnectionError):
                self._send(answer)

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            length = len(answer.body) if answer.declared_length is None else answer.declared_length
            self.send_header("Content-Length", str(length))
            self.end_headers()
            if not answer.drip_s:
                self.wfile.write(answer.body)
            for byte in answer.body if answer.drip_s else b"":
                if sink.is_closing:
                    break
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                sink.pause(answer.drip_s)
            self.close_connection = length != len(answer.body)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = _respond

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet: what came is in `received`."""

    return Handler
