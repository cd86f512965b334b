"""Tests for selling a product as a duration, making it current, and no longer selling it."""

import pytest

from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.products import (
    ConfirmSelling,
    ConfirmStop,
    SellAs,
    SellFor,
    StopSelling,
)
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.talk import LONG_GONE, ask, hear, labels, press, words


async def ask_for_other(world: World, product_id: int, person_id: int = ADMIN.id) -> Message:
    """Open the card, choose to type the duration, and return the bot's question."""
    card = await ask(world, person_id, f"/product {product_id}")
    await tap(world, card, card.buttons[-2].text, person_id)
    await tap(world, card, card.buttons[-2].text, person_id)
    messages = world.telegram.messages_to(person_id)
    assert messages[-1].force_reply
    return messages[-1]


async def tariffs(world: World) -> Message:
    """Return the answer to /tariffs, whatever notices arrive meanwhile."""
    sent = await world.telegram.send(ADMIN.id, "/tariffs")
    return await hear(world, ADMIN.id, "What is sold", after=sent.message_id)


async def on_offer(world: World) -> str:
    return words(await ask(world, BUYER.id, "/buy"))


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("label", "duration", "replaces"),
    [
        ("1 month", "1 month", 456),
        ("3 months", "3 months", 457),
        ("1 year", "1 year", 458),
        ("for life", "for life", 459),
    ],
)
async def test_a_product_replaces_another(
    world: World, label: str, duration: str, replaces: int
) -> None:
    card = await ask(world, ADMIN.id, "/product 540")
    await tap(world, card, "Sell as…")
    assert words(card) == "For how long does VPN Access - 1 Month give access?"
    await tap(world, card, label)
    assert words(card).startswith(
        f"Sell VPN Access - 1 Month as “{duration}”?\n\n$5 · 250 ⭐\n\n"
        "It replaces “Book Club & Library — "
    )
    assert f"(product {replaces}). The old link keeps working" in card.text
    await tap(world, card, "Yes, sell it")
    assert words(card).startswith(
        f"✅ “VPN Access - 1 Month” is sold as “{duration}” from now on.\n\n"
    )
    assert f"✓ Sold as “{duration}”: buyers see it under /buy." in card.text
    assert "VPN Access - 1 Month" in await on_offer(world)
    old = await ask(world, ADMIN.id, f"/product {replaces}")
    assert f"An old product of “{duration}”" in old.text


async def test_a_product_in_another_currency_is_offered_beside_the_one_there_is(
    world: World,
) -> None:
    card = await ask(world, ADMIN.id, "/product 530")
    await tap(world, card, "Sell as…")
    assert words(card) == "For how long does AI Assistant <Pro> & friends — 1 month give access?"
    await tap(world, card, "1 month")
    assert "It replaces" not in card.text
    await tap(world, card, "Yes, sell it")
    said = await on_offer(world)
    assert "AI Assistant <Pro> & friends — 1 month" in said
    assert "Book Club & Library — 1 month" in said


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("person_id", "typed", "asked"),
    [
        (ADMIN.id, "10 days", "as “10 days”?"),
        (ADMIN.id, "6 месяцев", "as “6 months”?"),
        (SECOND_ADMIN.id, "10 дней", "как «10 дней»?"),
        (SECOND_ADMIN.id, "год", "как «1 год»?"),
        (SECOND_ADMIN.id, "Навсегда", "как «навсегда»?"),
    ],
)
async def test_another_duration_can_be_typed(
    world: World, person_id: int, typed: str, asked: str
) -> None:
    await ask_for_other(world, 512, person_id)
    question = await ask(world, person_id, typed)
    assert asked in words(question)
    await tap(world, question, question.buttons[0].text, person_id)
    opening, closing = "«»" if person_id == SECOND_ADMIN.id else "“”"
    assert f"✅ {opening}Книжный клуб «Сова» — 1 месяц{closing}" in words(question)


async def test_an_unreadable_duration_is_asked_for_again(world: World) -> None:
    await ask_for_other(world, 512)
    answer = await ask(world, ADMIN.id, "a while <b>")
    assert answer.force_reply
    assert "10 days" in answer.text
    assert "as “2 years”?" in words(await ask(world, ADMIN.id, "2 years"))


