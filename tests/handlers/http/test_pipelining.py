"""Tests that requests sent ahead on one connection wait there, and that answers have to be read."""

import asyncio
import random
from contextlib import suppress

import pytest

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
MISSING = b"GET /nowhere HTTP/1.1\r\nHost: shop\r\n\r\n"
LAST = b"GET /healthz HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n"
LONGEST_HEAD = 16 * 1024


def chunked(body, sizes=(1, 7, 50, 3000)):
    """Return a signed delivery in chunks."""
    head, _, _ = delivery(body).partition(b"Content-Length")
    pieces, at, number = [], 0, 0
    while at < len(body):
        piece = body[at : at + sizes[number % len(sizes)]]
        pieces.append(b"%x\r\n%s\r\n" % (len(piece), piece))
        at, number = at + len(piece), number + 1
    return head + b"Transfer-Encoding: chunked\r\n\r\n" + b"".join(pieces) + b"0\r\n\r\n"


def headed(size):
    """Return a request whose head has exactly so many bytes."""
    lines = [b"GET /healthz HTTP/1.1", b"Host: shop"]
    while (left := size - sum(len(line) + 2 for line in lines) - 2) > 0:
        # A line needs eight bytes at least, so the last but one leaves as many.
        length = left - 2 if left <= 3000 else min(3000, left - 2 - 10)
        lines.append(b"X-%d: " % len(lines) + b"x" * (length - len(b"X-%d: " % len(lines))))
    found = b"\r\n".join(lines) + b"\r\n\r\n"
    assert len(found) == size
    return found


def statuses(answers):
    return [int(part[:3]) for part in answers.split(b"HTTP/1.1 ")[1:]]


async def test_requests_sent_ahead_are_answered_in_their_order(world):
    """Bodies of both kinds and of any content end where they end, however the bytes are cut."""
    tricky = purchase(3, product_name="0\r\n\r\nGET / HTTP/1.1\r\n\r\n", note="\n\r\n\r\n" * 50)
    requests = [
        GET,
        delivery(purchase(1)),
        MISSING,
        chunked(purchase(2)),
        b"\r\n\r\n" + GET,
        delivery(b""),
        chunked(tricky.replace(rb"\r\n", b"\r\n")),
        delivery(purchase(4, product_name="x" * 60_000)),
        MISSING,
        chunked(purchase(5, product_name="x" * 60_000)),
        LAST,
    ]
    sent, chance = b"".join(requests), random.Random(7)
    for longest in (len(sent), 20_000, 300):
        async with connected(world.app_url) as [wire]:
            at = 0
            while at < len(sent):
                size = chance.randint(1, longest)
                wire[1].write(sent[at : at + size])
                await wire[1].drain()
                at += size
                if longest < 20_000 and chance.random() < 0.1:
                    await asyncio.sleep(0.001)
            answers = statuses(await rest_of(wire))
        assert answers == [200, 200, 404, 200, 200, 200, 200, 200, 404, 200, 200]


async def test_a_hundred_requests_sent_ahead_are_all_answered(world):
    async with connected(world.app_url) as [wire]:
        wire[1].write(GET * 2000 + LAST)
        assert statuses(await rest_of(wire)) == [200] * 2001


async def test_a_request_after_a_refused_one_is_answered_where_the_connection_stays(world):
    unsigned = delivery(purchase(1)).replace(b"trbt-signature", b"x-nothing")
    async with connected(world.app_url) as [wire]:
        wire[1].write(unsigned + delivery(purchase(1)) + LAST)
        assert statuses(await rest_of(wire)) == [401, 200, 200]


async def test_a_head_may_have_16_kib_and_not_a_byte_more(world):
    for before, after in ((b"", 0), (GET, 1), (delivery(purchase(1)), 1), (b"\r\n\r\n", 0)):
        for size, answer in ((LONGEST_HEAD, 200), (LONGEST_HEAD + 1, 431), (17_000, 431)):
            async with connected(world.app_url) as [wire]:
                wire[1].write(before + headed(size) + (LAST if answer == 200 else b""))
                expected = [200] * after + ([200, 200] if answer == 200 else [431])
                assert statuses(await rest_of(wire)) == expected


