"""Helpers for tests of payments in Stars: an admin's price, and a buyer's invoice."""

from bot.domain.models import TariffId
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.stars import PayInStars
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import ask, press, until

PRICE = 250


async def set_price(world: World, stars: int | None = PRICE, tariff: int = 1) -> None:
    """Let buyers be asked this price, as an admin does."""
    prices = deps(world).stars_prices
    found = await prices.of(tariff)
    assert found is not None
    seen, number = found.version, TariffId(tariff)
    assert await prices.set(number, stars, seen=seen, admin_id=ADMIN.id)


async def invoice(world: World, person: int = BUYER.id, stars: int = PRICE) -> Message:
    """Press the price in Stars, and return the invoice that comes."""
    shop = await ask(world, person, "/buy")
    before = len(world.telegram.calls_of("sendInvoice"))
    await press(world, person, shop.message_id, PayInStars(id=1, stars=stars))
    await world.telegram.wait_for_calls("sendInvoice", before + 1)
    await until(lambda: bool(world.telegram.invoices(person)))
    return world.telegram.invoices(person)[-1]
