"""Stories of access by hand: it opens and shuts the channel, the feature and the API alike."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command
from tests.handlers.telegram.talk import ask, hear, labels, until
from tests.journeys.channel import comes_in, goes_out, knock, open_channel

DOOR = "🚪 Book Club: the reading room"


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    async with open_channel(clock, with_service=True) as world:
        yield world


async def is_active(world: World) -> bool:
    assert world.service is not None
    answer = (await world.service.ask(world.app_url, [BUYER.id])).answer
    return bool(answer["active"])


async def today(world: World) -> str:
    """What the paid feature says."""
    return (await ask(world, BUYER.id, "/today")).text


async def told(world: World, what: str) -> None:
    """The owner's service has heard of it."""
    service = world.service
    assert service is not None
    await until(lambda: any(one.event["type"].endswith(what) for one in service.received))


async def test_given_by_hand_it_opens_everywhere_and_ended_it_shuts_everywhere(
    world: World,
) -> None:
    assert "You can buy access here" in await today(world)
    message = await command(world, ADMIN.id, f"/grant {BUYER.id} 1 month")
    await tap(world, message, "Yes, give it")
    notice = await hear(world, BUYER.id, "You have been given access")
    assert labels(notice) == [DOOR, "My access"]
    knock(world, BUYER.id)
    await comes_in(world, BUYER.id)
    await told(world, "started")
    assert await is_active(world)
    assert "A question for today" in await today(world)
    message = await command(world, ADMIN.id, f"/revoke {BUYER.id}")
    await tap(world, message, "Yes, end it now")
    await hear(world, BUYER.id, "The owner has ended your access.")
    await goes_out(world, BUYER.id)
    await told(world, "ended")
    assert not await is_active(world)
    sent = await world.telegram.send(BUYER.id, "/today")
    await world.telegram.wait_for(
        BUYER.id, lambda one: "You can buy access here" in one.text, after=sent.message_id
    )


async def test_who_paid_in_the_browser_claims_it_and_is_let_in(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    number = (await buy(world, None)).id
    await ask(world, BUYER.id, f"/claim {number}")
    assert not await is_active(world)
    notice = await hear(world, ADMIN.id, "Somebody says they paid")
    await tap(world, notice, "Approve…")
    await tap(world, notice, "Yes, it is theirs")
    paid = await hear(world, BUYER.id, "We have received your payment")
    assert labels(paid) == [DOOR, "My access"]
    knock(world, BUYER.id)
    await comes_in(world, BUYER.id)
    await told(world, "started")
    assert await is_active(world)
