"""The bot of a soak as a process of its own, between simulators of Telegram and Tribute."""

import asyncio
import contextlib
import random
import signal
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.clock import ShiftedClock, SystemClock
from bot.sandbox.telegram import TelegramServer
from bot.sandbox.tribute import TributeServer
from tests.bodies import iso
from tests.faults.forked import ForkedBot
from tests.journeys.process import KEY, TOKEN
from tests.soak.expected import LIFETIME, UNBOUND, Expected, ExpectedPurchase
from tests.soak.senders import Senders

ADMINS = (9001, 9002)
BUYERS = tuple(range(1001, 1061))
NEVER_STARTED = tuple(range(1101, 1111))
STARS_BUYERS = range(1201, 1221)
"""People who pay in Stars, and only so."""
STRANGER = 2001
"""Somebody who writes far too often, and never buys."""
DAY = 86400


@dataclass(slots=True)
class Run:
    """One soak: the bot, the simulators, the people who buy, write and block, and the counts."""

    bot: ForkedBot
    telegram: TelegramServer
    tribute: TributeServer
    senders: Senders
    expected: Expected = field(default_factory=Expected)
    began_at: int = field(default_factory=SystemClock().now)
    ends: Counter[str] = field(default_factory=Counter)
    """The ends of the process, counted by reason."""
    presses: Counter[int] = field(default_factory=Counter)
    """The number of times that an admin confirmed the refund of a purchase, by its id."""
    servers_clock: ShiftedClock = field(default_factory=ShiftedClock)
    """The clock of Telegram and Tribute; the bot's own is turned."""
    over: bool = False
    file_is_away: bool = False
    """Whether the database's file is missing, so that a kill now would lose what the bot holds."""
    starting: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def keep_running(self) -> None:
        """Start the bot again whenever it ends, and its file is in place."""
        while not self.over:
            async with self.starting:
                self.bot.launch()
            code = await self.bot.ended()
            reason = {-signal.SIGKILL: "killed", 0: "stopped"}.get(code, "start refused")
            self.ends[reason] += 1
            await asyncio.sleep(0.2)

    async def ready(self) -> None:
        """Wait until the bot answers after its first start."""
        while not self.bot.alive:
            await asyncio.sleep(0.01)
        await self.bot.answers()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the process, if there is one at the moment."""
        with contextlib.suppress(RuntimeError, ProcessLookupError):
            self.bot.signal(number)

    def buy(self, rng: random.Random) -> ExpectedPurchase:
        """Record a purchase of some days ago, whose webhook was not sent yet."""
        number = len(self.expected.purchases) + 1
        product = rng.choices((456, 457, LIFETIME, UNBOUND), (70, 15, 2, 6))[0]
        people = rng.choices((BUYERS, NEVER_STARTED, (None,)), (85, 8, 7))[0]
        record = self.tribute.shop.record_purchase(
            product, telegram_user_id=rng.choice(people), telegram_username="somebody"
        )
        record.product_name = f"Course {number}."
        record.created_at = self.began_at - rng.randint(2, 20) * DAY - number
        record.created_text = iso(record.created_at)
        purchase = ExpectedPurchase(record)
        self.expected.purchases.append(purchase)
        return purchase

    def send_refund(self, purchase: ExpectedPurchase, rng: random.Random) -> None:
        """Send the webhook of a purchase that has been refunded at Tribute, once for all calls."""
        if not purchase.refund_sent:
            purchase.refund_sent = True
            purchase.refund_may_overtake = not purchase.taken
            self.senders.deliver(purchase, self.tribute.refund_event(purchase.record.id), rng)

    async def lock_file(self, seconds: float) -> None:
        """Hold the write lock of the bot's file for a while, as another process would."""
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
async def prepare(folder: Path) -> AsyncIterator[Run]:
    """Yield a run whose bot is not started yet; at the end stop the simulators."""
    servers_clock = ShiftedClock()
    telegram = TelegramServer(TOKEN, now=servers_clock.now)
    tribute = TributeServer(KEY, now=servers_clock.now)
    await telegram.start()
    await tribute.start()
    tribute.refunds.webhook = (
        "never"  # the soak sends these webhooks itself, duplicated and shuffled
    )
    for person in (*ADMINS, *BUYERS, *STARS_BUYERS, STRANGER):
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
            run = Run(bot, telegram, tribute, Senders(bot, tribute, tasks))
            run.servers_clock = servers_clock
            yield run
            await run.senders.close()
    finally:
        await tribute.stop()
        await telegram.stop()
