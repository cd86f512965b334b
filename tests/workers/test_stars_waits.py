"""The worker of invoices looks while one is in a chat, and else sleeps until it is woken."""

import asyncio

import pytest

from bot.usecases.stars.orders import ORDER_SECONDS
from bot.workers.stars import StarsWorker
from storage.stars.orders import INVOICES_SIGNAL
from tests.bodies import BORIS
from tests.handlers.telegram.talk import until
from tests.statements import heard_statements
from tests.usecases.stars.till import Till, open_till
from tests.workers.conftest import OutboxHarness
from tests.workers.test_quiet_workers import NEVER, SOON, running, until_quiet


@pytest.fixture
async def till(harness: OutboxHarness) -> Till:
    found = open_till(harness.shop)
    await found.price()
    return found


def _worker(harness: OutboxHarness, till: Till, every_seconds: float) -> StarsWorker:
    bot = harness.worker._sending.sender._bot
    worker = StarsWorker(till.orders, bot, every_seconds)
    harness.shop.db.on(INVOICES_SIGNAL, worker.wake)
    return worker


async def _until_removed(harness: OutboxHarness, times: int = 1) -> None:
    await until(lambda: len(harness.telegram.calls_of("deleteMessage")) == times)


async def test_without_an_invoice_it_looks_once_and_then_only_when_woken(
    harness: OutboxHarness, till: Till
) -> None:
    worker = _worker(harness, till, SOON)
    with heard_statements(harness.shop.db) as statements:
        async with running(worker.run):
            for looks in (1, 2):
                await until(lambda looks=looks: len(statements) == looks)
                await asyncio.sleep(6 * SOON)
                assert len(statements) == looks
                worker.wake()


async def test_an_invoice_that_was_sent_is_removed_when_its_day_is_over(
    harness: OutboxHarness, till: Till
) -> None:
    async with running(_worker(harness, till, SOON).run):
        await until_quiet(harness.shop)
        await till.orders.sent(await till.order(), 11)
        harness.clock.move(ORDER_SECONDS - 1)
        await asyncio.sleep(4 * SOON)
        assert not harness.telegram.calls_of("deleteMessage")
        harness.clock.move(1)
        await _until_removed(harness)
        await until_quiet(harness.shop)


async def test_one_that_has_to_go_waits_for_no_later_look(
    harness: OutboxHarness, till: Till
) -> None:
    await till.orders.sent(await till.order(), 11)
    await till.orders.sent(await till.order(BORIS), 12)
    async with running(_worker(harness, till, NEVER).run):
        await until_quiet(harness.shop)
        await till.order()
        await _until_removed(harness)
        await until_quiet(harness.shop)


async def test_one_that_telegram_does_not_remove_now_is_tried_again(
    harness: OutboxHarness, till: Till
) -> None:
    await till.orders.sent(await till.order(), 11)
    harness.clock.move(ORDER_SECONDS)
    harness.telegram.fail("deleteMessage", status=500, times=2)
    async with running(_worker(harness, till, SOON).run):
        await _until_removed(harness, 3)
        await until_quiet(harness.shop)


async def test_a_storage_that_fails_is_looked_at_again(harness: OutboxHarness, till: Till) -> None:
    await till.orders.sent(await till.order(), 11)
    harness.clock.move(ORDER_SECONDS)
    db = harness.shop.db
    await db.read(lambda tx: tx.execute("PRAGMA query_only = ON"))
    async with running(_worker(harness, till, SOON).run):
        with heard_statements(db) as statements:
            await until(lambda: len(statements) > 2)
        await db.read(lambda tx: tx.execute("PRAGMA query_only = OFF"))
        await _until_removed(harness)


async def test_a_stop_ends_a_sleep_without_an_end(harness: OutboxHarness, till: Till) -> None:
    worker = _worker(harness, till, NEVER)
    async with asyncio.timeout(15):
        async with running(worker.run):
            await until_quiet(harness.shop)
        await till.orders.sent(await till.order(), 11)
        async with running(worker.run):
            await until_quiet(harness.shop)
