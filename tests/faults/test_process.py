"""The process itself: stopped amid requests, beside many slow senders, failing at its start."""

import asyncio
import contextlib
import signal
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.clock import SystemClock
from storage.engine.database import open_database
from tests.bodies import ANNA, purchase, refund, sign
from tests.faults.conftest import Shop
from tests.journeys.process import KEY

pytestmark = pytest.mark.long

DAY = 86400
OPEN_REQUESTS = 20
SENDERS = 200
DEAF_CLIENTS = 50
MISTAKEN_CLIENTS = 100


async def _begin(port: int, body: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Send a delivery without its last byte; the bot has read its head when this returns."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"POST /webhook/tribute HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n"
    head += f"Expect: 100-continue\r\ntrbt-signature: {sign(body, KEY)}\r\n\r\n"
    writer.write(head.encode())
    assert await reader.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
    writer.write(body[:-1])
    await writer.drain()
    return reader, writer


@pytest.mark.fault("C1", "SIGTERM while 20 deliveries lack their last byte, which comes afterwards")
async def test_open_requests_are_finished_before_the_process_ends(shop: Shop) -> None:
    await shop.bot.start()
    bodies = [purchase(number) for number in range(1, OPEN_REQUESTS + 1)]
    open_ones = [await _begin(shop.bot.port, body) for body in bodies]
    shop.bot.signal(signal.SIGTERM)
    await asyncio.sleep(0.3)
    for body, (_, writer) in zip(bodies, open_ones, strict=True):
        writer.write(body[-1:])
    answers = [await reader.readline() for reader, _ in open_ones]
    for _, writer in open_ones:
        writer.close()
    assert await shop.bot.ended() == 0
    assert {answer.split()[1] for answer in answers} == {b"200"}
    with closing(sqlite3.connect(shop.bot.database)) as file:
        assert file.execute("SELECT COUNT(*) FROM purchases").fetchone() == (OPEN_REQUESTS,)
    for word in ("unclosed", "Traceback", "never awaited"):
        assert word not in shop.bot.log()


@pytest.mark.fault("P16", "200 senders that hang up after 60 KB, five times")
async def test_memory_stays_flat_under_senders_who_hang_up(shop: Shop) -> None:
    """Each sender's body was once kept until the next full garbage collection: 170 MB in all."""
    await shop.bot.start()
    used = [await _memory_beside_senders(shop, number) for number in range(1, 6)]
    assert used[-1] - used[0] < SENDERS * 60_000


async def _memory_beside_senders(shop: Shop, number: int) -> int:
    """Return the memory in use while all the senders are connected and a good delivery is taken."""
    body = purchase(number, product_name="x" * 60_000)
    open_ones = [await _begin(shop.bot.port, body) for _ in range(SENDERS)]
    assert await shop.bot.deliver(body) == 200
    used = shop.bot.resident_bytes()
    for _, writer in open_ones:
        writer.transport.abort()
    return used


def _deaf_client(port: int) -> socket.socket:
    """Return a connection that has sent a megabyte of requests ahead and never reads an answer."""
    wire = socket.socket()
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    wire.connect(("127.0.0.1", port))
    wire.settimeout(0)
    return wire


async def _send_ahead(wires: list[socket.socket]) -> None:
    """Send requests on all connections until no server takes more of them."""
    lines = b"".join(b"X-%d: %s\r\n" % (number, b"x" * 1000) for number in range(3))
    request = b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + lines + b"\r\n"
    quiet = 0
    while quiet < 5:
        quiet += 1
        for wire in wires:
            with contextlib.suppress(BlockingIOError):
                wire.send(request * 100)
                quiet = 0
        await asyncio.sleep(0.1)


@pytest.mark.fault("P24", "50 clients that send requests ahead and never read an answer")
async def test_memory_stays_flat_under_clients_that_never_read(shop: Shop) -> None:
    """Each of them once took up half a megabyte."""
    await shop.bot.start()
    assert await shop.bot.deliver(purchase(1)) == 200
    before = shop.bot.resident_bytes()
    deaf = [_deaf_client(shop.bot.port) for _ in range(DEAF_CLIENTS)]
    try:
        await _send_ahead(deaf)
        used = shop.bot.resident_bytes() - before
        async with asyncio.timeout(5):
            assert await shop.bot.deliver(purchase(2)) == 200
        assert await shop.bot.stop() == 0
    finally:
        for wire in deaf:
            wire.close()
    assert used < DEAF_CLIENTS * 130_000, used


@pytest.mark.fault("P24", "100 clients whose chunks can't be read, and who go on sending")
async def test_memory_stays_flat_under_clients_that_send_on_after_a_mistake(shop: Shop) -> None:
    """aiohttp keeps an error with the bytes for each read of a body that it can't read."""
    await shop.bot.start()
    head = b"POST /webhook/tribute HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    before = shop.bot.resident_bytes()
    wires = [_deaf_client(shop.bot.port) for _ in range(MISTAKEN_CLIENTS)]
    try:
        for wire in wires:
            wire.send(head + b"5\r\nhelloXX\r\nFFFFFFF\r\n")
        for _ in range(30):
            for wire in wires:
                with contextlib.suppress(OSError):
                    wire.send(b"x" * 60_000)
            await asyncio.sleep(0.05)
        used = shop.bot.resident_bytes() - before
        assert await shop.bot.deliver(purchase(1)) == 200
    finally:
        for wire in wires:
            wire.close()
    assert used < MISTAKEN_CLIENTS * 130_000, used


@pytest.mark.fault("P24", "more clients than the process may open files (64)")
async def test_with_few_files_too_many_connections_are_refused_with_an_answer(shop: Shop) -> None:
    shop.bot.open_files = 64
    await shop.bot.start()
    idle = [await asyncio.open_connection("127.0.0.1", shop.bot.port) for _ in range(100)]
    for _, writer in idle[:50]:
        writer.write(b"POST /webhook/tribute HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
    for number in range(1, 6):
        async with asyncio.timeout(5):
            assert await shop.bot.deliver(purchase(number)) == 200
    for _, writer in idle:
        writer.transport.abort()
    async with asyncio.timeout(20):
        while not shop.count_messages(ANNA, "Reading club"):
            await asyncio.sleep(0.05)
    assert "Too many open files" not in shop.bot.log()
    assert "Traceback" not in shop.bot.log()


async def _forbid_writing_facts(path: Path) -> None:
    async with open_database(path) as db:
        await db.write(
            lambda tx: tx.execute(
                """CREATE TRIGGER refusing BEFORE INSERT ON facts
                BEGIN SELECT RAISE(ABORT, 'not today'); END"""
            )
        )


@pytest.mark.fault("S9", "the first write after opening the database fails")
async def test_a_start_that_fails_with_an_open_database_exits(shop: Shop) -> None:
    await _forbid_writing_facts(shop.bot.database)
    shop.bot.launch()
    async with asyncio.timeout(20):
        assert await shop.bot.ended() not in (0, None)


@pytest.mark.fault("S9", "the write lock held by another process during the start")
async def test_a_start_that_cannot_write_fails_with_one_sentence(shop: Shop) -> None:
    async with open_database(shop.bot.database):
        pass
    with closing(sqlite3.connect(shop.bot.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        shop.bot.launch()
        async with asyncio.timeout(30):
            code = await shop.bot.ended()
    log = shop.bot.log()
    assert code == 2
    assert "Traceback" not in log
    assert "tributary: Nothing can be stored (database: database is locked)" in log.splitlines()[-1]


@pytest.mark.fault("C9", "a process 30 days behind at a sale, then 40 days ahead for some seconds")
async def test_a_process_whose_clock_is_wrong_goes_by_its_servers(shop: Shop) -> None:
    bought_at = SystemClock().now()
    shop.bot.levers.clock_offset = -30 * DAY
    await shop.bot.start()
    assert await shop.bot.deliver(purchase(1, at=bought_at, telegram_user_id=ANNA)) == 200
    shop.bot.levers.clock_offset = 40 * DAY
    await asyncio.sleep(7)  # the lifecycle looks every five seconds
    shop.bot.levers.clock_offset = 0
    assert await shop.bot.deliver(refund(2)) == 200
    assert await shop.bot.stop() == 0
    with closing(sqlite3.connect(shop.bot.database)) as file:
        assert file.execute("SELECT granted_at FROM grants").fetchone() == (bought_at,)
        (check_at,) = file.execute("SELECT check_at FROM subscriptions").fetchone()
        assert bought_at < check_at < bought_at + 31 * DAY
        assert file.execute("SELECT COUNT(*) FROM outbox WHERE kind = 'ended'").fetchone() == (0,)
        refunds = file.execute("SELECT received_at FROM purchases WHERE purchase_id = 2")
        assert abs(refunds.fetchone()[0] - bought_at) < 60
