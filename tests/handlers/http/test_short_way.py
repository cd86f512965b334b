"""Tests that the short way of a delivery answers as the long way does, and lets go in time."""

import asyncio
import re
import threading
from contextlib import suppress

import pytest
import uvloop
from aiohttp import web

from bot import http_server
from bot.http_server.short_way import Answer, ShortWay
from bot.http_server.usual_request import LONGEST_BODY_BYTES, UsualRequest
from tests.bodies import purchase
from tests.handlers.http.wire import (
    connect,
    connected,
    deaf_to,
    delivery,
    head_of,
    is_closed,
    rest_of,
    served,
)
from tests.handlers.telegram.talk import until

GET = b"GET /healthz HTTP/1.1\r\nHost: shop\r\n\r\n"
BODY = purchase(1)
GOOD = delivery(BODY)
USUAL = UsualRequest("/webhook/tribute", "trbt-signature")
_LENGTH = f"Content-Length: {len(BODY)}\r\n".encode()
_SIGNATURE = re.search(rb"trbt-signature: [0-9a-f]{64}\r\n", GOOD)[0]
LAST = b"GET /healthz HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n"


def with_fields(*fields):
    return GOOD.replace(_LENGTH, b"".join(one + b"\r\n" for one in fields) + _LENGTH)


def with_start(start):
    return start + GOOD[GOOD.index(b"\r\n") :]


PROXIED = with_fields(
    b"User-Agent: Go-http-client/1.1",
    b"Content-Type: application/json",
    b"Accept-Encoding: gzip",
    b"X-Forwarded-For: 203.0.113.7, 10.0.0.1",
    b"X-Forwarded-Proto: https",
    b"Via: 1.1 Caddy",
)
RECOGNIZED = {
    "plain": GOOD,
    "proxied": PROXIED,
    "kept": with_fields(b"Connection: Keep-Alive"),
    "no space, and tabs": GOOD.replace(b"trbt-signature: ", b"TRBT-Signature:\t ").replace(
        _LENGTH, f"Content-Length:{len(BODY)} \t\r\n".encode()
    ),
    "a body that is no JSON": delivery(b"nothing\r\n\r\nat all"),
    "the longest body": delivery(b"x" * (60 * 1024)),
    "a wrong signature": GOOD.replace(b"trbt-signature: ", b"trbt-signature: 0"),
}
LEFT = {
    "another method": with_start(b"PUT /webhook/tribute HTTP/1.1"),
    "small letters": with_start(b"post /webhook/tribute HTTP/1.1"),
    "another slash": with_start(b"POST /webhook/tribute/ HTTP/1.1"),
    "a query": with_start(b"POST /webhook/tribute?a=b HTTP/1.1"),
    "a whole address": with_start(b"POST http://shop/webhook/tribute HTTP/1.1"),
    "HTTP/1.0": with_start(b"POST /webhook/tribute HTTP/1.0"),
    "an empty line before": b"\r\n" + GOOD,
    "bare line feeds": GOOD.replace(b"\r\n", b"\n"),
    "a space before the colon": GOOD.replace(b"Host:", b"Host :"),
    "a folded line": with_fields(b"X-Folded: a\r\n b"),
    "a line that is no field": with_fields(b"nothing"),
    "a name that is none": with_fields(b"X(1): a"),
    "a zero byte": with_fields(b"X-Zero: a\0b"),
    "letters beyond ASCII": with_fields("X-Name: Анна".encode()),
    "chunks too": with_fields(b"Transfer-Encoding: chunked"),
    "compressed": with_fields(b"Content-Encoding: gzip"),
    "an expectation": with_fields(b"Expect: 100-continue"),
    "another protocol": with_fields(b"Connection: Upgrade", b"Upgrade: h2c"),
    "the last one": with_fields(b"Connection: close"),
    "two lengths": with_fields(_LENGTH.strip()),
    "two signatures": with_fields(_SIGNATURE.strip()),
    "two hosts": with_fields(b"Host: other"),
    "no host": GOOD.replace(b"Host: ", b"X-Host: "),
    "no signature": GOOD.replace(_SIGNATURE, b""),
    "no length": GOOD.replace(_LENGTH, b""),
    "a length with a sign": GOOD.replace(b"Length: ", b"Length: +"),
    "a length with a zero before": GOOD.replace(b"Length: ", b"Length: 0"),
    "a length in words": GOOD.replace(_LENGTH, b"Content-Length: many\r\n"),
    "too short": GOOD[:-1],
    "a second one behind it": GOOD + GOOD,
    "an empty body": delivery(b""),
    "a body beyond the limit": delivery(b"x" * (LONGEST_BODY_BYTES + 1)),
    "a field of 5 KB": with_fields(b"X-Long: " + b"x" * 5000),
    "65 fields": with_fields(*(b"X-%d: 1" % one for one in range(65))),
}


