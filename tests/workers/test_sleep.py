"""A worker sleeps while a look would find nothing, and wakes when one would find something."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

import pytest

from bot.clock import CheckedClock, Clock, FixedClock, SystemClock
from bot.usecases.operations.clock_recheck import ClockRecheck
from bot.workers.clock_recheck import ClockRecheckWorker
from bot.workers.sleep import NextAt, Sleep
from storage import facts, outbox
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage
from storage.queries import due_messages
from tests.bodies import ANNA
from tests.conftest import NOW
from tests.handlers.telegram.talk import until
from tests.statements import heard_statements
from tests.usecases.conftest import Shop, nobody_asked, shop

__all__ = ["shop"]

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


async def test_nothing_is_read_while_nothing_is_due_and_nothing_is_written(shop: Shop) -> None:
    async with sleeping(shop.db, shop.clock) as sleeper:
        await sleeper.until_asleep()
        with heard_statements(shop.db) as statements:
            await asyncio.sleep(8 * SOON)
        assert statements == []
        assert len(sleeper.looks) == 1


async def test_a_write_brings_a_look_and_many_writes_no_more_than_one_in_a_while(
    shop: Shop,
) -> None:
    async with sleeping(shop.db, shop.clock, every_seconds=0.4) as sleeper:
        await sleeper.until_asleep()
        for number in range(100):
            await note(shop.db, str(number))
        await sleeper.until_looked(3)
        await sleeper.until_asleep()
        gaps = [later - earlier for earlier, later in pairwise(sleeper.looks)]
        assert min(gaps) >= 0.39


async def test_a_write_during_a_look_brings_another_one(shop: Shop) -> None:
    async with sleeping(shop.db, shop.clock) as sleeper:
        await sleeper.until_looked(1)
        await note(shop.db)
        await sleeper.until_looked(2)


async def test_a_write_during_a_look_brings_the_next_one_no_sooner_than_any_other(
    shop: Shop,
) -> None:
    sleep = Sleep(shop.db, shop.clock, 3 * SOON)
    loop = asyncio.get_running_loop()
    with sleep.watching():
        began = loop.time()
        sleep.begin()
        await note(shop.db)
        assert await sleep.until_due(asyncio.Event(), None)
        assert loop.time() - began >= 3 * SOON - 0.01


async def test_a_write_wakes_no_sleeper_before_its_next_look(shop: Shop) -> None:
    async with sleeping(shop.db, shop.clock, every_seconds=NEVER) as sleeper:
        await until(lambda: sleeper.sleep._timer is not None)
        timer = sleeper.sleep._timer
        await note(shop.db)
        assert sleeper.sleep._changed
        assert timer is not None
        assert (timer.when() or 0) >= sleeper.looks[0] + NEVER - SOON
        assert timer is sleeper.sleep._timer


async def test_a_moment_that_the_ledger_knows_wakes_it_when_the_clock_is_moved_there(
    shop: Shop,
) -> None:
    await put_off(shop.db, NOW + 600)
    async with sleeping(shop.db, shop.clock) as sleeper:
        await sleeper.until_asleep()
        shop.clock.move(599)
        await asyncio.sleep(3 * SOON)
        assert len(sleeper.looks) == 1
        shop.clock.move(1)
        await sleeper.until_looked(2)
        assert sleeper.outcomes == [True], "a look is due, and not only the worker's own limit over"


async def test_a_look_at_a_clock_that_only_goes_on_wakes_nobody(shop: Shop) -> None:
    await put_off(shop.db, NOW + 600)
    async with sleeping(shop.db, shop.clock) as sleeper:
        await sleeper.until_asleep()
        timer = sleeper.sleep._timer
        assert timer is not None
        wakes_at = timer.when()
        sleeper.sleep._look_at_the_clock()
        assert (timer.when(), sleeper.sleep._woken) == (wakes_at, False)


async def test_it_wakes_at_that_moment_as_time_passes(shop: Shop) -> None:
    clock = SystemClock()
    at = clock.now() + 2
    await put_off(shop.db, at)
    async with sleeping(shop.db, clock) as sleeper:
        await sleeper.until_looked(2)
        assert clock.now() in {at, at + 1}


async def test_of_two_messages_the_earlier_one_counts_and_then_the_later(shop: Shop) -> None:
    await put_off(shop.db, NOW + 60)
    await shop.db.write(
        lambda tx: outbox.enqueue(tx, NewMessage("later", "thanks", ANNA), NOW + 90)
    )
    async with sleeping(shop.db, shop.clock) as sleeper:
        await sleeper.until_asleep()
        shop.clock.move(60)
        await sleeper.until_looked(2)
        await sleeper.until_asleep()
        shop.clock.move(30)
        await sleeper.until_looked(3)


async def test_a_clock_that_goes_back_brings_a_look(shop: Shop) -> None:
    async with sleeping(shop.db, shop.clock) as sleeper:
        await sleeper.until_asleep()
        shop.clock.jump(-1)
        await sleeper.until_looked(2)


async def test_waking_brings_a_look_at_once(shop: Shop) -> None:
    async with sleeping(shop.db, shop.clock, every_seconds=NEVER) as sleeper:
        await sleeper.until_looked(1)
        sleeper.sleep.wake()
        await sleeper.until_looked(2)


async def test_a_write_right_after_waking_puts_the_look_off_no_more(shop: Shop) -> None:
    async with sleeping(shop.db, shop.clock, every_seconds=NEVER) as sleeper:
        await until(lambda: sleeper.sleep._timer is not None)
        sleeper.sleep.wake()
        sleeper.sleep._note_change()
        await sleeper.until_looked(2)


async def test_a_write_at_the_moment_when_a_sleep_ends_breaks_nothing(shop: Shop) -> None:
    sleep = Sleep(shop.db, shop.clock, 0.0)
    sleep.begin()
    with suppress(TimeoutError):
        async with asyncio.timeout(0.01) as sleep._timer:
            await asyncio.Event().wait()
    sleep._note_change()
    assert sleep._changed


async def test_waking_during_a_look_brings_another_one(shop: Shop) -> None:
    sleep = Sleep(shop.db, shop.clock, NEVER)
    sleep.begin()
    sleep.wake()
    assert await sleep.until_due(asyncio.Event(), None)


async def test_its_own_limit_ends_the_sleep_and_is_no_reason_to_read(shop: Shop) -> None:
    sleep, stop = Sleep(shop.db, shop.clock, NEVER), asyncio.Event()
    sleep.begin()
    with heard_statements(shop.db) as statements:
        assert not await sleep.until_due(stop, None, at_most=0.01)
        assert not await sleep.until_due(stop, None, at_most=0.01)
    assert statements == []


async def test_a_stop_ends_the_sleep(shop: Shop) -> None:
    async with sleeping(shop.db, shop.clock) as sleeper:
        await sleeper.until_asleep()
    assert sleeper.outcomes == [False]
    sleeper.sleep.wake()  # signals still come while the others stop


async def test_where_nobody_can_say_what_is_due_it_looks_again_and_again(shop: Shop) -> None:
    async def ask(_since: int) -> int | None:
        return await shop.db.read(lambda tx: tx.scalar("SELECT at FROM nowhere"))

    async with sleeping(shop.db, shop.clock, next_at=ask) as sleeper:
        await sleeper.until_looked(3)
        assert sleeper.looks[2] - sleeper.looks[0] >= 2 * SOON - 0.01


async def test_after_the_end_it_follows_nothing_more(shop: Shop) -> None:
    async with sleeping(shop.db, shop.clock) as sleeper:
        await sleeper.until_asleep()
    await note(shop.db)
    shop.clock.move(-60)
    await asyncio.sleep(0)
    assert not sleeper.sleep._changed
    assert not sleeper.sleep._woken
    assert shop.clock._followers == []


class Watch:
    """A machine's clock that is set without a word, as they are."""

    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> int:
        return self.time

    def steady(self) -> float:
        return 0.0


@pytest.mark.long
@pytest.mark.parametrize("seconds", [700, -700])
@pytest.mark.fault("C2", "a worker asleep while the machine's clock is set, ahead or back")
async def test_a_clock_that_is_set_without_a_word_is_noticed_at_the_next_tick(
    shop: Shop, seconds: int
) -> None:
    machine = Watch()
    checked = CheckedClock(machine)
    worker = ClockRecheckWorker(ClockRecheck(shop.db, checked), nobody_asked)
    await put_off(shop.db, NOW + 600)
    stop = asyncio.Event()
    async with sleeping(shop.db, checked) as sleeper, asyncio.TaskGroup() as tasks:
        tasks.create_task(worker.run(stop))
        await sleeper.until_asleep()
        machine.time += seconds
        await sleeper.until_looked(2)
        stop.set()


async def test_news_of_the_time_from_a_server_let_everybody_look(shop: Shop) -> None:
    checked = CheckedClock(FixedClock(NOW - 86400))
    await put_off(shop.db, NOW)
    async with sleeping(shop.db, checked) as sleeper:
        await sleeper.until_asleep()
        checked.hear("telegram", NOW)
        await sleeper.until_looked(2)
