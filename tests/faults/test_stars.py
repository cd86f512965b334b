"""Payments in Stars survive a kill and a full disk: Telegram forgets none before it is stored."""

import asyncio
import signal

import pytest

from bot.sandbox.telegram.stars import Invoice, StarsCharge
from handlers.telegram.callbacks.shared import ShowTariffs
from handlers.telegram.callbacks.stars import PayInStars
from tests.bodies import ANNA
from tests.faults.conftest import ADMIN, Shop
from tests.faults.forked import Point
from tests.faults.stars_shop import PRICE, count, sold

__all__ = ["sold"]

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]

_MANY = 80
"""So many payments need more pages than the file has."""


async def _invoice(shop: Shop) -> Invoice:
    before = len(shop.telegram.invoices(ANNA))
    await shop.telegram.press(ANNA, 1, ShowTariffs().pack())
    await shop.telegram.press(ANNA, 1, PayInStars(id=1, stars=PRICE).pack())
    async with asyncio.timeout(30):
        while len(shop.telegram.invoices(ANNA)) == before:
            await asyncio.sleep(0.01)
    found = shop.telegram.invoices(ANNA)[-1].invoice
    assert found is not None
    return found


async def _pay(shop: Shop) -> StarsCharge:
    paid = await shop.telegram.pay_invoice(ANNA, await _invoice(shop))
    assert paid.charge is not None
    return paid.charge


@pytest.mark.fault("T15", "SIGKILL while a payment in Stars is stored")
@pytest.mark.parametrize("statement", ["INTO purchases", "INTO stars_payments", "INTO outbox"])
async def test_a_payment_that_a_kill_cut_off_is_reported_again_and_granted_once(
    sold: Shop, statement: str
) -> None:
    await sold.bot.start(dies_at=Point(statement))
    await _pay(sold)
    assert await sold.bot.ended() == -signal.SIGKILL
    assert count(sold, "stars_payments") == 0
    await sold.bot.start()
    await sold.telegram.wait_for(ANNA, lambda one: "Thank you" in one.text)
    assert await sold.bot.stop() == 0
    assert count(sold, "grants") == count(sold, "stars_payments") == 1
    assert sold.count_messages(ANNA, "Thank you") == 1


@pytest.mark.fault("T15", "SIGKILL when a payment in Stars is stored, and Telegram doesn't know")
async def test_a_payment_that_is_stored_before_a_kill_is_granted_once(sold: Shop) -> None:
    await sold.bot.start(dies_at=Point("UPDATE outbox SET state"))
    await _pay(sold)
    assert await sold.bot.ended() == -signal.SIGKILL
    assert count(sold, "grants") == 1
    await sold.bot.start()
    await sold.telegram.wait_for(ADMIN, lambda one: "Sale" in one.text)
    assert await sold.bot.stop() == 0
    assert count(sold, "grants") == count(sold, "stars_payments") == 1


@pytest.mark.fault("T15", "a full disk while a payment in Stars is reported")
async def test_a_payment_that_cannot_be_stored_stays_at_telegram(sold: Shop) -> None:
    await sold.bot.start()
    paid = await _pay(sold)
    await sold.telegram.wait_for(ANNA, lambda one: "Thank you" in one.text)
    sold.bot.levers.disk_full = 1
    for number in range(_MANY):
        sold.telegram.report(paid, telegram_payment_charge_id=f"another-{number}")
    async with asyncio.timeout(60):
        while "not stored" not in sold.bot.log() and "unavailable" not in sold.bot.log():
            await asyncio.sleep(0.05)
    assert count(sold, "stars_payments") < _MANY + 1
    sold.bot.levers.disk_full = 0
    async with asyncio.timeout(120):
        while count(sold, "stars_payments") < _MANY + 1:
            await asyncio.sleep(0.05)
    assert await sold.bot.stop() == 0
    assert count(sold, "grants") == _MANY + 1
