"""The updates worker receives updates by polling and by webhook, and survives errors."""

import asyncio

import aiohttp
import pytest

from bot.clients import telegram_secret
from bot.sandbox.cast import ADMIN, ADMINS, BUYER
from bot.sandbox.world import World
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import ask, until
from tests.invariants import assert_ledger_is_sound


async def _assert_it_answers(world: World) -> None:
    """Check that somebody who writes to the bot gets an answer."""
    before = len(world.telegram.chat(BUYER.id))
    await world.telegram.send(BUYER.id, "/help")
    await world.telegram.wait_for(BUYER.id, lambda message: True, after=before, timeout=10)


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_updates_arrive_by_polling_and_by_webhook(clock, mode):
    async with World.open(mode, clock=clock) as world:
        await _assert_it_answers(world)


async def test_each_person_sees_only_their_own_commands_in_their_language(world):
    await world.telegram.wait_for_calls("setMyCommands", 9)
    await world.telegram.send(ADMIN.id, "/start")
    await world.telegram.wait_for(ADMIN.id, lambda message: True)
    await world.telegram.wait_for_calls("setMyCommands", 10)
    buyers = {one.command for one in world.telegram.commands_for(BUYER.id)}
    assert "buy" in buyers
    assert "refund" not in buyers
    assert "refund" in {one.command for one in world.telegram.commands_for(ADMIN.id)}


@pytest.mark.parametrize("way", ["added", "made of products' names"])
async def test_admins_see_the_command_of_plans_as_soon_as_there_are_two(world, way):
    def knows(person_id):
        return "plans" in {one.command for one in world.telegram.commands_for(person_id)}

    for admin in ADMINS:
        await ask(world, admin, "/help")
    assert not any(knows(one) for one in ADMINS)
    if way == "added":
        await deps(world).plans.add("Pro", "en", ADMIN.id)
    else:
        await deps(world).proposals.make_plans(["Basic", "Pro"], "en", ADMIN.id)
    await until(lambda: all(knows(one) for one in ADMINS))
    assert not knows(BUYER.id)


@pytest.mark.parametrize("mode", ["json", "html", "text", "drop"])
@pytest.mark.long
async def test_polling_goes_on_after_an_error(world, mode):
    world.telegram.fail("getUpdates", status=502, mode=mode, times=1)
    await _assert_it_answers(world)
    await _assert_it_answers(world)


async def test_a_hanging_update_of_the_command_menu_delays_no_answer(clock):
    async with World.open(clock=clock) as world:
        world.telegram.fail("setMyCommands", mode="hang", seconds=5, times=99)
        await world.restart_app()
        await _assert_it_answers(world)


async def test_a_bot_api_without_delete_webhook_is_polled_all_the_same(world):
    world.telegram.fail("deleteWebhook", status=404, description="Not Found", times=9)
    await world.restart_app()
    await _assert_it_answers(world)


@pytest.mark.fault("T5", "401 to every poll")
async def test_a_refused_token_makes_the_bot_not_ready_while_payments_still_arrive(world):
    world.telegram.fail("getUpdates", status=401, description="Unauthorized", times=99)
    await world.telegram.send(BUYER.id, "hello")
    async with aiohttp.ClientSession() as session:
        for _ in range(300):
            async with session.get(world.app_url + "/readyz") as answer:
                content = await answer.json()
            if answer.status == 503:
                break
            await asyncio.sleep(0.05)
    assert content["telegram"] == "unauthorized"
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    assert await world.app.deps.subscriptions.current(BUYER.id)


async def test_an_update_that_cannot_be_read_does_not_block_the_next(world):
    world.telegram.inject({"my_chat_member": {"chat": {"id": BUYER.id}, "date": "never"}})
    await _assert_it_answers(world)


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 401), ({"X-Telegram-Bot-Api-Secret-Token": "é"}, 401)],
)
@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_the_telegram_webhook_accepts_only_its_secret(clock, mode, headers, status):
    async with World.open(mode, clock=clock) as world, aiohttp.ClientSession() as session:
        url = world.app_url + "/webhook/telegram"
        async with session.post(url, json={"update_id": 1}, headers=headers) as answer:
            assert answer.status == status


@pytest.mark.fault("T6", "one update three times")
async def test_an_update_that_telegram_sends_twice_has_one_effect(clock):
    async with World.open("webhook", clock=clock) as world, aiohttp.ClientSession() as session:
        await _assert_it_answers(world)
        secret = telegram_secret(world.settings)
        sender = {"id": BUYER.id, "is_bot": False, "first_name": "Alice"}
        chat = {"id": BUYER.id, "type": "private", "first_name": "Alice"}
        message = {"message_id": 900, "from": sender, "chat": chat, "date": 1, "text": "/help"}
        before = len(world.telegram.messages_to(BUYER.id))
        for _ in range(3):
            async with session.post(
                world.app_url + "/webhook/telegram",
                json={"update_id": 777_000, "message": message},
                headers={"X-Telegram-Bot-Api-Secret-Token": secret},
            ) as answer:
                assert answer.status == 200
        assert len(world.telegram.messages_to(BUYER.id)) == before + 1
        assert_ledger_is_sound(world.settings.database_path)


@pytest.mark.fault("T5", "409 to every poll: another program uses the token")
async def test_a_second_poller_makes_the_bot_not_ready_without_a_hot_loop(world):
    world.telegram.fail("getUpdates", status=409, times=99)
    before = len(world.telegram.calls_of("getUpdates"))
    await world.telegram.send(BUYER.id, "hello")
    async with aiohttp.ClientSession() as session:
        content = {}
        while content.get("telegram") != "conflict":
            async with session.get(world.app_url + "/readyz") as answer:
                content = await answer.json()
            await asyncio.sleep(0.05)
    assert answer.status == 503
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    assert await world.app.deps.subscriptions.current(BUYER.id)
    await asyncio.sleep(0.3)
    assert len(world.telegram.calls_of("getUpdates")) <= before + 2
