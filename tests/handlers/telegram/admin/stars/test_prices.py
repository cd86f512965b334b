"""Admins set prices in Stars: typed, asked once more, undone, and never overruled unseen."""

import pytest

from bot.domain.stars import InStars
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.stars import (
    AskStarsPrice,
    SetRenewingPrice,
    SetStarsPrice,
    ShowStarsPrice,
    ShowStarsPrices,
    StopStarsPrice,
)
from storage.engine.tx import Tx
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command, deps
from tests.handlers.telegram.stars_talk import set_price
from tests.handlers.telegram.talk import ask, labels, press, words


async def open_prices(world: World, admin: int = ADMIN.id) -> Message:
    message = await command(world, admin, "/tariffs")
    await press(world, admin, message.message_id, ShowStarsPrices())
    return message


async def type_price(world: World, card: Message, text: str, admin: int = ADMIN.id) -> Message:
    await press(world, admin, card.message_id, AskStarsPrice(id=1))
    return await ask(world, admin, text)


async def stars(world: World) -> int | None:
    found = await deps(world).stars_prices.of(1)
    assert found is not None
    return found.price.stars if found.price else None


async def test_a_price_counts_after_a_question_and_can_be_undone(world: World) -> None:
    card = await open_prices(world)
    assert words(card).startswith("⭐ Prices in Stars\n")
    assert "• 1 month: not in Stars" in words(card)
    await tap(world, card, "1 month: off")
    assert "Not sold in Stars" in words(card)
    assert labels(card) == ["Set a price", "‹ Back"]
    question = await type_price(world, card, "250")
    assert words(question).startswith("⭐ 1 month for 250 ⭐: paid once, or renewed every 30 days?")
    assert await stars(world) is None
    await tap(world, question, "⭐ once")
    assert "Buyers pay 250 ⭐ from now on" in words(question)
    assert "set the price in Stars: 250 ⭐" in words(question)
    assert await stars(world) == 250
    await tap(world, question, "Stop selling in Stars")
    assert "Not sold in Stars any more" in words(question)
    await tap(world, question, "Back to 250")
    assert await stars(world) == 250
    assert "stopped selling it in Stars" in words(question)


@pytest.mark.matrix
@pytest.mark.parametrize("typed", ["0", "1e3", "a lot", "100001", "-5", "2.5", "⭐"])
async def test_anything_but_a_price_is_asked_for_again(world: World, typed: str) -> None:
    card = await open_prices(world)
    answer = await type_price(world, card, typed)
    assert "whole number from 1 to 100,000" in words(answer)
    assert answer.force_reply
    again = await ask(world, ADMIN.id, "100,000")
    assert "for 100,000 ⭐" in words(again)
    assert await stars(world) is None


async def test_a_command_leaves_the_question(world: World) -> None:
    card = await open_prices(world)
    await press(world, ADMIN.id, card.message_id, AskStarsPrice(id=1))
    await ask(world, ADMIN.id, "/cancel")
    answer = await ask(world, ADMIN.id, "250")
    assert "paid once?" not in words(answer)


async def test_the_slower_of_two_admins_sees_what_the_other_has_done(world: World) -> None:
    mine, theirs = await open_prices(world), await open_prices(world, SECOND_ADMIN.id)
    first = await type_price(world, mine, "250")
    second = await type_price(world, theirs, "300", SECOND_ADMIN.id)
    await tap(world, first, "Yes, 250")
    await tap(world, second, "Да, 300", SECOND_ADMIN.id)
    assert words(second).startswith("⚠️ Тем временем это изменил другой админ")
    assert "250 ⭐" in words(second)
    assert await stars(world) == 250
    await press(world, SECOND_ADMIN.id, second.message_id, StopStarsPrice(id=1, seen=0))
    assert await stars(world) == 250


async def test_a_product_leads_to_the_price_of_its_tariff(world: World) -> None:
    card = await command(world, ADMIN.id, "/product 456")
    await tap(world, card, "⭐ Price in Stars")
    assert words(card).startswith("⭐ 1 month: price in Stars")


