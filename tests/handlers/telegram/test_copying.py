"""Buttons that copy the ids, numbers and addresses that an admin needs elsewhere."""

import pytest
from aiogram.types import CopyTextButton, InlineKeyboardButton

from bot.domain.checkup import ok, warning
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from bot.texts import Texts, Whole
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.operations import doctor
from handlers.telegram.ui.screen import copying
from tests.handlers.telegram.payments import buy, command
from tests.handlers.telegram.talk import ask, hear

PUBLIC = "https://shop.example.com"


def copied(message: Message) -> list[str]:
    return [button.copy for button in message.buttons if button.copy is not None]


async def opened(world: World, message: Message, label: str) -> Message:
    await world.telegram.press(
        ADMIN.id, message.message_id, str(message.button(label).callback_data)
    )
    return message


@pytest.mark.parametrize("locale", ["en", "ru"])
async def test_cards_copy_the_person_and_the_purchase(world: World, locale: str) -> None:
    world.telegram.people[ADMIN.id].language_code = locale
    await ask(world, BUYER.id, "/start")
    purchase = await buy(world)

    person = await command(world, ADMIN.id, f"/user {BUYER.id}")
    assert copied(person) == [str(BUYER.id)]
    card = await opened(world, person, "9")
    assert copied(card) == [str(purchase.id), str(BUYER.id)]
    assert all(len(row) <= 2 for row in card.keyboard)


async def test_an_older_server_shows_the_card_without_them_and_the_id_stays_in_the_text(
    world: World,
) -> None:
    await ask(world, BUYER.id, "/start")
    world.telegram.unknown_features.add("copy_text")

    for _ in range(2):
        card = await command(world, ADMIN.id, f"/user {BUYER.id}")
        assert copied(card) == []
        assert str(BUYER.id) in card.text
    assert sum(call.status == 400 for call in world.telegram.calls) == 1


@pytest.mark.parametrize("locale", ["en", "ru"])
@pytest.mark.parametrize("key", ["doctor-call-never", "doctor-call-silent"])
def test_the_doctor_offers_the_webhook_address_that_it_says_to_enter(key: str, locale: str) -> None:
    address = PUBLIC + "/webhook/tribute"
    findings = [ok("doctor-settings"), warning(key, url=Whole(address))]

    (button,) = doctor._copy_address(Wording(Texts(), locale), findings, PUBLIC)

    assert button.copy_text == CopyTextButton(text=address)


def test_the_doctor_offers_no_address_where_no_step_needs_it() -> None:
    assert doctor._copy_address(Wording(Texts(), "en"), [ok("doctor-settings")], PUBLIC) == []


async def test_without_a_public_address_there_is_nothing_to_copy(world: World) -> None:
    await world.telegram.send(ADMIN.id, "/doctor")
    assert copied(await hear(world, ADMIN.id, "has never sent a webhook")) == []


@pytest.mark.parametrize(("text", "count"), [("", 0), ("я" * 256, 1), ("🦉" * 129, 0), (7, 1)])
def test_nothing_that_telegram_refuses_is_offered(text: object, count: int) -> None:
    buttons: list[InlineKeyboardButton] = copying("Copy", text)
    assert len(buttons) == count
