"""What the bot may not do in a private channel: told once, kept, and done when it may again."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, CHANNEL_ID, REGRETS, SECOND_ADMIN
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy
from tests.handlers.telegram.talk import ask, hear, open_world, until
from tests.journeys.channel import (
    HOUR,
    NOTHING_QUEUED,
    calls,
    comes_in,
    goes_out,
    is_inside,
    knock,
    open_channel,
    room,
    scalar,
    settled,
    until_true,
)

INVITE, REMOVE = "can_invite_users", "can_restrict_members"


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    async with open_channel(clock) as world:
        await ask(world, ADMIN.id, "/start")
        yield world


def told(world: World, words: str, admin: int = ADMIN.id) -> int:
    return sum(words in one.text for one in world.telegram.messages_to(admin))


async def enter(world: World, person_id: int) -> None:
    await buy(world, person_id)
    knock(world, person_id)
    await comes_in(world, person_id)
    await settled(world)


async def refund(world: World, number: int = 0) -> None:
    purchase = list(world.tribute.purchases.values())[number]
    await world.tribute.refund_by_buyer(purchase.id)


@pytest.mark.fault("T9", "the right taken away and given back")
async def test_a_missing_right_is_told_once_and_the_work_is_done_when_it_is_back(
    world: World,
) -> None:
    await enter(world, BUYER.id)
    await enter(world, REGRETS.id)
    world.telegram.set_bot(CHANNEL_ID, rights=(INVITE,))
    await hear(world, ADMIN.id, "Ban users")
    await refund(world, 0)
    await refund(world, 1)
    await until_true(world, "SELECT COUNT(*) = 2 FROM outbox WHERE state = 'waiting'")
    assert is_inside(world, BUYER.id)
    assert told(world, "🔒") == 1
    assert "Invite users" not in (await hear(world, ADMIN.id, "🔒")).text
    world.telegram.set_bot(CHANNEL_ID)
    await goes_out(world, BUYER.id)
    await goes_out(world, REGRETS.id)
    await hear(world, ADMIN.id, "All is well again in «Book Club: the reading room»")
    assert told(world, "🔒") == 1


async def test_a_right_lost_unheard_is_found_missing_by_the_work_itself(world: World) -> None:
    await enter(world, BUYER.id)
    world.telegram.set_bot(CHANNEL_ID, rights=(INVITE,), tell=False)
    await refund(world)
    await hear(world, ADMIN.id, "Ban users")
    assert is_inside(world, BUYER.id)
    world.telegram.set_bot(CHANNEL_ID, tell=False)
    world.move(seconds=HOUR)
    await world.restart_app()
    await goes_out(world, BUYER.id)


async def test_without_the_right_to_invite_who_paid_is_let_in_later(world: World) -> None:
    knock(world, BUYER.id)
    await until_true(world, "SELECT COUNT(*) FROM memberships")
    world.telegram.set_bot(CHANNEL_ID, rights=(REMOVE,), tell=False)
    await buy(world)
    await hear(world, ADMIN.id, "Invite users via link")
    assert told(world, "🔒") == 1
    world.telegram.set_bot(CHANNEL_ID)
    await comes_in(world, BUYER.id)
    await settled(world)
    assert len(room(world).links) == 2, "the first link was lost with the right"


@pytest.mark.fault("T9", "the bot removed from the chat")
async def test_a_chat_that_is_gone_is_told_and_taken_up_when_the_bot_is_back(world: World) -> None:
    await enter(world, BUYER.id)
    world.telegram.set_bot(CHANNEL_ID, "kicked", ())
    await hear(world, ADMIN.id, "I am not in «Book Club: the reading room»")
    await refund(world)
    await until_true(world, "SELECT COUNT(*) FROM outbox WHERE state = 'waiting'")
    world.move(seconds=HOUR)
    await world.restart_app()
    await settled(world)
    assert told(world, "🔒") == 1
    world.telegram.set_bot(CHANNEL_ID)
    await goes_out(world, BUYER.id)


async def test_a_chat_the_bot_was_never_in_is_told_at_the_start(clock: FixedClock) -> None:
    async with open_world(clock, access_chat_ids=(-100404, CHANNEL_ID)) as world:
        await ask(world, SECOND_ADMIN.id, "/start")
        message = await hear(world, SECOND_ADMIN.id, "Меня нет в")
        assert "-100404" in message.text
        await until(lambda: bool(room(world).links))
        await world.restart_app()
        await settled(world)
        assert told(world, "🔒", SECOND_ADMIN.id) == 1


@pytest.mark.fault("T9", "the group becomes a supergroup")
@pytest.mark.parametrize("tell", [True, False])
async def test_a_group_that_becomes_a_supergroup_goes_on(clock: FixedClock, tell: bool) -> None:
    async with open_world(clock, access_chat_ids=()) as world:
        group = world.telegram.add_group(-77, "Readers", "group")
        world.settings = world.settings.model_copy(update={"access_chat_ids": (-77,)})
        await world.restart_app()
        await until_true(world, "SELECT invite_link FROM access_chats")
        await buy(world)
        assert world.telegram.knock(BUYER.id, list(group.links)[-1])
        await until(lambda: BUYER.id in group.members)
        await settled(world)
        new = world.telegram.upgrade(-77, -10077, tell=tell)
        await refund(world)
        await until(lambda: new.status_of(BUYER.id) == "left")
        await until(lambda: bool(new.links))
        await world.restart_app()  # the settings still name the old id
        await settled(world)
        assert await scalar(world, "SELECT COUNT(*) FROM access_chats") == 1


async def test_in_a_basic_group_removing_needs_no_unbanning(clock: FixedClock) -> None:
    async with open_world(clock, access_chat_ids=()) as world:
        group = world.telegram.add_group(-77, "Readers", "group")
        world.settings = world.settings.model_copy(update={"access_chat_ids": (-77,)})
        await world.restart_app()
        await until_true(world, "SELECT invite_link FROM access_chats")
        await ask(world, BUYER.id, "/start")
        await buy(world)
        assert world.telegram.knock(BUYER.id, list(group.links)[-1])
        await until(lambda: BUYER.id in group.members)
        await settled(world)
        await refund(world)
        await hear(world, BUYER.id, "you are no longer in «Readers»")
        assert BUYER.id not in group.members


@pytest.mark.fault("T9", "the connection cut after Telegram did it")
@pytest.mark.parametrize("method", ["approveChatJoinRequest", "banChatMember", "unbanChatMember"])
async def test_a_call_that_was_done_though_it_seemed_lost_is_ours(
    world: World, method: str
) -> None:
    """The connection is cut after Telegram did it: the repeat is refused, and means done."""
    await ask(world, BUYER.id, "/start")
    world.telegram.fail(method, mode="drop_after")
    await buy(world)
    knock(world, BUYER.id)
    await comes_in(world, BUYER.id)
    await until(lambda: method != "approveChatJoinRequest" or calls(world, method, BUYER.id) > 0)
    await _pass_time(world)
    await refund(world)
    await until(lambda: not is_inside(world, BUYER.id))
    await _pass_time(world)
    await goes_out(world, BUYER.id)
    await hear(world, BUYER.id, "you are no longer in")
    await until_true(world, "SELECT state = 'out' FROM memberships")


async def _pass_time(world: World) -> None:
    """What was put off for a moment is done."""
    async with asyncio.timeout(20):
        while not await scalar(world, NOTHING_QUEUED):
            world.move(seconds=60)
            await asyncio.sleep(0.3)


async def test_who_pays_while_being_removed_stays_welcome(world: World) -> None:
    await enter(world, BUYER.id)
    world.telegram.fail("unbanChatMember", status=500)
    await refund(world)
    await until(lambda: BUYER.id in room(world).banned)
    await until_true(world, "SELECT attempts FROM outbox WHERE kind = 'chat-access' AND attempts")
    await buy(world)
    await goes_out(world, BUYER.id)
    knock(world, BUYER.id)
    await comes_in(world, BUYER.id)


async def test_telegrams_refusal_is_told_and_can_be_tried_again(world: World) -> None:
    world.telegram.fail(
        "approveChatJoinRequest", status=400, description="Bad Request: USER_CHANNELS_TOO_MUCH"
    )
    await buy(world)
    knock(world, BUYER.id)
    message = await hear(world, ADMIN.id, "could not be let into")
    assert "Alice Brown" in message.text
    assert "USER_CHANNELS_TOO_MUCH" in message.text
    waiting = await ask(world, ADMIN.id, "/attention")
    assert waiting.button("Alice Brown")
    await tap(world, waiting, "Alice Brown")
    assert "letting them into a private chat" in waiting.text
    again = message.button("Send again").callback_data
    assert again is not None
    await world.telegram.press(ADMIN.id, message.message_id, again)
    await comes_in(world, BUYER.id)


async def test_a_chat_taken_out_of_the_settings_is_left_alone(world: World) -> None:
    await enter(world, BUYER.id)
    world.settings = world.settings.model_copy(update={"access_chat_ids": ()})
    await world.restart_app()
    await refund(world)
    await settled(world)
    assert is_inside(world, BUYER.id)
    world.settings = world.settings.model_copy(update={"access_chat_ids": (CHANNEL_ID,)})
    await world.restart_app()
    await goes_out(world, BUYER.id)
