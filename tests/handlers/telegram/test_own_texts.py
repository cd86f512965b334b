"""Own texts and languages of TEXTS_DIR, as people and admins meet them in the chat."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from bot.clock import FixedClock
from bot.domain.shop_face.texts import Place, Slot
from bot.sandbox.cast import ADMIN, ADMINS, BUYER, NEVER_STARTED
from bot.sandbox.world import World
from handlers.telegram.callbacks.plans import DescribePlan, RenamePlan
from handlers.telegram.callbacks.shared import ChooseLocale
from handlers.telegram.callbacks.shop_face import ShowSlot
from storage import people
from storage.engine.database import open_read_only
from tests.handlers.telegram.admin.plans.test_plans import save as save_plan_words
from tests.handlers.telegram.admin.shop_face.face import open_card, save
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, until
from tests.own_texts.folders import write

pytestmark = pytest.mark.menus

UKRAINIAN = """\
shop-hello = 👋 Вітаємо, <b>{ $name }</b>!
language-choose = 🌐 Оберіть мову
command-buy = Ціни й оплата
command-stats = Продажі в цифрах
notice-purchase-paid =
    ✅ <b>Дякуємо!</b> Оплату отримано: { $what }.

    { $access }
"""
TO_UKRAINIAN = ChooseLocale(locale="uk")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {
        "uk/shop.ftl": UKRAINIAN,
        "en/shop.ftl": "shop-hello = Welcome, <b>{ $name }</b>, to the club!\n",
    }
    return write(tmp_path / "texts", files)


async def restart_with(world: World, **settings: Any) -> None:
    """Restart the app with other settings."""
    world.settings = world.settings.model_copy(update=settings)
    await world.restart_app()


def menu(world: World, person_id: int) -> list[str]:
    return [one.description for one in world.telegram.commands_for(person_id)]


async def test_an_own_text_is_read_and_the_doctor_counts_it(
    clock: FixedClock, folder: Path
) -> None:
    async with open_world(clock, texts_dir=folder) as world:
        said = (await ask(world, BUYER.id, "/start")).text
        assert said.startswith(f"Welcome, {BUYER.first_name}, to the club!")
        await world.telegram.send(ADMIN.id, "/doctor")
        report = await hear(world, ADMIN.id, "Your own texts: en 1, uk 5")
        assert "TEXTS_DIR" not in report.text
        notices = [one.text for one in world.telegram.messages_to(ADMIN.id)]
        assert not [one for one in notices if "need a look" in one]


async def test_an_added_language_is_offered_chosen_and_kept(
    clock: FixedClock, folder: Path
) -> None:
    async with open_world(clock, texts_dir=folder) as world:
        question = await ask(world, BUYER.id, "/language")
        assert labels(question) == ["✓ English", "Русский", "Українська"]
        assert await press(world, BUYER.id, question.message_id, TO_UKRAINIAN) == ""
        assert question.text == "🌐 Your language is Українська now. The prices: /buy"
        assert labels(question) == ["English", "Русский", "✓ Українська"]
        await until(lambda: menu(world, BUYER.id)[:1] == ["Ціни й оплата"])
        await world.restart_app()
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        paid = await hear(world, BUYER.id, "Оплату отримано")
        assert "Your access is open until" in paid.text
        await world.telegram.send(ADMIN.id, f"/user {BUYER.id}")
        await hear(world, ADMIN.id, "Language: Ukrainian (their choice)")


async def test_people_get_the_language_of_their_telegram(clock: FixedClock, folder: Path) -> None:
    async with open_world(clock, texts_dir=folder) as world:
        world.telegram.people[NEVER_STARTED.id] = dataclasses.replace(
            world.telegram.people[NEVER_STARTED.id], language_code="uk"
        )
        said = (await ask(world, NEVER_STARTED.id, "/start")).text
        assert said.startswith("👋 Вітаємо, ")
        await until(lambda: menu(world, NEVER_STARTED.id)[:1] == ["Ціни й оплата"])


async def test_a_language_that_is_gone_gives_way_and_comes_back(
    clock: FixedClock, folder: Path
) -> None:
    async with open_world(clock, texts_dir=folder) as world:
        for person in (BUYER, ADMIN):
            question = await ask(world, person.id, "/language")
            await press(world, person.id, question.message_id, TO_UKRAINIAN)
        await until(lambda: "Продажі в цифрах" in menu(world, ADMIN.id))
        await restart_with(world, texts_dir=None)
        said = (await ask(world, BUYER.id, "/start")).text
        assert said.startswith(f"👋 Hello, {BUYER.first_name}!")
        await world.telegram.wait_for_calls("deleteMyCommands", 1 + len(ADMINS))
        gone = {
            (one.params["scope"], one.params["language_code"])
            for one in world.telegram.calls_of("deleteMyCommands")
        }
        assert len(gone) == 1 + len(ADMINS)
        assert {language for _, language in gone} == {"uk"}
        await until(lambda: "Sales and subscribers in numbers" in menu(world, ADMIN.id))
        answer = await world.telegram.press(BUYER.id, question_of(world), TO_UKRAINIAN.pack())
        assert answer is not None
        assert answer.text.startswith("This button no longer works.")
        await restart_with(world, texts_dir=folder)
        said = (await ask(world, BUYER.id, "/start")).text
        assert said.startswith("👋 Вітаємо, ")
        with open_read_only(world.settings.database_path) as tx:
            person = people.get(tx, BUYER.id)
        assert person is not None
        assert person.locale == "uk"


def question_of(world: World) -> int:
    return next(
        one.message_id for one in world.telegram.messages_to(BUYER.id) if "language" in one.text
    )


async def test_the_default_language_may_be_an_added_one(clock: FixedClock, folder: Path) -> None:
    async with open_world(clock, texts_dir=folder, default_locale="uk") as world:
        world.telegram.add_person(700_500, "Jürgen", language_code="de")
        assert (await ask(world, 700_500, "/start")).text.startswith("👋 Вітаємо, Jürgen!")
        await until(lambda: menu(world, 700_500)[:1] == ["Ціни й оплата"])
        assert world.app is not None
        (first,) = world.app.deps.plans.known
        assert first.names == {}


async def test_a_default_language_and_a_folder_that_are_not_there_stop_nothing(
    clock: FixedClock, tmp_path: Path
) -> None:
    async with open_world(clock, texts_dir=tmp_path / "gone", default_locale="uk") as world:
        await world.telegram.send(ADMIN.id, "/start")
        notice = await hear(world, ADMIN.id, "Your own texts need a look")
        assert "the folder can't be read: No such file or directory" in notice.text
        assert "DEFAULT_LOCALE=uk: TEXTS_DIR has no texts in this language" in notice.text
        said = (await ask(world, BUYER.id, "/start")).text
        assert said.startswith(f"👋 Hello, {BUYER.first_name}!")


async def test_plans_are_named_and_described_in_an_added_language(
    clock: FixedClock, folder: Path
) -> None:
    async with open_world(clock, texts_dir=folder, with_plans=True) as world:
        assert world.app is not None
        plan = world.app.deps.plans.known[0]
        card = await ask(world, ADMIN.id, "/plans")
        rename = RenamePlan(id=plan.id, locale="uk")
        assert await press(world, ADMIN.id, card.message_id, rename) == ""
        assert "Українська" in card.text
        card = await save_plan_words(world, "Основа")
        assert "Українська: Основа" in card.text
        assert world.app.deps.plans.known[0].names["uk"] == "Основа"
        for data in (RenamePlan(id=plan.id, locale="de"), DescribePlan(id=plan.id, locale="de")):
            said = await press(world, ADMIN.id, card.message_id, data)
            assert said.startswith("This button no longer works.")


async def test_own_words_of_the_chat_go_before_in_an_added_language_too(
    clock: FixedClock, folder: Path
) -> None:
    async with open_world(clock, texts_dir=folder) as world:
        world.telegram.add_person(700_500, "Оксана", language_code="uk")
        assert (await ask(world, 700_500, "/start")).text.startswith("👋 Вітаємо, Оксана!")
        await save(world, "Добрий день, {name}!", Place(Slot.GREETING, "uk"))
        assert (await ask(world, 700_500, "/start")).text.startswith("Добрий день, Оксана!")
        said = (await ask(world, BUYER.id, "/start")).text
        assert said.startswith(f"Welcome, {BUYER.first_name}, to the club!")
        card = await open_card(world, Place(Slot.GREETING, "uk"))
        assert "Українська" in card.text
        await restart_with(world, texts_dir=None)
        forged = ShowSlot.of(Place(Slot.GREETING, "uk"))
        said = await press(world, ADMIN.id, card.message_id, forged)
        assert said.startswith("This button no longer works.")


async def test_without_the_setting_nobody_reads_of_own_texts(world: World) -> None:
    assert world.app is not None
    keys = [one.key for one in await world.app.deps.doctor.examine()]
    assert not [one for one in keys if "texts" in one]
    assert len(labels(await ask(world, BUYER.id, "/language"))) == 2
