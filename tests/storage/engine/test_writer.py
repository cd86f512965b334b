"""The grouped writer: a unit is written whole or not at all, and fails for its own caller only."""

import asyncio
import contextlib
import random
import sqlite3

import pytest

from bot.errors import StorageUnavailable
from storage import facts
from storage.engine.database import Database, open_database
from storage.engine.tx import Tx


async def _names(db: Database) -> set[str]:
    return await db.read(lambda tx: {row["name"] for row in tx.all("SELECT name FROM facts")})


async def test_a_write_returns_what_its_work_returns(db):
    assert await db.write(lambda tx: tx.scalar("SELECT 6 * 7")) == 42


async def test_a_write_is_seen_by_the_next_read(db):
    await db.write(lambda tx: facts.put(tx, "colour", "blue"))
    assert await db.read(lambda tx: facts.get(tx, "colour")) == "blue"


async def test_units_queued_together_share_one_commit(db, path):
    statements: list[str] = []
    await db.read(lambda tx: tx._connection.set_trace_callback(statements.append))
    await asyncio.gather(
        *(db.write(lambda tx, n=n: facts.put(tx, f"fact {n}", "")) for n in range(50))
    )
    assert statements.count("COMMIT") < 25
    assert len(await _names(db)) == 50


@pytest.mark.fault("S6", "the middle one of three raises")
async def test_a_unit_that_fails_rolls_back_alone_and_its_caller_gets_the_error(db):
    def fails(tx: Tx) -> None:
        facts.put(tx, "half", "done")
        raise ZeroDivisionError

    results = await asyncio.gather(
        db.write(lambda tx: facts.put(tx, "before", "")),
        db.write(fails),
        db.write(lambda tx: facts.put(tx, "after", "")),
        return_exceptions=True,
    )
    assert isinstance(results[1], ZeroDivisionError)
    assert await _names(db) == {"before", "after"}


async def test_an_integrity_error_reaches_the_caller_as_it_is(db):
    with pytest.raises(sqlite3.IntegrityError):
        await db.write(
            lambda tx: tx.execute(
                "INSERT INTO people (telegram_user_id, first_seen_at) VALUES (-1, 0)"
            )
        )


@pytest.mark.fault("S6", "values SQLite can't take")
async def test_numbers_beyond_64_bits_and_lone_surrogates_harm_only_their_own_unit(db):
    for value in (2**63, "\ud800"):
        with pytest.raises((OverflowError, UnicodeEncodeError)):
            await db.write(
                lambda tx, value=value: tx.execute(
                    "INSERT INTO facts (name, value) VALUES ('bad', ?)", (value,)
                )
            )
    await db.write(lambda tx: facts.put(tx, "good", ""))
    assert await _names(db) == {"good"}


@pytest.mark.fault("S7", "300 callers cancelled after random moments")
async def test_a_caller_cancelled_at_any_moment_leaves_its_unit_whole_or_absent(db):
    seeded = random.Random(7)

    def two_rows(tx: Tx, number: int) -> None:
        facts.put(tx, f"{number} left", "")
        facts.put(tx, f"{number} right", "")

    for number in range(300):
        moment = seeded.choice((0, 0.0001, 0.0003, 0.001))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(moment):
                await db.write(lambda tx, number=number: two_rows(tx, number))
    names = await _names(db)
    for number in range(300):
        assert (f"{number} left" in names) == (f"{number} right" in names)
    await db.write(lambda tx: facts.put(tx, "no transaction was left open", ""))


