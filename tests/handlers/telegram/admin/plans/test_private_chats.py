"""Tests for the private chats of plans: added by the bot's place there, opened, taken away."""

import pytest

from bot.clock import FixedClock
from bot.domain.models import FIRST_PLAN, PlanId
from bot.sandbox.cast import ADMIN, BUYER, CHANNEL_ID, CHANNEL_TITLE, REGRETS, SECOND_ADMIN
from bot.sandbox.telegram import Group, Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.plans import (
    AskClosePlanChat,
    ClosePlanChat,
    OpenNewChat,
    OpenPlanChat,
    RefuseNewChat,
)
from tests.handlers.telegram.admin.plans.test_includes import all_done, give, include
from tests.handlers.telegram.admin.plans.test_plans import add, open_card
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, until, words
from tests.journeys.channel import scalar, until_idle, until_true

NEW, TITLE = -1_001_900_001, "Letters & <notes>"
NOT_ASKED = "NOT EXISTS (SELECT 1 FROM facts WHERE name LIKE 'chat_question%')"
RIGHTS = ("can_invite_users", "can_restrict_members")


def new_chat(world: World, type_: str = "channel") -> Group:
    return world.telegram.add_foreign_group(NEW, TITLE, type_)


async def place_bot(
    world: World, *rights: str, by: int = ADMIN.id, status: str = "administrator"
) -> None:
    world.telegram.set_bot(NEW, status, rights, by=by)  # type: ignore[arg-type]


async def asked(world: World, words_: str = "Which plan opens", by: int = ADMIN.id) -> Message:
    return await hear(world, by, words_)


def member(world: World, person: int) -> bool:
    return person in world.telegram.groups[NEW].members


async def join(world: World, person: int) -> None:
    """Ask to join by the bot's link, once it is there."""
    await until_true(world, f"SELECT invite_link FROM access_chats WHERE chat_id = {NEW}")
    link = list(world.telegram.groups[NEW].links)[-1]
    assert world.telegram.ask_to_join(person, link)


async def enter(world: World, person: int) -> None:
    await join(world, person)
    await until(lambda: member(world, person))
    await until_idle(world)


async def open_new(world: World, plan: PlanId = FIRST_PLAN) -> None:
    """Let a plan open the new channel, as the question's button does."""
    new_chat(world)
    await ask(world, ADMIN.id, "/help")
    await place_bot(world, *RIGHTS)
    message = await hear(world, ADMIN.id, TITLE)
    button = OpenNewChat(id=plan, chat=1)
    await press(world, ADMIN.id, message.message_id, button)


@pytest.mark.parametrize("type_", ["channel", "supergroup", "group"])
async def test_an_admin_who_adds_the_bot_is_asked_which_plan_opens_the_chat(
    world: World, type_: str
) -> None:
    await add(world, "Pro")
    retired = await add(world, "Old")
    await deps(world).plans.retire(retired, ADMIN.id)
    await ask(world, ADMIN.id, "/help")
    new_chat(world, type_)
    await place_bot(world, *RIGHTS)
    message = await asked(world)
    assert words(message) == f"🔑 Which plan opens “{TITLE}”?"
    assert labels(message) == ["Access", "Pro", "None of them"]
    await tap(world, message, "Pro")
    assert f"“{TITLE}” opens to everyone with Pro." in words(message)
    assert "That is all." in words(message)
    assert labels(message) == ["🔑 The chats of this plan"]
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
    assert labels(card) == [f"＋ {TITLE}", "‹ Back"]
    assert await tap(world, card, f"＋ {TITLE}") == "It opens to people of this plan now."
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
    assert "take the chat away from its plans: /plans" in words(gone)


async def test_either_of_two_plans_opens_a_chat(world: World) -> None:
    pro = await add(world, "Pro")
    await open_new(world, pro)
    assert await deps(world).plan_chats.open(FIRST_PLAN, 1, 0, ADMIN.id)
    await ask(world, BUYER.id, "/start")
    await ask(world, REGRETS.id, "/start")
    await buy(world)
    await give(world, pro, REGRETS.id)
    await enter(world, BUYER.id)
    await enter(world, REGRETS.id)
    card = await open_card(world, "Pro")
    await tap(world, card, "🔑 Chats…")
    assert "also opened by: Access" in words(card)


async def test_an_open_request_is_approved_when_a_plan_of_theirs_opens_the_chat(
    world: World,
) -> None:
    pro = await add(world, "Pro")
    await open_new(world, pro)
    await ask(world, BUYER.id, "/start")
    await buy(world)
    await join(world, BUYER.id)
    await hear(world, BUYER.id, "You have asked to join")
    card = await open_card(world, "Access")
    await tap(world, card, "🔑 Chats…")
    await tap(world, card, f"＋ {TITLE}")
    await until(lambda: member(world, BUYER.id))


