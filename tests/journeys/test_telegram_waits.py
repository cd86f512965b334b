"""A wait that Telegram asks for stops only the method and the chat that it was asked for."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, ADMINS, BUYER, CHANNEL_ID, NEVER_STARTED, REGRETS, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.callbacks.products import BackToProduct
from handlers.telegram.callbacks.shared import ShowStatus
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy
from tests.handlers.telegram.talk import ask, hear, open_world, press, until, words
from tests.journeys.channel import ask_to_join, open_channel, until_inside

pytestmark = pytest.mark.menus

HOUR = 3600


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock) as world:
        await ask(world, ADMIN.id, "/help")
        # The last of the menus: an app that is stopped between a 429 and its storing asks again.
        await world.telegram.wait_for_calls("setChatMenuButton", len(ADMINS))
        yield world


async def assert_nobody_waits(world: World) -> None:
    """Check that an answer and a payment's notices come as quickly as ever."""
    async with asyncio.timeout(10):
        assert "Hello" in (await ask(world, BUYER.id, "/start")).text
        await buy(world)
        await hear(world, BUYER.id, "Thank you")
        await hear(world, ADMIN.id, "Sale")


@pytest.mark.matrix
@pytest.mark.fault("T11", "429 for an hour to one method that isn't needed for an answer")
@pytest.mark.parametrize(
    "method", ["setMyCommands", "getMe", "deleteWebhook", "deleteMessage", "answerCallbackQuery"]
)
async def test_an_hour_for_one_method_delays_nobody(world: World, method: str) -> None:
    world.telegram.fail(method, retry_after=HOUR, times=99)
    await world.restart_app()
    await assert_nobody_waits(world)
    await world.restart_app()
    await assert_nobody_waits(world)
    assert sum(call.status == 429 for call in world.telegram.calls_of(method)) <= 1


@pytest.mark.fault("T11", "429 for an hour to setMyCommands: the admins, and the end of it")
async def test_the_admins_are_notified_once_of_a_long_wait(world: World) -> None:
    world.telegram.fail("setMyCommands", retry_after=HOUR, times=1)
    await world.restart_app()
    notice = await hear(world, ADMIN.id, "Telegram asks the bot to wait")
    assert "1 hour" in words(notice)
    assert "setMyCommands" in notice.text
    await world.restart_app()
    assert "Hello" in (await ask(world, BUYER.id, "/start")).text
    assert len([one for one in world.telegram.messages_to(ADMIN.id) if "🚨" in one.text]) == 1
    assert world.app is not None
    assert await world.app.deps.incidents.all_open()
    world.move(seconds=HOUR)
    await world.restart_app()
    assert not await world.app.deps.incidents.all_open()


@pytest.mark.fault("T11", "429 for an hour to one chat, also across a restart")
@pytest.mark.parametrize("chat", [BUYER.id, SECOND_ADMIN.id])
async def test_an_hour_for_one_chat_delays_no_other(world: World, chat: int) -> None:
    await ask(world, NEVER_STARTED.id, "/start")
    world.telegram.fail("sendMessage", retry_after=HOUR, chat_id=chat, times=99)
    await world.telegram.send(chat, "/start")
    await world.telegram.wait_for_calls("sendMessage", 3)
    for _ in range(2):
        await buy(world, NEVER_STARTED.id)
        await hear(world, NEVER_STARTED.id, "Спасибо")
        await hear(world, ADMIN.id, "Sale")
        await world.restart_app()
    sends = [call for call in world.telegram.calls_of("sendMessage") if call.chat_id == chat]
    assert sum(call.status == 429 for call in sends) == 1


async def test_a_restart_long_after_two_chats_had_to_wait_holds_nobody(world: World) -> None:
    for chat in (REGRETS.id, SECOND_ADMIN.id):
        world.telegram.fail("sendMessage", retry_after=HOUR, chat_id=chat)
        await world.telegram.send(chat, "/start")
        await world.telegram.wait_for_calls("sendMessage", 2 if chat == REGRETS.id else 3)
    await until(lambda: sum(one.status == 429 for one in world.telegram.calls) == 2)
    world.move(seconds=60)
    await world.restart_app()
    await assert_nobody_waits(world)


async def over_a_wait(world: World, person: int, *texts: str) -> None:
    """Let a person write all this while Telegram makes the bot wait there; then end the wait."""
    refused = [call for call in world.telegram.calls if call.status == 429]
    world.telegram.fail("sendMessage", retry_after=HOUR, chat_id=person, times=1)
    for text in texts:
        await world.telegram.send(person, text)
    await until(lambda: sum(one.status == 429 for one in world.telegram.calls) > len(refused))
    await until(lambda: not world.telegram._api.updates.pending)
    await world.restart_app()
    world.move(seconds=HOUR + 1)
    await world.restart_app()


@pytest.mark.matrix
@pytest.mark.fault("T11", "429 for an hour to the answer to typed words, and a restart")
@pytest.mark.parametrize(
    ("question", "typed", "answer"),
    [
        ("/paysupport", "Where is it?", "Your message goes to the owner"),
        ("/claim", "78902", "The owner has your message"),
        ("/help", "hello", "buttons and commands"),
    ],
)
async def test_typed_words_are_answered_once_afterwards(
    world: World, question: str, typed: str, answer: str
) -> None:
    asked = await ask(world, BUYER.id, question)
    await over_a_wait(world, BUYER.id, typed)
    first = await world.telegram.wait_for(BUYER.id, lambda _: True, after=asked.message_id)
    assert answer in first.text
    await ask(world, BUYER.id, "/help")  # is answered after all that came before
    sent = [one for one in world.telegram.messages_to(BUYER.id) if answer in one.text]
    assert len(sent) == 1
    if question != "/help":
        await hear(world, ADMIN.id, typed)
        await ask(world, ADMIN.id, "/help")
        assert sum(typed in one.text for one in world.telegram.messages_to(ADMIN.id)) == 1


