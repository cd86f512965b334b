"""Tests for /language: the choice is kept, takes effect at once and changes the menu."""

import pytest

from bot.sandbox.cast import BUYER, NEVER_STARTED, REGRETS, SECOND_ADMIN
from bot.sandbox.telegram.faults import FaultOptions
from bot.sandbox.world import World
from handlers.telegram.callbacks.shared import ChooseLocale
from tests.handlers.telegram.talk import LONG_GONE, ask, hear, labels, press, until

pytestmark = pytest.mark.menus

TO_RUSSIAN = ChooseLocale(locale="ru")
TO_ENGLISH = ChooseLocale(locale="en")


def menu_speaks(world: World, person_id: int, words: str) -> bool:
    return words in [one.description for one in world.telegram.commands_for(person_id)]


async def test_each_language_is_offered_by_its_own_name(world: World) -> None:
    assert labels(await ask(world, BUYER.id, "/language")) == ["✓ English", "Русский"]
    assert labels(await ask(world, NEVER_STARTED.id, "/language")) == ["English", "✓ Русский"]
    german = await ask(world, REGRETS.id, "/language")
    assert labels(german) == ["✓ English", "Русский"]


async def test_the_choice_takes_effect_at_once_in_the_same_message(world: World) -> None:
    question = await ask(world, BUYER.id, "/language")
    assert await press(world, BUYER.id, question.message_id, TO_RUSSIAN) == ""
    assert question.text == "🌐 Теперь бот говорит с вами по-русски. Тарифы: /buy"
    assert labels(question) == ["English", "✓ Русский"]
    assert "Ваш доступ" in (await ask(world, BUYER.id, "/status")).text
    await until(lambda: menu_speaks(world, BUYER.id, "Мой доступ и платежи"))


async def test_the_choice_survives_a_restart_and_counts_for_notices(world: World) -> None:
    question = await ask(world, BUYER.id, "/language")
    await press(world, BUYER.id, question.message_id, TO_RUSSIAN)
    await world.restart_app()
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    await hear(world, BUYER.id, "Ваша оплата дошла: ")


async def test_a_language_can_be_changed_back(world: World) -> None:
    question = await ask(world, NEVER_STARTED.id, "/language")
    await press(world, NEVER_STARTED.id, question.message_id, TO_ENGLISH)
    await press(world, NEVER_STARTED.id, question.message_id, TO_RUSSIAN)
    assert question.text == "🌐 Теперь бот говорит с вами по-русски. Тарифы: /buy"


async def test_choosing_the_same_language_twice_is_no_error(world: World) -> None:
    question = await ask(world, BUYER.id, "/language")
    for _ in range(2):
        assert await press(world, BUYER.id, question.message_id, TO_RUSSIAN) == ""
    assert [one.text for one in world.telegram.messages_to(BUYER.id)] == [question.text]


async def test_a_button_below_a_deleted_message_is_answered_with_a_new_one(world: World) -> None:
    before = await ask(world, BUYER.id, "/help")
    assert await press(world, BUYER.id, LONG_GONE, TO_RUSSIAN) == ""
    await hear(world, BUYER.id, "Теперь бот говорит с вами по-русски", after=before.message_id)


async def test_the_menu_of_an_admin_changes_its_language_and_survives_a_restart(
    world: World,
) -> None:
    question = await ask(world, SECOND_ADMIN.id, "/language")
    await press(world, SECOND_ADMIN.id, question.message_id, TO_ENGLISH)
    await until(lambda: menu_speaks(world, SECOND_ADMIN.id, "My access and payments"))
    await until(lambda: menu_speaks(world, SECOND_ADMIN.id, "Find a person"))
    calls = len(world.telegram.calls_of("setMyCommands"))
    await world.restart_app()
    await world.telegram.wait_for_calls(
        "setMyCommands", calls + 9
    )  # 3 for buyers, 3 for each of two admins
    await until(lambda: menu_speaks(world, SECOND_ADMIN.id, "My access and payments"))


@pytest.mark.matrix
@pytest.mark.parametrize("failure", [{"status": 400}, {"mode": "html"}, {"mode": "drop"}])
async def test_a_menu_that_cannot_be_set_stops_nothing(world: World, failure: FaultOptions) -> None:
    await ask(world, SECOND_ADMIN.id, "/help")
    question = await ask(world, BUYER.id, "/language")
    calls = len(world.telegram.calls_of("setMyCommands"))
    world.telegram.fail("setMyCommands", **failure)
    assert await press(world, BUYER.id, question.message_id, TO_RUSSIAN) == ""
    await world.telegram.wait_for_calls("setMyCommands", calls + 1)
    assert "Ваш доступ" in (await ask(world, BUYER.id, "/status")).text
    assert len(world.telegram.messages_to(SECOND_ADMIN.id)) == 1  # no alert was sent


async def test_a_button_for_an_unknown_language_no_longer_works(world: World) -> None:
    question = await ask(world, BUYER.id, "/language")
    answer = await world.telegram.press(BUYER.id, question.message_id, "language:xx")
    assert answer is not None
    assert answer.text.startswith("This button no longer works.")
