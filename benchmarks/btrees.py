"""Names the B-trees that taking in a sale writes to: the tables and indexes whose pages it changes.

python -P …/btrees.py FOLDER prints them as JSON. It imports the build that PYTHONPATH names, which
may be another checkout.
"""

import asyncio
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from benchmarks.contenders import schema
from benchmarks.load import Plan, body
from bot.clock import SystemClock
from bot.tribute import events
from bot.usecases.webhook_intake.receive import WebhookIntake
from storage.engine.database import open_database


async def written(path: Path) -> list[str]:
    """Return the B-trees that the sale to somebody new changes, in a file of its own.

    SQLite's programs open more of them for writing: also the partial indexes that the row isn't in.
    """
    schema.create(str(path))
    async with open_database(path):
        pass  # the first start writes a little, later ones nothing
    before = _roots(path)
    content = body(Plan(), 1)
    async with open_database(path) as db:
        await WebhookIntake(db, SystemClock(), ()).receive(events.read(content), content)
    after = _roots(path)
    return sorted(name for name, page in after.items() if page != before[name])


def _roots(path: Path) -> dict[str, bytes]:
    """Return the root page of each table and index; with so few rows it is the whole B-tree."""
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = file.execute("PRAGMA page_size").fetchone()
        pages = file.execute(
            "SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0"
        ).fetchall()
    content = path.read_bytes()
    return {name: content[(page - 1) * size : page * size] for name, page in pages}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(written(Path(sys.argv[1]) / "shop.db"))))
