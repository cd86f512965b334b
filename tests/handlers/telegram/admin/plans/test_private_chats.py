"""Tests for the private chats of plans: opened by one or several of them, and taken away."""

from bot.clock import FixedClock
from bot.domain.models import FIRST_PLAN
from bot.sandbox.cast import ADMIN, BUYER, CHANNEL_ID, CHANNEL_TITLE, REGRETS
from bot.sandbox.world import World
from handlers.telegram.callbacks.new_chats import OpenNewChat, RefuseNewChat
from handlers.telegram.callbacks.plans import (
    AskClosePlanChat,
    ClosePlanChat,
    OpenPlanChat,
)
from tests.handlers.telegram.admin.plans.new_chat_talk import (
    NEW,
    TITLE,
    enter,
    join,
    member,
    open_new,
)
from tests.handlers.telegram.admin.plans.test_includes import all_done, give, include
from tests.handlers.telegram.admin.plans.test_plans import add, open_card
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, until, words
from tests.journeys.channel import scalar, until_idle, until_true


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
    await tap(world, card, f"+ {TITLE}")
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
    assert labels(card) == [f"+ {TITLE}", "‹ Back"]
    await until(lambda: not member(world, BUYER.id))
    await hear(world, BUYER.id, f"“{TITLE}”, so you are no longer in it")
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
    assert "The people inside stay" in words(card)
    await tap(world, card, "Yes, take it away")
    await until_idle(world)
    (purchase,) = world.tribute.purchases.values()
    await world.tribute.refund_by_buyer(purchase.id)
    await until_idle(world)
    assert member(world, BUYER.id)
    assert TITLE not in "".join(labels(await ask(world, BUYER.id, "/status")))
    await tap(world, card, f"+ {TITLE}")
    assert "⚠️ The bot once let 1 person in who has no access now" in words(card)
    await tap(world, card, "No, back")
    assert member(world, BUYER.id)
    await tap(world, card, f"+ {TITLE}")
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