async def test_a_command_leaves_the_question(world: World) -> None:
    await ask_for_other(world, 512)
    assert "What is sold" in (await ask(world, ADMIN.id, "/tariffs")).text
    unknown = await ask(world, ADMIN.id, "nonsense")
    assert (await ask(world, ADMIN.id, "10 days")).text == unknown.text


async def test_cancel_leaves_the_question(world: World) -> None:
    await ask_for_other(world, 512)
    assert "Nothing has changed" in (await ask(world, ADMIN.id, "/cancel")).text
    unknown = await ask(world, ADMIN.id, "nonsense")
    assert (await ask(world, ADMIN.id, "10 days")).text == unknown.text


async def test_a_button_answers_the_question_too(world: World) -> None:
    await ask_for_other(world, 512)
    card = next(m for m in world.telegram.messages_to(ADMIN.id) if "1 month" in labels(m))
    await tap(world, card, "1 month")
    unknown = await ask(world, ADMIN.id, "nonsense")
    assert (await ask(world, ADMIN.id, "10 days")).text == unknown.text


async def test_a_second_press_changes_nothing(world: World) -> None:
    card = await ask(world, ADMIN.id, "/product 530")
    await tap(world, card, "Sell as…")
    await tap(world, card, "1 month")
    yes = card.button("Yes, sell it").callback_data
    assert yes is not None
    await tap(world, card, "Yes, sell it")
    await world.telegram.press(ADMIN.id, card.message_id, yes)
    assert words(card).startswith("It is sold as “1 month” already, so nothing was changed.")


async def test_an_outdated_confirmation_is_asked_again(world: World) -> None:
    hers = await ask(world, ADMIN.id, "/product 560")
    await tap(world, hers, "Sell as…")
    await tap(world, hers, "1 month")
    his = ConfirmSelling(id=540, duration="1m0d", instead_of=456)
    await ask(world, SECOND_ADMIN.id, "/help")
    await press(world, SECOND_ADMIN.id, LONG_GONE, his)
    await tap(world, hers, "Yes, sell it")
    assert words(hers).startswith("Something has changed in the meantime. Please look again:")
    assert "It replaces “VPN Access - 1 Month” (product 540)" in words(hers)
    await tap(world, hers, "Yes, sell it")
    assert words(hers).startswith("✅")


async def test_an_old_product_is_made_current_again(world: World) -> None:
    card = await ask(world, ADMIN.id, "/product 540")
    await press(world, ADMIN.id, card.message_id, ConfirmSelling.unpack("sellc:540:1m0d:456"))
    old = await ask(world, ADMIN.id, "/product 456")
    await tap(world, old, "Offer it again")
    assert "It replaces “VPN Access - 1 Month” (product 540)" in old.text
    await tap(world, old, "Yes, sell it")
    assert words(old).startswith("✅ “Book Club & Library — 1 month” is sold as “1 month”")
    assert "VPN Access" not in await on_offer(world)


async def test_a_product_that_changes_its_duration_says_so_first(world: World) -> None:
    card = await ask(world, ADMIN.id, "/product 456")
    await tap(world, card, "Sell as something else…")
    await tap(world, card, "1 year")
    assert "So far it gives “1 month”. From now on payments by its link give “1 year”" in card.text
    await tap(world, card, "Another duration")
    assert "for life" in labels(card)
    await tap(world, card, "Back to the product")
    assert "✓ Sold as “1 month”" in card.text


