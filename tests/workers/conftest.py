"""The outbox worker between a real database and a simulated Telegram."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer

from bot.clock import FixedClock
from bot.sandbox.telegram import TelegramServer
from bot.telegram.pace import Pace
from bot.telegram.sender import Sender
from bot.telegram.session import Session
from bot.texts import Texts
from bot.usecases.notices.compose import Notices
from bot.usecases.outbox.outbox import Outbox
from bot.usecases.outbox.waits import TelegramWaits
from bot.workers.outbox import OutboxWorker
from handlers.telegram.middlewares.retry import RetryCalls
from storage import outbox
from storage.engine.database import open_database
from storage.queries import put_off
from tests.bodies import ANNA, BORIS, CLARA
from tests.invariants import assert_ledger_is_sound
from tests.usecases.conftest import ADMINS, Shop, build_shop, seed

TOKEN = "1:play"


@dataclass
class OutboxHarness:
    """A shop, a simulated Telegram, and the outbox worker between them."""

    shop: Shop
    telegram: TelegramServer
    worker: OutboxWorker
    clock: FixedClock

    async def until_idle(self) -> None:
        """Send all messages that can be sent now."""
        while await self.worker.step():
            pass

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Let the worker run in the background meanwhile."""
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.worker.run(stop))
            try:
                yield
            finally:
                stop.set()

    async def put_off(self) -> bool:
        """Return whether a message failed and waits for a later time."""
        now = self.clock.now()
        return bool(await self.shop.db.read(lambda tx: put_off.attempts_put_off(tx, now)))

    async def states(self) -> dict[str, list[str]]:
        """Return the kinds of the queued messages by their state."""
        rows = await self.shop.db.read(
            lambda tx: tx.all("SELECT state, kind FROM outbox ORDER BY id")
        )
        found: dict[str, list[str]] = {}
        for row in rows:
            found.setdefault(row["state"], []).append(row["kind"])
        return found


@pytest.fixture
async def harness(tmp_path: Path, clock: FixedClock) -> AsyncIterator[OutboxHarness]:
    """Yield a harness where ANNA, CLARA and the admins pressed Start; BORIS never did."""
    telegram = TelegramServer(TOKEN, now=clock.now)
    await telegram.start()
    for person in (ANNA, CLARA, *ADMINS):
        telegram.add_person(person, f"Person {person}", started=True)
    telegram.add_person(BORIS, "Boris")
    session = Session(api=TelegramAPIServer.from_base(telegram.url))
    bot, pace = Bot(TOKEN, session=session), Pace()
    path = tmp_path / "shop.db"
    async with open_database(path) as db:
        session.middleware(RetryCalls(pace, TelegramWaits(db, clock, ADMINS)))
        shop = build_shop(db, clock)
        await seed(shop, ("1 month", 456), ("lifetime", 459))
        notices = Notices(db, Texts(), clock)
        worker = OutboxWorker(Outbox(db, clock, ADMINS), notices, Sender(bot), pace)
        db.on(outbox.SIGNAL, worker.wake)
        yield OutboxHarness(shop, telegram, worker, clock)
        assert_ledger_is_sound(path)
    await session.close()
    await telegram.stop()
