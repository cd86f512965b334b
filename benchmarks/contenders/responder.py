"""The ceiling of the load itself: answers whatever comes, without reading it."""

import asyncio
import sys
from typing import cast

import uvloop

_ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n"
    b'Content-Length: 15\r\n\r\n{"status":"ok"}'
)


class Responder(asyncio.Protocol):
    """One connection, on which each read is taken for a whole request."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)

    def data_received(self, data: bytes) -> None:  # noqa: ARG002  (nobody reads it)
        self._transport.write(_ANSWER)


async def serve(port: int) -> None:
    """Answer on this port until the process is killed."""
    loop = asyncio.get_running_loop()
    await loop.create_server(Responder, "127.0.0.1", port, backlog=1024)
    await asyncio.Event().wait()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as _runner:
        _runner.run(serve(int(sys.argv[1])))