async def test_a_head_in_two_pieces_has_the_same_limit(world):
    for size, answer in ((LONGEST_HEAD, 200), (LONGEST_HEAD + 1, 431)):
        async with connected(world.app_url) as [wire]:
            for cut in (headed(size)[:9000], headed(size)[9000:]):
                wire[1].write(cut)
                await asyncio.sleep(0.02)
            assert int((await head_of(wire)).split()[1]) == answer


async def _fill(wire):
    """Send requests until the server takes no more."""
    quiet = 0
    while quiet < 20:
        try:
            wire.send(GET * 100)
            quiet = 0
        except BlockingIOError:
            quiet += 1
            await asyncio.sleep(0.01)


async def test_a_client_that_never_reads_its_answers_is_dropped(world):
    async with served(world, unread_seconds=0.3) as url:
        with await deaf_to(url) as deaf:
            with suppress(ConnectionError):  # on a busy machine it is dropped before it is full
                await _fill(deaf)
            await until(lambda: is_closed(deaf))


async def test_a_client_that_never_reads_gives_way_to_others(world):
    async with served(world, connections=3) as url:
        deaf = [await deaf_to(url) for _ in range(3)]
        try:
            for wire in deaf:
                await _fill(wire)
            for number in (1, 2, 3):
                reader, writer = await connect(url)
                writer.write(delivery(purchase(number)))
                assert (await head_of((reader, writer))).startswith(b"HTTP/1.1 200 ")
                writer.close()
        finally:
            for wire in deaf:
                wire.close()


async def test_a_slow_reader_gets_its_whole_answers(world):
    async with served(world, unread_seconds=1) as url:
        with await deaf_to(url) as slow:
            await _fill(slow)
            read, loop = b"", asyncio.get_running_loop()
            while len(read) < 400_000:
                read += await loop.sock_recv(slow, 4096)
                await asyncio.sleep(0)
    assert set(statuses(read)) == {200}


CHUNKS = b"POST /webhook/tribute HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n"
UNREADABLE = {
    "a size that is none": b"zz\r\n",
    "a size without end": b"0" * 2000,
    "an extension without end": b"5;" + b"a" * 2000,
    "an extension that aiohttp refuses": b"5;\x01\r\nhello\r\n",
    "no end of line behind a chunk": b"5\r\nhelloXX5\r\nhello\r\n",
    "a negative size": b"-5\r\nhello\r\n",
    "a trailer without end": b"0\r\nA: " + b"a" * 2000,
    "trailers without end": b"0\r\n" + b"A: b\r\n" * 4000,
    "bytes one by one": b"1\r\nx\r\n" * 4000,
}


@pytest.mark.matrix
@pytest.mark.parametrize("chunks", UNREADABLE.values(), ids=UNREADABLE)
async def test_a_body_whose_chunks_cannot_be_read_is_refused_at_once(world, chunks):
    """Not after ten seconds, and without keeping what the client goes on sending."""
    async with served(world, body_seconds=60) as url, connected(url) as [wire]:
        wire[1].write(CHUNKS + chunks + GET)
        answers = await rest_of(wire)
    assert statuses(answers) == [400]


@pytest.mark.matrix
@pytest.mark.parametrize("chunks", UNREADABLE.values(), ids=UNREADABLE)
async def test_nor_where_nobody_reads_the_body(world, chunks):
    request = CHUNKS.replace(b"POST /webhook/tribute", b"GET /healthz")
    async with served(world) as url, connected(url) as [wire]:
        wire[1].write(request + chunks + GET)
        answers = await rest_of(wire)
    assert statuses(answers) in ([200], [])
