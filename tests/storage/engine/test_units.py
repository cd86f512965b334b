"""Units run inside one transaction: each keeps its own result, error and signals."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Any

import pytest
import structlog

from bot.errors import StorageUnavailable
from storage.engine.tx import Tx
from storage.engine.units import Unit, is_of_storage, run_all


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        opened.execute("CREATE TABLE notes (word TEXT)")
        opened.execute("BEGIN")
        yield opened


def _words(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT word FROM notes ORDER BY rowid")]


def _put(tx: Tx, word: str) -> str:
    tx.execute("INSERT INTO notes VALUES (?)", (word,))
    tx.signal("word", len(word))
    return word.upper()


def _fails(tx: Tx) -> None:
    _put(tx, "half done")
    raise ZeroDivisionError


def _gives_up(tx: Tx) -> None:
    """Do as SQLite does on a full disk: roll everything back."""
    tx.execute("ROLLBACK")


def _all(tx: Tx, words: Sequence[str]) -> list[str]:
    return [_put(tx, word) for word in words]


async def _unit(work: Callable[[Tx], Any]) -> Unit[Any]:
    return Unit(work, asyncio.get_running_loop())


async def _of_many(together: Callable[[Tx, Sequence[Any]], Sequence[Any]], item: str) -> Unit[Any]:
    return Unit.of_many(together, item, asyncio.get_running_loop())


async def test_a_new_unit_has_neither_error_nor_signals():
    unit = await _unit(_fails)
    assert (unit.together, unit.item, unit.error, unit.signals) == (None, None, None, {})
    assert unit.size_bytes == 0
    assert not unit.done.done()


async def test_each_unit_keeps_its_own_result_error_and_signals(connection):
    units = [
        await _unit(lambda tx: _put(tx, "before")),
        await _unit(_fails),
        await _unit(lambda tx: _put(tx, "after")),
    ]
    run_all(connection, units)
    assert (units[0].result, units[2].result) == ("BEFORE", "AFTER")
    assert [type(unit.error) for unit in units] == [type(None), ZeroDivisionError, type(None)]
    assert [unit.signals for unit in units] == [{"word": {6}}, {}, {"word": {5}}]
    assert _words(connection) == ["before", "after"]
    assert connection.in_transaction


async def test_units_of_the_same_work_run_together_where_the_first_of_them_waits(connection):
    """Their signals are raised once, by the first."""
    units = [
        await _of_many(_all, "one"),
        await _unit(lambda tx: _put(tx, "between")),
        await _of_many(_all, "three"),
    ]
    run_all(connection, units)
    assert _words(connection) == ["one", "three", "between"]
    assert [unit.result for unit in units] == ["ONE", "BETWEEN", "THREE"]
    assert [unit.signals for unit in units] == [{"word": {3, 5}}, {"word": {7}}, {}]


async def test_one_unit_of_many_runs_alone_with_its_item(connection):
    unit = await _of_many(_all, "one")
    run_all(connection, [unit])
    assert (unit.result, unit.item, unit.together) == ("ONE", "one", _all)
    assert _words(connection) == ["one"]


def _refuses_bad(tx: Tx, words: Sequence[str]) -> list[str]:
    found = _all(tx, words)
    if "bad" in words:
        raise sqlite3.OperationalError("disk full")
    return found


async def test_a_storage_failure_of_a_group_is_reported_by_its_units_and_not_logged(connection):
    units = [await _of_many(_refuses_bad, word) for word in ("good", "bad", "better")]
    with structlog.testing.capture_logs() as logged:
        run_all(connection, units)
    assert _words(connection) == ["good", "better"]
    assert [str(unit.error) for unit in units] == ["None", "disk full", "None"]
    assert logged == []


@pytest.mark.parametrize("position", [0, 1])
async def test_after_sqlite_has_rolled_back_no_other_unit_is_run(connection, position):
    others = [await _unit(lambda tx: _put(tx, "never kept")) for _ in range(2)]
    others.insert(position, await _unit(_gives_up))
    with pytest.raises(sqlite3.OperationalError, match=r"^the transaction was given up$"):
        run_all(connection, others)
    assert _words(connection) == []
    assert not connection.in_transaction


async def test_the_error_of_the_unit_that_was_rolled_back_is_raised(connection):
    def gives_up_and_fails(tx: Tx) -> None:
        _gives_up(tx)
        raise sqlite3.OperationalError("disk full")

    with pytest.raises(sqlite3.OperationalError, match=r"^disk full$"):
        run_all(connection, [await _unit(gives_up_and_fails)])


async def test_a_group_that_was_rolled_back_is_not_tried_again(connection):
    tried: list[Sequence[str]] = []

    def gives_up(tx: Tx, words: Sequence[str]) -> list[str]:
        tried.append(words)
        _gives_up(tx)
        raise sqlite3.OperationalError("disk full")

    with pytest.raises(sqlite3.OperationalError, match=r"^disk full$"):
        run_all(connection, [await _of_many(gives_up, word) for word in "ab"])
    assert tried == [["a", "b"]]


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (StorageUnavailable("full"), True),
        (sqlite3.OperationalError("full"), True),
        (sqlite3.DatabaseError("malformed"), True),
        (sqlite3.IntegrityError("UNIQUE"), False),
        (ValueError("text"), False),
    ],
)
def test_a_broken_constraint_is_no_failure_of_the_storage(error, found):
    assert is_of_storage(error) is found
