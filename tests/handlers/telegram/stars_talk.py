"""Helpers for tests of payments in Stars: an admin's price, and a buyer's invoice."""

from bot.domain.models import TariffId
from bot.domain.stars import InStars
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.telegram import Message
from bot.sandbox.telegram.stars import StarsSubscription
from bot.sandbox.world import World
from handlers.telegram.callbacks.stars import PayInStars, SubscribeInStars
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import ask, hear, press, until

PRICE = 250


async def set_price(
    world: World, stars: int | None = PRICE, tariff: int = 1, *, renews: bool = False
) -> None:
    """Let buyers be asked this price, as an admin does."""
    prices = deps(world).stars_prices
    found = await prices.of(tariff)
    assert found is not None
    seen, number = found.version, TariffId(tariff)
    price = InStars(stars, renews) if stars is not None else None
    assert await prices.set(number, price, seen=seen, admin_id=ADMIN.id)


async def invoice(world: World, person: int = BUYER.id, stars: int = PRICE) -> Message:
    """Press the price in Stars, and return the invoice that comes."""
    shop = await ask(world, person, "/buy")
    before = len(world.telegram.calls_of("sendInvoice"))
    await press(world, person, shop.message_id, PayInStars(id=1, stars=stars))
    await world.telegram.wait_for_calls("sendInvoice", before + 1)
    await until(lambda: bool(world.telegram.invoices(person)))
    return world.telegram.invoices(person)[-1]


async def offered_link(world: World, person: int = BUYER.id, stars: int = PRICE) -> Message:
    """Press the price that renews, and return the message with its link."""
    shop = await ask(world, person, "/buy")
    before = len(world.telegram.calls_of("createInvoiceLink"))
    await press(world, person, shop.message_id, SubscribeInStars(id=1, stars=stars))
    await world.telegram.wait_for_calls("createInvoiceLink", before + 1)
    return await hear(world, person, "every 30 days\n", after=shop.message_id)


def address_of(link: Message) -> str:
    """Return the address below an offer that renews."""
    url = link.buttons[0].url
    assert url is not None
    return url


async def subscribe(world: World, person: int = BUYER.id, stars: int = PRICE) -> StarsSubscription:
    """Let somebody pay what renews for the first time, and read their thanks."""
    await set_price(world, stars, renews=True)
    link = await offered_link(world, person, stars)
    paid = await world.telegram.pay_link(person, address_of(link))
    assert paid.charge is not None, paid.refused
    await hear(world, person, "It renews every 30 days", after=link.message_id)
    return world.telegram.subscriptions_of(person)[-1]
