"""A TCP proxy on the loopback interface whose line can be slow, silent or cut."""

import asyncio
import threading
from typing import Self

HOST = "127.0.0.1"


class TcpProxy:
    """Passes bytes between its `port` and another on this machine. A context manager; its own thread does the work.

    `delay_s` holds each piece of data for so long, both ways. `silence` takes what comes and passes nothing on,
    while every connection stays open: what a frozen server, or a balancer before a dead one, looks like. `cut` closes
    every connection. What was held back by a silence is passed on when the silence ends.
    """

    def __init__(self, target_port: int) -> None:
        self.port = 0
        self.delay_s = 0.0
        self._target_port = target_port
        self._loop = asyncio.new_event_loop()
        self._writers: set[asyncio.StreamWriter] = set()
        self._pass_on = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="tcp-proxy", daemon=True)
        self._ready = threading.Event()

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def silence(self, *, is_silent: bool) -> None:
        """Begin or end a silence."""
        self._loop.call_soon_threadsafe(self._pass_on.clear if is_silent else self._pass_on.set)

    def cut(self) -> None:
        """Close every connection that is open now; new ones are taken."""
        asyncio.run_coroutine_threadsafe(self._cut(), self._loop).result(10)

    # -- in its thread ---------------------------------------------------------------------------------------------

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._pass_on.set()
        server = self._loop.run_until_complete(asyncio.start_server(self._connected, HOST, 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _cut(self) -> None:
        for writer in list(self._writers):
            writer.transport.abort()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, to_there = await asyncio.open_connection(HOST, self._target_port)
        except OSError:
            writer.transport.abort()
            return
        self._writers |= {writer, to_there}
        try:
            await asyncio.gather(self._carry(reader, to_there), self._carry(there, writer))
        finally:
            self._writers -= {writer, to_there}

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65536):
                if self.delay_s:
                    await asyncio.sleep(self.delay_s)
                await self._pass_on.wait()
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()
