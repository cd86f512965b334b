"""An admin who is removed while a request of theirs is on its way: nothing more of it is done."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import hdrs

from bot.sandbox.cast import ADMIN, BUYER, REGRETS
from bot.sandbox.world import World
from tests.handlers.http.console.client import API, Visitor
from tests.handlers.http.wire import Connection, connected
from tests.handlers.telegram.admin.shop_face.face import png
from tests.handlers.telegram.payments import buy, deps, has_access
from tests.handlers.telegram.talk import ask

PICTURE = (
    b'--x\r\nContent-Disposition: form-data; name="picture"\r\n\r\n' + png() + b"\r\n--x--\r\n"
)
GRANT = {"plan": "access", "duration": "1 month"}


@asynccontextmanager
async def _all_but_the_last_byte(
    visitor: Visitor, path: str, kind: str, body: bytes
) -> AsyncIterator[Connection]:
    """Send so much of a request, and yield its connection once the bot has begun to handle it."""
    head = (
        f"POST {API}{path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\n"
        f"Authorization: {visitor.headers[hdrs.AUTHORIZATION]}\r\n"
        f"Content-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n"
    )
    async with connected(visitor.url) as [wire]:
        wire[1].write(head.encode())
        assert await wire[0].readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
        wire[1].write(body[:-1])
        await wire[1].drain()
        assert (await visitor.get("me")).status == 200  # asked later, so the session was looked at
        yield wire


@pytest.mark.parametrize("what", ["grant", "picture"])
async def test_an_act_whose_body_is_complete_afterwards_is_not_done(
    world: World, helper: Visitor, what: str
) -> None:
    await ask(world, BUYER.id, "/start")
    path, kind, body = "pictures", "multipart/form-data; boundary=x", PICTURE
    if what == "grant":
        path, kind = f"people/{REGRETS.id}/grant", "application/json"
        until = (await helper.get(path, **GRANT)).body["until"]
        body = json.dumps({**GRANT, "until": until}).encode()
    async with _all_but_the_last_byte(helper, path, kind, body) as (answered, sent):
        await deps(world).admins.remove(BUYER.id, ADMIN.id)
        sent.write(body[-1:])
        head = await answered.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 401 ")
    assert not await has_access(world, REGRETS.id)
    assert not any(one.file_id for one in world.telegram.messages_to(BUYER.id))


async def test_a_table_breaks_off(world: World, helper: Visitor) -> None:
    for number in range(300):
        await buy(world, 500_000 + number)
    async with helper.session.get(
        f"{helper.url}{API}exports/purchases", headers=helper.headers, read_bufsize=1
    ) as answer:
        assert await answer.content.readany()
        await deps(world).admins.remove(BUYER.id, ADMIN.id)
        with pytest.raises(aiohttp.ClientError):
            await answer.content.read()
