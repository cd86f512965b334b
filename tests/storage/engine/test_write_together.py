"""Work that is cheaper for many at once: waiting items are written together, and fail alone."""

import asyncio
from collections.abc import Sequence

import pytest
import structlog

from bot.errors import StorageUnavailable
from storage import facts
from storage.engine.tx import ROWS_A_STATEMENT, Tx


class Notes:
    """A unit that stores many words, fails at a bad one, and records the groups it was given."""

    def __init__(self) -> None:
        self.groups: list[list[str]] = []

    def write_all(self, tx: Tx, words: Sequence[str]) -> list[str]:
        self.groups.append(list(words))
        for word in words:
            facts.put(tx, word, "")
            tx.signal("word", len(word))
            if word == "bad":
                raise ZeroDivisionError
        return [word.upper() for word in words]


async def _names(db) -> set[str]:
    return await db.read(lambda tx: {row["name"] for row in tx.all("SELECT name FROM facts")})


async def test_waiting_items_are_handed_over_together_and_each_gets_its_own_result(db):
    notes, words = Notes(), [f"word {number}" for number in range(9)]
    results = await asyncio.gather(*(db.write_together(notes.write_all, word) for word in words))
    assert results == [word.upper() for word in words]
    assert notes.groups == [words]
    assert await _names(db) == set(words)


async def test_other_work_in_the_same_batch_is_done_too(db):
    notes, others = Notes(), Notes()
    await asyncio.gather(
        db.write_together(notes.write_all, "one"),
        db.write(lambda tx: facts.put(tx, "plain", "")),
        db.write_together(others.write_all, "strange"),
        db.write_together(notes.write_all, "two"),
    )
    assert notes.groups == [["one", "two"]]
    assert others.groups == [["strange"]]
    assert await _names(db) == {"one", "two", "plain", "strange"}


@pytest.mark.fault("S6", "the middle one of three that were handed over together raises")
async def test_a_failing_item_is_found_by_trying_each_alone(db):
    notes = Notes()
    heard: list[int] = []
    db.on_each("word", heard.append)
    results = await asyncio.gather(
        *(db.write_together(notes.write_all, word) for word in ("good", "bad", "better")),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [str, ZeroDivisionError, str]
    assert notes.groups == [["good", "bad", "better"], ["good"], ["bad"], ["better"]]
    assert await _names(db) == {"good", "better"}
    assert sorted(heard) == [4, 6]


async def test_items_that_fail_only_together_are_logged_with_the_traceback(db):
    def only_alone(tx: Tx, words: Sequence[str]) -> list[str]:
        if len(words) > 1:
            raise ZeroDivisionError
        return [facts.put(tx, word, "") or word for word in words]

    with structlog.testing.capture_logs() as logged:
        done = await asyncio.gather(*(db.write_together(only_alone, word) for word in "ab"))
    assert done == ["a", "b"]
    (line,) = [one for one in logged if one["event"] == "units are tried one by one"]
    assert line["exc_info"] is True
    assert await _names(db) == {"a", "b"}


@pytest.mark.fault("S1", "`max_page_count`, nine large items handed over together")
async def test_on_a_full_disk_no_item_is_half_written(db):
    pages = await db.read(lambda tx: tx.scalar("PRAGMA page_count"))
    await db.read(lambda tx: tx.scalar(f"PRAGMA max_page_count = {pages}"))

    def large(tx: Tx, items: Sequence[int]) -> list[None]:
        return [facts.put(tx, f"large {item}", "x" * 50_000) for item in items]

    results = await asyncio.gather(
        *(db.write_together(large, number) for number in range(9)), return_exceptions=True
    )
    assert all(isinstance(result, StorageUnavailable) for result in results)
    assert await _names(db) == set()


async def test_a_cancelled_caller_does_not_cancel_the_others(db):
    notes = Notes()
    async with asyncio.TaskGroup() as tasks:
        leaving = tasks.create_task(db.write_together(notes.write_all, "gone"))
        staying = tasks.create_task(db.write_together(notes.write_all, "here"))
        await asyncio.sleep(0)
        leaving.cancel()
    assert staying.result() == "HERE"
    assert await _names(db) == {"gone", "here"}


async def test_an_item_that_waits_when_the_database_is_closed_gets_an_error(db):
    late = db.write(lambda tx: facts.put(tx, "late", ""))
    closed, written = await asyncio.gather(db._connection.close(), late, return_exceptions=True)
    assert closed is None
    assert isinstance(written, ValueError | StorageUnavailable)


async def test_many_rows_are_inserted_with_few_statements_and_return_their_ids(db):
    """Each row gets its own id, whatever the number of rows."""
    statements: list[str] = []

    def work(tx: Tx, actors: list[str]) -> list[int]:
        tx._connection.set_trace_callback(statements.append)
        rows = [(0, actor, "did", "it", None) for actor in actors]
        sql = "INSERT INTO audit (at, actor, action, subject, detail) VALUES ?"
        ids = tx.insert_rows_numbered(sql, rows)
        tx._connection.set_trace_callback(None)
        return ids

    for number in (0, 1, ROWS_A_STATEMENT - 1, ROWS_A_STATEMENT, ROWS_A_STATEMENT + 1, 40):
        statements.clear()
        actors = [f"{number} of {index}" for index in range(number)]
        ids = await db.write(lambda tx, actors=actors: work(tx, actors))
        assert len(statements) == -(-number // ROWS_A_STATEMENT)
        rows = await db.read(lambda tx: tx.all("SELECT id, actor FROM audit"))
        found = {row["id"]: row["actor"] for row in rows}
        assert [found[row] for row in ids] == actors


async def test_an_insert_of_many_rows_counts_only_the_new_ones(db):
    def work(tx: Tx, names: list[str]) -> int:
        sql = "INSERT INTO facts (name, value) VALUES ? ON CONFLICT (name) DO NOTHING"
        return tx.insert_rows(sql, [(name, "") for name in names])

    assert await db.write(lambda tx: work(tx, [str(n) for n in range(20)])) == 20
    assert await db.write(lambda tx: work(tx, [str(n) for n in range(15, 40)] * 2)) == 20
