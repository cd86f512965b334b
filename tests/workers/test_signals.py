"""Each worker that only a sign wakes is woken in the running app, where the workers are built."""

import asyncio

import pytest

from bot.clock import FixedClock
from bot.sandbox.world import World
from bot.usecases.plans import inclusions
from storage import broadcasts
from storage.engine.database import Database
from storage.inbox import deferred_updates
from storage.stars import listed, orders
from storage.stars.prices import PRICES_SIGNAL
from tests.handlers.telegram.talk import until
from tests.statements import heard_statements
from tests.workers.test_quiet_workers import SOON

LOOKS = {
    deferred_updates.SIGNAL: "FROM deferred_updates",
    orders.INVOICES_SIGNAL: "MIN(expires_at) FROM stars_orders",
    inclusions.SIGNAL: "'refolded_up_to'",
    listed.SIGNAL: "FROM stars_prices",
    PRICES_SIGNAL: "FROM stars_prices",
    broadcasts.SIGNAL: "FROM broadcasts",
}


async def _until_silent(db: Database, words: str) -> None:
    """Wait until the worker has looked, as it does at the start, and sleeps."""
    async with asyncio.timeout(15):
        while True:
            with heard_statements(db) as statements:
                await asyncio.sleep(6 * SOON)
            if not any(words in one for one in statements):
                return


@pytest.mark.parametrize("signal", LOOKS)
async def test_a_sign_wakes_its_worker(clock: FixedClock, signal: str) -> None:
    async with World.open(clock=clock) as world:
        assert world.app is not None
        db = world.app.deps.readiness.db
        await _until_silent(db, LOOKS[signal])
        with heard_statements(db) as statements:
            await db.write(lambda tx: tx.signal(signal))
            await until(lambda: any(LOOKS[signal] in one for one in statements))
