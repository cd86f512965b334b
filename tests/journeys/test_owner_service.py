"""The owner's service is notified of every change of access, across failures and restarts."""

import pytest

from bot.sandbox.cast import BUYER
from bot.sandbox.world import World
from tests.handlers.telegram.talk import until
from tests.invariants import assert_ledger_is_sound


@pytest.fixture
async def world(clock):
    async with World.open(clock=clock, with_service=True) as world:
        yield world
        assert_ledger_is_sound(world.settings.database_path)


async def service_events(world: World, count: int) -> list[str]:
    """Wait for so many webhooks; return the changes in those that the service took."""
    service = world.service
    assert service is not None
    await until(lambda: len(service.received) >= count)
    return [one.event["type"].partition(".")[2] for one in service.received if one.answered == 204]


async def active(world: World) -> bool:
    assert world.service is not None
    answer = (await world.service.ask(world.app_url, [BUYER.id])).answer
    return bool(answer["active"])


async def test_the_service_gets_each_change_from_the_first_payment_to_the_end(world: World) -> None:
    first = await world.tribute.pay(456, telegram_user_id=BUYER.id)
    await world.tribute.pay(457, telegram_user_id=BUYER.id)
    assert await service_events(world, 2) == ["started", "extended"]
    assert await active(world)
    await world.tribute.refund_by_buyer(first.id)
    assert (await service_events(world, 3))[-1] == "refunded"
    assert await active(world)
    world.move(months=3)
    world.move(days=1)
    await world.restart_app()  # without it the lifecycle looks again only in some seconds
    assert (await service_events(world, 4))[-1] == "ended"
    assert not await active(world)


async def test_a_queued_webhook_is_sent_after_a_restart(world: World) -> None:
    assert world.service is not None
    world.service.refuse_next = 1
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    assert await service_events(world, 1) == []
    await world.stop_app()
    world.move(seconds=60)
    await world.start_app()
    assert await service_events(world, 2) == ["started"]
    assert len({one.webhook_id for one in world.service.received}) == 1