def without_date(answer):
    return re.sub(rb"Date: [^\r]+", b"Date: now", answer)


async def answers_to(url, request):
    """Return all that is answered to these bytes, and to a last request behind them.

    The first answer is read before the last request is sent: where the server has closed the
    connection, that request brings a reset, which would throw away what isn't read yet.
    """
    async with connected(url) as [wire]:
        reader, writer = wire
        writer.write(request)
        answers = b""
        with suppress(TimeoutError):  # a request that isn't whole has no answer before the last one
            answers = await asyncio.wait_for(reader.read(65_536), 0.3)
        writer.write(LAST)
        with suppress(ConnectionResetError):
            while more := await asyncio.wait_for(reader.read(65_536), 5):
                answers += more
        return without_date(answers)


@pytest.mark.parametrize("name", RECOGNIZED)
async def test_the_usual_request_is_recognized_and_answered_as_on_the_long_way(world, name):
    request = RECOGNIZED[name]
    found = USUAL.read(request)
    assert found is not None
    assert request.endswith(b"\r\n\r\n" + found.body)
    async with served(world) as short, served(world, is_short=False) as long:
        await answers_to(long, request)
        assert await answers_to(short, request) == await answers_to(long, request)


async def test_whatever_is_unusual_goes_the_long_way(world):
    for name, request in LEFT.items():
        assert USUAL.read(request) is None, name
        async with served(world) as short, served(world, is_short=False) as long:
            await answers_to(long, request)
            assert await answers_to(short, request) == await answers_to(long, request), name


async def test_usual_deliveries_follow_each_other_and_anything_else_may_follow_them(world):
    async with connected(world.app_url) as [wire]:
        for number in range(3):
            wire[1].write(delivery(purchase(number + 1)))
            assert b" 200 OK" in await head_of(wire)
            assert b"applied" in await wire[0].readuntil(b"}")
        for request in (GET, GOOD, GET):
            wire[1].write(request)
            assert b" 200 OK" in await head_of(wire)
            await wire[0].readuntil(b"}")


async def test_what_is_sent_ahead_waits_for_the_answer(world):
    db = world.app.deps.readiness.db
    released = threading.Event()
    async with asyncio.TaskGroup() as tasks, connected(world.app_url) as [wire]:
        tasks.create_task(db.write(lambda tx: released.wait(10)))
        wire[1].write(GOOD)
        await asyncio.sleep(0.05)
        for piece in (GET[:9], GET[9:] + delivery(purchase(2)), LAST):
            wire[1].write(piece)
            await asyncio.sleep(0.02)
        released.set()
        answers = await rest_of(wire)
        assert re.findall(rb"outcome\": \"(\w+)", answers) == [b"applied", b"applied"]
        assert answers.count(b"HTTP/1.1 200 OK") == 4


async def test_a_head_has_its_time_from_the_connection_on(world):
    """A machine that is held up may end both at once, in any order: then they try again."""
    assert ["early", "late"] in [await _ended_in_order(world) for _ in range(3)]


async def _ended_in_order(world):
    ended = []

    async def end(name, wire):
        assert b" 408 " in await rest_of(wire)
        ended.append(name)

    async with served(world, header_seconds=0.6) as url, connected(url) as [early]:
        await asyncio.sleep(0.3)
        async with connected(url) as [late], asyncio.TaskGroup() as tasks:
            for name, wire in (("late", late), ("early", early)):
                wire[1].write(GOOD[:20])
                tasks.create_task(end(name, wire))
    return ended


