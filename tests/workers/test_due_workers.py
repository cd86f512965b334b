"""Workers do what is due at its moment or when they hear of it, and read nothing until then."""

import asyncio
from collections.abc import Awaitable, Callable

from aiogram import Bot

from bot.domain.durations import Duration
from bot.telegram.waits import Waits
from bot.usecases.access.lifecycle import AT_ONCE, Lifecycle
from bot.usecases.outbox.deferred import DeferredUpdates
from bot.workers.chats import ChatsWorker
from bot.workers.deferred import DeferredWorker
from bot.workers.digests import DigestWorker
from bot.workers.lifecycle import LifecycleWorker
from bot.workers.sleep import NextAt, Sleep
from tests.bodies import ANNA, BORIS, purchase
from tests.handlers.telegram.talk import until
from tests.statements import heard_statements
from tests.usecases.admins.test_digest import Desk, desk
from tests.usecases.chats.conftest import Scene, scene
from tests.usecases.conftest import Shop, shop
from tests.workers.test_quiet_workers import NEVER, SOON, Replay, running, until_quiet

__all__ = ["desk", "scene", "shop"]


async def _queued(shop: Shop) -> int:
    found: int = await shop.db.read(lambda tx: tx.scalar("SELECT COUNT(*) FROM outbox"))
    return found


async def assert_queued_at_its_moment(
    run: Callable[[asyncio.Event], Awaitable[None]], sleep: Sleep, shop: Shop, next_at: NextAt
) -> None:
    """Check that the worker reads nothing until that moment, queues something then, and sleeps."""
    sleep.every_seconds = SOON
    async with running(run):
        await until(lambda: sleep._asked and sleep._timer is not None)
        await until_quiet(shop)
        before, now = await _queued(shop), shop.clock.now()
        at = await next_at(now)
        assert at is not None
        shop.clock.move(at - 1 - now)
        with heard_statements(shop.db) as statements:
            await asyncio.sleep(3 * SOON)
        assert statements == []
        shop.clock.move(1)
        async with asyncio.timeout(15):
            while await _queued(shop) == before:
                await asyncio.sleep(SOON)
        await until_quiet(shop)


async def test_a_reminder_is_queued_at_its_moment(shop: Shop) -> None:
    lifecycle = Lifecycle(shop.db, shop.clock, (Duration(days=3),))
    await shop.receive(purchase())
    worker = LifecycleWorker(lifecycle)
    await assert_queued_at_its_moment(worker.run, worker._sleep, shop, lifecycle.next_at)


async def test_after_a_full_portion_the_rest_follows_at_once_and_then_it_sleeps(
    shop: Shop,
) -> None:
    lifecycle = Lifecycle(shop.db, shop.clock, (Duration(days=3),))
    await lifecycle.on_start()
    for number in range(1, AT_ONCE + 2):
        await shop.receive(purchase(number, telegram_user_id=ANNA + number))
    at = await lifecycle.next_at(shop.clock.now())
    assert at is not None
    shop.clock.move(at - shop.clock.now())
    worker, before = LifecycleWorker(lifecycle), await _queued(shop)
    worker._sleep.every_seconds = NEVER
    with heard_statements(shop.db) as statements:
        async with running(worker.run):
            await until(lambda: worker._sleep._timer is not None)
    assert await _queued(shop) - before == AT_ONCE + 1
    # Each look that finds something asks once more, in the transaction.
    assert len([one for one in statements if "WHERE check_at <= " in one]) == 4


async def test_a_request_to_join_is_declined_at_its_moment(scene: Scene) -> None:
    await scene.ask()
    worker, chats = ChatsWorker(scene.chats), scene.chats
    await assert_queued_at_its_moment(worker.run, worker._sleep, scene.shop, chats.next_at)


async def test_a_digest_is_queued_at_its_moment(desk: Desk) -> None:
    await desk.shop.receive(purchase(1))
    await desk.set_all_aside()
    worker, digests = DigestWorker(desk.digests), desk.digests
    await assert_queued_at_its_moment(worker.run, worker._sleep, desk.shop, digests.next_at)


async def test_a_message_that_was_put_off_is_handled_when_the_worker_hears_of_it(
    shop: Shop,
) -> None:
    deferred, waits, replay = DeferredUpdates(shop.db, shop.clock), Waits(), Replay()
    worker = DeferredWorker(deferred, replay, Bot("1:play"), waits)
    async with running(worker.run):
        await until_quiet(shop)
        waits.begin("sendMessage", ANNA, 500)
        await deferred.keep(ANNA, "start", {"update_id": 1})
        worker.wake()
        await until_quiet(shop)
        assert replay.updates == []
        await deferred.keep(BORIS, "start", {"update_id": 2})
        worker.wake()
        await until(lambda: replay.updates == [{"update_id": 2}])


async def test_a_message_that_was_put_off_is_handled_when_telegram_takes_the_answer(
    shop: Shop,
) -> None:
    deferred, waits, replay = DeferredUpdates(shop.db, shop.clock), Waits(), Replay()
    worker = DeferredWorker(deferred, replay, Bot("1:play"), waits)
    waits.begin("sendMessage", ANNA, 1)
    await deferred.keep(ANNA, "start", {"update_id": 1})
    async with running(worker.run):
        await until(lambda: replay.updates == [{"update_id": 1}])
