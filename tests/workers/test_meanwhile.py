"""One more look finds all that comes while a worker looks, after it has read: nothing is lost."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import fields
from typing import Any, TypeVar

from aiogram import Bot

from bot.telegram.waits import Waits
from bot.usecases.broadcasts.broadcasts import Broadcasts
from bot.usecases.outbox.deferred import DeferredUpdates
from bot.workers.chats import ChatsWorker
from bot.workers.deferred import DeferredWorker
from storage import broadcasts as broadcast_rows
from storage.engine.tx import Tx
from storage.inbox import deferred_updates
from tests.bodies import ANNA, purchase
from tests.handlers.telegram.talk import until
from tests.usecases.chats.conftest import Scene, scene
from tests.usecases.conftest import Shop, shop
from tests.workers.conftest import OutboxHarness
from tests.workers.test_broadcasts import add_people, begin, worker
from tests.workers.test_quiet_workers import NEVER, SOON, Replay, running
from tests.workers.test_webhooks import WebhookHarness
from tests.workers.test_webhooks import harness as webhook_harness

__all__ = ["scene", "shop", "webhook_harness"]

UseCase = TypeVar("UseCase")
Act = Callable[[], Awaitable[object]]


def acting(use_case: UseCase, name: str, act: Act) -> UseCase:
    """Return a copy of this use case in which `act` follows the first call of a method, before its
    caller has the answer."""
    method, acts = getattr(type(use_case), name), [act]

    async def followed(self: Any, *parameters: Any) -> Any:
        found = await method(self, *parameters)
        if acts:
            await acts.pop()()
        return found

    late = type("Late", (type(use_case),), {name: followed})
    values = {one.name: getattr(use_case, one.name) for one in fields(use_case)}  # type: ignore[arg-type]
    made: UseCase = late(**values)
    return made


async def test_a_message_that_is_put_off(shop: Shop) -> None:
    kept, replay = DeferredUpdates(shop.db, shop.clock), Replay()
    deferred = acting(kept, "oldest_of_each", lambda: kept.keep(ANNA, "start", {"update_id": 1}))
    working = DeferredWorker(deferred, replay, Bot("1:play"), Waits())
    shop.db.on(deferred_updates.SIGNAL, working.wake)
    async with running(working.run):
        await until(lambda: bool(replay.updates))


async def test_a_broadcast_that_is_started(harness: OutboxHarness) -> None:
    await add_people(harness, 1)
    usual = Broadcasts(harness.shop.db, harness.clock)
    working = worker(harness, acting(usual, "in_progress", lambda: begin(usual)))
    harness.shop.db.on(broadcast_rows.SIGNAL, working.wake)
    async with running(working.run):
        await until(lambda: bool(working._shown))


async def test_a_message_that_is_queued(harness: OutboxHarness) -> None:
    harness.worker._sleep.every_seconds = NEVER
    harness.worker._outbox = acting(
        harness.worker._outbox, "next_due", lambda: harness.shop.receive(purchase(1))
    )
    async with harness.running():
        await until(lambda: bool(harness.telegram.messages_to(ANNA)))


async def test_a_webhook_that_is_queued(webhook_harness: WebhookHarness) -> None:
    harness = webhook_harness
    harness.webhooks = acting(
        harness.webhooks, "next_due", lambda: harness.shop.receive(purchase(1))
    )
    harness.worker = harness.new_worker()
    harness.worker._sleep.every_seconds = NEVER
    async with harness.running():
        await until(lambda: bool(harness.target.bodies))


async def test_a_request_to_join_that_is_over_when_it_is_written(scene: Scene) -> None:
    """Nobody signals it: the write alone brings the look."""
    now = scene.shop.clock.now()
    working = ChatsWorker(
        acting(scene.chats, "tick", lambda: scene.put("asking", decline_at=now - 1))
    )
    working._sleep.every_seconds = SOON
    async with running(working.run):
        async with asyncio.timeout(15):
            while not await scene.shop.db.read(_has_job):
                await asyncio.sleep(SOON)


def _has_job(tx: Tx) -> bool:
    return bool(tx.scalar("SELECT COUNT(*) FROM outbox"))
