"""The conditions of the tables that a sale writes to: cheap at each statement, and all still
held."""

import re
import sqlite3

import pytest

from storage.engine.database import Database
from storage.engine.tx import Tx

SOLD = ("people", "webhook_events", "purchases", "grants", "subscriptions", "outbox", "sums")
"""The tables that every sale writes to."""
_LIST = re.compile(r"\bIN \(([^()]*)\)")


def _conditions(tx: Tx) -> list[str]:
    rows = tx.all("SELECT tbl_name, sql FROM sqlite_schema WHERE type IN ('table', 'index')")
    return [row["sql"] for row in rows if row["tbl_name"] in SOLD and row["sql"]]


async def test_no_statement_of_a_sale_builds_a_table_for_a_list_of_values(db: Database) -> None:
    """SQLite compares with two values one by one; for more it fills a table of its own."""
    found = await db.read(_conditions)
    assert len(found) > len(SOLD)
    lists = [one for sql in found for one in _LIST.findall(sql)]
    assert [one for one in lists if one.count(",") > 1] == []


@pytest.mark.parametrize(
    "statement",
    [
        """INSERT INTO webhook_events (event_key, name, body, outcome, first_seen_at, last_seen_at)
        VALUES ('k', 'n', x'00', ?, 1, 1)""",
        "INSERT INTO purchases (status, received_at) VALUES (?, 1)",
        """INSERT INTO outbox (dedupe_key, lane, kind, chat_id, state, not_before, created_at)
        VALUES ('k', 0, 'paid', 1, ?, 1, 1)""",
    ],
)
async def test_an_unknown_state_is_refused(db: Database, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=r"failed: (outcome|status|state) = "):
        await db.write(lambda tx: tx.execute(statement, ("unheard-of",)))


async def test_sums_lie_in_no_other_area(db: Database) -> None:
    statement = "INSERT INTO sums VALUES (?, 900, 900, 'began', 1, '', 0, 0, 0, 0, 0, 0, 0)"
    for area in (-1, 3):
        with pytest.raises(sqlite3.IntegrityError, match="failed: area BETWEEN"):
            await db.write(lambda tx, area=area: tx.execute(statement, (area,)))  # type: ignore[misc]
