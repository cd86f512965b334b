"""Adding an admin: an owner names somebody in one of several ways, reads who it is, says yes."""

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import BUYER, NEVER_STARTED, REGRETS
from bot.sandbox.world import World
from tests.handlers.telegram.admin.admins.roles_talk import (
    HELPER,
    OWNER,
    SOMETHING_WAITS,
    added_quietly,
    ask_for_new_admin,
    commands,
    make_admin,
    propose,
    shop_with_one_owner,
    team,
)
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import ask, hear, labels, until
from tests.journeys.channel import until_true

pytestmark = pytest.mark.menus


async def test_an_owner_adds_an_admin_in_two_steps(clock: FixedClock) -> None:
    async with shop_with_one_owner(clock) as world:
        await ask(world, HELPER.id, "/start")
        message = await team(world)
        assert "👑 Anna Keller @anna_runs_it · 700004" in message.text
        assert "ADMIN_IDS" in message.text
        assert labels(message) == ["👑 Anna Keller", "＋ Add an admin", "🔔 Notices", "‹ Home"]
        await tap(world, message, "＋ Add an admin")
        question = await hear(world, OWNER.id, "Who should help to run the shop?")
        await world.telegram.send(OWNER.id, "@boris_helps")
        asked = await hear(world, OWNER.id, "Make this person", after=question.message_id)
        assert "Борис Смирнов @boris_helps · 700005" in asked.text
        assert "nor take a copy of the database" in asked.text
        assert HELPER.id not in deps(world).admins.roll
        await tap(world, asked, "Yes, make them an admin")
        await until(lambda: "New admin:" in asked.text)
        assert "may not write" not in asked.text
        welcome = await hear(world, HELPER.id, "Теперь вы помогаете вести этот магазин")
        assert "Anna Keller" in welcome.text
        await until(lambda: "refund" in commands(world, HELPER.id))
        await buy(world)
        await hear(world, HELPER.id, "💰 Продажа")
        card = await ask(world, OWNER.id, f"/user {HELPER.id}")
        assert "made them an admin" in card.text


async def test_all_other_admins_read_of_a_new_one(clock: FixedClock) -> None:
    async with shop_with_one_owner(clock) as world:
        for one in (HELPER, BUYER):
            await ask(world, one.id, "/start")
        await make_admin(world)
        await make_admin(world, BUYER.id)
        told = await hear(world, HELPER.id, "👥 Новый админ: Alice Brown")
        assert "Добавил владелец Anna Keller" in told.text
        assert not any("👥 New" in one.text for one in world.telegram.messages_to(OWNER.id))


@pytest.mark.matrix
@pytest.mark.parametrize("typed", ["@olga_w", "OLGA_W", "https://t.me/olga_w", "700003"])
async def test_somebody_the_bot_knows_is_named_by_username_or_id(
    clock: FixedClock, typed: str
) -> None:
    async with shop_with_one_owner(clock) as world:
        await ask(world, REGRETS.id, "/start")
        assert "Olga Weber @olga_w · 700003" in (await propose(world, typed)).text


async def test_telegrams_own_list_shares_a_person_the_bot_has_never_met(
    clock: FixedClock,
) -> None:
    async with shop_with_one_owner(clock) as world:
        question = await ask_for_new_admin(world)
        keys = [one.text for row in world.telegram.reply_keyboard(OWNER.id) for one in row]
        assert keys == ["👤 Choose a person", "✖️ Cancel"]
        world.telegram.share(OWNER.id, 1, NEVER_STARTED.id)
        asked = await hear(world, OWNER.id, "Make this person", after=question.message_id)
        assert "Пётр Иванов · 700002" in asked.text
        assert world.telegram.reply_keyboard(OWNER.id) == []
        await tap(world, asked, "Yes, make them an admin")
        await until(lambda: "New admin:" in asked.text)
        assert "may not write to them until they press Start" in asked.text
        assert "https://t.me/tributary_bot" in asked.text
        assert "📋 Copy the link" in labels(asked)
        await until_true(world, SOMETHING_WAITS)
        await world.telegram.send(NEVER_STARTED.id, "/start")
        await hear(world, NEVER_STARTED.id, "Теперь вы помогаете")
        await until(lambda: "refund" in commands(world, NEVER_STARTED.id))


async def test_a_forwarded_message_names_its_author(clock: FixedClock) -> None:
    async with shop_with_one_owner(clock) as world:
        question = await ask_for_new_admin(world)
        world.telegram.forward(OWNER.id, "I'd like to help", HELPER.id)
        asked = await hear(world, OWNER.id, "Make this person", after=question.message_id)
        assert "Борис Смирнов @boris_helps · 700005" in asked.text


async def test_a_contact_names_a_person(clock: FixedClock) -> None:
    async with shop_with_one_owner(clock) as world:
        question = await ask_for_new_admin(world)
        world.telegram.send_contact(OWNER.id, HELPER.id)
        asked = await hear(world, OWNER.id, "Make this person", after=question.message_id)
        assert "Борис · 700005" in asked.text


