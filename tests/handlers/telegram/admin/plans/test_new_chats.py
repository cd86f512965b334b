"""Tests for private chats that an admin adds by giving the bot a place there."""

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, CHANNEL_ID, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.callbacks.new_chats import OpenNewChat
from tests.handlers.telegram.admin.plans.new_chat_talk import (
    NEW,
    NOT_ASKED,
    RIGHTS,
    TITLE,
    asked,
    enter,
    member,
    new_chat,
    open_new,
    place_bot,
)
from tests.handlers.telegram.admin.plans.test_plans import add, open_card
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, until, words
from tests.journeys.channel import scalar, until_idle, until_true


@pytest.mark.parametrize("type_", ["channel", "supergroup", "group"])
async def test_an_admin_who_adds_the_bot_is_asked_which_plan_opens_the_chat(
    world: World, type_: str
) -> None:
    await add(world, "Pro")
    retired = await add(world, "Old")
    await deps(world).plan_sales.retire(retired, ADMIN.id)
    await ask(world, ADMIN.id, "/help")
    new_chat(world, type_)
    await place_bot(world, *RIGHTS)
    message = await asked(world)
    assert words(message) == f"🔑 Which plan opens “{TITLE}”?"
    assert labels(message) == ["Access", "Pro", "None of them"]
    await tap(world, message, "Pro")
    assert f"“{TITLE}” opens to everyone with Pro." in words(message)
    assert "That is all." in words(message)
    assert labels(message) == ["🔑 The chats of this plan", "🧭 Go on setting up"]
    await tap(world, message, "🔑 The chats")
    assert f"✓ {TITLE}" in words(message)


async def test_with_one_plan_the_question_is_yes_or_no(world: World) -> None:
    await ask(world, SECOND_ADMIN.id, "/help")
    new_chat(world)
    await place_bot(world, *RIGHTS, by=SECOND_ADMIN.id)
    message = await asked(world, "Пускать подписчиков", SECOND_ADMIN.id)
    assert labels(message) == ["Да, пускать подписчиков", "Нет"]
    await tap(world, message, "Да", SECOND_ADMIN.id)
    assert "открыт для всех, у кого есть доступ" in words(message)
    assert await scalar(world, "SELECT is_listed FROM access_chats") == 1


async def test_buyers_get_into_a_chat_that_was_added_so(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world)
    await open_new(world)
    await enter(world, BUYER.id)
    assert f"🚪 {TITLE}" in labels(await ask(world, BUYER.id, "/status"))
    (purchase,) = world.tribute.purchases.values()
    await world.tribute.refund_by_buyer(purchase.id)
    await until(lambda: not member(world, BUYER.id))
    await world.restart_app()
    await until_idle(world)
    assert await scalar(world, "SELECT is_listed FROM access_chats") == 1


async def test_missing_rights_are_named_and_the_question_follows_them(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    new_chat(world)
    await place_bot(world)
    message = await asked(world, "Do subscribers get into")
    assert "• Invite users via link" in words(message)
    assert "• Ban users" in words(message)
    await place_bot(world, "can_invite_users", by=BUYER.id)
    await until(lambda: "Invite users" not in message.text)
    assert "• Ban users" in words(message)
    await place_bot(world, *RIGHTS)
    await until(lambda: "Ban users" not in message.text)
    assert labels(message) == ["Yes, subscribers get in", "No"]
    questions = [one for one in world.telegram.messages_to(ADMIN.id) if TITLE in one.text]
    assert len(questions) == 1


async def test_an_answer_before_the_rights_come_names_them_and_then_all_works(
    world: World,
) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world)
    await ask(world, ADMIN.id, "/help")
    new_chat(world)
    await place_bot(world)
    message = await asked(world, "Do subscribers get into")
    await tap(world, message, "Yes")
    assert "The bot still lacks these rights there" in words(message)
    await place_bot(world, *RIGHTS)
    await hear(world, ADMIN.id, "All is well again")
    await enter(world, BUYER.id)


async def test_a_bot_that_was_added_as_a_member_is_asked_about_once_it_is_administrator(
    world: World,
) -> None:
    await ask(world, ADMIN.id, "/help")
    new_chat(world, "supergroup")
    await place_bot(world, status="member")
    await ask(world, ADMIN.id, "/help")
    assert not any(TITLE in one.text for one in world.telegram.messages_to(ADMIN.id))
    await place_bot(world, *RIGHTS)
    await asked(world, "Do subscribers get into")


