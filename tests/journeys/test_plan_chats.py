"""A channel is added and taken away again without a setting, by either way of updates."""

import pytest

from bot.clock import FixedClock
from bot.domain.models import FIRST_PLAN
from bot.sandbox.cast import ADMIN, BUYER, REGRETS
from bot.sandbox.telegram import Message
from bot.sandbox.world import Mode, World
from storage import access_chats
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.talk import ask, hear, labels, open_world, until, words
from tests.journeys.channel import scalar, until_idle, until_true

LETTERS = -1_001_900_002


def inside(world: World, person: int) -> bool:
    return person in world.telegram.groups[LETTERS].members


async def ask_to_join(world: World, person: int) -> None:
    await until_true(world, f"SELECT invite_link FROM access_chats WHERE chat_id = {LETTERS}")
    assert world.telegram.ask_to_join(person, list(world.telegram.groups[LETTERS].links)[-1])


async def question(world: World) -> Message:
    """Make the bot an administrator of a channel, as an admin does in Telegram."""
    await ask(world, ADMIN.id, "/start")
    world.telegram.add_foreign_group(LETTERS, "Letters", "channel")
    world.telegram.set_bot(LETTERS, by=ADMIN.id)
    return await hear(world, ADMIN.id, "“Letters”")


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_channel_is_added_by_the_bot_s_place_and_works_at_once(
    clock: FixedClock, mode: Mode
) -> None:
    async with open_world(clock, mode=mode) as world:
        await ask(world, BUYER.id, "/start")
        await tap(world, await question(world), "Yes, subscribers get in")
        await ask_to_join(world, BUYER.id)
        await hear(world, BUYER.id, "You have asked to join “Letters”")
        await buy(world)
        await until(lambda: inside(world, BUYER.id))
        thanks = await hear(world, BUYER.id, "Thank you")
        assert labels(thanks)[0] == "🚪 Letters"
        world.move(days=40)
        await world.restart_app()
        await until(lambda: not inside(world, BUYER.id))


async def test_the_question_outlives_a_restart_and_still_follows_the_rights(
    clock: FixedClock,
) -> None:
    async with open_world(clock) as world:
        message = await question(world)
        await world.restart_app()
        world.telegram.set_bot(LETTERS, rights=("can_invite_users",), by=ADMIN.id)
        await until(lambda: "Ban users" in message.text)
        await tap(world, message, "Yes, subscribers get in")
        assert "The bot still lacks these rights" in words(message)


async def test_a_stop_while_people_are_being_removed_is_made_up_for(clock: FixedClock) -> None:
    """The chat is taken away in one transaction, the steps follow in others: a stop may come in
    between."""
    async with open_world(clock) as world:
        await tap(world, await question(world), "Yes, subscribers get in")
        pro = await deps(world).plans.add("Pro", "en", ADMIN.id)
        await deps(world).plan_chats.open(pro.id, 1, 0, ADMIN.id)  # type: ignore[union-attr]
        for person in (BUYER, REGRETS):
            await buy(world, person.id)
            await ask_to_join(world, person.id)
            await until(lambda who=person.id: inside(world, who))  # type: ignore[misc]
        await until_idle(world)
        await deps(world).people.db.write(lambda tx: access_chats.close_for(tx, FIRST_PLAN, 1))
        await world.restart_app()
        await until(lambda: not inside(world, BUYER.id) and not inside(world, REGRETS.id))


@pytest.mark.long
async def test_a_shop_with_one_plan_reads_of_plans_only_in_plans(clock: FixedClock) -> None:
    async with open_world(clock) as world:
        await tap(world, await question(world), "Yes, subscribers get in")
        await ask(world, BUYER.id, "/start")
        await buy(world)
        for text in ("/start", "/buy", "/status"):
            answer = await ask(world, BUYER.id, text)
            assert "plan" not in answer.text.lower(), text
        for text in ("/tariffs", "/products", "/user 700001", "/stats", "/grant 700001"):
            answer = await command(world, ADMIN.id, text)
            assert "plan" not in answer.text.lower(), text
        assert await scalar(world, "SELECT COUNT(*) FROM plans") == 1
