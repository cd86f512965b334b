"""Renewals in Stars survive a kill: no payment counts twice, and a stop is taken up again."""

import asyncio
import signal

import pytest

from bot.domain.models import TariffId
from bot.domain.stars import InStars
from bot.domain.stars_renewals.renewal import PERIOD_SECONDS, Asked
from bot.sandbox.telegram.stars import StarsCharge
from handlers.telegram.callbacks.shared import ShowTariffs
from handlers.telegram.callbacks.stars import EditRenewal, SubscribeInStars
from storage.engine.database import open_database, open_read_only
from storage.stars import prices
from tests.bodies import ANNA
from tests.faults.conftest import ADMIN, Shop
from tests.faults.forked import Point

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]

PRICE = 250


@pytest.fixture(params=["polling", "webhook"])
async def sold(request: pytest.FixtureRequest, shop: Shop) -> Shop:
    """Return a shop that sells a month every 30 days, by polling and by webhook; the bot is
    stopped."""
    await shop.bot.start()
    await shop.telegram.wait_for(ADMIN, lambda one: "A new, empty shop" in one.text)
    assert await shop.bot.stop() == 0
    price = InStars(PRICE, renews=True)
    async with open_database(shop.bot.database) as db:
        await db.write(lambda tx: prices.insert(tx, TariffId(1), price, 1, ADMIN))
    if request.param == "webhook":
        shop.bot.settings["PUBLIC_URL"] = shop.bot.url
    return shop


async def _subscribe(shop: Shop) -> StarsCharge:
    await shop.telegram.press(ANNA, 1, ShowTariffs().pack())
    await shop.telegram.press(ANNA, 1, SubscribeInStars(id=1, stars=PRICE).pack())
    link = await shop.telegram.wait_for(ANNA, lambda one: "until you stop it" in one.text)
    paid = await shop.telegram.pay_link(ANNA, str(link.buttons[0].url))
    assert paid.charge is not None
    return paid.charge


def _renew(shop: Shop, first: StarsCharge) -> None:
    """Report the second payment as Telegram does at the end of the first one."""
    shop.telegram.report(
        first,
        telegram_payment_charge_id="renewal",
        subscription_expiration_date=first.at + 2 * PERIOD_SECONDS,
        is_recurring=True,
    )


def _count(shop: Shop, sql: str) -> int:
    with open_read_only(shop.bot.database) as tx:
        return int(tx.scalar(sql))


@pytest.mark.fault("T15", "SIGKILL while a renewal in Stars is stored")
@pytest.mark.parametrize("statement", ["INTO stars_payments", "INTO stars_renewal_events"])
async def test_a_renewal_that_a_kill_cut_off_is_reported_again_and_granted_once(
    sold: Shop, statement: str
) -> None:
    await sold.bot.start()
    first = await _subscribe(sold)
    await sold.telegram.wait_for(ANNA, lambda one: "Thank you" in one.text)
    assert await sold.bot.stop() == 0
    await sold.bot.start(dies_at=Point(statement))
    _renew(sold, first)
    assert await sold.bot.ended() == -signal.SIGKILL
    assert _count(sold, "SELECT COUNT(*) FROM stars_payments") == 1
    await sold.bot.start()
    await sold.telegram.wait_for(ANNA, lambda one: "It is renewed" in one.text)
    assert await sold.bot.stop() == 0
    assert _count(sold, "SELECT COUNT(*) FROM stars_payments") == 2
    assert _count(sold, "SELECT COUNT(*) FROM stars_renewals") == 1
    assert _count(sold, "SELECT expires_at FROM subscriptions") == first.at + 2 * PERIOD_SECONDS


@pytest.mark.fault("T15", "SIGKILL when Telegram has stopped a renewal, before that is stored")
async def test_a_stop_that_a_kill_cut_off_is_taken_up_again_at_the_next_start(sold: Shop) -> None:
    """The press is stored until it is handled; asking Telegram twice does no harm."""
    await sold.bot.start()
    await _subscribe(sold)
    await sold.telegram.wait_for(ANNA, lambda one: "Thank you" in one.text)
    assert await sold.bot.stop() == 0
    await sold.bot.start(dies_at=Point("INTO stars_renewal_events"))
    stop = EditRenewal(id=1, asked=Asked.STOP).pack()
    async with asyncio.TaskGroup() as tasks:
        pressing = tasks.create_task(sold.telegram.press(ANNA, 1, stop))
        assert await sold.bot.ended() == -signal.SIGKILL
        pressing.cancel()
    assert sold.telegram.subscriptions_of(ANNA)[0].bot_canceled
    assert _count(sold, "SELECT state = 'active' AND asked = 'stop' FROM stars_renewals")
    await sold.bot.start()
    await sold.telegram.wait_for(ANNA, lambda one: "The renewal is stopped" in one.text)
    assert await sold.bot.stop() == 0
    assert _count(sold, "SELECT state = 'stopped' AND asked IS NULL FROM stars_renewals")
    stops = "SELECT COUNT(*) FROM stars_renewal_events WHERE what = 'stopped'"
    assert _count(sold, stops) == 1
