"""The number of people whom a broadcast to an audience would reach now."""

import asyncio

from bot.domain.broadcasts import Audience, Reach
from storage import broadcasts
from storage.broadcasts import Portion
from storage.engine.database import Database

_COUNTED_AT_ONCE = 1000


async def count_reach(db: Database, audience: Audience, now: int) -> Reach:
    """Count in portions, so that nothing waits while a million people are counted."""
    after, total, loop = 0, Reach(), asyncio.get_running_loop()
    while True:
        began = loop.time()
        found = await _look(db, audience, now, after)
        await asyncio.sleep(db.rests.after(loop.time() - began))
        if found.up_to is None:
            return total
        after = found.up_to
        total = Reach(
            total.people + len(found.reachable),
            total.skipped + len(found.skipped),
            total.declined + len(found.declined),
        )


async def _look(db: Database, audience: Audience, now: int, after: int) -> Portion:
    return await db.report(
        lambda tx: broadcasts.portion(tx, audience, now, after, _COUNTED_AT_ONCE)
    )
