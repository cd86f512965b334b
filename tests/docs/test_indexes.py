"""The list of indexes in docs/architecture.md is that of a new database, and names real queries."""

import re
from pathlib import Path

from storage.engine.database import open_database
from storage.engine.tx import Tx
from tests.docs.pages import ROOT, read

_ROW = re.compile(
    r"^\| `(\w+)` \| `(\w+|UNIQUE \([\w, ]+\))` \| `([\w/]+)\.(\w+)` \| .+ \|$", re.MULTILINE
)
LISTED = _ROW.findall(read("docs/architecture.md"))


def _indexes(tx: Tx) -> set[tuple[str, str]]:
    """Return the table and the name of each index, of a constraint its columns."""
    rows = tx.all("SELECT tbl_name, name, sql FROM sqlite_schema WHERE type = 'index'")
    return {
        (row["tbl_name"], row["name"] if row["sql"] else _unique(tx, row["name"])) for row in rows
    }


def _unique(tx: Tx, name: str) -> str:
    columns = [row["name"] for row in tx.all(f"PRAGMA index_info({name})")]
    return f"UNIQUE ({', '.join(columns)})"


async def test_every_index_of_a_new_database_is_listed_once(tmp_path: Path) -> None:
    async with open_database(tmp_path / "new.db") as db:
        found = await db.read(_indexes)
    listed = [(table, index) for table, index, _, _ in LISTED]
    assert sorted(listed) == sorted(found)


def test_every_query_that_is_named_is_there_and_reads_that_table() -> None:
    missing = [
        (table, module, function)
        for table, _, module, function in LISTED
        if not _is_there(ROOT / "storage" / f"{module}.py", table, function)
    ]
    assert missing == []


def _is_there(path: Path, table: str, function: str) -> bool:
    source = path.read_text(encoding="utf-8") if path.exists() else ""
    return f"def {function}(" in source and table in source
