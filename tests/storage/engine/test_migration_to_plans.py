"""The migration to plans (0023) rebuilds the tables of access: all rows are kept, or none is
touched."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import structlog

from bot.domain.models import FIRST_PLAN
from bot.errors import StorageError
from storage.engine import migrate as migrations
from storage.engine.database import open_database
from storage.engine.migrate import MIGRATIONS, migrate
from tests.invariants import assert_ledger_is_sound
from tests.upgrade.restored import load

BEFORE_PLANS = 22
REBUILT = "DROP TABLE grants;\n"
"""In the middle of the migration: the table of grants is gone, and the new one isn't in place."""
RENAMED = {("tariff_products", "is_current"): "is_on_offer"}
NEW = (
    *("plans", "plan_texts", "plan_includes", "plan_includes_before", "plan_chats"),
    "people_to_fold",
)
"""Tables that there weren't, and the one that the migration itself empties."""
ROWS = (
    "INSERT INTO unknown_event_names VALUES ('x', 1, 1)",
    "INSERT INTO telegram_waits VALUES ('sendMessage', 0, 1, 1)",
    "INSERT INTO conversations VALUES (800001, 'x', '{}', 1)",
    "INSERT INTO telegram_updates VALUES (1, x'00', NULL, 0, 1)",
    "INSERT INTO deferred_updates VALUES (1, 800001, '/start', '{}', 1, 1)",
    "INSERT INTO support_messages VALUES (1, 800001, NULL, NULL, 800001, 1, 'text', 'x', NULL, 1)",
    "INSERT INTO support_copies VALUES (700001, 1, 1, 1)",
    "INSERT INTO support_closings VALUES (1, 800001, 700001, 1, 1)",
)
"""A row for each table that is newer than the dump, and that the migrations leave empty."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a file as the version before plans left it, with rows in every table."""
    path = tmp_path / "old.db"
    load(path)
    with closing(sqlite3.connect(path)) as connection:
        for script in sorted(MIGRATIONS.glob("*.sql")):
            if _version(path) < int(script.name[:4]) <= BEFORE_PLANS:
                connection.executescript(script.read_text("utf-8"))
        for row in ROWS:
            connection.execute(row)
        connection.execute(f"PRAGMA user_version = {BEFORE_PLANS}")
        connection.commit()
    return path


