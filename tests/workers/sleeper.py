"""A worker that only looks and sleeps, and what wakes it: a message that waits, or any write."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from math import inf

from bot.clock import Clock
from bot.workers.sleep import NextAt, Sleep
from storage import facts, outbox
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage
from storage.queries import due_messages
from tests.bodies import ANNA
from tests.conftest import NOW
from tests.handlers.telegram.talk import until

SOON = 0.1
"""The shortest time between two looks, in seconds."""
NEVER = 3600.0
"""One that no test waits for."""


@dataclass
class Sleeper:
    """A worker that only looks, as all workers do, and asks the outbox when something is due."""

    sleep: Sleep
    next_at: NextAt
    looks: list[float] = field(default_factory=list)
    at_most: float = inf
    outcomes: list[bool] = field(default_factory=list)

    async def run(self, stop: asyncio.Event) -> None:
        with self.sleep.watching():
            while not stop.is_set():
                self.sleep.begin()
                self.looks.append(asyncio.get_running_loop().time())
                self.outcomes.append(await self.sleep.until_due(stop, self.next_at, self.at_most))

    async def until_looked(self, times: int) -> None:
        await until(lambda: len(self.looks) >= times)

    async def until_asleep(self) -> None:
        """Wait until it has asked when the next message is due, and sleeps until then."""
        await until(lambda: self.sleep._asked and self.sleep._timer is not None)


@asynccontextmanager
async def sleeping(
    db: Database,
    clock: Clock,
    every_seconds: float = SOON,
    next_at: NextAt | None = None,
    at_most: float = inf,
) -> AsyncIterator[Sleeper]:
    """Let a worker run, which stops at the end without being woken otherwise."""

    async def ask(since: int) -> int | None:
        return await db.read(lambda tx: due_messages.next_at(tx, since))

    sleeper = Sleeper(Sleep(db, clock, every_seconds), next_at or ask, at_most=at_most)
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(sleeper.run(stop))
        try:
            yield sleeper
        finally:
            stop.set()


async def put_off(db: Database, until_time: int) -> None:
    """Queue a message that waits until then."""
    message = NewMessage(f"test:{until_time}", "thanks", ANNA)

    def work(tx: Tx) -> None:
        outbox.enqueue(tx, message, NOW)
        tx.execute("UPDATE outbox SET not_before = ?", (until_time,))

    await db.write(work)


async def note(db: Database, word: str = "") -> None:
    await db.write(lambda tx: facts.put(tx, "a_test", word))
