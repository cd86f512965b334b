"""Tests for /start and /buy: the tariffs, their current prices and the ways to pay."""

import re
from html import unescape

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED
from bot.sandbox.world import World
from handlers.telegram.callbacks.shared import ShowStatus, ShowTariffs
from tests.handlers.telegram.talk import (
    LONG_GONE,
    ask,
    hear,
    labels,
    links,
    open_world,
    press,
    until,
    words,
)


async def test_start_greets_and_shows_every_tariff_with_its_price(world: World) -> None:
    message = await ask(world, BUYER.id, "/start")
    assert words(message).replace("\xa0", " ") == (
        "👋 Hello, Alice!\n\n"
        "Choose how long, and pay without leaving Telegram.\n\n"
        "• 1 month — $9.99 or 499 ⭐\n"
        "• 3 months — $24.99 or 1,249 ⭐\n"
        "• 1 year — $79.99 or 3,999 ⭐\n"
        "• for life — $199 or 9,950 ⭐\n\n"
        "1 month: Book Club & Library — 1 month\n"
        "Every month a new book, the talks and the whole archive.\n"
        "3 months: Book Club & Library — 3 months\n"
        "1 year: Book Club & Library — 1 year\n"
        "for life: Book Club & Library — lifetime\n\n"
        "💳 By card in the browser: sign in with Telegram there, and access opens at once."
    )
    assert labels(message) == [
        "Pay — 1 month · $9.99",
        "💳 Card, in the browser · 1 month",
        "Pay — 3 months · $24.99",
        "Pay — 1 year · $79.99",
        "💳 Card, in the browser · 1 year",
        "Pay — for life · $199",
    ]
    assert links(message) == [
        "https://t.me/tribute/app?startapp=pkTz",
        "https://web.tribute.tg/p/kTz",
        "https://t.me/tribute/app?startapp=pWbQ",
        "https://t.me/tribute/app?startapp=prXm",
        "https://web.tribute.tg/p/rXm",
        "https://t.me/tribute/app?startapp=pHvD",
    ]


async def test_start_is_in_russian_for_a_russian_speaker(world: World) -> None:
    message = await ask(world, NEVER_STARTED.id, "/start")
    assert words(message).startswith(
        "👋 Здравствуйте, Пётр!\n\nВыберите срок и оплатите, не выходя из Telegram."
    )
    assert "• 3 месяца — 24,99 $ или 1 249 ⭐" in words(message)
    assert labels(message)[:2] == [
        "Оплатить — 1 месяц · 9,99 $",
        "💳 Картой, в браузере · 1 месяц",
    ]


@pytest.mark.parametrize("text", ["/start ref_2026-abc", "/START", "/start@tributary_bot"])
async def test_start_is_the_same_with_a_payload_or_in_capitals(world: World, text: str) -> None:
    plain = await ask(world, BUYER.id, "/start")
    assert (await ask(world, BUYER.id, text)).html == plain.html


async def test_without_cards_there_is_neither_card_button_nor_hint(clock: FixedClock) -> None:
    async with open_world(clock, tariffs="3 months=457") as world:
        message = await ask(world, BUYER.id, "/buy")
    assert labels(message) == ["Pay — 3 months · $24.99"]
    assert "browser" not in message.text


async def test_a_product_without_a_stars_price_shows_its_price_alone(clock: FixedClock) -> None:
    async with open_world(clock, tariffs="1 week=561") as world:
        message = await ask(world, BUYER.id, "/buy")
    assert "• 7 days — €7\n\n7 days: Audio: how to read <slowly>" in words(message)


async def test_names_and_descriptions_of_products_are_shown_as_they_are(clock: FixedClock) -> None:
    async with open_world(clock, tariffs="1 month=530, 3 months=513") as world:
        message = await ask(world, BUYER.id, "/buy")
    assert "AI Assistant <Pro> & friends — 1 month\n" in message.text
    assert "longer memory, <b>no</b> queue & no ads." in message.text
    assert "Книжный клуб «Сова» — 3 месяца" in message.text


async def test_a_person_s_own_name_is_shown_as_it_is(world: World) -> None:
    world.telegram.add_person(31, "<b>Анна</b> & Co", language_code="ru")
    assert "Здравствуйте, <b>Анна</b> & Co!" in (await ask(world, 31, "/start")).text


