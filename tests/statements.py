"""Notes the statements that reach SQLite through the bot's own connections."""

from collections.abc import Iterator
from contextlib import contextmanager

from storage.engine.database import Database


@contextmanager
def heard_statements(db: Database) -> Iterator[list[str]]:
    """Yield a list to which SQLite adds each statement that it runs for this database, reports
    included. A statement is also what takes a lock of the file."""
    found: list[str] = []
    connections = [db._connection._conn, *db._reader._free]
    for one in connections:
        one.set_trace_callback(found.append)
    try:
        yield found
    finally:
        for one in connections:
            one.set_trace_callback(None)
