"""A shop in which nothing happens: the bot sleeps, and everything wakes it in time."""

import asyncio

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import BUYER
from bot.sandbox.world import Mode, World
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import ask, hear, until
from tests.journeys.channel import ask_to_join, open_channel, until_inside, until_removed
from tests.statements import heard_statements

QUIET_SECONDS = 22.0
"""Longer than any worker used to sleep that looks for what is due."""
PATIENCE_SECONDS = 120.0


async def until_quiet(world: World) -> None:
    """Wait until nothing was read or written for a while."""
    with heard_statements(deps(world).people.db) as statements:
        async with asyncio.timeout(PATIENCE_SECONDS):
            before = -1
            while len(statements) > before:
                before = len(statements)
                await asyncio.sleep(QUIET_SECONDS)


@pytest.mark.long
@pytest.mark.timeout(180)
@pytest.mark.parametrize("mode", ["polling", "webhook"])
@pytest.mark.fault("C2", "the clock moved by weeks while every worker of a quiet shop sleeps")
async def test_a_quiet_shop_reads_nothing_and_everything_due_wakes_it(
    clock: FixedClock, mode: Mode
) -> None:
    async with open_channel(clock, mode=mode, with_service=True) as world:
        await ask(world, BUYER.id, "/start")
        await buy(world, BUYER.id)
        ask_to_join(world, BUYER.id)
        await until_inside(world, BUYER.id)
        await until_quiet(world)
        read = max(one.message_id for one in world.telegram.messages_to(BUYER.id))
        world.move(days=28)
        await hear(world, BUYER.id, "reminder", after=read)
        world.move(days=4)
        await until_removed(world, BUYER.id)
        await hear(world, BUYER.id, "Your access ended", after=read)
        service = world.service
        assert service is not None
        await until(lambda: service.received[-1].event["type"].endswith("ended"))
        await buy(world, BUYER.id)
