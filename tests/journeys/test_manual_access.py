"""Manual access opens and closes the channel, the paid feature and the API alike."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, CHANNEL_TITLE
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command
from tests.handlers.telegram.talk import ask, hear, labels, until
from tests.journeys.channel import ask_to_join, open_channel, until_inside, until_removed

CHAT_BUTTON = f"🚪 {CHANNEL_TITLE}"


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    async with open_channel(clock, with_service=True) as world:
        yield world


async def is_active(world: World) -> bool:
    assert world.service is not None
    answer = (await world.service.ask(world.app_url, [BUYER.id])).answer
    return bool(answer["active"])


async def today(world: World) -> str:
    """Return what the paid feature answers."""
    return (await ask(world, BUYER.id, "/today")).text


async def until_service_gets(world: World, change: str) -> None:
    """Wait until the owner's service has got the webhook of this change."""
    service = world.service
    assert service is not None
    await until(lambda: any(one.event["type"].endswith(change) for one in service.received))


async def test_a_manual_grant_opens_everything_and_revoking_it_closes_everything(
    world: World,
) -> None:
    assert "Choose how long" in await today(world)
    message = await command(world, ADMIN.id, f"/grant {BUYER.id} 1 month")
    await tap(world, message, "Yes, give it")
    notice = await hear(world, BUYER.id, "You have been given access")
    assert labels(notice) == [CHAT_BUTTON, "My access"]
    ask_to_join(world, BUYER.id)
    await until_inside(world, BUYER.id)
    await until_service_gets(world, "started")
    assert await is_active(world)
    assert "A question for today" in await today(world)
    message = await command(world, ADMIN.id, f"/revoke {BUYER.id}")
    await tap(world, message, "Yes, end it now")
    await hear(world, BUYER.id, "Your access has been closed.")
    await until_removed(world, BUYER.id)
    await until_service_gets(world, "ended")
    assert not await is_active(world)
    sent = await world.telegram.send(BUYER.id, "/today")
    await world.telegram.wait_for(
        BUYER.id, lambda one: "Choose how long" in one.text, after=sent.message_id
    )


async def test_a_buyer_from_the_browser_claims_the_payment_and_joins_the_channel(
    world: World,
) -> None:
    await ask(world, ADMIN.id, "/help")
    number = (await buy(world, None)).id
    await ask(world, BUYER.id, f"/claim {number}")
    assert not await is_active(world)
    notice = await hear(world, ADMIN.id, "Somebody says they paid")
    await tap(world, notice, "Approve…")
    await tap(world, notice, "Yes, it is theirs")
    paid = await hear(world, BUYER.id, "Your payment has arrived")
    assert labels(paid) == [CHAT_BUTTON, "My access"]
    ask_to_join(world, BUYER.id)
    await until_inside(world, BUYER.id)
    await until_service_gets(world, "started")
    assert await is_active(world)