async def test_nobody_is_asked_where_somebody_else_adds_the_bot(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    new_chat(world)
    await place_bot(world, *RIGHTS, by=BUYER.id)
    await place_bot(world, status="left", by=BUYER.id)
    await ask(world, ADMIN.id, "/help")
    await ask(world, BUYER.id, "/help")
    for person in (ADMIN, BUYER):
        assert not any(TITLE in one.text for one in world.telegram.messages_to(person.id))
    assert await scalar(world, "SELECT COUNT(*) FROM access_chats") == 0


async def test_no_is_remembered_until_the_bot_is_added_again(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    new_chat(world)
    await place_bot(world, *RIGHTS)
    message = await asked(world, "Do subscribers get into")
    await tap(world, message, "No")
    assert f"“{TITLE}” isn't for subscribers." in words(message)
    await place_bot(world)
    await place_bot(world, status="kicked")
    await place_bot(world, *RIGHTS)
    again = await hear(world, ADMIN.id, "Do subscribers", after=message.message_id)
    assert labels(again) == ["Yes, subscribers get in", "No"]
    assert "isn't for subscribers" in message.text


async def test_a_question_about_a_chat_that_the_bot_has_left_is_closed(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    new_chat(world)
    await place_bot(world, *RIGHTS)
    message = await asked(world, "Do subscribers get into")
    await place_bot(world, status="kicked")
    await until(lambda: "isn't in" in message.text)
    assert labels(message) == []
    assert await scalar(world, "SELECT COUNT(*) FROM facts WHERE name LIKE 'chat_question%'") == 0
    card = await open_card(world, "Access")
    await tap(world, card, "🔑 Chats…")
    assert TITLE not in words(card)


async def test_an_admin_who_never_wrote_to_the_bot_finds_the_chat_in_plans(world: World) -> None:
    new_chat(world)
    await place_bot(world, *RIGHTS)
    await until_true(world, f"SELECT {NOT_ASKED} FROM access_chats WHERE title IS NOT NULL")
    await ask(world, ADMIN.id, "/help")
    card = await open_card(world, "Access")
    await tap(world, card, "🔑 Chats…")
    assert labels(card) == [f"+ {TITLE}", "‹ Back"]
    assert await tap(world, card, f"+ {TITLE}") == "Subscribers get in now."
    assert labels(card) == [f"✓ {TITLE}", "‹ Back"]


async def test_a_group_that_becomes_a_supergroup_keeps_its_question(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    new_chat(world, "group")
    await place_bot(world, *RIGHTS)
    message = await asked(world, "Do subscribers get into")
    world.telegram.upgrade(NEW, NEW - 1)
    await until_true(world, f"SELECT chat_id = {NEW - 1} FROM access_chats")
    await tap(world, message, "Yes")
    assert await scalar(world, "SELECT is_listed FROM access_chats") == 1


async def test_a_chat_of_the_settings_that_is_upgraded_stays_one_chat(clock: FixedClock) -> None:
    """Telegram reports the bot's place in the new supergroup before the upgrade itself."""
    async with open_world(clock, access_chat_ids=(CHANNEL_ID,)) as world:
        await ask(world, ADMIN.id, "/help")
        new_chat(world)
        await place_bot(world, *RIGHTS)
        await hear(world, ADMIN.id, "Do subscribers get into")
        await deps(world).chats.upgraded(CHANNEL_ID, NEW)
        await world.restart_app()
        assert await scalar(
            world, f"SELECT COUNT(*) = 1 AND MAX(chat_id) = {NEW} FROM access_chats WHERE is_listed"
        )


async def test_a_chat_that_the_bot_has_left_is_put_right_in_plans(world: World) -> None:
    await open_new(world)
    await place_bot(world, status="kicked")
    gone = await hear(world, ADMIN.id, "The bot isn't in")
    assert "take the chat away in /plans" in words(gone)


async def test_an_admin_who_gives_the_rights_is_asked_where_somebody_else_added_the_bot(
    world: World,
) -> None:
    await ask(world, ADMIN.id, "/help")
    new_chat(world)
    await place_bot(world, by=BUYER.id)
    await place_bot(world, "can_invite_users")
    message = await asked(world, "Do subscribers get into")
    assert "• Ban users" in words(message)
    await tap(world, message, "No")
    await place_bot(world, *RIGHTS)
    await until_true(world, f"SELECT may_remove AND {NOT_ASKED} FROM access_chats")
    assert len([one for one in world.telegram.messages_to(ADMIN.id) if TITLE in one.text]) == 1


async def test_each_of_two_admins_reads_what_the_other_has_answered(world: World) -> None:
    pro = await add(world, "Pro")
    await ask(world, ADMIN.id, "/help")
    await ask(world, SECOND_ADMIN.id, "/help")
    new_chat(world)
    await place_bot(world, *RIGHTS)
    first = await asked(world)
    await place_bot(world, status="kicked", by=SECOND_ADMIN.id)
    await until(lambda: "isn't in" in first.text)
    await place_bot(world, *RIGHTS, by=SECOND_ADMIN.id)
    second = await asked(world, "Какой план открывает", SECOND_ADMIN.id)
    await press(world, ADMIN.id, first.message_id, OpenNewChat(id=pro, chat=1))
    await tap(world, second, "Никакой", SECOND_ADMIN.id)
    assert words(second).startswith(f"«{TITLE}» уже открыт, его открывает: Pro.")
    await press(world, SECOND_ADMIN.id, second.message_id, OpenNewChat(id=1, chat=1))
    assert "Его открывает также: Pro." in words(second)


async def test_a_shop_with_one_plan_reads_of_no_plans_on_the_way_to_a_chat(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    new_chat(world)
    await place_bot(world, *RIGHTS)
    message = await asked(world, "Do subscribers get into")
    said = []
    for label in ("No", "🔑 All private chats", f"+ {TITLE}", f"✓ {TITLE}", "Yes"):
        said += [*labels(message), words(message), await tap(world, message, label)]
    said += [*labels(message), words(message)]
    assert "All right, “Letters & <notes>” isn't for subscribers." in "".join(said)
    assert "It is no longer for subscribers." in said
    assert not [one for one in said if "plan" in one.lower()]