async def test_a_later_head_has_its_time_from_its_first_byte_on(world):
    async with served(world, header_seconds=0.6) as url, connected(url) as [wire]:
        wire[1].write(GOOD)
        await wire[0].readuntil(b"}")
        await asyncio.sleep(0.7)
        for piece in (GOOD[:20], GOOD[20:]):
            wire[1].write(piece)
            await asyncio.sleep(0.01)
        assert b" 200 OK" in await head_of(wire)
        await wire[0].readuntil(b"}")
        wire[1].write(GOOD[:20])
        assert (await rest_of(wire)).startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("is_short", [True, False])
async def test_a_connection_that_stays_idle_is_closed(world, is_short):
    async with served(world, is_short=is_short, idle_seconds=0.2) as url, connected(url) as [wire]:
        wire[1].write(GOOD)
        await wire[0].readuntil(b"}")
        assert await rest_of(wire) == b""


async def test_a_delivery_under_way_is_answered_before_the_server_stops(world):
    db = world.app.deps.readiness.db
    released = threading.Event()
    async with asyncio.TaskGroup() as tasks:
        async with served(world) as url:
            wire = await connect(url)
            idle = await connect(url)
            idle[1].write(GOOD)
            await idle[0].readuntil(b"}")
            tasks.create_task(db.write(lambda tx: released.wait(10)))
            wire[1].write(delivery(purchase(2)))
            await asyncio.sleep(0.05)
            asyncio.get_running_loop().call_later(0.1, released.set)
        assert b" 200 OK" in await rest_of(wire)
        assert await rest_of(idle) == b""
        for one in (wire, idle):
            one[1].close()


async def test_a_client_that_hangs_up_is_stored_all_the_same(world):
    db = world.app.deps.readiness.db
    released = threading.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(db.write(lambda tx: released.wait(10)))
        async with connected(world.app_url) as [wire]:
            wire[1].write(GOOD)
            await asyncio.sleep(0.05)
        released.set()
    stored = await db.write(lambda tx: tx.scalar("SELECT COUNT(*) FROM purchases"))
    assert stored == 1


async def test_a_client_that_never_reads_its_answers_is_dropped(world):
    db = world.app.deps.readiness.db
    loop = asyncio.get_running_loop()

    def count(tx):
        return tx.scalar("SELECT deliveries FROM webhook_events")

    async with served(world, unread_seconds=0.3) as url:
        with await deaf_to(url) as wire:
            stored, sent = 0, 0
            while stored == sent:  # until one waits, because its client has read no answer
                await loop.sock_sendall(wire, GOOD)
                sent += 1
                for _ in range(25):
                    stored = await db.read(
                        lambda tx: tx.scalar("SELECT deliveries FROM webhook_events")
                    )
                    if stored == sent:
                        break
                    await asyncio.sleep(0.002)
            assert sent > 20
            await until(lambda: is_closed(wire))


def test_both_ways_work_on_the_loop_that_the_app_runs_on():
    """The tests run on asyncio's own loop; the transports of uvloop are others."""

    async def hello(request):
        return web.Response(text=f"long {len(await request.read())}")

    async def receive(body):
        return Answer("200 OK", b"short %d" % len(body))

    async def talk():
        app = web.Application()
        app.router.add_post("/webhook/tribute", hello)
        way = ShortWay(USUAL, lambda usual: usual.body != b"wrong", receive)
        with http_server.bind("127.0.0.1", 0) as listening:
            async with (
                http_server.serving(app, listening, short_way=way) as url,
                connected(url) as [wire],
            ):
                for body, answer in (
                    (b"abc", b"short 3"),
                    (b"wrong", b"long 5"),
                    (b"a", b"long 1"),
                ):
                    wire[1].write(delivery(body))
                    await head_of(wire)
                    assert await wire[0].readexactly(len(answer)) == answer

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(talk())