@pytest.mark.fault("S1", "`max_page_count`")
async def test_a_full_disk_is_storage_unavailable_and_recovers_without_a_restart(db):
    pages = await db.read(lambda tx: tx.scalar("PRAGMA page_count"))
    await db.read(lambda tx: tx.scalar(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(StorageUnavailable, match="full"):
        await db.write(lambda tx: facts.put(tx, "large", "x" * 100_000))
    await db.read(lambda tx: tx.scalar("PRAGMA max_page_count = 1000000"))
    await db.write(lambda tx: facts.put(tx, "large", "x" * 100_000))
    assert await _names(db) == {"large"}


@pytest.mark.fault("S1", "`max_page_count`, nine large writes in one group")
async def test_on_a_full_disk_nothing_of_the_whole_group_is_half_written(db):
    pages = await db.read(lambda tx: tx.scalar("PRAGMA page_count"))
    await db.read(lambda tx: tx.scalar(f"PRAGMA max_page_count = {pages}"))
    results = await asyncio.gather(
        *(db.write(lambda tx, n=n: facts.put(tx, f"large {n}", "x" * 50_000)) for n in range(9)),
        return_exceptions=True,
    )
    assert all(isinstance(result, StorageUnavailable) for result in results)
    assert await _names(db) == set()


@pytest.mark.fault("S1", "`query_only`")
async def test_a_read_only_file_is_storage_unavailable(db):
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = ON"))
    with pytest.raises(StorageUnavailable):
        await db.write(lambda tx: facts.put(tx, "name", ""))
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = OFF"))


async def test_a_signal_is_heard_once_its_work_is_committed(db):
    heard: list[str] = []
    db.on("bell", lambda: heard.append("bell"))
    await db.write(lambda tx: tx.signal("bell"))
    await db.write(lambda tx: tx.signal("nobody listens"))
    assert heard == ["bell"]


async def test_a_signal_of_failed_work_is_not_heard(db):
    heard: list[str] = []
    db.on("bell", lambda: heard.append("bell"))

    def fails(tx: Tx) -> None:
        tx.signal("bell")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await db.write(fails)
    assert heard == []


async def test_a_signal_carries_the_ids_that_it_concerns(db):
    heard: list[int] = []
    db.on_each("bell", heard.append)
    db.on("bell", lambda: heard.append(0))

    def work(tx: Tx) -> None:
        tx.signal("bell", 1)
        tx.signal("bell", 2)
        tx.signal("bell", 1)
        tx.signal("bell")

    await db.write(work)
    assert sorted(heard) == [0, 1, 2]


async def test_a_signal_is_heard_before_any_caller_of_the_batch_goes_on(db):
    heard: list[int] = []
    db.on_each("bell", heard.append)

    async def write(number: int) -> list[int]:
        await db.write(lambda tx: tx.signal("bell", number))
        return list(heard)

    for number, seen in enumerate(await asyncio.gather(*(write(n) for n in range(20)))):
        assert number in seen


async def test_a_signal_is_heard_although_its_caller_was_cancelled(db):
    heard: list[int] = []
    db.on_each("bell", heard.append)
    await db.write(lambda tx: None)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await db.write(lambda tx: tx.signal("bell", 7))
    await db.read(lambda tx: None)
    assert heard == [7]


async def test_a_closed_database_raises_an_error_instead_of_hanging(path):
    async with open_database(path) as database:
        pass
    with pytest.raises(ValueError, match="closed"):
        await database.write(lambda tx: None)


async def test_a_transaction_makes_no_file_for_what_it_may_have_to_undo(db, tmp_path):
    """SQLite would make one, and remove it, beyond 64 KB of changed pages: for each sale."""
    names = [f"fact {number:02} {'x' * 2000}" for number in range(60)]

    def store(tx: Tx, value: str) -> None:
        for name in names:
            facts.put(tx, name, value)

    folder = tmp_path / "undo"
    folder.mkdir()
    await db.write(lambda tx: store(tx, "before"))
    await db.read(lambda tx: tx.scalar(f"PRAGMA temp_store_directory = '{folder}'"))
    made = folder.stat().st_mtime_ns
    try:
        await db.write(lambda tx: store(tx, "after"))
    finally:
        await db.read(lambda tx: tx.scalar("PRAGMA temp_store_directory = ''"))
    assert folder.stat().st_mtime_ns == made
    assert await db.read(lambda tx: facts.get(tx, names[0])) == "after"
