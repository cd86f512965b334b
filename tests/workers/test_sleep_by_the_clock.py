"""A worker wakes when something is due by the clock, also when that is moved or set."""

import asyncio

import pytest

from bot.clock import CheckedClock, FixedClock, SystemClock
from bot.usecases.operations.clock_recheck import ClockRecheck
from bot.workers.clock_recheck import ClockRecheckWorker
from storage import outbox
from storage.outbox import NewMessage
from tests.bodies import ANNA
from tests.conftest import NOW
from tests.usecases.conftest import Shop, nobody_asked, shop
from tests.workers.sleeper import SOON, put_off, sleeping

__all__ = ["shop"]


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
