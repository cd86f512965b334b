"""Checks that a connection which comes while its server is closed is closed too."""

import asyncio
import gc
import socket

import pytest

from tests import late_connections

_MOMENT = 2
"""The turn of the loop in which what has come is accepted, but isn't served yet."""


class _Silent(asyncio.Protocol):
    """Answers nothing."""


async def _closed_meanwhile(turns: int) -> list[socket.socket]:
    """Return connections that came so many turns of the loop before their server was closed."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Silent, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    connections = [socket.create_connection(address) for _ in range(3)]
    for _ in range(turns):
        await asyncio.sleep(0)
    server.close()
    return connections


def _is_over(connection: socket.socket) -> bool:
    with connection:
        try:
            return connection.recv(1) == b""
        except ConnectionResetError:
            return True


@pytest.fixture
def unraised(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return what is found wrong while garbage is collected."""
    found: list[object] = []
    monkeypatch.setattr("sys.unraisablehook", found.append)
    return found


async def test_what_was_accepted_in_the_moment_of_closing_is_closed(unraised: list[object]) -> None:
    connections = await _closed_meanwhile(_MOMENT)
    await asyncio.sleep(0)
    gc.collect()
    assert all(map(_is_over, connections))
    assert unraised == []


async def test_asyncio_itself_leaves_it_open(
    unraised: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a newer Python does not, `late_connections` is needless."""
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(type(loop), "_accept_connection2", late_connections._accept)
    connections = await _closed_meanwhile(_MOMENT)
    await asyncio.sleep(0)
    gc.collect()
    assert unraised != []
    assert all(map(_is_over, connections))