async def test_an_author_who_hides_is_explained_and_another_way_still_works(
    clock: FixedClock,
) -> None:
    async with shop_with_one_owner(clock) as world:
        await ask_for_new_admin(world)
        world.telegram.forward(OWNER.id, "I'd like to help", "Boris")
        answer = await hear(world, OWNER.id, "hidden it in their privacy settings")
        await world.telegram.send(OWNER.id, str(HELPER.id))
        asked = await hear(world, OWNER.id, "Make this person", after=answer.message_id)
        assert "never met" in asked.text


@pytest.mark.matrix
@pytest.mark.parametrize("typed", ["@nobody_here", "Boris", "-100700", "0", "9" * 30, "🎩"])
async def test_somebody_unknown_is_asked_for_again(clock: FixedClock, typed: str) -> None:
    async with shop_with_one_owner(clock) as world:
        await ask_for_new_admin(world)
        answer = await ask(world, OWNER.id, typed)
        assert "The bot doesn't know" in answer.text
        assert "press Start in this bot first" in answer.text
        await world.telegram.send(OWNER.id, "700005")
        await hear(world, OWNER.id, "Make this person", after=answer.message_id)


async def test_a_bot_can_be_no_admin(clock: FixedClock) -> None:
    async with shop_with_one_owner(clock) as world:
        await ask_for_new_admin(world)
        own_id = world.telegram.token.partition(":")[0]
        assert (await ask(world, OWNER.id, own_id)).text == (
            "That is a bot. Only people can be admins."
        )


@pytest.mark.parametrize("leaves", ["/cancel", "✖️ Cancel"])
async def test_the_question_can_be_left_and_its_keyboard_goes(
    clock: FixedClock, leaves: str
) -> None:
    async with shop_with_one_owner(clock) as world:
        await ask_for_new_admin(world)
        assert "question is closed" in (await ask(world, OWNER.id, leaves)).text
        assert world.telegram.reply_keyboard(OWNER.id) == []
        assert (
            "works with buttons and commands" in (await ask(world, OWNER.id, str(HELPER.id))).text
        )


async def test_a_no_changes_nothing(clock: FixedClock) -> None:
    async with shop_with_one_owner(clock) as world:
        asked = await propose(world, str(HELPER.id))
        await tap(world, asked, "Cancel")
        await until(lambda: "nothing has changed" in asked.text)
        assert list(deps(world).admins.roll) == [OWNER.id]


async def test_an_owner_who_is_named_is_shown_with_where_that_is_set(clock: FixedClock) -> None:
    async with shop_with_one_owner(clock) as world:
        await ask_for_new_admin(world)
        await world.telegram.send(OWNER.id, str(OWNER.id))
        card = await hear(world, OWNER.id, "An owner: their id is in ADMIN_IDS")
        assert labels(card) == ["‹ Admins"]


async def test_an_admin_who_is_named_again_is_shown(clock: FixedClock) -> None:
    async with shop_with_one_owner(clock) as world:
        await ask(world, HELPER.id, "/start")
        await added_quietly(world)
        await ask_for_new_admin(world)
        await world.telegram.send(OWNER.id, str(HELPER.id))
        card = await hear(world, OWNER.id, "Added by Anna Keller")
        assert labels(card) == ["Remove from the admins", "‹ Admins"]


async def test_two_presses_add_once(clock: FixedClock) -> None:
    async with shop_with_one_owner(clock) as world:
        asked = await propose(world, str(HELPER.id))
        data = asked.button("Yes, make").callback_data
        assert data is not None
        await world.telegram.press(OWNER.id, asked.message_id, data)
        toast = await world.telegram.press(OWNER.id, asked.message_id, data)
        assert toast is not None
        assert "changed in the meantime" in toast.text
        assert len((await deps(world).admins.team()).added) == 1


async def test_an_added_admin_adds_nobody(clock: FixedClock) -> None:
    async with shop_with_one_owner(clock) as world:
        await ask(world, HELPER.id, "/start")
        asked = await propose(world, str(BUYER.id))
        await added_quietly(world)
        message = await team(world, HELPER.id)
        assert labels(message) == ["🔔 Уведомления", "‹ На главную"]
        assert "только владельцы" in message.text
        for data in ("adm_new", f"adm_new_do:{BUYER.id}", f"adm_out_do:{HELPER.id}"):
            answer = await world.telegram.press(HELPER.id, message.message_id, data)
            assert answer is not None
            assert answer.show_alert
        assert BUYER.id not in deps(world).admins.roll
        await tap(world, asked, "Yes, make them an admin")


async def test_there_is_a_most(clock: FixedClock, world: World) -> None:
    for number in range(20):
        await added_quietly(world, 800_000 + number)
    asked = await propose(world, str(BUYER.id))
    await tap(world, asked, "Yes, make them an admin")
    await until(lambda: "20 admins already" in asked.text)
    assert BUYER.id not in deps(world).admins.roll
