"""Requests that anybody can send to the port reach neither the admins nor the log.

The faults were found by a black-box test; each docstring says what happened then.
"""

import asyncio
import logging
from urllib.parse import urlsplit

import pytest
from aiohttp import web

from bot import http_server
from bot.runtime import logs
from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from handlers.http.answers import RefusedError
from handlers.http.bodies import read_body
from tests.handlers.http.wire import connected

_HEAD = b"POST /webhook/tribute HTTP/1.1\r\nHost: here\r\ntrbt-signature: " + b"a" * 64 + b"\r\n"


async def _connect(world: World) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    address = urlsplit(world.app_url)
    assert address.hostname is not None
    return await asyncio.open_connection(address.hostname, address.port)


@pytest.mark.fault("P16", "a sender that hangs up halfway")
async def test_a_sender_that_hangs_up_halfway_is_not_an_error_of_the_bot(
    world: World, capsys: pytest.CaptureFixture[str]
):
    """It was logged with a traceback and reported to every admin, signature or not."""
    _, writer = await _connect(world)
    writer.write(_HEAD + b"Content-Length: 300\r\n\r\nhalf")
    await writer.drain()
    await asyncio.sleep(0.2)
    writer.transport.abort()
    await asyncio.sleep(0.3)
    await world.telegram.send(ADMIN.id, "/help")
    message = await world.telegram.wait_for(ADMIN.id, lambda _: True)
    assert "went wrong" not in message.text
    assert "request failed" not in capsys.readouterr().out


async def test_a_connection_that_ended_before_its_body_is_read_is_an_incomplete_body() -> None:
    """In a flood of pipelined requests, with 64 files, one in some thousands was reported to every
    admin as a RuntimeError."""
    began, lost, refused = asyncio.Event(), asyncio.Event(), asyncio.Queue[int]()

    async def handle(request: web.Request) -> web.Response:
        began.set()
        await lost.wait()
        try:
            await read_body(request, 1000)
        except RefusedError as refusal:
            refused.put_nowait(refusal.answer.status)
        return web.Response()

    app = web.Application()
    app.router.add_post("/webhook/tribute", handle)
    with http_server.bind("127.0.0.1", 0) as listening:
        async with (
            http_server.serving(app, listening, http_server.Limits(connections=1)) as url,
            connected(url) as [(reader, writer)],
        ):
            writer.write(_HEAD + b"Content-Length: 300\r\n\r\n")
            await asyncio.wait_for(began.wait(), 15)
            async with connected(url):
                assert await asyncio.wait_for(reader.read(), 15) == b""
                lost.set()
                assert await asyncio.wait_for(refused.get(), 15) == 400


async def test_a_request_that_is_not_http_is_not_quoted_in_the_log(
    world: World, own_logging: None, capsys: pytest.CaptureFixture[str]
):
    """aiohttp logged each request that it could not parse as an error, with the request's body."""
    logs.setup("DEBUG")
    reader, writer = await _connect(world)
    writer.write(_HEAD + b'\r\n{"telegram_username": "a_private_name"}\r\n\r\n')
    await writer.drain()
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    logging.getLogger("aiohttp.server").error("an error of the bot is still logged")
    log = capsys.readouterr().err
    assert b" 400 " in answer
    assert "a_private_name" not in log
    assert "Traceback" not in log
    assert "an error of the bot is still logged" in log
