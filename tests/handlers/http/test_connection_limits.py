"""Tests that the connection limiter refuses slow and greedy clients and lets payments through."""

import asyncio
import threading

import pytest

from tests.bodies import purchase
from tests.handlers.http.wire import connect, connected, delivery, head_of, rest_of, served

GOOD = delivery(purchase(1))
_GET = b"GET /healthz HTTP/1.1\r\nHost: shop\r\n"


@pytest.mark.fault("P16", "a request head that never ends")
async def test_a_request_head_that_never_ends_is_408(world):
    async with served(world, header_seconds=0.1) as url, connected(url) as [wire]:
        wire[1].write(_GET + b"X-Slow: ")
        assert (await rest_of(wire)).startswith(b"HTTP/1.1 408 ")


@pytest.mark.fault("P16", "a header that drips in")
async def test_a_header_that_drips_in_gets_no_extra_time(world):
    async with served(world, header_seconds=0.2) as url, connected(url) as [wire]:
        wire[1].write(_GET)
        for number in range(40):
            wire[1].write(b"X-Drip-%d: 1\r\n" % number)
            await asyncio.sleep(0.05)
            if wire[0].at_eof() or wire[1].is_closing():
                break
        assert number < 20


async def test_a_silent_connection_is_408(world):
    async with served(world, header_seconds=0.1) as url, connected(url) as [wire]:
        assert (await rest_of(wire)).startswith(b"HTTP/1.1 408 ")


async def test_a_second_request_head_that_never_ends_is_408_too(world):
    async with served(world, header_seconds=0.1) as url, connected(url) as [wire]:
        wire[1].write(_GET + b"\r\n")
        assert (await head_of(wire)).startswith(b"HTTP/1.1 200 ")
        wire[1].write(_GET)
        assert b"HTTP/1.1 408 " in await rest_of(wire)


async def test_a_connection_may_be_idle_between_two_requests(world):
    """A proxy keeps connections open for its next request and is no slow client."""
    async with served(world, header_seconds=0.1) as url, connected(url) as [wire]:
        for _ in range(2):
            wire[1].write(GOOD)
            assert (await head_of(wire)).startswith(b"HTTP/1.1 200 ")
            await wire[0].readuntil(b"}")
            await asyncio.sleep(0.3)


async def test_a_body_may_take_longer_than_a_head(world):
    head, _, body = GOOD.partition(b"\r\n\r\n")
    async with served(world, header_seconds=0.1) as url, connected(url) as [wire]:
        wire[1].write(head + b"\r\n\r\n")
        await asyncio.sleep(0.3)
        wire[1].write(body)
        assert (await head_of(wire)).startswith(b"HTTP/1.1 200 ")


@pytest.mark.fault("P16", "200 slow heads, and a good delivery beside them")
@pytest.mark.parametrize("start", [b"", b"POST /webhook/tribute HTT", _GET + b"X-Slow: "])
async def test_a_payment_is_taken_at_once_beside_200_slow_heads(world, start):
    async with connected(world.app_url, 200) as slow:
        for _, writer in slow:
            writer.write(start)
        async with asyncio.timeout(5):  # the slow ones are given twice as long
            wire = await connect(world.app_url)
            wire[1].write(GOOD)
            assert (await head_of(wire)).startswith(b"HTTP/1.1 200 ")
        wire[1].close()


@pytest.mark.fault("P16", "200 slow bodies, and a good delivery beside them")
@pytest.mark.long
async def test_a_payment_is_taken_at_once_beside_200_slow_bodies(world):
    async with connected(world.app_url, 200) as slow:
        for _, writer in slow:
            writer.write(GOOD[:-10])
        async with asyncio.timeout(5):  # the slow ones are given twice as long
            wire = await connect(world.app_url)
            wire[1].write(GOOD)
            assert (await head_of(wire)).startswith(b"HTTP/1.1 200 ")
        wire[1].close()


@pytest.mark.fault("P16", "more connections than the limit")
@pytest.mark.parametrize("start", [b"", _GET, GOOD[:-10]], ids=["silent", "head", "body"])
async def test_at_the_limit_the_connection_that_waited_longest_is_closed(world, start):
    async with served(world, connections=5) as url, connected(url, 5) as slow:
        for _, writer in slow:
            writer.write(start)
        await asyncio.sleep(0.1)
        async with connected(url) as [wire]:
            wire[1].write(GOOD)
            assert (await head_of(wire)).startswith(b"HTTP/1.1 200 ")
        assert await rest_of(slow[0]) == b""
        for wire in slow[1:]:
            wire[1].write({b"": GOOD, _GET: b"\r\n"}.get(start, GOOD[-10:]))
            assert (await head_of(wire)).startswith(b"HTTP/1.1 200 ")