async def test_hidden_and_retired_is_said_on_the_card(world: World) -> None:
    await set_price(world)
    assert await deps(world).arrangement.hide(1, ADMIN.id)  # type: ignore[arg-type]
    card = await open_prices(world)
    await press(world, ADMIN.id, card.message_id, ShowStarsPrice(id=1))
    assert "Hidden from buyers" in words(card)
    shop = await ask(world, BUYER.id, "/buy")
    assert "250" not in words(shop)


@pytest.mark.matrix
@pytest.mark.parametrize(
    "forged",
    [
        ShowStarsPrice(id=99),
        AskStarsPrice(id=99),
        SetStarsPrice(id=99, stars=5, seen=0),
        StopStarsPrice(id=99, seen=0),
    ],
)
async def test_a_button_about_a_tariff_that_is_not_there_is_stale(
    world: World, forged: SetStarsPrice
) -> None:
    card = await open_prices(world)
    assert await press(world, ADMIN.id, card.message_id, forged) != ""


async def test_a_shop_without_tariffs_says_what_comes_first(world: World) -> None:
    await deps(world).tariffs.db.write(_forget_all)
    assert "Nothing is sold here yet" in words(await open_prices(world))


def _forget_all(tx: Tx) -> None:
    for table in ("product_bindings", "tariff_products", "tariffs"):
        tx.execute(f"DELETE FROM {table}")


async def test_the_shop_window_shows_a_price_in_stars(world: World) -> None:
    await set_price(world)
    window = await command(world, ADMIN.id, "/shop")
    assert window.buttons
    listed = await deps(world).arrangement.tariff(1)
    assert listed is not None
    assert listed.stars == 250
    assert listed.is_sellable


async def test_a_month_may_renew_and_a_price_before_comes_back_as_it_was(world: World) -> None:
    card = await open_prices(world)
    await press(world, ADMIN.id, card.message_id, ShowStarsPrice(id=1))
    question = await type_price(world, card, "250")
    await tap(world, question, "/ 30 days")
    assert "Buyers pay 250 ⭐ every 30 days from now on" in words(question)
    assert "set the price in Stars: 250 ⭐ every 30 days" in words(question)
    await tap(world, question, "Stop selling in Stars")
    await tap(world, question, "Back to")
    found = await deps(world).stars_prices.of(1)
    assert found is not None
    assert found.price == InStars(250, renews=True)
    listed = await open_prices(world)
    assert "• 1 month: 250 ⭐ every 30 days" in words(listed)
    assert "1 month: 250 ⭐ / 30 days" in labels(listed)


@pytest.mark.parametrize("typed", ["10001", "100000"])
async def test_a_price_that_is_too_high_to_renew_says_what_to_do(world: World, typed: str) -> None:
    card = await open_prices(world)
    question = await type_price(world, card, typed)
    assert "may be 10,000 Stars at most" in words(question)
    assert not any("30 days" in one for one in labels(question))
    assert "Change the price" in labels(question)
    await tap(world, question, "⭐ once")
    assert await stars(world) == int(typed)


async def test_ten_thousand_may_renew(world: World) -> None:
    card = await open_prices(world)
    question = await type_price(world, card, "10000")
    assert any("/ 30 days" in one for one in labels(question))


async def test_another_length_than_a_month_never_renews(world: World) -> None:
    card = await open_prices(world)
    await press(world, ADMIN.id, card.message_id, AskStarsPrice(id=2))
    question = await ask(world, ADMIN.id, "250")
    assert words(question).startswith("⭐ 3 months for 250 ⭐, paid once?")
    assert labels(question) == ["Yes, 250 ⭐", "‹ Back"]
    forged = SetRenewingPrice(id=2, stars=250, seen=0)
    await press(world, ADMIN.id, question.message_id, forged)
    assert (await deps(world).stars_prices.of(2)).price is None  # type: ignore[union-attr]


async def test_two_admins_do_not_overrule_each_other_about_renewing(world: World) -> None:
    first = await type_price(world, await open_prices(world), "250")
    second = await type_price(
        world, await open_prices(world, SECOND_ADMIN.id), "250", SECOND_ADMIN.id
    )
    await tap(world, first, "⭐ once")
    await tap(world, second, "30", SECOND_ADMIN.id)
    assert "⚠️" in words(second)
    found = await deps(world).stars_prices.of(1)
    assert found is not None
    assert found.price == InStars(250)
