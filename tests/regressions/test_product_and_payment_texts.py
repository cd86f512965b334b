"""The texts about products and payments that buyers and admins read.

The faults were found by a black-box test; each docstring says what happened then.
"""

from typing import Any, cast

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from bot.usecases.tariffs.catalog import FRESH_SECONDS
from tests.handlers.telegram.payments import deliver
from tests.handlers.telegram.talk import ask, hear, labels


async def test_a_webhook_without_the_products_name_still_names_it(world: World):
    """Buyers were thanked for “product 456”: older bodies, as in Tribute's guide, have no name."""
    await ask(world, BUYER.id, "/start")
    await deliver(world, product_id=456, amount=500, currency="usd", telegram_user_id=BUYER.id)
    message = await hear(world, BUYER.id, "Thank you!")
    name = str(world.tribute.products[456]["name"])
    assert f"“{name}”" in message.text
    assert f"“{name}”" in (await ask(world, BUYER.id, "/status")).text


async def test_admins_are_notified_of_products_that_cannot_be_read(world: World):
    """Such products were left out of /products, and only the log mentioned them."""
    for product_id in (456, 457):
        cast("dict[str, Any]", world.tribute.products[product_id])["currency"] = 5
    message = await ask(world, ADMIN.id, "/products")
    assert "⚠️ 2 products can't be shown" in message.text
    assert "Tribute's dashboard" in message.text


async def test_a_list_of_readable_products_has_no_warning(world: World):
    assert "can't be shown" not in (await ask(world, ADMIN.id, "/products")).text


async def test_a_buyer_whose_payment_comes_after_the_end_reads_whom_to_ask(world: World):
    """A payment reported a year late was answered with “Thank you! Your access ended” alone."""
    await ask(world, BUYER.id, "/start")
    await deliver(
        world,
        product_id=456,
        amount=500,
        currency="usd",
        telegram_user_id=BUYER.id,
        purchase_id=78_901,
        purchase_created_at="2025-03-20T01:15:58.33246Z",
    )
    message = await hear(world, BUYER.id, "Thank you!")
    assert "Your access ended on 20 April 2025, 01:15 UTC." in message.text
    assert "/paysupport" in message.text


async def test_a_product_stays_on_sale_when_tributes_answer_about_it_cannot_be_read(
    world: World, clock: FixedClock
):
    """One price was sent as text, and buyers read that nothing was on sale."""
    before = labels(await ask(world, BUYER.id, "/buy"))
    cast("dict[str, Any]", world.tribute.products[456])["amount"] = "999"
    clock.move(FRESH_SECONDS)
    assert labels(await ask(world, BUYER.id, "/buy")) == before
