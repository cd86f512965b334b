"""Check the promises of the ledger in the file, through a second connection."""

import contextlib
import functools
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.usecases.operations.ledger_check import check
from storage.engine.database import open_read_only
from storage.engine.migrate import newest_known
from storage.engine.tx import Tx
from tests.kept import migrate_or_copy


def assert_ledger_is_sound(path: Path) -> None:
    """Fail where the ledger contradicts itself; each test with a database ends with this."""
    with _prepared().copy_of(path) as tx:
        if _prepared().suits(tx):
            _assert_sound(tx)
            return
    with open_read_only(path) as tx:
        _assert_sound(tx)


def _assert_sound(tx: Tx) -> None:
    assert check(tx) == []
    assert _undeliverable_without_reason(tx) == []


_SAME_VERSION = "PRAGMA schema_version = 1"


class Prepared:
    """A copy of one file after the other, for which the sixty queries of the check stay prepared:
    to prepare them takes SQLite longer than to answer them, and thousands of tests end with them.

    All copies have the same version of their tables, so SQLite goes by those that it has read from
    the first one, which is empty. A reader of a copy must ask first whether it has the same.
    """

    def __init__(self, folder: Path) -> None:
        self._target = _opened(folder / "ledger.db")
        self._target.execute("PRAGMA journal_mode = WAL")
        self._target.execute("PRAGMA synchronous = OFF")
        self._reader = _opened(folder / "ledger.db")
        migrate_or_copy(self._target)
        self._target.execute(_SAME_VERSION)
        self._tables = _tables(Tx(self._reader))

    @contextlib.contextmanager
    def copy_of(self, path: Path) -> Iterator[Tx]:
        """Yield the committed content of the file, page by page as it is there."""
        with contextlib.closing(_opened(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
            file.backup(self._target)
        self._target.execute(_SAME_VERSION)
        self._reader.execute("BEGIN")
        try:
            yield Tx(self._reader)
        finally:
            self._reader.execute("ROLLBACK")

    def suits(self, tx: Tx) -> bool:
        """Return whether the copy has the known tables, and each on the page where it is known."""
        return _tables(tx) == self._tables and tx.scalar("PRAGMA user_version") == newest_known()


def _tables(tx: Tx) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in tx.all("SELECT * FROM sqlite_schema")]


def _opened(path: Path | str, *, uri: bool = False) -> sqlite3.Connection:
    return sqlite3.connect(path, uri=uri, isolation_level=None, cached_statements=512)


@functools.cache
def _prepared() -> Prepared:
    with tempfile.TemporaryDirectory(prefix="tributary-ledger-") as folder:
        return Prepared(Path(folder))  # its files stay open, and go when this process ends


def assert_every_buyer_is_notified(path: Path) -> None:
    """Fail where a buyer has no notice. For files whose purchases all came by webhook."""
    with open_read_only(path) as tx:
        assert _buyers_without_notice(tx) == []


def _buyers_without_notice(tx: Tx) -> list[int]:
    rows = tx.all(
        """SELECT p.id FROM purchases p
        WHERE p.status IN ('applied', 'held') AND p.telegram_user_id IS NOT NULL
            AND NOT EXISTS (
                SELECT 1 FROM outbox o
                WHERE o.subject_id = p.id AND o.chat_id = p.telegram_user_id)"""
    )
    return [row["id"] for row in rows]


def _undeliverable_without_reason(tx: Tx) -> list[int]:
    rows = tx.all("SELECT id FROM outbox WHERE state = 'undeliverable' AND error IS NULL")
    return [row["id"] for row in rows]