async def test_while_all_connections_are_busy_one_more_gets_503(world):
    """A connection whose request has arrived must stay: the payment may be on the disk already."""
    db = world.app.deps.readiness.db
    released = threading.Event()
    async with (
        asyncio.TaskGroup() as tasks,
        served(world, connections=3) as url,
        connected(url, 3) as busy,
    ):
        tasks.create_task(db.write(lambda tx: released.wait(10)))
        for _, writer in busy:
            writer.write(GOOD)
        await asyncio.sleep(0.1)
        async with connected(url) as [wire]:
            assert (await head_of(wire)).startswith(b"HTTP/1.1 503 ")
        released.set()
        for wire in busy:
            assert (await head_of(wire)).startswith(b"HTTP/1.1 200 ")


async def test_closed_connections_do_not_count(world):
    async with served(world, connections=2) as url:
        for _ in range(6):
            async with connected(url) as [wire]:
                wire[1].write(GOOD)
                assert (await head_of(wire)).startswith(b"HTTP/1.1 200 ")


@pytest.mark.fault("P16", "a request head that keeps growing")
async def test_a_request_head_that_keeps_growing_is_431(world):
    """Many such heads would fill the memory of a small machine."""
    async with connected(world.app_url) as [wire]:
        for number in range(8):
            wire[1].write(_GET if number == 0 else b"X-%d: " % number + b"x" * 3000 + b"\r\n")
            await asyncio.sleep(0.01)
        assert (await rest_of(wire)).startswith(b"HTTP/1.1 431 ")


async def test_a_long_body_is_not_counted_as_part_of_the_head(world):
    """The head ends between two packets, and only the bytes before its end count."""
    whole = delivery(b"x" * 60_000)
    head = whole.index(b"\r\n\r\n") + 4
    async with connected(world.app_url) as [wire]:
        for at in range(head):
            wire[1].write(whole[at : at + 1])
            if at > head - 6:
                await asyncio.sleep(0.005)
        wire[1].write(whole[head:])
        assert (await head_of(wire)).startswith(b"HTTP/1.1 200 ")


@pytest.mark.fault("P16", "a body that goes on after its refusal")
async def test_the_rest_of_a_refused_body_is_not_read_as_a_head(world):
    """It once was: a 431 followed the 413, or a 408 ten seconds later."""
    body = b"x" * 1_000_000
    async with served(world, header_seconds=0.1) as url, connected(url) as [wire]:
        sent = delivery(body)
        wire[1].write(sent[:1000])
        assert (await head_of(wire)).startswith(b"HTTP/1.1 413 ")
        for at in range(1000, len(sent), 50_000):
            wire[1].write(sent[at : at + 50_000])
            await asyncio.sleep(0.01)
        assert b"HTTP/1.1" not in await rest_of(wire)


@pytest.mark.matrix
@pytest.mark.fault("P16", "a head that is too large, and bytes that are not HTTP")
@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET /" + b"x" * 5000 + b" HTTP/1.1\r\nHost: shop\r\n\r\n",
        _GET + b"X-Long: " + b"x" * 5000 + b"\r\n\r\n",
        _GET + b"".join(b"X-%d: 1\r\n" % number for number in range(100)) + b"\r\n",
        b"this is not HTTP\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # a TLS greeting at a plain port
        b"POST /webhook/tribute HTTP/1.1\r\nHost: shop\r\nContent-Length: -1\r\n\r\n",
    ],
)
async def test_a_large_head_and_malformed_http_are_400_without_an_echo(world, request_bytes):
    async with connected(world.app_url) as [wire]:
        wire[1].write(request_bytes)
        head, _, body = (await rest_of(wire)).partition(b"\r\n\r\n")
    assert head.startswith((b"HTTP/1.1 400 ", b"HTTP/1.0 400 "))
    assert body == b'{"status": "error", "error": "bad request"}'


@pytest.mark.matrix
@pytest.mark.parametrize(
    "request_bytes",
    [
        _GET + b"\r\n",
        b"GET /nowhere HTTP/1.1\r\nHost: shop\r\n\r\n",
        b"PUT /healthz HTTP/1.1\r\nHost: shop\r\n\r\n",
        b"POST /webhook/tribute HTTP/1.1\r\nHost: shop\r\nContent-Length: 0\r\n\r\n",
        b"POST /webhook/telegram HTTP/1.1\r\nHost: shop\r\nContent-Length: 0\r\n\r\n",
        _GET + b"Expect: the-unexpected\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"nonsense\r\n\r\n",
        GOOD,
    ],
)
async def test_no_answer_names_the_software(world, request_bytes):
    async with connected(world.app_url) as [wire]:
        wire[1].write(request_bytes)
        answer = (await head_of(wire) + await wire[0].read(1000)).lower()
    assert answer.startswith(b"http/")
    assert b"server:" not in answer
    assert b"aiohttp" not in answer
    assert b"python" not in answer
