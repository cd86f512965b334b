"""Makes a fresh file with Tributary's own tables and one tariff: all contenders keep one ledger."""

import sqlite3
from contextlib import closing

from benchmarks.load import PRODUCT_ID
from storage.engine.migrate import migrate


def create(path: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection)
        connection.execute(
            "INSERT INTO tariffs (id, plan_id, months, days, lifetime, created_at)"
            " VALUES (1, 1, 1, 0, 0, 0)"
        )
        connection.execute(
            """INSERT INTO tariff_products (product_id, tariff_id, is_on_offer, bound_at)
            VALUES (?, 1, 1, 0)""",
            (PRODUCT_ID,),
        )
        connection.execute(
            "INSERT INTO product_bindings (product_id, tariff_id, bound_at) VALUES (?, 1, 0)",
            (PRODUCT_ID,),
        )
