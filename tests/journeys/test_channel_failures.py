"""Steps that the bot can't do in a private channel are reported once, kept, and done later."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, CHANNEL_ID, CHANNEL_TITLE, REGRETS, SECOND_ADMIN
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy
from tests.handlers.telegram.talk import ask, hear, open_world, until
from tests.journeys.channel import (
    HOUR,
    NOTHING_QUEUED,
    ask_to_join,
    calls,
    channel,
    is_inside,
    open_channel,
    scalar,
    until_idle,
    until_inside,
    until_nothing_is_due,
    until_removed,
    until_true,
)

INVITE, REMOVE = "can_invite_users", "can_restrict_members"


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    async with open_channel(clock) as world:
        await ask(world, ADMIN.id, "/start")
        yield world


def count_notices(world: World, words: str, admin: int = ADMIN.id) -> int:
    return sum(words in one.text for one in world.telegram.messages_to(admin))


async def enter(world: World, person_id: int) -> None:
    await buy(world, person_id)
    ask_to_join(world, person_id)
    await until_inside(world, person_id)
    await until_idle(world)


async def refund(world: World, number: int = 0) -> None:
    purchase = list(world.tribute.purchases.values())[number]
    await world.tribute.refund_by_buyer(purchase.id)


@pytest.mark.fault("T9", "the right taken away and given back")
async def test_a_missing_right_is_reported_once_and_the_steps_are_done_when_it_is_back(
    world: World,
) -> None:
    await enter(world, BUYER.id)
    await enter(world, REGRETS.id)
    world.telegram.set_bot(CHANNEL_ID, rights=(INVITE,))
    await hear(world, ADMIN.id, "Ban users")
    await refund(world, 0)
    await refund(world, 1)
    await until_true(
        world, "SELECT COUNT(*) = 2 FROM outbox WHERE state = 'waiting' AND kind = 'chat-access'"
    )
    assert is_inside(world, BUYER.id)
    assert count_notices(world, "🔒") == 1
    assert "Invite users" not in (await hear(world, ADMIN.id, "🔒")).text
    world.telegram.set_bot(CHANNEL_ID)
    await until_removed(world, BUYER.id)
    await until_removed(world, REGRETS.id)
    await hear(world, ADMIN.id, f"All is well again in “{CHANNEL_TITLE}”")
    assert count_notices(world, "🔒") == 1


async def test_a_right_lost_without_an_update_is_noticed_at_the_next_step(world: World) -> None:
    await enter(world, BUYER.id)
    world.telegram.set_bot(CHANNEL_ID, rights=(INVITE,), send_update=False)
    await refund(world)
    await hear(world, ADMIN.id, "Ban users")
    assert is_inside(world, BUYER.id)
    world.telegram.set_bot(CHANNEL_ID, send_update=False)
    world.move(seconds=HOUR)
    await world.restart_app()
    await until_removed(world, BUYER.id)


async def test_without_the_right_to_invite_a_buyer_is_let_in_later(world: World) -> None:
    ask_to_join(world, BUYER.id)
    await until_true(world, "SELECT COUNT(*) FROM memberships")
    world.telegram.set_bot(CHANNEL_ID, rights=(REMOVE,), send_update=False)
    await buy(world)
    await hear(world, ADMIN.id, "Invite users via link")
    assert count_notices(world, "🔒") == 1
    world.telegram.set_bot(CHANNEL_ID)
    await until_inside(world, BUYER.id)
    await until_idle(world)
    assert len(channel(world).links) == 2, "the first link was lost with the right"


@pytest.mark.fault("T9", "the bot removed from the chat")
async def test_a_chat_that_removed_the_bot_is_reported_and_served_when_the_bot_is_back(
    world: World,
) -> None:
    await enter(world, BUYER.id)
    world.telegram.set_bot(CHANNEL_ID, "kicked", ())
    await hear(world, ADMIN.id, f"The bot isn't in “{CHANNEL_TITLE}”")
    await refund(world)
    await until_true(world, "SELECT COUNT(*) FROM outbox WHERE state = 'waiting'")
    world.move(seconds=HOUR)
    await world.restart_app()
    await until_idle(world)
    assert count_notices(world, "🔒") == 1
    world.telegram.set_bot(CHANNEL_ID)
    await until_removed(world, BUYER.id)


async def test_a_chat_that_the_bot_was_never_in_is_reported_at_the_start(clock: FixedClock) -> None:
    async with open_world(clock, access_chat_ids=(-100404, CHANNEL_ID)) as world:
        await ask(world, SECOND_ADMIN.id, "/help")
        # Perhaps in English: the notice may be ready before the bot knows the admin's language.
        message = await hear(world, SECOND_ADMIN.id, "-100404")
        assert message.text.startswith("🔒")
        await until(lambda: bool(channel(world).links))
        await world.restart_app()
        await until_idle(world)
        assert count_notices(world, "🔒", SECOND_ADMIN.id) == 1


@pytest.mark.matrix
@pytest.mark.fault("T9", "the group becomes a supergroup")
@pytest.mark.parametrize("send_update", [True, False])
async def test_a_group_that_becomes_a_supergroup_keeps_its_members_and_steps(
    clock: FixedClock, send_update: bool
) -> None:
    async with open_world(clock, access_chat_ids=()) as world:
        group = world.telegram.add_group(-77, "Readers", "group")
        world.settings = world.settings.model_copy(update={"access_chat_ids": (-77,)})
        await world.restart_app()
        await until_true(world, "SELECT invite_link FROM access_chats")
        await buy(world)
        assert world.telegram.ask_to_join(BUYER.id, list(group.links)[-1])
        await until(lambda: BUYER.id in group.members)
        await until_idle(world)
        new = world.telegram.upgrade(-77, -10077, send_update=send_update)
        await refund(world)
        await until(lambda: new.status_of(BUYER.id) == "left")
        await until(lambda: bool(new.links))
        await world.restart_app()  # the settings still name the old id
        await until_idle(world)
        assert await scalar(world, "SELECT COUNT(*) FROM access_chats") == 1


@pytest.mark.long
async def test_in_a_basic_group_removing_needs_no_unbanning(clock: FixedClock) -> None:
    async with open_world(clock, access_chat_ids=()) as world:
        group = world.telegram.add_group(-77, "Readers", "group")
        world.settings = world.settings.model_copy(update={"access_chat_ids": (-77,)})
        await world.restart_app()
        await until_true(world, "SELECT invite_link FROM access_chats")
        await ask(world, BUYER.id, "/start")
        await buy(world)
        assert world.telegram.ask_to_join(BUYER.id, list(group.links)[-1])
        await until(lambda: BUYER.id in group.members)
        await until_idle(world)
        await refund(world)
        await hear(world, BUYER.id, "you are no longer in “Readers”")
        assert BUYER.id not in group.members


@pytest.mark.fault("T9", "the connection cut after Telegram did it")
@pytest.mark.parametrize("method", ["approveChatJoinRequest", "banChatMember", "unbanChatMember"])
@pytest.mark.long
async def test_a_call_that_telegram_did_before_the_connection_broke_counts_as_done(
    world: World, method: str
) -> None:
    """The repeated call is refused, because Telegram did the first before the connection broke."""
    await ask(world, BUYER.id, "/start")
    world.telegram.fail(method, mode="drop_after")
    await buy(world)
    ask_to_join(world, BUYER.id)
    await until_inside(world, BUYER.id)
    await until(lambda: method != "approveChatJoinRequest" or calls(world, method, BUYER.id) > 0)
    await _pass_time(world)
    await refund(world)
    await until(lambda: not is_inside(world, BUYER.id))
    await _pass_time(world)
    await until_removed(world, BUYER.id)
    await hear(world, BUYER.id, "you are no longer in")
    await until_true(world, "SELECT state = 'out' FROM memberships")


async def _pass_time(world: World) -> None:
    """Move the clock until the postponed steps are done."""
    async with asyncio.timeout(20):
        while not await scalar(world, NOTHING_QUEUED):
            world.move(seconds=60)
            await asyncio.sleep(0.3)


async def test_a_person_who_pays_while_being_removed_may_return(world: World) -> None:
    await enter(world, BUYER.id)
    world.telegram.fail("unbanChatMember", status=500)
    await refund(world)
    await until(lambda: BUYER.id in channel(world).banned)
    await until_true(world, "SELECT attempts FROM outbox WHERE kind = 'chat-access' AND attempts")
    await buy(world)
    await until_removed(world, BUYER.id)
    ask_to_join(world, BUYER.id)
    await until_inside(world, BUYER.id)


@pytest.mark.long
async def test_a_refusal_by_telegram_is_reported_and_the_step_can_be_repeated(world: World) -> None:
    world.telegram.fail(
        "approveChatJoinRequest", status=400, description="Bad Request: USER_CHANNELS_TOO_MUCH"
    )
    await buy(world)
    ask_to_join(world, BUYER.id)
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
    await until_inside(world, BUYER.id)


async def test_a_chat_removed_from_the_settings_is_left_alone(world: World) -> None:
    await enter(world, BUYER.id)
    world.settings = world.settings.model_copy(update={"access_chat_ids": ()})
    await world.restart_app()
    await refund(world)
    await until_idle(world)
    assert is_inside(world, BUYER.id)
    world.settings = world.settings.model_copy(update={"access_chat_ids": (CHANNEL_ID,)})
    await world.restart_app()
    await until_removed(world, BUYER.id)


GONE = [
    (400, "Bad Request: USER_ID_INVALID"),
    *(
        pytest.param(status, description, marks=pytest.mark.long)
        for status, description in (
            (400, "Bad Request: USER_DEACTIVATED"),
            (403, "Forbidden: user is deactivated"),
            (400, "Bad Request: INPUT_USER_DEACTIVATED"),
            (400, "Bad Request: user not found"),
        )
    ),
]


@pytest.mark.fault("T2", "each call in a private chat refused because of the person")
@pytest.mark.parametrize(("status", "description"), GONE)
@pytest.mark.long
async def test_steps_about_a_person_who_is_gone_end_without_an_alarm(
    world: World, status: int, description: str
):
    """Admins read of a chat that had removed the bot, or of a message that can't be delivered."""
    await enter(world, BUYER.id)
    for method in ("approveChatJoinRequest", "getChatMember", "declineChatJoinRequest"):
        world.telegram.fail(method, status=status, description=description, times=99)
    await buy(world, REGRETS.id)
    for person in (REGRETS.id, SECOND_ADMIN.id):
        ask_to_join(world, person)
    await refund(world)
    await world.telegram.wait_for_calls("getChatMember", 2)
    await world.telegram.wait_for_calls("approveChatJoinRequest", 2)
    await until_nothing_is_due(world)
    world.move(seconds=HOUR)
    await world.telegram.wait_for_calls("declineChatJoinRequest")
    await until_idle(world)
    assert not await scalar(world, "SELECT COUNT(*) FROM outbox WHERE state = 'undeliverable'")
    assert not await scalar(world, "SELECT COUNT(*) FROM access_chats WHERE is_gone")
    assert count_notices(world, "The bot isn't in") == 0
