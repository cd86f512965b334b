"""Rows of a shop's ledger as tuples, to compare them whole with what they must be."""

from typing import Any

from tests.usecases.conftest import Shop

QUEUED = "SELECT dedupe_key, chat_id, subject_id, event_id, created_at FROM outbox ORDER BY id"
EVENTS = """SELECT event_key, name, outcome, problems, deliveries, first_seen_at, last_seen_at
    FROM webhook_events ORDER BY id"""
AUDIT = "SELECT at, actor, action, subject, detail FROM audit ORDER BY id"
GRANTS = """SELECT telegram_user_id, purchase_row, tariff_id, months, days, granted_at
    FROM grants ORDER BY id"""
OUTCOMES = "SELECT outcome FROM webhook_events ORDER BY id"


async def rows(shop: Shop, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    return await shop.db.read(lambda tx: [tuple(row) for row in tx.all(sql, parameters)])


async def column(shop: Shop, sql: str, *parameters: object) -> list[Any]:
    """Return the first column of a query."""
    return [row[0] for row in await rows(shop, sql, *parameters)]
