"""Found by a black-box test: products that had no name, or weren't listed, without a word."""

from typing import Any, cast

from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.handlers.payments import deliver
from tests.handlers.talk import ask, hear


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
