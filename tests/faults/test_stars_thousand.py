"""A thousand payments in Stars, with kills at any moment, updates doubled and a tenth of them lost:
every charge is in the ledger once, and the sums are Telegram's."""

import asyncio
import contextlib
import os
import random
import signal

import pytest

from bot.clock import SystemClock
from bot.sandbox.telegram import payments as telegram_payments
from bot.sandbox.telegram.stars import Invoice, StarsCharge
from bot.usecases.operations.ledger_check import check
from storage.engine.database import open_read_only
from tests.faults.conftest import Shop
from tests.faults.stars_shop import PRICE, count, order, sold

__all__ = ["sold"]

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]

_SEED = int(os.environ.get("STARS_SEED", "20261129"))
_PAYMENTS = int(os.environ.get("STARS_PAYMENTS", "1000"))
_AT_ONCE = 40
_CHECKOUT_SECONDS = 2.0
"""Buyers try again sooner than they would at Telegram."""


class _Crowd:
    """People who pay, one invoice each, until each of them was charged."""

    def __init__(self, shop: Shop, invoices: dict[int, Invoice], rng: random.Random) -> None:
        self.charged = 0
        self.kills = 0
        self.lost = 0
        """Payments of which Telegram never told the bot."""
        self._shop = shop
        self._rng = rng
        self._left = list(invoices.items())

    async def pay_all(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            for _ in range(_AT_ONCE):
                tasks.create_task(self._pay_some())

    async def keep_killing(self) -> None:
        """Kill the bot at a random statement, or among some payments, and start it again, until all
        have paid."""
        bot = self._shop.bot
        while self.charged < _PAYMENTS:
            await bot.start()
            if self._rng.random() < 0.7:
                bot.levers.dies_in = self._rng.randint(20, 4000)
            most = min(_PAYMENTS, self.charged + self._rng.randint(10, _PAYMENTS // 8))
            while bot.alive and self.charged < most:
                await asyncio.sleep(0.01)
            with contextlib.suppress(ProcessLookupError):
                bot.signal(signal.SIGKILL)
            await bot.ended()
            self.kills += 1

    async def _pay_some(self) -> None:
        while self._left:
            person, invoice = self._left.pop()
            charge: StarsCharge | None = None
            while charge is None:
                lost = self._rng.random() < 0.1
                paid = await self._shop.telegram.pay_invoice(person, invoice, lose_update=lost)
                charge = paid.charge
            self.charged += 1
            self.lost += lost
            self._afterwards(charge, lost=lost)

    def _afterwards(self, charge: StarsCharge, *, lost: bool) -> None:
        """Double some updates, and give some Stars back, with an update or without."""
        telegram = self._shop.telegram
        if not lost and self._rng.random() < 0.3:
            telegram.report(charge)
        if self._rng.random() < 0.05:
            telegram.refund_from_outside(charge, lose_update=self._rng.random() < 0.5)


@pytest.mark.fault("T16", "1,000 payments, kills at random, updates doubled, a tenth of them lost")
async def test_every_one_of_a_thousand_charges_is_in_the_ledger_once(
    sold: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram_payments, "CHECKOUT_SECONDS", _CHECKOUT_SECONDS)
    people = range(10_001, 10_001 + _PAYMENTS)
    invoices = await order(sold, people, SystemClock().now())
    crowd = _Crowd(sold, invoices, random.Random(_SEED))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(crowd.keep_killing())
        tasks.create_task(crowd.pay_all())
    await _come_to_rest(sold)
    assert crowd.kills > 3
    assert crowd.lost > _PAYMENTS / 20
    assert count(sold, "stars_differences WHERE kind = 'granted'") >= crowd.lost
    _assert_as_telegram_has_it(sold)


async def _come_to_rest(shop: Shop) -> None:
    """Let the bot work in what was reported, then compare the list once more, after a restart."""
    for _ in range(2):
        await shop.bot.start()
        async with asyncio.timeout(120):
            while _is_behind(shop):
                await asyncio.sleep(0.1)
        assert await shop.bot.stop() == 0


def _is_behind(shop: Shop) -> bool:
    with open_read_only(shop.bot.database) as tx:
        read = tx.scalar("SELECT worked_in FROM stars_list") or 0
    return read < len(shop.telegram.movements) or count(shop, "stars_payments") < len(
        shop.telegram.charges
    )


def _assert_as_telegram_has_it(shop: Shop) -> None:
    stars = shop.telegram._api.stars
    charges = {one.charge_id for one in stars.charges}
    with open_read_only(shop.bot.database) as tx:
        known = [row[0] for row in tx.all("SELECT charge_id FROM stars_payments")]
        statuses = dict(
            tuple(row) for row in tx.all("SELECT status, COUNT(*) FROM purchases GROUP BY status")
        )
        income = tx.scalar("SELECT SUM(amount_minor) FROM purchases WHERE status = 'applied'")
        grants = tx.scalar("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL")
        assert check(tx) == []
    assert sorted(known) == sorted(charges)
    assert statuses.get("refunded", 0) == len(stars.refunded)
    assert statuses == {
        "applied": len(charges) - len(stars.refunded),
        **({"refunded": len(stars.refunded)} if stars.refunded else {}),
    }
    assert income == stars.own_balance == PRICE * (len(charges) - len(stars.refunded))
    assert grants == statuses["applied"]