async def test_many_tariffs_fit_into_one_message(clock: FixedClock) -> None:
    tariffs = ", ".join(f"{days} days={800 + days}" for days in range(1, 31))
    async with open_world(clock, tariffs=tariffs) as world:
        for days in range(1, 31):
            world.tribute.add_product(
                f"{days} {'n' * 70}", id=800 + days, description=f"{days} {'d' * 300}"
            )
        world.move(seconds=60)
        message = await ask(world, BUYER.id, "/start")
        assert len(labels(message)) == 30


async def test_prices_and_cards_are_as_tribute_has_them_now(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    product = world.tribute.products[457]
    product["amount"], product["acceptCards"] = 2799, True
    world.move(seconds=11)
    message = await ask(world, BUYER.id, "/buy")
    assert labels(message)[2:4] == ["Pay — 3 months · $27.99", "💳 Card, in the browser · 3 months"]


async def test_products_that_tribute_does_not_sell_are_not_offered(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    world.tribute.products[457]["status"] = "rejected"
    del world.tribute.products[458]
    world.move(seconds=11)
    message = await ask(world, BUYER.id, "/buy")
    assert [label for label in labels(message) if label.startswith("Pay")] == [
        "Pay — 1 month · $9.99",
        "Pay — for life · $199",
    ]


async def test_while_tribute_is_down_the_last_known_prices_are_shown(world: World) -> None:
    before = await ask(world, BUYER.id, "/buy")
    world.tribute.fail_next_api(500, times=10)
    world.move(seconds=11)
    assert (await ask(world, BUYER.id, "/buy")).html == before.html


async def test_prices_that_were_never_loaded_are_not_invented(clock: FixedClock) -> None:
    """Nothing listens on port 1, so the bot has never reached Tribute."""
    async with open_world(clock, tribute_api_url="http://127.0.0.1:1/api/v1") as world:
        message = await ask(world, BUYER.id, "/start")
        assert "The prices can't be loaded right now." in message.text
        assert labels(message) == ["Try again"]
        assert await press(world, BUYER.id, message.message_id, ShowTariffs()) == ""
        again = await hear(world, BUYER.id, "prices", after=message.message_id)
        assert "again in a minute: /buy" in again.text


async def test_an_empty_shop_says_so_and_names_the_contact(clock: FixedClock) -> None:
    async with open_world(clock, tariffs="") as world:
        message = await ask(world, BUYER.id, "/start")
    assert "Nothing is on sale right now." in message.text
    assert "Please write to @sandbox_support" in message.text
    assert links(message) == ["https://t.me/sandbox_support"]


async def test_an_empty_shop_without_a_contact_still_answers(clock: FixedClock) -> None:
    async with open_world(clock, tariffs="", support_contact="") as world:
        message = await ask(world, NEVER_STARTED.id, "/buy")
    assert message.text == "😴 Сейчас ничего не продаётся. Загляните, пожалуйста, позже."
    assert message.buttons == []


async def test_a_person_with_access_sees_it_first_and_may_extend(world: World) -> None:
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    sent = await world.telegram.send(BUYER.id, "/start")
    message = await hear(world, BUYER.id, "Hello", after=sent.message_id)
    _, access, invitation, *_ = message.text.split("\n\n")
    assert access == "✅ Your access is open until 12 June 2026, 21:59 UTC (1 month left)."
    assert invitation == "Want to extend it? The time you buy is added to the time you have."
    assert labels(message)[0] == "Extend — 1 month · $9.99"


async def test_a_person_whose_access_ended_reads_when_and_what_to_pay(world: World) -> None:
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    world.move(days=32)
    sent = await world.telegram.send(BUYER.id, "/start")
    message = await hear(world, BUYER.id, "Hello", after=sent.message_id)
    assert "Your access ended on 12 June 2026, 21:59 UTC." in message.text
    assert labels(message)[0] == "Pay — 1 month · $9.99"


@pytest.mark.parametrize("command", ["/start", "/buy"])
async def test_a_person_with_lifetime_access_is_offered_nothing_to_buy(
    world: World, command: str
) -> None:
    await world.tribute.pay(459, telegram_user_id=BUYER.id)
    sent = await world.telegram.send(BUYER.id, command)
    message = await hear(world, BUYER.id, "✅ Your access is open for life.", after=sent.message_id)
    assert "You don't need to buy anything else." in message.text
    assert labels(message) == ["My access"]


def was_refused(world: World, person_id: int) -> bool:
    """Return whether the bot has tried to write to this person and was refused."""
    calls = world.telegram.calls_of("sendMessage")
    return any(call.chat_id == person_id and call.status == 403 for call in calls)


@pytest.mark.fault("P12", "a payment by somebody who never wrote to the bot")
async def test_a_person_who_paid_before_pressing_start_finds_access_and_a_message(
    world: World,
) -> None:
    await world.tribute.pay(456, telegram_user_id=NEVER_STARTED.id)
    await until(lambda: was_refused(world, NEVER_STARTED.id))
    sent = await world.telegram.send(NEVER_STARTED.id, "/start")
    hello = await hear(world, NEVER_STARTED.id, "Здравствуйте", after=sent.message_id)
    assert "✅ Доступ открыт до 12 июня 2026, 21:59 UTC (ещё 1 месяц)." in words(hello)
    await hear(world, NEVER_STARTED.id, "Ваша оплата дошла: ", after=sent.message_id)


async def test_start_mentions_a_held_payment(world: World) -> None:
    await world.tribute.pay(530, telegram_user_id=BUYER.id)
    await world.telegram.send(BUYER.id, "/start")
    await hear(world, BUYER.id, "⏸ Your payment is waiting for the owner. More: /status")


@pytest.mark.parametrize(
    ("says", "expected"), [(ShowStatus(), "Your access"), (ShowTariffs(), "Choose how long")]
)
async def test_buttons_below_old_messages_still_answer(
    world: World, says: ShowStatus | ShowTariffs, expected: str
) -> None:
    before = await ask(world, BUYER.id, "/terms")
    assert await press(world, BUYER.id, LONG_GONE, says) == ""
    await hear(world, BUYER.id, expected, after=before.message_id)


@pytest.mark.menus
async def test_an_admin_who_presses_start_gets_the_menu_of_admins(world: World) -> None:
    """When the bot started, this admin had no chat with it, so Telegram refused their menu."""
    assert "products" not in {one.command for one in world.telegram.commands_for(ADMIN.id)}
    await ask(world, ADMIN.id, "/start")
    await until(
        lambda: "products" in {one.command for one in world.telegram.commands_for(ADMIN.id)}
    )


@pytest.mark.parametrize("person", [BUYER.id, NEVER_STARTED.id])
async def test_the_first_pay_button_is_on_the_first_screen_of_a_phone(
    world: World, person: int
) -> None:
    """A line of a phone 360 points wide has some 34 letters; a chat in it has some 22 lines."""
    message = await ask(world, person, "/start")
    shown = 0
    for paragraph in message.html.split("\n\n"):
        wrapped = sum(max(1, -(-len(line) // 34)) for line in words_of(paragraph).split("\n"))
        shown += 1 + (min(wrapped, 3) if "expandable" in paragraph else wrapped)
    assert shown <= 20


def words_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


async def test_a_greeting_has_the_first_name_only(world: World) -> None:
    world.telegram.add_person(32, "Мария", last_name="Константинопольская", language_code="ru")
    assert "Здравствуйте, Мария!" in (await ask(world, 32, "/start")).text


async def test_buyers_read_no_price_of_what_they_may_have_paid_in_stars(world: World) -> None:
    """Tribute names the product's price, also after a payment with Stars."""
    await ask(world, BUYER.id, "/start")
    for product_id in (456, 530):
        sold = await world.tribute.pay(product_id, telegram_user_id=BUYER.id)
        if product_id == 456:
            await hear(world, BUYER.id, "Thank you!")
            await world.tribute.refund_by_buyer(sold.id)
            await hear(world, BUYER.id, "has been refunded")
    await hear(world, BUYER.id, "has to look at it")
    await ask(world, BUYER.id, "/status")
    read = [one.text for one in world.telegram.messages_to(BUYER.id)[1:]]
    assert len(read) >= 4
    assert not any("$" in text or "€" in text for text in read)
