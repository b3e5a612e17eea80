"""The HTTP server of a process, and how it ends without failing a request."""

from __future__ import annotations

import asyncio
import socket
import threading
from types import FrameType

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from platform_kit.logs import change_level_on_signal

END_WITHIN_S = 10
LINGER_S = 4  # longer than the gateway keeps a connection that it does not use, its upstreams' keepalive_timeout
LOOK_AGAIN_S = 0.05


class LastAnswers:
    """Once the process is told to stop, each answer says that no other comes on its connection."""

    def __init__(self, app: ASGIApp, stopping: threading.Event) -> None:
        self._app, self._stopping = app, stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start" and self._stopping.is_set():
                message["headers"] = [*message.get("headers", ()), (b"connection", b"close")]
            await send(message)

        await self._app(scope, receive, send_on)


class Server(uvicorn.Server):
    """Says that it is told to stop, so that answers without an end can end. Heeds signals about its log.

    linger_s: how long connections that are kept open are still served then, while new ones are refused. A gateway that
    sends a request on one in the very moment it is closed could not know whether to repeat it.
    """

    def __init__(self, config: uvicorn.Config, stopping: threading.Event, log_level: str, *, linger_s: int) -> None:
        super().__init__(config)
        self._stopping, self._log_level, self._linger_s = stopping, log_level, linger_s

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        change_level_on_signal(self._log_level)
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._linger_s:
            # After a timer, so that who was found waiting at the door by then is let in before it closes.
            await asyncio.sleep(LOOK_AGAIN_S)
            for server in self.servers:
                server.close()
            await self._until_nobody_is_left()
        await super().shutdown(sockets)

    async def _until_nobody_is_left(self) -> None:
        for _ in range(round(self._linger_s / LOOK_AGAIN_S)):
            await asyncio.sleep(LOOK_AGAIN_S)
            if self.force_exit or not self.server_state.connections:
                return

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._stopping.set()
        super().handle_exit(sig, frame)
