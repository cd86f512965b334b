"""Tests for several products of one tariff: each with its own price, replaced or kept beside."""

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.products import ConfirmSelling, SellFor
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import has_access
from tests.handlers.telegram.talk import ask, labels, links, open_world, press, words


async def sell(world: World, product_id: int, answer: str = "Yes, sell it") -> Message:
    """Sell a product for a month, with this answer to the question."""
    card = await ask(world, ADMIN.id, f"/product {product_id}")
    await tap(world, card, "Sell as…")
    await tap(world, card, "1 month")
    await tap(world, card, answer)
    assert words(card).startswith("✅ “")
    return card


async def pay_labels(world: World) -> list[str]:
    return labels(await ask(world, BUYER.id, "/buy"))


async def test_a_product_in_another_currency_is_offered_beside(world: World) -> None:
    card = await ask(world, ADMIN.id, "/product 530")
    await tap(world, card, "Sell as…")
    await tap(world, card, "1 month")
    assert "“Book Club & Library — 1 month” (product 456) stays on offer beside it" in words(card)
    assert labels(card) == ["Yes, sell it", "Another duration", "Back to the product"]
    await tap(world, card, "Yes, sell it")
    shop = await ask(world, BUYER.id, "/buy")
    assert labels(shop)[:4] == [
        "Pay — 1 month · €12.90",
        "💳 1 month · €12.90",
        "Pay — 1 month · $9.99",
        "💳 1 month · $9.99",
    ]
    assert links(shop)[0] != links(shop)[2]
    said = words(shop)
    assert "• 1 month — €12.90 or 690 ⭐\n• 1 month — $9.99 or 499 ⭐\n• 3 months" in said
    assert "1 month, €12.90: AI Assistant <Pro> & friends — 1 month" in said
    assert "1 month, $9.99: Book Club & Library — 1 month" in said


async def test_the_buyer_of_either_has_access(clock: FixedClock) -> None:
    async with open_world(clock, tariffs="1 month=456") as world:
        await sell(world, 530)
        await ask(world, BUYER.id, "/start")
        for product_id, until in ((530, "12 June"), (456, "12 July")):
            await world.tribute.pay(product_id, telegram_user_id=BUYER.id)
            await world.telegram.wait_for(BUYER.id, lambda one: until in one.text)  # noqa: B023
        assert await has_access(world)


async def test_both_prices_of_one_currency_are_kept_if_the_admin_wants_it(world: World) -> None:
    card = await ask(world, ADMIN.id, "/product 540")
    await tap(world, card, "Sell as…")
    await tap(world, card, "1 month")
    assert "It replaces “Book Club & Library — 1 month” (product 456)" in words(card)
    assert labels(card) == [
        "Yes, sell it",
        "Keep both on offer",
        "Another duration",
        "Back to the product",
    ]
    await tap(world, card, "Keep both on offer")
    assert words(card).startswith("✅ “VPN Access - 1 Month” is sold as “1 month” from now on.")
    assert (await pay_labels(world))[:4] == [
        "Pay — 1 month · $5",
        "💳 1 month · $5",
        "Pay — 1 month · $9.99",
        "💳 1 month · $9.99",
    ]


async def test_one_of_the_same_currency_is_replaced_and_the_others_stay(world: World) -> None:
    await sell(world, 530)
    await sell(world, 540)
    assert "$9.99" not in " ".join(await pay_labels(world))
    tariffs = words(await ask(world, ADMIN.id, "/tariffs"))
    assert (
        "1 month\n✓ VPN Access - 1 Month (540)\n$5 · 250 ⭐\n"
        "✓ AI Assistant <Pro> & friends — 1 month (530)\n€12.90 · 690 ⭐\n"
        "Old links that still work: 456\n"
    ) in tariffs


async def test_one_product_stops_and_is_offered_again_beside_the_others(world: World) -> None:
    await sell(world, 530)
    card = await ask(world, ADMIN.id, "/product 456")
    await tap(world, card, "Stop selling")
    assert "1 other product is still offered as “1 month”." in words(card)
    await tap(world, card, "Yes, stop selling it")
    assert (await pay_labels(world))[:2] == [
        "Pay — 1 month · €12.90",
        "💳 Card, in the browser · 1 month",
    ]
    await tap(world, card, "Offer it again")
    assert "(product 530) stays on offer beside it" in words(card)
    await tap(world, card, "Yes, sell it")
    assert "Pay — 1 month · $9.99" in await pay_labels(world)


async def test_a_question_of_the_version_before_replaces_what_it_named(world: World) -> None:
    """It says that a price in another currency is replaced, because there was but one."""
    card = await ask(world, ADMIN.id, "/product 530")
    old = ConfirmSelling.unpack("sellc:530:1m0d:456")
    await press(world, ADMIN.id, card.message_id, old)
    assert words(card).startswith("✅ “AI Assistant")
    assert "$9.99" not in " ".join(await pay_labels(world))


async def test_such_a_question_is_asked_again_once_more_is_on_offer(world: World) -> None:
    await sell(world, 512)
    card = await ask(world, ADMIN.id, "/product 530")
    old = ConfirmSelling.unpack("sellc:530:1m0d:456")
    await press(world, ADMIN.id, card.message_id, old)
    assert words(card).startswith("Something has changed in the meantime. Please look again:")
    assert "stays on offer beside it" in card.text


async def test_many_products_of_a_tariff_fit_into_its_screens(clock: FixedClock) -> None:
    async with open_world(clock, tariffs="1 month=456, 3 months=457") as world:
        for number in range(30):
            world.tribute.add_product(
                f"{number} {'n' * 70}", id=800 + number, description=f"{number} {'d' * 300}"
            )
        card = await ask(world, ADMIN.id, "/product 530")
        for number in range(30):
            offered = ConfirmSelling(id=800 + number, duration="1m0d", instead_of=0, beside="1")
            await press(world, ADMIN.id, card.message_id, offered)
            await tap(world, card, "Keep both on offer")
        question = SellFor(id=540, duration="1m0d")
        await press(world, ADMIN.id, card.message_id, question)
        assert "…and 26 more." in card.text
        assert "…and 23 more." in (await ask(world, ADMIN.id, "/tariffs")).text
        assert len(await pay_labels(world)) >= 31


@pytest.mark.parametrize("plan", [None, 999_999])
def test_the_longest_data_of_a_button_fits(plan: int | None) -> None:
    """Also that of before, which named what it replaces."""
    long = ConfirmSelling(id=2**63 - 1, duration="0m36500d", plan=plan, beside="1")
    for change in ({"seen": "abcdefg7"}, {"instead_of": 2**63 - 1}):
        longest = long.model_copy(update=change)
        assert len(longest.pack()) <= 64
        assert ConfirmSelling.unpack(longest.pack()) == longest


def test_buttons_of_messages_sent_before_are_read_without_a_plan() -> None:
    old = SellFor.unpack("sellf:530:1m0d")
    assert (old.id, old.duration, old.plan) == (530, "1m0d", None)
    assert old.pack() == "sellf:530:1m0d"
