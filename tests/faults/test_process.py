"""The process itself: told to stop amid requests, failing at its start, out of time."""

import asyncio
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.engine.database import open_database
from tests.bodies import purchase, sign
from tests.faults.conftest import Place
from tests.journeys.process import KEY

pytestmark = pytest.mark.long

UNDER_WAY = 20
GREEDY_ONES = 200


async def _begin(port: int, body: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """All of a delivery but its last byte."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"POST /webhook/tribute HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n"
    writer.write(f"{head}trbt-signature: {sign(body, KEY)}\r\n\r\n".encode() + body[:-1])
    await writer.drain()
    return reader, writer


@pytest.mark.fault("C1", "SIGTERM while 20 deliveries lack their last byte, which then comes")
async def test_requests_under_way_are_finished_before_the_process_ends(place: Place) -> None:
    await place.bot.start()
    bodies = [purchase(number) for number in range(1, UNDER_WAY + 1)]
    open_ones = [await _begin(place.bot.port, body) for body in bodies]
    await asyncio.sleep(0.3)
    place.bot.signal(signal.SIGTERM)
    await asyncio.sleep(0.3)
    for body, (_, writer) in zip(bodies, open_ones, strict=True):
        writer.write(body[-1:])
    answers = [await reader.readline() for reader, _ in open_ones]
    for _, writer in open_ones:
        writer.close()
    assert await place.bot.ended() == 0
    assert {answer.split()[1] for answer in answers} == {b"200"}
    with closing(sqlite3.connect(place.bot.database)) as file:
        assert file.execute("SELECT COUNT(*) FROM purchases").fetchone() == (UNDER_WAY,)
    for word in ("unclosed", "Traceback", "never awaited"):
        assert word not in place.bot.log()


@pytest.mark.fault("P16", "five times 200 senders who hang up after 60 KB")
async def test_memory_stays_flat_under_senders_who_hang_up(place: Place) -> None:
    """Each one's body was kept until the next full garbage collection: 170 MB of them."""
    await place.bot.start()
    held = [await _besiege(place, number) for number in range(1, 6)]
    assert held[-1] - held[0] < GREEDY_ONES * 60_000


async def _besiege(place: Place, number: int) -> int:
    """The memory taken up while all of them are there, and a good delivery is taken."""
    body = purchase(number, product_name="x" * 60_000)
    open_ones = [await _begin(place.bot.port, body) for _ in range(GREEDY_ONES)]
    assert await place.bot.deliver(body) == 200
    held = place.bot.resident_bytes()
    for _, writer in open_ones:
        writer.transport.abort()
    return held


async def _forbid_facts(path: Path) -> None:
    async with open_database(path) as db:
        await db.write(
            lambda tx: tx.execute(
                """CREATE TRIGGER refusing BEFORE INSERT ON facts
                BEGIN SELECT RAISE(ABORT, 'not today'); END"""
            )
        )


@pytest.mark.fault("S9", "the first write after opening the database fails")
async def test_a_start_that_fails_after_the_database_was_opened_ends(place: Place) -> None:
    await _forbid_facts(place.bot.database)
    place.bot.launch()
    async with asyncio.timeout(20):
        assert await place.bot.ended() not in (0, None)


@pytest.mark.fault("S9", "the write lock held by somebody else during the start")
async def test_a_start_that_can_write_nothing_is_one_sentence(place: Place) -> None:
    async with open_database(place.bot.database):
        pass
    with closing(sqlite3.connect(place.bot.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        place.bot.launch()
        async with asyncio.timeout(30):
            code = await place.bot.ended()
    log = place.bot.log()
    assert code == 2
    assert "Traceback" not in log
    assert "tributary: Nothing can be stored (database: database is locked)" in log.splitlines()[-1]
