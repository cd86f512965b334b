"""Names the B-trees that taking in a sale writes to: the tables and indexes of its statements.

python -P …/btrees.py FOLDER prints them as JSON. It imports the build that PYTHONPATH names, which
may be another checkout.
"""

import asyncio
import json
import sys
from pathlib import Path

from benchmarks.contenders import schema
from benchmarks.load import Plan, body
from bot.clock import SystemClock
from bot.tribute import events
from bot.usecases.webhook_intake.receive import WebhookIntake
from storage.engine.database import open_database
from storage.engine.tx import Tx


async def written(path: Path) -> list[str]:
    """Return the B-trees that the sale to somebody new opens for writing, in a file of its own.

    SQLite opens every index of a table for an INSERT, and those of the changed columns for an
    UPDATE, so partial indexes count whether or not the row is in them.
    """
    schema.create(str(path))
    content = body(Plan(), 1)
    seen: list[str] = []
    async with open_database(path) as db:
        intake = WebhookIntake(db, SystemClock(), ())
        await db.read(lambda tx: tx._connection.set_trace_callback(seen.append))
        await intake.receive(events.read(content), content)
        await db.read(lambda tx: tx._connection.set_trace_callback(None))
        return await db.read(lambda tx: _opened(tx, seen))


def _opened(tx: Tx, statements: list[str]) -> list[str]:
    names = {row["rootpage"]: row["name"] for row in tx.all("SELECT * FROM sqlite_schema")}
    pages = {
        step["p2"]
        for statement in statements
        if statement.lstrip().startswith(("INSERT", "UPDATE", "DELETE"))
        for step in tx.all(f"EXPLAIN {statement}")
        if step["opcode"] == "OpenWrite"
    }
    return sorted(names[page] for page in pages)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(written(Path(sys.argv[1]) / "shop.db"))))
