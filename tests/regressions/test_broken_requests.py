"""Requests that anybody can send to the port reach neither the admins nor the log.

The faults were found by a black-box test; each docstring says what happened then.
"""

import asyncio
import logging
from urllib.parse import urlsplit

import pytest

from bot.runtime import logs
from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World

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