async def test_payments_that_waited_for_the_product_are_settled(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await ask(world, ADMIN.id, "/help")
    for _ in range(2):
        await world.tribute.pay(540, telegram_user_id=BUYER.id)
    card = await tariffs(world)
    assert "⏸ 2 payments wait" in card.text
    await press(
        world, ADMIN.id, card.message_id, ConfirmSelling(id=540, duration="0m10d", instead_of=0)
    )
    assert "2 payments that waited for this are resolved" in card.text
    assert "have access now" in card.text
    await hear(world, BUYER.id, "Your access is open until 1 June 2026")
    assert "⏸" not in (await tariffs(world)).text


async def test_an_unapproved_product_may_be_bound_but_is_not_offered(world: World) -> None:
    card = await ask(world, ADMIN.id, "/product 580")
    await tap(world, card, "Sell as…")
    await tap(world, card, "1 month")
    assert "doesn't sell it until it is approved" in card.text
    await tap(world, card, "Yes, sell it")
    assert "It is chosen for “1 month”, but buyers don't see it yet." in card.text
    assert "Winter marathon" not in await on_offer(world)


async def test_selling_stops_after_a_question(world: World) -> None:
    card = await ask(world, ADMIN.id, "/product 456")
    await tap(world, card, "Stop selling")
    assert words(card) == (
        "Stop selling Book Club & Library — 1 month? Buyers will no longer see it, and nothing is"
        " offered as “1 month” until you choose another product.\n\n"
        "Its link keeps working: people who pay by it still get “1 month”."
    )
    await tap(world, card, "Yes, stop selling it")
    assert words(card).startswith("It is no longer offered. Its link keeps working.\n\n")
    assert labels(card)[2:] == [
        "Offer it again",
        "Sell as something else…",
        "⭐ Price in Stars",
        "Refresh",
    ]
    assert "Library — 1 month" not in await on_offer(world)
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    await hear(world, BUYER.id, "Your access is open until 12 June 2026")


async def test_a_product_that_is_not_on_sale_cannot_be_stopped(world: World) -> None:
    card = await ask(world, ADMIN.id, "/product 530")
    await press(world, ADMIN.id, card.message_id, StopSelling(id=530))
    assert "The bot doesn't sell it yet." in card.text


async def test_selling_can_stop_while_tribute_fails(world: World) -> None:
    await ask(world, ADMIN.id, "/products")
    world.tribute.fail_next_api(401, times=3)
    card = await ask(world, ADMIN.id, "/product 456")
    await tap(world, card, "Stop selling")
    await tap(world, card, "Yes, stop selling it")
    assert "It is no longer offered." in card.text


@pytest.mark.matrix
@pytest.mark.parametrize(
    "pressed",
    [
        SellAs(id=530),
        SellFor(id=530, duration="1m0d"),
        ConfirmSelling(id=530, duration="1m0d", instead_of=456),
    ],
)
async def test_a_product_that_tribute_cannot_confirm_is_not_sold(
    world: World, pressed: SellAs | SellFor | ConfirmSelling
) -> None:
    card = await ask(world, ADMIN.id, "/product 530")
    world.tribute.fail_next_api(401)
    await press(world, ADMIN.id, card.message_id, pressed)
    assert card.text.startswith("Tribute does not accept the bot's API key.")
    await tap(world, card, "Try again")
    assert "The bot doesn't sell it yet." in card.text


@pytest.mark.parametrize(
    "forged",
    [
        SellAs(id=530),
        SellFor(id=530, duration="1m0d"),
        SellFor(id=530, duration="other"),
        ConfirmSelling(id=530, duration="1m0d", instead_of=456),
        StopSelling(id=456),
        ConfirmStop(id=456),
    ],
)
async def test_a_stranger_s_forged_button_does_nothing(
    world: World, forged: SellAs | SellFor | ConfirmSelling | StopSelling | ConfirmStop
) -> None:
    before = await on_offer(world)
    count = len(world.telegram.messages_to(BUYER.id))
    assert await press(world, BUYER.id, LONG_GONE, forged)
    assert len(world.telegram.messages_to(BUYER.id)) == count
    assert await on_offer(world) == before


@pytest.mark.matrix
@pytest.mark.parametrize(
    "forged",
    [
        SellFor(id=530, duration="soon"),
        SellFor(id=530, duration="0m0d"),
        ConfirmSelling(id=530, duration="other", instead_of=456),
        ConfirmSelling(id=530, duration="9999m0d", instead_of=456),
    ],
)
async def test_a_forged_duration_is_refused(world: World, forged: SellFor | ConfirmSelling) -> None:
    card = await ask(world, ADMIN.id, "/product 530")
    assert await press(world, ADMIN.id, card.message_id, forged)
    assert "The bot doesn't sell it yet." in card.text
