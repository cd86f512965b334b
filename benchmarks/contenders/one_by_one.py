"""The same ledger work through one transaction per request on an ordinary aiosqlite connection."""

import asyncio
import hmac
import json
import time
from typing import Any

import aiosqlite
from aiohttp import web

from benchmarks.contenders import schema
from benchmarks.contenders.serving import KEY, PATH, serve
from bot.domain.durations import Duration
from bot.domain.models import Grant, PersonId
from tests.plans import fold_first

_MONTH = Duration(1, 0)


class Ledger:
    """The ledger on one connection; a lock keeps one request's statements out of another's
    transaction."""

    def __init__(self, db: aiosqlite.Connection) -> None:
        self._db = db
        self._lock = asyncio.Lock()

    async def handle(self, request: web.Request) -> web.Response:
        body = await request.read()
        claimed = request.headers.get("trbt-signature", "")
        if not hmac.compare_digest(hmac.new(KEY, body, "sha256").hexdigest(), claimed):
            return web.json_response({"status": "error"}, status=401)
        event = json.loads(body)
        async with self._lock:
            await self._db.execute("BEGIN IMMEDIATE")
            try:
                outcome = await self._record(event, body, int(time.monotonic()))
            except BaseException:
                await self._db.rollback()
                raise
            await self._db.commit()
        return web.json_response({"status": "ok", "outcome": outcome})

    async def _record(self, event: dict[str, Any], body: bytes, now: int) -> str:
        paid = event["payload"]
        key = f"{event['name']}:purchase:{paid['purchase_id']}"
        if await self._one("SELECT id FROM webhook_events WHERE event_key = ?", key):
            await self._run(
                "UPDATE webhook_events SET deliveries = deliveries + 1 WHERE event_key = ?", key
            )
            return "duplicate"
        event_id = await self._run(
            """INSERT INTO webhook_events (event_key, name, body, outcome, first_seen_at,
                last_seen_at) VALUES (?, ?, ?, 'applied', ?, ?)""",
            *(key, event["name"], body, now, now),
        )
        await self._run(
            """INSERT INTO people (telegram_user_id, username, first_seen_at) VALUES (?, ?, ?)
            ON CONFLICT (telegram_user_id) DO NOTHING""",
            *(paid["telegram_user_id"], paid["telegram_username"], now),
        )
        await self._grant(paid, await self._purchase(paid, event_id, now), now)
        return "applied"

    async def _purchase(self, paid: dict[str, Any], event_id: int, now: int) -> int:
        return await self._run(
            """INSERT INTO purchases (status, event_id, purchase_id, telegram_user_id,
                telegram_username, trb_user_id, product_id, product_name, amount_minor, currency,
                transaction_id, purchased_at, received_at)
            VALUES ('applied', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            *(event_id, paid["purchase_id"], paid["telegram_user_id"]),
            *(paid["telegram_username"], paid["trb_user_id"], paid["product_id"]),
            *(paid["product_name"], paid["amount"], paid["currency"]),
            *(paid["transaction_id"], now, now),
        )

    async def _grant(self, paid: dict[str, Any], purchase: int, now: int) -> None:
        buyer, product = PersonId(paid["telegram_user_id"]), paid["product_id"]
        (tariff,) = await self._one(
            "SELECT tariff_id FROM tariff_products WHERE product_id = ?", product
        )
        await self._run(
            """INSERT INTO grants (telegram_user_id, plan_id, source, purchase_row, tariff_id,
                months, days, lifetime, granted_at)
            VALUES (?, 1, 'purchase', ?, ?, 1, 0, 0, ?)""",
            *(buyer, purchase, tariff, now),
        )
        cursor = await self._db.execute(
            "SELECT id, granted_at FROM grants WHERE telegram_user_id = ?", (buyer,)
        )
        rows = await cursor.fetchall()
        found = fold_first(buyer, [Grant(row[0], row[1], _MONTH) for row in rows])
        if found is None:
            raise LookupError(f"person {buyer} has a grant")
        await self._run(
            """INSERT INTO subscriptions (telegram_user_id, plan_id, started_at, expires_at,
                changed_at, check_at)
            VALUES (?, 1, ?, ?, ?, ?) ON CONFLICT (telegram_user_id, plan_id) DO UPDATE SET
                started_at = excluded.started_at, expires_at = excluded.expires_at""",
            *(buyer, found.started_at, found.expires_at, now, now),
        )
        await self._run(
            """INSERT INTO outbox (dedupe_key, lane, kind, chat_id, subject_id, not_before,
                created_at) VALUES (?, 0, 'paid', ?, ?, ?, ?)""",
            *(f"paid:{purchase}", buyer, purchase, now, now),
        )

    async def _one(self, sql: str, *parameters: object) -> Any:
        cursor = await self._db.execute(sql, parameters)
        return await cursor.fetchone()

    async def _run(self, sql: str, *parameters: object) -> int:
        cursor = await self._db.execute(sql, parameters)
        return cursor.lastrowid or 0


async def application(database: str) -> web.Application:
    schema.create(database)
    db = await aiosqlite.connect(database, isolation_level=None)
    await db.execute("PRAGMA synchronous = FULL")
    await db.execute("PRAGMA foreign_keys = ON")
    app = web.Application()
    app.router.add_post(PATH, Ledger(db).handle)
    return app


if __name__ == "__main__":
    serve(application)