@pytest.fixture
def opened(old: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        yield connection


def _version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _tables(connection: sqlite3.Connection) -> dict[str, list[dict[str, object]]]:
    """Return all rows by table, each row by column."""
    names = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    found = {}
    for name in names:
        rows = connection.execute(f"SELECT * FROM {name}")
        columns = [RENAMED.get((name, one[0]), one[0]) for one in rows.description]
        found[name] = [dict(zip(columns, row, strict=True)) for row in rows.fetchall()]
    return found


def _rules(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the schema's statements by their names, without comments and line breaks."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: " ".join(re.sub(r"--[^\n]*", "", sql).split()) for name, sql in rows}


def _with(folder: Path, script: str) -> Path:
    """Return a folder with the migrations up to now, where 0023 is this script."""
    shutil.copytree(MIGRATIONS, folder)
    (folder / "0023_plans.sql").write_text(script, "utf-8")
    return folder


def _of(rows: list[dict[str, object]], columns: set[str]) -> list[tuple[str, ...]]:
    """Return what these rows have in these columns, in whatever order the rows are."""
    return sorted(tuple(repr(row[one]) for one in sorted(columns)) for row in rows)


def test_the_file_of_before_has_rows_in_every_table(opened: sqlite3.Connection) -> None:
    assert [name for name, rows in _tables(opened).items() if not rows] == []


def test_every_row_is_there_afterwards_and_is_the_first_plans(
    old: Path, opened: sqlite3.Connection
) -> None:
    before = _tables(opened)
    folded = {row["telegram_user_id"] for row in before.pop("people_to_fold")}
    migrate(opened)
    after = _tables(opened)
    assert set(after) - set(before) >= set(NEW)  # later migrations add more
    for tables in (before, after):  # these people's access is folded again by the same migration
        every = tables["subscriptions"]
        tables["subscriptions"] = [one for one in every if one["telegram_user_id"] not in folded]
    assert len(before["subscriptions"]) > 15
    for name, rows in before.items():
        columns = set(rows[0]) - {"revoked_by", "revoked_reason"}
        kept = set(after[name][0]) & columns
        assert columns == kept, name
        assert _of(after[name], kept) == _of(rows, kept), name
    assert after["plans"] == [
        {"id": FIRST_PLAN, "key": "access", "position": 1, "retired_at": None}
    ]
    for name in ("grants", "subscriptions", "tariffs", "access_cuts", "plan_chats"):
        assert {row["plan_id"] for row in after[name]} == {FIRST_PLAN}, name
    for name in ("recurring_plans", "recurring_bindings"):
        bound = {row["plan_id"] for row in after[name] if row["state"] == "bound"}
        others = {row["plan_id"] for row in after[name] if row["state"] != "bound"}
        assert (bound, others - {None}) == ({FIRST_PLAN}, set()), name
    listed = {row["id"] for row in before["access_chats"] if row["is_listed"]}
    assert {row["access_chat"] for row in after["plan_chats"]} == listed
    assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
    assert [row[0] for row in opened.execute("PRAGMA integrity_check")] == ["ok"]
    opened.close()
    assert_ledger_is_sound(old)


@pytest.mark.fault("S4", "the migration to plans fails in its middle, and after its last statement")
@pytest.mark.parametrize("middle", [True, False])
def test_a_failure_leaves_the_file_as_it_was(
    old: Path, opened: sqlite3.Connection, tmp_path: Path, middle: bool
) -> None:
    script = (MIGRATIONS / "0023_plans.sql").read_text("utf-8")
    assert script.count(REBUILT) == 1
    broken = script.replace(REBUILT, f"{REBUILT}NONSENSE;\n") if middle else f"{script}NONSENSE;\n"
    before = list(opened.iterdump()), old.read_bytes()
    with pytest.raises(StorageError, match=r"from schema 22 to \d+ .*it is as it was"):
        migrate(opened, _with(tmp_path / "broken", broken))
    assert (list(opened.iterdump()), old.read_bytes()) == before
    assert opened.execute("PRAGMA user_version").fetchone() == (BEFORE_PLANS,)
    migrate(opened)
    assert opened.execute("SELECT COUNT(*) FROM plans").fetchone()[0] == 1


def test_a_reference_to_nothing_is_refused_and_the_file_is_as_it_was(
    old: Path, opened: sqlite3.Connection
) -> None:
    """References aren't compared while tables are rebuilt, so all are at the end."""
    opened.execute("DELETE FROM people WHERE telegram_user_id = 800001")
    before = list(opened.iterdump()), old.read_bytes()
    with pytest.raises(StorageError, match=r"refers to a missing row of people.*it is as it was"):
        migrate(opened)
    assert (list(opened.iterdump()), old.read_bytes()) == before


def test_the_progress_is_in_the_log(
    opened: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "_REPORT_EVERY_SECONDS", 0.0)
    monkeypatch.setattr(migrations, "_INSTRUCTIONS", 100)
    with structlog.testing.capture_logs() as lines:
        migrate(opened)
    said = [line for line in lines if line["event"] == "migrating the database"]
    steps = [line["step"] for line in said]
    assert len(set(steps)) > 10
    assert steps == sorted(steps)
    assert {line["schema"] for line in said} == {migrations.newest_known()}
    [of] = {line["of"] for line in said}
    assert 1 <= steps[0] < steps[-1] <= of + 1


async def test_the_schema_is_a_new_files(opened: sqlite3.Connection, tmp_path: Path) -> None:
    migrate(opened)
    async with open_database(tmp_path / "fresh.db"):
        pass
    with closing(sqlite3.connect(tmp_path / "fresh.db")) as fresh:
        assert _rules(opened) == _rules(fresh)
