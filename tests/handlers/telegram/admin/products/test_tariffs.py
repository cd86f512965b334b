"""Tests for /tariffs: the products on sale, old links that still work, and problems."""

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.callbacks.products import ConfirmSelling, ConfirmStop
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, words


async def sell(world: World, product_id: int, code: str, instead_of: int = 0) -> None:
    card = await ask(world, ADMIN.id, f"/product {product_id}")
    sale = ConfirmSelling(id=product_id, duration=code, instead_of=instead_of)
    await press(world, ADMIN.id, card.message_id, sale)
    assert card.text.startswith("✅ “")


async def test_each_tariff_is_shown_with_its_product(world: World) -> None:
    message = await ask(world, ADMIN.id, "/tariffs")
    assert words(message).startswith(
        "What is sold\n\n"
        "1 month\n✓ Book Club & Library — 1 month (456)\n$9.99 · 499 ⭐\n\n"
        "3 months\n✓ Book Club & Library — 3 months (457)\n$24.99 · 1,249 ⭐\n\n"
    )
    assert labels(message)[-6:-1] == [
        "for life: Book Club & Library — l…",
        "All products",
        "⭐ Prices in Stars",
        "🔁 Subscriptions",
        "+ Add a plan",
    ]


async def test_the_tariffs_are_shown_in_russian(world: World) -> None:
    message = await ask(world, SECOND_ADMIN.id, "/tariffs")
    assert "Что продаётся\n\n1 месяц\n✓ Book Club" in message.text
    assert "навсегда: Book Club & Library — l…" in labels(message)


async def test_old_products_are_listed_and_lead_to_their_cards(world: World) -> None:
    await sell(world, 560, "1m0d", instead_of=456)
    await sell(world, 540, "1m0d", instead_of=560)
    message = await ask(world, ADMIN.id, "/tariffs")
    said = words(message)
    assert "1 month\n✓ VPN Access - 1 Month (540)\n$5 · 250 ⭐\n" in said
    assert "Old links that still work: 560, 456\n" in said
    await tap(world, message, "1 month, old: Reading list “100 s…")
    await hear(world, ADMIN.id, "An old product of “1 month”", after=message.message_id)


async def test_a_tariff_without_a_current_product_says_what_to_do(world: World) -> None:
    card = await ask(world, ADMIN.id, "/product 456")
    await press(world, ADMIN.id, card.message_id, ConfirmStop(id=456))
    message = await ask(world, ADMIN.id, "/tariffs")
    assert words(message).startswith(
        "What is sold\n\n1 month\nNothing is offered now. Choose a product under /products.\n"
        "Old links that still work: 456\n"
    )


async def test_problems_of_a_product_are_shown(world: World) -> None:
    await sell(world, 580, "0m42d")
    del world.tribute.products[457]
    world.tribute.products[458]["status"] = "rejected"
    world.move(seconds=11)
    said = words(await ask(world, ADMIN.id, "/tariffs"))
    assert "42 days\n✓ Winter marathon — 6 weeks (580)" in said
    assert "⚠️ Tribute is still reviewing it" in said
    assert "⚠️ Tribute no longer lists it, so nobody can buy it." in said
    assert "⚠️ Tribute has rejected it" in said


async def test_a_number_from_the_settings_that_tribute_does_not_know_is_shown(
    clock: FixedClock,
) -> None:
    async with open_world(clock, tariffs="1 month=77777") as world:
        message = await ask(world, ADMIN.id, "/tariffs")
        assert "✓ product 77777 (77777)\n⚠️ Tribute hasn't said anything about it" in message.text
        await tap(world, message, "1 month: product 77777")
        card = await hear(world, ADMIN.id, "hasn't said anything about this product yet")
        assert labels(card) == ["⭐ Price in Stars", "Stop selling", "Refresh"]


async def test_a_shop_without_tariffs_leads_to_the_products(clock: FixedClock) -> None:
    async with open_world(clock, tariffs="") as world:
        message = await ask(world, ADMIN.id, "/tariffs")
        assert "Nothing is sold yet." in message.text
        await tap(world, message, "All products")
        assert "Products in Tribute · 25" in words(message)


async def test_tariffs_are_shown_while_tribute_fails(world: World) -> None:
    await ask(world, ADMIN.id, "/tariffs")
    world.move(seconds=11)
    world.tribute.fail_next_api(401)
    assert "✓ Book Club & Library — 1 month" in (await ask(world, ADMIN.id, "/tariffs")).text


async def test_waiting_payments_point_to_attention(world: World) -> None:
    await world.tribute.pay(540, telegram_user_id=BUYER.id)
    await world.tribute.pay(456, telegram_user_id=None)  # held for its buyer, not for a tariff
    sent = await world.telegram.send(ADMIN.id, "/tariffs")
    message = await hear(world, ADMIN.id, "What is sold", after=sent.message_id)
    assert "⏸ 1 payment waits because its product isn't sold here: /attention" in message.text


async def test_many_tariffs_are_shown_page_by_page(clock: FixedClock) -> None:
    seeds = ", ".join(f"{days} days={1000 + days}" for days in range(1, 21))
    async with open_world(clock, tariffs=seeds) as world:
        message = await ask(world, ADMIN.id, "/tariffs")
        assert "1 / 3" in labels(message)
        await tap(world, message, "›")
        await tap(world, message, "›")
        assert "20 days" in message.text
        assert "‹" in labels(message)