async def test_a_question_stays_open_until_its_answer_could_be_answered(world: World) -> None:
    card = await ask(world, ADMIN.id, f"/grant {BUYER.id}")
    await tap(world, card, "Other…")
    await over_a_wait(world, ADMIN.id, "2 weeks")
    sure = await hear(world, ADMIN.id, "Give this access", after=card.message_id)
    assert "Give this access: 14 days?" in words(sure)


async def test_an_edit_that_must_wait_becomes_a_new_message(world: World) -> None:
    card = await ask(world, ADMIN.id, "/product 456")
    world.telegram.fail("editMessageText", retry_after=HOUR, times=9)
    await press(world, ADMIN.id, card.message_id, BackToProduct(id=456))
    await world.telegram.wait_for(ADMIN.id, lambda _: True, after=card.message_id)
    assert len(world.telegram.calls_of("editMessageText")) == 1


async def test_a_press_is_carried_out_while_it_cannot_be_acknowledged(world: World) -> None:
    card = await ask(world, ADMIN.id, "/product 456")
    world.telegram.fail("answerCallbackQuery", retry_after=HOUR, times=9)
    for _ in range(2):
        edits = len(world.telegram.calls_of("editMessageText"))
        data = BackToProduct(id=456).pack()
        assert await world.telegram.press(ADMIN.id, card.message_id, data, timeout=0.5) is None
        await world.telegram.wait_for_calls("editMessageText", edits + 1)
    assert len(world.telegram.calls_of("answerCallbackQuery")) == 1


@pytest.mark.long
@pytest.mark.fault("T12", "429 for some seconds to the answer of a press")
async def test_a_press_whose_answer_must_wait_is_acknowledged_at_once(world: World) -> None:
    shop = await ask(world, BUYER.id, "/help")
    world.telegram.fail("sendMessage", retry_after=12, chat_id=BUYER.id)
    pressed = asyncio.get_running_loop().time()
    answer = await world.telegram.press(BUYER.id, shop.message_id, ShowStatus().pack())
    assert answer is not None
    assert asyncio.get_running_loop().time() - pressed < 10
    await world.telegram.wait_for(
        BUYER.id, lambda one: "Your access" in one.text, after=shop.message_id, timeout=30
    )


@pytest.mark.fault("T11", "429 for an hour to the look at a member, and to a removal")
@pytest.mark.parametrize("method", ["getChatMember", "banChatMember"])
async def test_a_removal_that_must_wait_keeps_nobody_outside(
    clock: FixedClock, method: str
) -> None:
    async with open_channel(clock) as world:
        await ask(world, BUYER.id, "/start")
        refunded = await buy(world, REGRETS.id)
        ask_to_join(world, REGRETS.id)
        await until_inside(world, REGRETS.id)
        world.telegram.fail(method, retry_after=HOUR, chat_id=CHANNEL_ID, times=9)
        await world.tribute.refund_by_buyer(refunded.id)
        await until(lambda: any(one.status == 429 for one in world.telegram.calls_of(method)))
        await buy(world)
        ask_to_join(world, BUYER.id)
        await until_inside(world, BUYER.id)
        await hear(world, BUYER.id, "Thank you")
        assert sum(one.status == 429 for one in world.telegram.calls_of(method)) == 1


@pytest.mark.long
async def test_an_approval_waits_as_long_as_telegram_asks(clock: FixedClock) -> None:
    async with open_channel(clock) as world:
        await ask(world, BUYER.id, "/start")
        world.telegram.fail("approveChatJoinRequest", retry_after=2, times=1)
        await buy(world)
        ask_to_join(world, BUYER.id)
        await hear(world, BUYER.id, "Thank you")
        await until_inside(world, BUYER.id)
        refused, done = world.telegram.calls_of("approveChatJoinRequest")
        assert done.at >= refused.at + 2


@pytest.mark.fault("T11", "429 for an hour to setWebhook")
async def test_updates_come_while_the_webhook_cannot_be_set(clock: FixedClock) -> None:
    async with World.open("webhook", clock=clock) as world:
        assert "Hello" in (await ask(world, BUYER.id, "/start")).text
        world.telegram.fail("setWebhook", retry_after=HOUR, times=9)
        await world.restart_app()
        assert "Hello" in (await ask(world, BUYER.id, "/start")).text
        # As Telegram still has the webhook, updates may come before the bot has asked.
        await until(lambda: world.telegram.calls_of("setWebhook")[-1].status == 429)


async def test_a_new_bot_answers_before_its_first_webhook_can_be_set(clock: FixedClock) -> None:
    async with World.open("webhook", clock=clock) as world:
        await world.stop_app()
        world.telegram._api.updates.set_webhook(None)
        world.telegram.fail("setWebhook", retry_after=HOUR, times=9)
        await world.start_app()
        assert "Hello" in (await ask(world, BUYER.id, "/start")).text
