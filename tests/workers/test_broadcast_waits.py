"""The worker of broadcasts sleeps without an end while none is planned or under way."""

import asyncio
from math import inf

import pytest

from bot.usecases.broadcasts.broadcasts import Broadcasts
from bot.usecases.broadcasts.planned import PlannedBroadcasts
from bot.workers.broadcasts import BroadcastWorker
from storage import broadcasts as broadcast_rows
from storage import facts
from tests.handlers.telegram.talk import until
from tests.statements import heard_statements
from tests.usecases.conftest import ADMINS
from tests.workers.conftest import OutboxHarness
from tests.workers.test_broadcasts import add_people, begin, queued, worker
from tests.workers.test_planned_broadcasts import HOUR, plan
from tests.workers.test_quiet_workers import SOON, running, until_quiet


@pytest.fixture
def working(harness: OutboxHarness) -> BroadcastWorker:
    made = worker(harness, Broadcasts(harness.shop.db, harness.clock))
    made._planned = PlannedBroadcasts(harness.shop.db, harness.clock, ADMINS)
    harness.shop.db.on(broadcast_rows.SIGNAL, made.wake)
    return made


async def _asleep(working: BroadcastWorker) -> float:
    """Wait until it sleeps, and return in how many seconds it looks, if nothing happens."""
    await until(lambda: working._sleep._timer is not None)
    timer = working._sleep._timer
    assert timer is not None
    ends = timer.when()
    return inf if ends is None else ends - asyncio.get_running_loop().time()


async def _note(harness: OutboxHarness) -> None:
    await harness.shop.db.write(lambda tx: facts.put(tx, "a_test", "x"))


async def test_idle_it_reads_nothing_whatever_is_written(
    harness: OutboxHarness, working: BroadcastWorker
) -> None:
    async with running(working.run):
        await until_quiet(harness.shop)
        assert await _asleep(working) > 50, "a question for the next moment is a minute away"
        for _ in range(3):
            with heard_statements(harness.shop.db) as statements:
                await _note(harness)
                await asyncio.sleep(2 * SOON)
            assert not [one for one in statements if "broadcasts" in one]
        assert 2 < await _asleep(working) <= 60


async def test_one_that_is_started_is_queued_at_once_and_whole(
    harness: OutboxHarness, working: BroadcastWorker
) -> None:
    found = await add_people(harness, 900)
    number = await begin(working._broadcasts)
    await working._broadcasts.show_progress_in(number, None)  # or its refusal would be a sign
    async with running(working.run):
        await until(lambda: bool(working._shown) and working._sleep._timer is not None)
        assert await queued(harness) == len(found), "it slept between two portions"
        assert await _asleep(working) <= 1


async def test_while_one_is_shown_it_looks_every_second_and_at_the_end_no_more(
    harness: OutboxHarness, working: BroadcastWorker
) -> None:
    await add_people(harness, 1)
    number = await begin(working._broadcasts)
    async with running(working.run):
        await until(lambda: bool(working._shown) and working._sleep._timer is not None)
        with heard_statements(harness.shop.db) as statements:
            await until(lambda: any("FROM broadcasts" in one for one in statements))
        await harness.shop.db.write(lambda tx: tx.execute("UPDATE outbox SET state = 'sent'"))
        await until(lambda: not working._shown)
        await until(lambda: working._sleep.every_seconds == 60)
    progress = await working._broadcasts.progress(number)
    assert progress is not None
    assert progress.is_done


async def test_a_planned_one_starts_at_its_moment(
    harness: OutboxHarness, working: BroadcastWorker
) -> None:
    await add_people(harness, 3)
    await plan(harness, working._planned)
    async with running(working.run):
        assert await _asleep(working) <= 2
        await until(lambda: working._sleep._asked)
        assert await _asleep(working) > 1000
        with heard_statements(harness.shop.db) as statements:
            await asyncio.sleep(4 * SOON)
        assert statements == []
        harness.clock.move(HOUR)
        await until(lambda: bool(working._shown))
    assert await queued(harness) == 3


async def test_while_one_is_planned_a_write_brings_a_look_within_two_seconds(
    harness: OutboxHarness, working: BroadcastWorker
) -> None:
    await plan(harness, working._planned)
    async with running(working.run):
        await until(lambda: working._sleep._asked)
        with heard_statements(harness.shop.db) as statements:
            await _note(harness)
            await until(lambda: any("broadcasts" in one for one in statements))
