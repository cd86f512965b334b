"""Found by a black-box test: what buyers and admins read of products and payments."""

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
    assert f"«{name}»" in message.text
    assert f"«{name}»" in (await ask(world, BUYER.id, "/status")).text


async def test_admins_are_told_of_products_that_cannot_be_read(world: World):
    """They were left out of /products, and only the log knew."""
    for product_id in (456, 457):
        cast("dict[str, Any]", world.tribute.products[product_id])["currency"] = 5
    message = await ask(world, ADMIN.id, "/products")
    assert "⚠️ 2 products can't be shown" in message.text
    assert "Tribute's dashboard" in message.text


async def test_where_every_product_can_be_read_nothing_is_said_of_it(world: World):
    assert "can't be shown" not in (await ask(world, ADMIN.id, "/products")).text


async def test_who_paid_so_long_ago_that_it_is_over_reads_where_to_turn(world: World):
    """“Thank you! Your access ended” was all that a payment told of a year later said."""
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


async def test_what_is_sold_stays_on_sale_when_tributes_word_of_it_cannot_be_read(
    world: World, clock: FixedClock
):
    """One price written as text, and buyers read that nothing was on sale."""
    before = labels(await ask(world, BUYER.id, "/buy"))
    cast("dict[str, Any]", world.tribute.products[456])["amount"] = "999"
    clock.move(FRESH_SECONDS)
    assert labels(await ask(world, BUYER.id, "/buy")) == before
