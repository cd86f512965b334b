"""Tests for /help, /paysupport, /terms, and for unknown words and buttons."""

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.callbacks.shared import ShowPurchase
from handlers.telegram.ui.menu import ADMIN_COMMANDS, BUYER_COMMANDS
from tests.handlers.telegram.talk import ask, labels, links, open_world, press, words


async def test_every_command_of_the_menu_answers_in_both_languages(world: World) -> None:
    expected = {
        "/start": ("Hello", "Здравствуйте"),
        "/buy": ("Choose how long", "Выберите срок"),
        "/status": ("Your access", "Ваш доступ"),
        "/today": ("Choose how long", "Выберите срок"),
        "/claim": ("Which payment is yours?", "Какой платёж ваш?"),
        "/help": ("What this bot does", "Что умеет этот бот"),
        "/language": ("Choose your language", "Выберите язык"),
        "/paysupport": ("Questions about a payment", "Вопросы об оплате"),
        "/terms": ("Terms of sale", "Условия продажи"),
    }
    assert {f"/{command}" for command in BUYER_COMMANDS} <= expected.keys()
    for command, (english, russian) in expected.items():
        assert english in (await ask(world, BUYER.id, command)).text
        assert russian in (await ask(world, NEVER_STARTED.id, command)).text


async def test_help_lists_the_commands_of_buyers_and_no_others(world: World) -> None:
    text = (await ask(world, BUYER.id, "/help")).text
    assert "/status — My access and payments" in text
    assert [command for command in BUYER_COMMANDS if f"/{command} — " not in text] == []
    assert [command for command in ADMIN_COMMANDS if f"/{command}" in text] == []


@pytest.mark.parametrize(
    ("admin_id", "title"), [(ADMIN.id, "For admins"), (SECOND_ADMIN.id, "Для админов")]
)
async def test_help_shows_admins_their_commands_as_well(
    world: World, admin_id: int, title: str
) -> None:
    text = (await ask(world, admin_id, "/help")).text
    buyers, admins = text.split(title)
    assert [command for command in BUYER_COMMANDS if f"/{command} — " not in buyers] == []
    assert [one for one in ADMIN_COMMANDS if f"/{one} — " not in admins] == ["plans"]


async def test_paysupport_names_the_contact_and_what_to_include(world: World) -> None:
    for product_id in (456, 530):
        await world.tribute.pay(product_id, telegram_user_id=BUYER.id)
    sent = await world.telegram.send(BUYER.id, "/paysupport")
    message = await world.telegram.wait_for(
        BUYER.id, lambda one: "🛟" in one.text, after=sent.message_id
    )
    assert words(message) == (
        "🛟 Questions about a payment\n"
        "Write to the owner right in this chat, or to @sandbox_support\n\n"
        "Refunds\n"
        "• Paid with Stars: the owner can return them.\n"
        "• Paid another way: only Tribute's support can.\n"
        "A refund also ends the access it paid for.\n\n"
        "Please include\n"
        "• your Telegram id: 700001\n"
        "• what happened\n"
        "• purchase 78902: “AI Assistant <Pro> & friends — 1 month”\n"
        "• purchase 78901: “Book Club & Library — 1 month”\n\n"
        "✍️ What is wrong? Write it here in one message: it goes to the owner, together with your"
        " payments. A photo or a file is fine too.\n\n"
        "Never mind? /cancel"
    )
    assert "<code>700001</code>" in message.html
    assert labels(message) == ["Write to support"]
    assert links(message) == ["https://t.me/sandbox_support"]


async def test_a_payment_without_a_purchase_number_is_listed_by_its_row(world: World) -> None:
    await world.tribute.pay(456, telegram_user_id=NEVER_STARTED.id, minimal=True)
    sent = await world.telegram.send(NEVER_STARTED.id, "/paysupport")
    message = await world.telegram.wait_for(
        NEVER_STARTED.id, lambda one: "🛟" in one.text, after=sent.message_id
    )
    assert "платёж #1 (Tribute не дал номера покупки): «Book Club & Library — 1 month»" in words(
        message
    )


async def test_paysupport_points_a_person_without_payments_to_claim(world: World) -> None:
    text = (await ask(world, BUYER.id, "/paysupport")).text
    assert "If you paid in the browser: /claim" in text


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("contact", "url"),
    [
        ("@owner_bot_1", "https://t.me/owner_bot_1"),
        ("https://example.com/help?a=1&b=2", "https://example.com/help?a=1&b=2"),
        ("http://localhost/help", None),
        ("http://[broken", None),
        ("help@example.com", None),
        ("Спросите <Анну> & Co", None),
        ("tg://resolve?domain=owner", "tg://resolve?domain=owner"),
        ("https://example.com/a b", None),
    ],
)
async def test_any_contact_is_shown_and_becomes_a_button_where_a_phone_can_open_it(
    clock: FixedClock, contact: str, url: str | None
) -> None:
    async with open_world(clock, support_contact=contact) as world:
        message = await ask(world, BUYER.id, "/paysupport")
    assert f"right in this chat, or to {contact}\n" in message.text
    assert links(message) == ([url] if url else [])


async def test_without_a_contact_paysupport_says_so(clock: FixedClock) -> None:
    async with open_world(clock, support_contact="") as world:
        message = await ask(world, BUYER.id, "/paysupport")
    assert "The owner has given no contact here." in message.text
    assert message.buttons == []


async def test_terms_lead_to_the_page_of_the_owner(clock: FixedClock) -> None:
    url = "https://example.com/terms?a=1&lang=" + "x" * 80
    async with open_world(clock, terms_url=url) as world:
        message = await ask(world, BUYER.id, "/terms")
    assert url in message.text
    assert labels(message) == ["Read the terms"]
    assert links(message) == [url]


async def test_without_a_page_of_terms_the_bot_says_so_and_how_payment_works(world: World) -> None:
    message = await ask(world, NEVER_STARTED.id, "/terms")
    assert "Владелец не опубликовал здесь условий." in message.text
    assert "Оплату принимает Tribute" in message.text
    assert message.buttons == []


@pytest.mark.matrix
@pytest.mark.parametrize("text", ["hello?", "/nonsense", "<b>", "/products", "/refund 78901"])
async def test_unknown_words_and_commands_are_answered_with_help(world: World, text: str) -> None:
    message = await ask(world, BUYER.id, text)
    assert message.text.startswith("The bot works with buttons and commands")


async def test_a_button_of_admins_does_nothing_for_a_buyer(world: World) -> None:
    before = await ask(world, NEVER_STARTED.id, "/help")
    popped = await press(world, NEVER_STARTED.id, before.message_id, ShowPurchase(id=1))
    assert popped == "Эта кнопка больше не работает. Откройте новую: все команды есть в /help."
    assert len(world.telegram.messages_to(NEVER_STARTED.id)) == 1
