"""A `Tx` runs statements, names what they changed, and collects signals."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from storage.engine.tx import ROWS_A_STATEMENT, Tx, marks


@pytest.fixture
def tx() -> Iterator[Tx]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, word TEXT, n INTEGER)")
        connection.execute("INSERT INTO notes VALUES (7, 'seven', 1), (8, 'eight', 2)")
        yield Tx(connection)


def test_a_statement_says_how_many_rows_it_changed(tx: Tx) -> None:
    assert tx.execute("UPDATE notes SET n = 0") == 2
    assert tx.execute("UPDATE notes SET n = 5 WHERE word = ?", ("seven",)) == 1
    assert tx.execute("DELETE FROM notes WHERE id = 99") == 0


def test_an_insert_returns_the_new_row(tx: Tx) -> None:
    assert tx.insert("INSERT INTO notes (word) VALUES (?)", ("nine",)) == 9
    assert tx.insert("INSERT INTO notes DEFAULT VALUES") == 10


def test_rows_are_read_by_name(tx: Tx) -> None:
    assert [dict(row) for row in tx.all("SELECT id, word FROM notes WHERE n > ?", (1,))] == [
        {"id": 8, "word": "eight"}
    ]
    assert len(tx.all("SELECT 1 FROM notes")) == 2
    assert dict(tx.one("SELECT word FROM notes WHERE id = ?", (7,)) or {}) == {"word": "seven"}
    assert tx.one("SELECT 1 FROM notes WHERE id = 99") is None


def test_a_single_value_is_none_without_a_row(tx: Tx) -> None:
    assert tx.scalar("SELECT word, id FROM notes WHERE id = ?", (8,)) == "eight"
    assert tx.scalar("SELECT 0 FROM notes") == 0
    assert tx.scalar("SELECT 1 FROM notes WHERE id = 99") is None


@pytest.mark.parametrize("number", [0, 1, 2, ROWS_A_STATEMENT, 2 * ROWS_A_STATEMENT + 1])
def test_many_rows_are_inserted_each_with_its_own_values(tx: Tx, number: int) -> None:
    rows = [(f"word {n}", n) for n in range(100, 100 + number)]
    assert tx.insert_rows("INSERT INTO notes (word, n) VALUES ?", rows) == number
    more = tx.insert_rows_numbered("INSERT INTO notes (word, n) VALUES ?", rows)
    assert more == list(range(9 + number, 9 + 2 * number))
    found = [tuple(row) for row in tx.all("SELECT word, n FROM notes WHERE n > 99 ORDER BY id")]
    assert found == rows * 2


def test_the_signals_of_a_work_are_collected_with_their_subjects(tx: Tx) -> None:
    tx.signal("bell")
    tx.signal("lamp", 1)
    tx.signal("lamp", 2)
    tx.signal("lamp", 2)
    tx.signal("bell")
    assert tx.signals == {"bell": set(), "lamp": {1, 2}}
    assert tx.trace_id is None


def test_an_in_list_has_a_mark_for_each_value() -> None:
    assert [marks("abc"[:n]) for n in range(4)] == ["", "?", "?, ?", "?, ?, ?"]
