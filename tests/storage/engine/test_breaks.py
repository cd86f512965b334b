"""A long look at the file takes breaks, in which it holds up neither Python nor the log."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.runtime.rests import Rests
from storage import facts
from storage.engine.breaks import Breaks
from storage.engine.database import open_database, open_read_only
from storage.engine.tx import Tx


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    async with open_database(tmp_path / "shop.db") as db:
        await db.write(lambda tx: facts.put(tx, "colour", "blue"))
    return tmp_path / "shop.db"


@pytest.fixture
def writer(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield connection


def colour(tx: Tx) -> str | None:
    return facts.get(tx, "colour")


def log_begins_again(writer: sqlite3.Connection) -> bool:
    return writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0


async def test_the_log_can_begin_again_in_a_break(file: Path, writer: sqlite3.Connection) -> None:
    writer.execute("PRAGMA busy_timeout = 0")
    seen = []
    with open_read_only(file) as tx:
        rests = Rests(sleep=lambda _: seen.append(log_begins_again(writer)))
        rest = Breaks(tx, rests)
        colour(tx)
        facts.put(Tx(writer), "colour", "red")
        assert not log_begins_again(writer)
        rest()
    assert seen == [True]


async def test_what_was_written_meanwhile_is_seen_after_a_break_as_a_whole(
    file: Path, writer: sqlite3.Connection
) -> None:
    with open_read_only(file) as tx:
        rest = Breaks(tx, Rests())
        colour(tx)
        facts.put(Tx(writer), "colour", "red")
        assert colour(tx) == "blue"
        rest()
        assert colour(tx) == "red"
        facts.put(Tx(writer), "colour", "green")
        assert colour(tx) == "red"


async def test_a_break_is_as_long_as_the_work_before_it_but_never_long(file: Path) -> None:
    breaks: list[float] = []
    with open_read_only(file) as tx:
        rest = Breaks(tx, Rests(sleep=breaks.append))
        for rows in (1, 1_000, 1_000_000):
            tx.scalar(
                """WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                SELECT COUNT(*) FROM n""",
                (rows,),
            )
            rest()
    assert 0 < breaks[0] <= breaks[2] == 0.03
