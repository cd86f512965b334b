"""Where a soak happens: the bot as a process that is started again whenever it ends, between
stand-ins for Telegram and Tribute, and people who buy, write and block."""

import asyncio
import contextlib
import random
import signal
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.clock import SystemClock
from bot.sandbox.telegram import TelegramServer
from bot.sandbox.tribute import TributeServer
from tests.bodies import iso
from tests.faults.forked import ForkedBot
from tests.journeys.process import KEY, TOKEN
from tests.soak.books import LIFETIME, UNBOUND, Books, Sale
from tests.soak.senders import Senders

ADMINS = (9001, 9002)
BUYERS = tuple(range(1001, 1061))
NEVER_STARTED = tuple(range(1101, 1111))
DAY = 86400


@dataclass(slots=True)
class Stage:
    bot: ForkedBot
    telegram: TelegramServer
    tribute: TributeServer
    senders: Senders
    books: Books = field(default_factory=Books)
    began_at: int = field(default_factory=SystemClock().now)
    ends: Counter[str] = field(default_factory=Counter)
    """How the process ended, and how often."""
    presses: Counter[int] = field(default_factory=Counter)
    """How often an admin has confirmed the refund of a purchase."""
    over: bool = False

    async def keep_running(self) -> None:
        """Start the bot again whenever it ends."""
        while not self.over:
            self.bot.launch()
            code = await self.bot.ended()
            reason = {-signal.SIGKILL: "killed", 0: "stopped"}.get(code, "start refused")
            self.ends[reason] += 1
            await asyncio.sleep(0.2)

    async def ready(self) -> None:
        """The first start is over."""
        while not self.bot.alive:
            await asyncio.sleep(0.01)
        await self.bot.answers()

    def signal(self, number: signal.Signals) -> None:
        """To the process, if there is one at the moment."""
        with contextlib.suppress(RuntimeError, ProcessLookupError):
            self.bot.signal(number)

    def sell(self, dice: random.Random) -> Sale:
        """A purchase of some days ago, whose webhook was not sent yet."""
        number = len(self.books.sales) + 1
        product = dice.choices((456, 457, LIFETIME, UNBOUND), (70, 15, 2, 6))[0]
        people = dice.choices((BUYERS, NEVER_STARTED, (None,)), (85, 8, 7))[0]
        purchase = self.tribute.shop.record_purchase(
            product, telegram_user_id=dice.choice(people), telegram_username="somebody"
        )
        purchase.product_name = f"Course {number}."
        purchase.created_at = self.began_at - dice.randint(2, 20) * DAY - number
        purchase.created_text = iso(purchase.created_at)
        sale = Sale(purchase)
        self.books.sales.append(sale)
        return sale

    def send_refund(self, sale: Sale, dice: random.Random) -> None:
        """The webhook of a purchase that has been refunded at Tribute; once."""
        if not sale.refund_sent:
            sale.refund_sent = True
            sale.refund_may_overtake = not sale.taken
            self.senders.deliver(sale, self.tribute.refund_event(sale.purchase.id), dice)

    async def lock_file(self, seconds: float) -> None:
        """Another process holds the write lock for a while."""
        with (
            contextlib.suppress(sqlite3.OperationalError),
            contextlib.closing(
                sqlite3.connect(self.bot.database, timeout=0.1, isolation_level=None)
            ) as other,
        ):
            other.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(seconds)
            other.execute("ROLLBACK")


@contextlib.asynccontextmanager
async def set_up(folder: Path) -> AsyncIterator[Stage]:
    telegram = TelegramServer(TOKEN)
    tribute = TributeServer(KEY)
    await telegram.start()
    await tribute.start()
    tribute.refunds.webhook = "never"  # a soak sends them itself, duplicated and shuffled
    for person in (*ADMINS, *BUYERS):
        telegram.add_person(person, f"Person {person}", started=True)
    for person in NEVER_STARTED:
        telegram.add_person(person, f"Person {person}")
    bot = ForkedBot(
        folder,
        TELEGRAM_API_URL=telegram.url,
        TRIBUTE_API_URL=tribute.url,
        ADMIN_IDS=",".join(map(str, ADMINS)),
        TARIFFS=f"1 month=456, 3 months=457, lifetime={LIFETIME}",
        LOG_LEVEL="WARNING",
    )
    try:
        async with asyncio.TaskGroup() as tasks:
            stage = Stage(bot, telegram, tribute, Senders(bot, tribute, tasks))
            yield stage
            await stage.senders.close()
    finally:
        await tribute.stop()
        await telegram.stop()