async def test_taking_a_chat_away_removes_people_without_another_plan_that_opens_it(
    world: World,
) -> None:
    pro, top = await add(world, "Pro"), await add(world, "Top")
    await include(world, top, pro)
    await open_new(world, pro)
    await deps(world).plan_chats.open(FIRST_PLAN, 1, 0, ADMIN.id)
    await ask(world, BUYER.id, "/start")
    await buy(world)
    await give(world, top, REGRETS.id)
    for person in (BUYER, REGRETS):
        await enter(world, person.id)
    card = await open_card(world, "Access")
    await tap(world, card, "🔑 Chats…")
    await tap(world, card, f"✓ {TITLE}")
    assert f"Take “{TITLE}” away from Access?" in words(card)
    assert "It stays open by: Pro. ⚠️ 1 person without these is removed at once." in words(card)
    assert await tap(world, card, "Yes, take it away") == "This plan no longer opens it."
    assert labels(card) == [f"＋ {TITLE}", "‹ Back"]
    await until(lambda: not member(world, BUYER.id))
    await hear(world, BUYER.id, f"you are no longer in “{TITLE}”")
    await until_idle(world)
    assert member(world, REGRETS.id)
    await tap(world, card, "‹ Back")
    assert f"took “{TITLE}” away from the plan" in words(card)


async def test_taking_away_is_asked_again_when_more_people_would_be_removed(world: World) -> None:
    pro = await add(world, "Pro")
    await open_new(world, pro)
    await deps(world).plan_chats.open(FIRST_PLAN, 1, 0, ADMIN.id)
    card = await open_card(world, "Access")
    await tap(world, card, "🔑 Chats…")
    await tap(world, card, f"✓ {TITLE}")
    assert "It stays open by: Pro. Nobody is removed." in words(card)
    await ask(world, BUYER.id, "/start")
    await buy(world)
    await enter(world, BUYER.id)
    popped = await tap(world, card, "Yes, take it away")
    assert popped.startswith("This has changed in the meantime.")
    assert "1 person without these is removed at once." in words(card)
    assert member(world, BUYER.id)
    await tap(world, card, "Yes, take it away")
    await until(lambda: not member(world, BUYER.id))


async def test_people_stay_in_a_chat_that_no_plan_opens_any_more(world: World) -> None:
    await open_new(world)
    await ask(world, BUYER.id, "/start")
    await buy(world)
    await enter(world, BUYER.id)
    card = await open_card(world, "Access")
    await tap(world, card, "🔑 Chats…")
    await tap(world, card, f"✓ {TITLE}")
    assert "No other plan opens it. The people inside stay" in words(card)
    await tap(world, card, "Yes, take it away")
    await until_idle(world)
    (purchase,) = world.tribute.purchases.values()
    await world.tribute.refund_by_buyer(purchase.id)
    await until_idle(world)
    assert member(world, BUYER.id)
    assert TITLE not in "".join(labels(await ask(world, BUYER.id, "/status")))
    await tap(world, card, f"＋ {TITLE}")
    assert "⚠️ The bot once let 1 person in who doesn't have Access now" in words(card)
    await tap(world, card, "No, back")
    assert member(world, BUYER.id)
    await tap(world, card, f"＋ {TITLE}")
    await tap(world, card, "Yes, open it")
    await until(lambda: not member(world, BUYER.id))


async def test_a_chat_of_the_settings_is_removed_there(clock: FixedClock) -> None:
    async with open_world(clock, access_chat_ids=(CHANNEL_ID,)) as world:
        await until_true(world, "SELECT title FROM access_chats")
        card = await open_card(world, "Access")
        await tap(world, card, "🔑 Chats…")
        assert "in the settings, as ACCESS_CHAT_IDS" in words(card)
        popped = await tap(world, card, f"✓ {CHANNEL_TITLE}")
        assert popped.startswith("This chat is in the settings. Take it out of ACCESS_CHAT_IDS")
        yes = ClosePlanChat(id=FIRST_PLAN, chat=1, seen=9)
        await press(world, ADMIN.id, card.message_id, yes)
        assert await scalar(world, "SELECT COUNT(*) FROM plan_chats") == 1


async def test_a_chat_that_an_admin_added_stays_when_it_leaves_the_settings(
    clock: FixedClock,
) -> None:
    async with open_world(clock, access_chat_ids=()) as world:
        await open_new(world)
        world.settings = world.settings.model_copy(update={"access_chat_ids": (NEW,)})
        await world.restart_app()
        card = await open_card(world, "Access")
        await tap(world, card, "🔑 Chats…")
        assert "in the settings" in words(card)
        assert await scalar(world, f"SELECT configured_id = {NEW} FROM access_chats")
        world.settings = world.settings.model_copy(update={"access_chat_ids": ()})
        await world.restart_app()
        card = await open_card(world, "Access")
        await tap(world, card, "🔑 Chats…")
        assert "in the settings" not in words(card)
        assert f"✓ {TITLE}" in words(card)


async def test_old_and_forged_buttons_are_answered(world: World) -> None:
    await open_new(world)
    card = await open_card(world, "Access")
    for button in (
        OpenPlanChat(id=FIRST_PLAN, chat=1),
        AskClosePlanChat(id=FIRST_PLAN, chat=1),
        ClosePlanChat(id=FIRST_PLAN, chat=1, seen=0),
        AskClosePlanChat(id=FIRST_PLAN, chat=1),
        ClosePlanChat(id=FIRST_PLAN, chat=1, seen=0),
    ):
        await press(world, ADMIN.id, card.message_id, button)
    assert await scalar(world, "SELECT COUNT(*) FROM plan_chats") == 0
    for forged in (
        OpenPlanChat(id=FIRST_PLAN, chat=7),
        OpenPlanChat(id=7, chat=1),
        OpenNewChat(id=FIRST_PLAN, chat=7),
        RefuseNewChat(id=7),
    ):
        popped = await press(world, ADMIN.id, card.message_id, forged)
        assert popped.startswith("This button no longer works")
    await all_done(world)
