"""Workers of rare things leave the ledger alone while nothing about it changes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot

from bot.domain.incidents import IncidentKind
from bot.errors import StorageLost
from bot.telegram.waits import Waits
from bot.usecases.operations.backups import Backups
from bot.usecases.operations.copies_folder import CopiesFolder
from bot.usecases.operations.incidents import Incidents
from bot.usecases.outbox.deferred import DeferredUpdates
from bot.workers.backups import BackupsWorker
from bot.workers.deferred import DeferredWorker
from bot.workers.watch import WatchWorker
from storage import facts
from storage.engine import marker
from storage.engine.database import open_database
from tests.bodies import ANNA, BORIS
from tests.handlers.telegram.talk import until
from tests.statements import heard_statements
from tests.usecases.conftest import ADMINS, Shop, shop
from tests.workers.test_watch import MonitorHarness, harness

__all__ = ["harness", "shop"]

SOON = 0.05
NEVER = 3600.0


@asynccontextmanager
async def running(run: Callable[[asyncio.Event], Awaitable[None]]) -> AsyncIterator[None]:
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_until_stopped(run, stop))
        try:
            yield
        finally:
            stop.set()


async def _until_stopped(
    run: Callable[[asyncio.Event], Awaitable[None]], stop: asyncio.Event
) -> None:
    await run(stop)


def monitor_of(harness: MonitorHarness, every_seconds: float) -> WatchWorker:
    alarm = harness.signature_alarm.raised
    return WatchWorker(harness.monitor, alarm, every_seconds)


async def is_open(harness: MonitorHarness, kind: IncidentKind) -> bool:
    return kind in [one.kind for one in await harness.monitor.incidents.all_open()]


async def until_open(harness: MonitorHarness, kind: IncidentKind) -> None:
    async with asyncio.timeout(15):
        while not await is_open(harness, kind):
            await asyncio.sleep(SOON)


async def until_quiet(shop: Shop) -> None:
    """Wait until a while passes in which nothing is read."""
    async with asyncio.timeout(15):
        while True:
            with heard_statements(shop.db) as statements:
                await asyncio.sleep(10 * SOON)
            if not statements:
                return


async def test_the_monitor_reads_nothing_while_neither_ledger_nor_signs_change(
    harness: MonitorHarness,
) -> None:
    async with running(monitor_of(harness, SOON).run):
        await until_quiet(harness.shop)


async def test_the_monitor_notices_a_disk_that_fills_while_nothing_else_happens(
    harness: MonitorHarness,
) -> None:
    async with running(monitor_of(harness, SOON).run):
        await until_quiet(harness.shop)
        harness.free = 0
        await until_open(harness, IncidentKind.DISK)


async def test_wrong_signatures_wake_the_monitor_at_once(harness: MonitorHarness) -> None:
    worker = monitor_of(harness, NEVER)
    async with running(worker.run):
        await until(lambda: worker._sleep._timer is not None)
        for _ in range(5):
            harness.signature_alarm.wrong(harness.shop.clock.now())
        await until_open(harness, IncidentKind.SIGNATURES)
        assert not harness.signature_alarm.raised.is_set()


def backups_worker(shop: Shop, folder: Path | None) -> BackupsWorker:
    database = folder.parent / "shop.db" if folder else Path("shop.db")
    copies = CopiesFolder(folder, marker.Shop.of(1, database)) if folder else None
    daily = Backups(shop.db, database, shop.clock, copies, keep=3)
    return BackupsWorker(daily, Incidents(shop.db, shop.clock, ADMINS))


async def test_backups_read_no_ledger_while_they_succeed(shop: Shop, tmp_path: Path) -> None:
    worker = backups_worker(shop, tmp_path / "copies")
    assert not await worker.step(), "the folder is missing"
    incidents = Incidents(shop.db, shop.clock, ADMINS)
    assert [one.kind for one in await incidents.all_open()] == [IncidentKind.BACKUP]
    await asyncio.to_thread((tmp_path / "copies").mkdir)
    assert await worker.step()
    assert await incidents.all_open() == []
    with heard_statements(shop.db) as statements:
        assert await worker.step()
    assert statements == []


async def test_without_a_folder_a_failure_of_before_is_over_and_the_worker_only_waits(
    shop: Shop,
) -> None:
    incidents = Incidents(shop.db, shop.clock, ADMINS)
    await incidents.begin(IncidentKind.BACKUP)
    async with running(backups_worker(shop, None).run):
        async with asyncio.timeout(15):
            while await incidents.all_open():
                await asyncio.sleep(SOON)


class Replay:
    """Takes what was put off, as the handlers do."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []

    async def replay(self, bot: Bot, update: dict[str, Any]) -> None:
        self.updates.append(update)


async def test_updates_put_off_are_looked_at_again_when_telegram_lets_the_bot_answer(
    shop: Shop,
) -> None:
    deferred, waits, replay = DeferredUpdates(shop.db, shop.clock), Waits(), Replay()
    worker = DeferredWorker(deferred, replay, Bot("1:play"), waits)
    assert await worker.step() is None
    waits.begin("sendMessage", ANNA, 500)
    waits.begin("sendMessage", BORIS, 300)
    for person in (ANNA, BORIS):
        await deferred.keep(person, "start", {"update_id": person})
    seconds = await worker.step()
    assert seconds is not None
    assert 290 < seconds <= 300
    assert replay.updates == []


async def test_what_can_be_answered_is_and_the_next_of_that_person_soon(shop: Shop) -> None:
    deferred, replay = DeferredUpdates(shop.db, shop.clock), Replay()
    worker = DeferredWorker(deferred, replay, Bot("1:play"), Waits())
    await deferred.keep(ANNA, "start", {"update_id": 1})
    await deferred.keep(ANNA, "status", {"update_id": 2})
    assert await worker.step() == 0
    assert await worker.step() == 0
    assert await worker.step() is None
    assert [one["update_id"] for one in replay.updates] == [1, 2]


async def test_a_storage_that_fails_is_tried_again_soon(shop: Shop) -> None:
    worker = DeferredWorker(DeferredUpdates(shop.db, shop.clock), Replay(), Bot("1:play"), Waits())
    await shop.db.write(lambda tx: tx.execute("ALTER TABLE deferred_updates RENAME TO away"))
    assert await worker.step() == 0
    await shop.db.write(lambda tx: tx.execute("ALTER TABLE away RENAME TO deferred_updates"))


@pytest.mark.fault("S11", "a write that finds no file wakes the rescue at once")
async def test_a_write_that_finds_its_file_lost_is_heard_of(tmp_path: Path) -> None:
    heard: list[None] = []
    async with open_database(tmp_path / "shop.db") as db:
        db.on_loss(lambda: heard.append(None))
        await db.write(lambda tx: facts.put(tx, "a_test", "1"))
        assert not heard
        await asyncio.to_thread((tmp_path / "shop.db").unlink)
        db._connection._looked_at = float("-inf")
        with pytest.raises(StorageLost):
            await db.write(lambda tx: facts.put(tx, "a_test", "2"))
    assert len(heard) == 1
