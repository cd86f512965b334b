"""Closes connections that were accepted in the moment in which their server was closed.

Python 3.11 leaves them open and half made (https://github.com/python/cpython/issues/109564), and
whichever test runs when they are collected as garbage is blamed for it. uvloop, with which the bot
runs, has no such moment.
"""

import socket
from asyncio.base_events import Server
from asyncio.selector_events import BaseSelectorEventLoop
from typing import Any

_accept = BaseSelectorEventLoop._accept_connection2  # type: ignore[attr-defined]


def install() -> None:
    """Let every event loop of this process do so from now on."""
    BaseSelectorEventLoop._accept_connection2 = _accept_or_close  # type: ignore[attr-defined]


async def _accept_or_close(
    loop: BaseSelectorEventLoop,
    make_protocol: Any,
    connection: socket.socket,
    extra: dict[str, Any],
    tls: Any,
    server: Server,
    *timeouts: float,
) -> None:
    """Go on as asyncio does, if the server still listens."""
    if server.sockets:
        await _accept(loop, make_protocol, connection, extra, tls, server, *timeouts)
    else:
        connection.close()
