"""Files that are really damaged: a large one is looked at table by table, and nothing is missed."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.usecases.operations import backups
from storage.engine import integrity
from storage.engine.database import open_database, open_read_only

PAGE_BYTES = 4096
_MANY = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
_FILL = f"""{_MANY} INSERT INTO people (telegram_user_id, username, first_seen_at)
    SELECT 1000 + i, 'buyer' || i, i FROM n"""


@pytest.fixture
async def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a closed file with 2,000 people and some free pages; any counts as a large one."""
    monkeypatch.setattr(integrity, "_LARGEST_CHECKED_BYTES", 1)
    async with open_database(tmp_path / "shop.db") as db:
        await db.write(lambda tx: tx.execute(_FILL))
        await db.write(
            lambda tx: tx.execute("INSERT INTO facts VALUES ('x', hex(zeroblob(99999)))")
        )
        await db.write(lambda tx: tx.execute("DELETE FROM facts WHERE name = 'x'"))
    return tmp_path / "shop.db"


def _scalar(path: Path, sql: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(sql).fetchone()[0])


def _overwrite(path: Path, page: int, content: bytes, offset: int = 0) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE_BYTES + offset)
        file.write(content)


def _leaf_of(path: Path, name: str) -> int:
    return _scalar(path, f"SELECT MAX(pageno) FROM dbstat WHERE name = '{name}' AND ncell > 9")


def _damaged_row(path: Path) -> None:
    _overwrite(path, _leaf_of(path, "people"), b"\xa5" * PAGE_BYTES)


def _damaged_index(path: Path) -> None:
    _overwrite(path, _leaf_of(path, "people_by_username"), b"\xa5" * 2000, offset=2000)


def _edited(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            connection.execute(statement)


def _missing_entry(path: Path) -> None:
    """Add a person while the index on usernames is hidden."""
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute(
            "SELECT * FROM sqlite_schema WHERE name = 'people_by_username'"
        ).fetchone()
    _edited(path, "DELETE FROM sqlite_schema WHERE name = 'people_by_username'")
    _edited(
        path, "INSERT INTO people (telegram_user_id, username, first_seen_at) VALUES (1, 'x', 1)"
    )
    _edited(path, f"INSERT INTO sqlite_schema VALUES {tuple(kept)!r}")


def _broken_free_list(path: Path) -> None:
    with path.open("rb") as file:
        trunk = int.from_bytes(file.read(36)[32:36], "big")
    _overwrite(path, trunk, (999_999).to_bytes(4, "big"), offset=8)


def _page_of_two_tables(path: Path) -> None:
    """Let a row of the schema name another table's first page."""
    _edited(
        path,
        """UPDATE sqlite_schema SET rootpage = (
            SELECT rootpage FROM sqlite_schema WHERE name = 'telegram_waits')
        WHERE name = 'unknown_event_names'""",
    )


_KINDS = [_damaged_row, _damaged_index, _missing_entry, _broken_free_list]


def _by_table(path: Path) -> tuple[list[str], int]:
    """Return what is found table by table, and after how many parts there was a rest."""
    rests: list[int] = []
    return _found(path, lambda: rests.append(1)), len(rests)


def _in_one_go(path: Path) -> list[str]:
    return _found(path, None)


def _found(path: Path, rest: Callable[[], None] | None) -> list[str]:
    """Return the findings, or why the file can't be read any further."""
    try:
        with open_read_only(path) as tx:
            return list(integrity.damage(tx, rest))
    except StorageError as error:
        return [str(error)]


def test_a_sound_file_has_no_findings_and_a_rest_for_each_table(path: Path) -> None:
    tables = _scalar(path, "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table'")
    assert _by_table(path) == ([], tables)


@pytest.mark.parametrize("damage", _KINDS)
def test_damage_is_found_table_by_table_as_in_one_go(
    path: Path, damage: Callable[[Path], None]
) -> None:
    damage(path)
    assert _in_one_go(path) != []
    found, _ = _by_table(path)
    assert found != []


def test_a_smaller_file_is_looked_at_as_a_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _page_of_two_tables(path)
    monkeypatch.setattr(integrity, "_LARGEST_CHECKED_BYTES", 1 << 30)
    assert _by_table(path) == (_in_one_go(path), 0)
    assert _in_one_go(path) != []


def test_what_only_the_whole_shows_is_found_in_each_copy(path: Path, tmp_path: Path) -> None:
    _page_of_two_tables(path)
    with pytest.raises(StorageError, match="The file is damaged"):
        backups.make(path, tmp_path / "copy.db")
