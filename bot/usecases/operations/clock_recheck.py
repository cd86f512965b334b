"""Looks again at everything that was decided or put off by a clock that was ahead."""

from dataclasses import dataclass

from bot.clock import CheckedClock
from bot.usecases.access.clock_recheck import recheck_access, recheck_facts
from bot.usecases.chats.clock_recheck import recheck_chats
from bot.usecases.outbox.clock_recheck import recheck_outbox
from bot.usecases.webhooks_out.clock_recheck import recheck_webhooks
from storage import product_bindings, webhook_events
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.queries import later_acts
from storage.recurring import recurring_bindings
from storage.shop_face import profile_wishes


@dataclass(frozen=True, slots=True)
class ClockRecheck:
    """Finds what is wrong by what is stored, so it may run at any time and any number of times.

    Each time that is stored and lies in the future comes from a clock that was ahead, or is a
    deadline that must not be further away than its rule allows. Facts of the ledger, such as cuts
    and grants, are corrected only while the clock is sure: one that is behind would shorten paid
    time.
    """

    db: Database
    clock: CheckedClock

    async def on_start(self) -> None:
        """Look once: the clock may have been set back while the bot was down."""
        await self.recheck()

    async def recheck(self) -> None:
        now, is_sure = self.clock.now(), self.clock.is_sure()
        await self.db.write(lambda tx: _recheck(tx, now, is_sure=is_sure))


def _recheck(tx: Tx, now: int, *, is_sure: bool) -> None:
    if is_sure:
        product_bindings.bound_at_the_latest(tx, now)
        recurring_bindings.bound_at_the_latest(tx, now)
        recheck_facts(tx, now)
        later_acts.done_at_the_latest(tx, now)
    recheck_access(tx, now)
    recheck_chats(tx, now)
    recheck_outbox(tx, now)
    recheck_webhooks(tx, now)
    profile_wishes.tried_at_the_latest(tx, now)
    webhook_events.seen_at_the_latest(tx, now)
