"""Payments in Stars of which Telegram never tells: its list brings them, also after a kill."""

import asyncio
import signal

import pytest

from bot.clock import SystemClock
from bot.sandbox.telegram.stars import Invoice
from bot.usecases.operations.ledger_check import check
from storage.engine.database import open_read_only
from tests.faults.conftest import Shop
from tests.faults.forked import Point
from tests.faults.stars_shop import PRICE, count, order, sold

__all__ = ["sold"]

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]

_PEOPLE = range(10_001, 10_006)


async def _invoices(shop: Shop) -> dict[int, Invoice]:
    return await order(shop, _PEOPLE, SystemClock().now())


async def _until_counted(shop: Shop, table: str, number: int) -> None:
    async with asyncio.timeout(60):
        while count(shop, table) < number:
            await asyncio.sleep(0.05)


def _assert_each_counts_once(shop: Shop) -> None:
    with open_read_only(shop.bot.database) as tx:
        known = [row[0] for row in tx.all("SELECT charge_id FROM stars_payments")]
        income = tx.scalar("SELECT SUM(amount_minor) FROM purchases WHERE status = 'applied'")
        assert check(tx) == []
    assert sorted(known) == sorted(one.charge_id for one in shop.telegram.charges)
    assert income == PRICE * len(known)
    assert count(shop, "grants") == len(known)


@pytest.mark.fault("T15", "SIGKILL between the answer to Telegram's question and the payment")
async def test_a_kill_between_the_question_and_the_payment_loses_nothing(sold: Shop) -> None:
    invoices = await _invoices(sold)
    await sold.bot.start()
    [(person, invoice), *_] = invoices.items()
    asked = {"total_amount": PRICE, "invoice_payload": invoice.payload}
    assert await sold.telegram.ask_checkout(person, **asked) == ""
    await sold.bot.kill()
    sold.telegram.take_stars(person, invoice)
    await sold.bot.start()
    await _until_counted(sold, "stars_payments", 1)
    assert await sold.bot.stop() == 0
    _assert_each_counts_once(sold)


@pytest.mark.fault("T17", "payments whose update was lost; SIGKILL while the list is compared")
@pytest.mark.parametrize(
    "point",
    [
        Point("INTO purchases"),
        Point("INTO stars_differences"),
        Point("INTO stars_differences", after=True),
        Point("INTO stars_list"),
        Point("INTO stars_list", after=True),
    ],
    ids=str,
)
async def test_a_look_that_a_kill_cut_off_goes_on(sold: Shop, point: Point) -> None:
    for person, invoice in (await _invoices(sold)).items():
        sold.telegram.take_stars(person, invoice, lose_update=True)
    await sold.bot.start(dies_at=point)
    assert await sold.bot.ended() == -signal.SIGKILL
    await sold.bot.start()
    await _until_counted(sold, "stars_list WHERE read_at IS NOT NULL", 1)
    assert await sold.bot.stop() == 0
    _assert_each_counts_once(sold)
    assert count(sold, "stars_differences") == len(_PEOPLE)


@pytest.mark.fault("T17", "refunds whose update was lost")
async def test_refunds_that_were_never_reported_are_applied_at_the_next_start(sold: Shop) -> None:
    for person, invoice in (await _invoices(sold)).items():
        charge = sold.telegram.take_stars(person, invoice, lose_update=person % 2 == 0)
        sold.telegram.refund_from_outside(charge, lose_update=person % 3 > 0)
    await sold.bot.start()
    await _until_counted(sold, "purchases WHERE status = 'refunded'", len(_PEOPLE))
    assert await sold.bot.stop() == 0
    assert count(sold, "purchases") == len(_PEOPLE)
    assert count(sold, "grants WHERE revoked_at IS NULL") == 0


@pytest.mark.fault(
    "T18", "every call to Telegram cut, a restart meanwhile, half of the updates lost"
)
async def test_payments_made_while_telegram_is_down_count_once_it_is_back(sold: Shop) -> None:
    invoices = await _invoices(sold)
    await sold.bot.start()
    for method in ("getUpdates", "*"):
        sold.telegram.fail(method, times=10_000, mode="drop")
    for number, (person, invoice) in enumerate(invoices.items()):
        sold.telegram.take_stars(person, invoice, lose_update=number % 2 == 0)
    await sold.bot.kill()
    await sold.bot.start()
    async with asyncio.timeout(60):
        while "list of Stars not read" not in sold.bot.log():
            await asyncio.sleep(0.05)
    sold.telegram.clear_failures()
    await _until_counted(sold, "stars_payments", len(_PEOPLE))
    assert await sold.bot.stop() == 0
    _assert_each_counts_once(sold)
